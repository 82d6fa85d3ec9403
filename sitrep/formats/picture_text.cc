#include "sitrep/formats/picture_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include "sitrep/formats/view.h"

namespace sitrep {
namespace {

constexpr size_t kMostADay = 8;
constexpr size_t kMostInAPart = 20;
constexpr size_t kQuoteLines = 2;
constexpr int64_t kBackground = 14 * kMinutesPerDay;  // so long before the first report

constexpr const char* kBold = "\033[1m";
constexpr const char* kDim = "\033[2m";
constexpr const char* kAmber = "\033[33m";
constexpr const char* kPlain = "\033[0m";

class Printer {
 public:
  Printer(const PictureView& view, const TextOptions& options, std::string& out)
      : view_(view), picture_(view.picture()), options_(options), out_(out) {}

  void print() {
    head();
    key_figures();
    events();
    holdings();
    forces();
    casualties();
    statements();
    plans();
    disagreements();
    wordings();
    sources();
  }

 private:
  std::string styled(const char* style, std::string_view words) const {
    return options_.colour ? fmt::format("{}{}{}", style, words, kPlain) : std::string(words);
  }

  void title(std::string_view name) { out_ += fmt::format("\n{}\n", styled(kBold, name)); }

  // Words on as many lines as they need, each behind `indent` blanks; the first line after `head`.
  void wrapped(size_t indent, std::string_view head, std::string_view words,
               const char* style = nullptr) {
    std::string line = std::string(indent, ' ') + std::string(head);
    const size_t hang = columns_of(line);
    size_t used = hang;
    bool first = true;
    std::string text;
    const auto flush = [&] {
      out_ += line + (style != nullptr ? styled(style, text) : text) + '\n';
      line = std::string(hang, ' ');
      text.clear();
      used = hang;
      first = true;
    };
    for (size_t at = 0; at < words.size();) {
      const size_t space = std::min(words.find(' ', at), words.size());
      const std::string_view word = words.substr(at, space - at);
      const size_t wide = columns_of(word);
      if (!first && used + 1 + wide > options_.columns) flush();
      if (!first) text += ' ';
      used += wide + (first ? 0 : 1);
      text += word;
      first = false;
      at = space + 1;
    }
    flush();
  }

  std::string cites(const std::vector<uint32_t>& numbers) const {
    std::string out;
    for (const uint32_t number : numbers)
      out += fmt::format("{}[{}]", out.empty() ? "" : " ", number);
    return out;
  }
  std::string cites_of(const std::vector<uint32_t>& facts) const {
    return cites(view_.numbers_of(facts));
  }

  // “the words” [1]
  void quoted(size_t indent, uint32_t fact, std::string_view numbers) {
    const size_t room = kQuoteLines * (options_.columns - indent) - 2 - numbers.size() - 2;
    wrapped(indent, "", fmt::format("“{}” {}", view_.quote(fact, room), numbers), kDim);
  }

  // "said by Carter", where the text names whose account it is.
  std::string by_account(const std::vector<uint32_t>& facts) const {
    std::set<std::string> names;
    bool own_voice = false;
    for (const uint32_t at : facts) {
      const auto& attribution = view_.fact(at).attribution;
      own_voice = own_voice || attribution.empty();
      for (const uint32_t actor : attribution) names.insert(view_.actor(actor));
    }
    if (own_voice || names.empty()) return "";
    return fmt::format("according to {}", fmt::join(names, ", "));
  }

  void more(size_t left) {
    if (left > 0) out_ += fmt::format("  … and {} more (--all prints them)\n", left);
  }

  size_t shown(size_t count, size_t most) const {
    return options_.all ? count : std::min(count, most);
  }

  // Long before the first report: told as the story behind.
  bool is_background(const std::optional<Interval>& time) const {
    return time && picture_.first && time->to + kBackground < minute_of(*picture_.first);
  }
  std::string in(uint32_t site) const { return site == kNone ? "" : ", " + view_.site(site); }

  void head();
  void key_figures();
  void events();
  void event(const Event& event);
  void print_best(std::vector<const Event*>& list, size_t most);
  void holdings();
  void holding(const PlaceHolding& holding);
  void forces();
  void casualties();
  void statements();
  void plans();
  void disagreements();
  std::string subject(const Disagreement& disagreement) const;
  std::string bounded_before(const Force& total) const;
  void wordings();
  void sources();

  const PictureView& view_;
  const Picture& picture_;
  const TextOptions& options_;
  std::string& out_;
};

void Printer::head() {
  out_ += styled(kBold, "SITUATION REPORT");
  if (picture_.as_of) out_ += fmt::format("  as of {}", iso_date(*picture_.as_of));
  if (picture_.known_by)
    out_ += fmt::format(", by what was known on {}", iso_date(*picture_.known_by));
  out_ += '\n';
  const size_t reports = picture_.sources.size();
  out_ += fmt::format("{} {}, {} of them independent", reports, reports == 1 ? "report" : "reports",
                      view_.numbers());
  if (picture_.first && picture_.last) {
    out_ += *picture_.first == *picture_.last
                ? fmt::format(", of {}", iso_date(*picture_.first))
                : fmt::format(", of {} to {}", iso_date(*picture_.first), iso_date(*picture_.last));
  }
  out_ += '\n';
  if (picture_.left_out > 0) {
    out_ += fmt::format("Left out: {} published later\n", picture_.left_out);
  }
  if (picture_.undated_left_out > 0) {
    out_ += fmt::format("Left out: {} without a publication date\n", picture_.undated_left_out);
  }
}

void Printer::key_figures() {
  title("KEY FIGURES");
  const auto line = [this](std::string_view name, std::string_view value) {
    wrapped(2, fmt::format("{:<22}", name), value);
  };
  std::map<std::string, size_t> kinds;
  for (const Event& event : picture_.events) {
    if (!is_background(event.time)) ++kinds[kind_of(event)];
  }
  std::vector<std::pair<size_t, std::string>> by_count;
  for (const auto& [kind, count] : kinds) by_count.emplace_back(count, kind);
  std::stable_sort(by_count.begin(), by_count.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> parts;
  for (size_t i = 0; i < std::min<size_t>(by_count.size(), 5); ++i) {
    parts.push_back(fmt::format("{} {}", by_count[i].second, by_count[i].first));
  }
  size_t events = 0;
  for (const auto& [count, kind] : by_count) events += count;
  line("Events", fmt::format("{}{}{}", events, parts.empty() ? "" : ": ", fmt::join(parts, ", ")));
  if (!picture_.holdings.empty()) {
    const auto contested = std::count_if(picture_.holdings.begin(), picture_.holdings.end(),
                                         [](const PlaceHolding& h) { return h.contested; });
    line("Places with a holder",
         fmt::format("{}, {} contested", picture_.holdings.size(), contested));
  }
  for (const std::string_view role : {"killed", "injured", "captured", "missing", "displaced"}) {
    double low = 0;
    double best = 0;
    double high = 0;
    size_t counts = 0;
    for (const Casualties& line_of : picture_.casualties) {
      if (line_of.role != role || is_background(line_of.time)) continue;
      const double value = line_of.figure.best.value_or(0);
      best += value;
      low += line_of.figure.low.value_or(value);
      high += line_of.figure.high.value_or(value);
      ++counts;
    }
    if (counts == 0) continue;
    std::string value = grouped(best);
    if (low < best || high > best) {
      value += fmt::format(" (lowest {}, highest {})", grouped(low), grouped(high));
    }
    std::string name(role);
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    line(name,
         fmt::format("{}, the sum of {} {}", value, counts, counts == 1 ? "count" : "counts"));
  }
  for (const Force& force : picture_.forces) {
    if (force.role != "total" || is_background(force.time)) continue;
    line(fmt::format("Forces of {}", view_.actor(force.actor)),
         fmt::format("{} {}{}", words_of(force.figure), force.unit, in(force.site)));
  }
  if (!picture_.plans.empty()) {
    const auto open = std::count_if(picture_.plans.begin(), picture_.plans.end(),
                                    [](const Plan& p) { return p.outcome == Outcome::open; });
    line("Plans and threats", fmt::format("{}, {} still open", picture_.plans.size(), open));
  }
  line("Open disagreements", fmt::format("{}", picture_.disagreements.size()));
}

void Printer::event(const Event& event) {
  std::string line = kind_of(event);
  const std::string actors = view_.actors(event.actors);
  const std::string recipients = view_.actors(event.recipients);
  if (!actors.empty() || !recipients.empty()) line += ": " + actors;
  if (!recipients.empty()) line += (actors.empty() ? "against " : " → ") + recipients;
  line += in(event.site);
  if (event.status != Status::occurred) line += fmt::format(" [{}]", name_of(event.status));
  if (!event.dated) line += " (day not given)";
  if (event.support.reports > 1) line += fmt::format(" — {}", words_of(event.support));
  const std::string account = by_account(event.facts);
  if (!account.empty()) line += "; " + account;
  wrapped(2, "• ", line);
  quoted(4, event.lead, cites_of(event.facts));
}

void Printer::events() {
  if (picture_.events.empty()) return;
  title("EVENTS");
  std::map<std::string, std::vector<const Event*>> days;
  std::vector<const Event*> background;
  for (const Event& event : picture_.events) {
    if (is_background(event.time)) {
      background.push_back(&event);
    } else {
      days[event.time ? words_of(event.time) : "Undated"].push_back(&event);
    }
  }
  for (auto& [day, list] : days) {
    out_ += fmt::format("{}\n", styled(kBold, day));
    print_best(list, kMostADay);
  }
  if (background.empty()) return;
  out_ += fmt::format("{}\n", styled(kBold, "Before the period"));
  for (size_t i = 0; i < shown(background.size(), kMostADay); ++i) {
    const Event& told = *background[i];
    wrapped(2, fmt::format("• {}: ", words_of(told.time)),
            fmt::format("{} {}", view_.quote(told.lead, options_.columns), cites_of(told.facts)));
  }
  more(background.size() - shown(background.size(), kMostADay));
}

// Those with the most voices, then those that their report is most about.
void Printer::print_best(std::vector<const Event*>& list, size_t most) {
  std::stable_sort(list.begin(), list.end(), [this](const Event* a, const Event* b) {
    return std::tuple(a->support.independent, view_.claim(a->lead).salience) >
           std::tuple(b->support.independent, view_.claim(b->lead).salience);
  });
  const size_t count = shown(list.size(), most);
  for (size_t i = 0; i < count; ++i) event(*list[i]);
  more(list.size() - count);
}

void Printer::holding(const PlaceHolding& holding) {
  const HoldingVersion& now = holding.current;
  std::string line;
  if (holding.holder == kNone) {
    line = fmt::format("lost by {}; no report says who holds it", view_.actor(now.holder));
  } else if (now.change == HoldingChange::contested) {
    line = fmt::format("fought over; {}", view_.actor(now.holder));
  } else {
    line = view_.actor(holding.holder);
  }
  if (now.dated) {
    line += fmt::format(", {} {}", now.change == HoldingChange::holds ? "on" : "since",
                        words_of(now.time));
  }
  if (holding.contested) line = styled(kAmber, "contested") + ": " + line;
  if (now.support.reports > 1) line += fmt::format(" — {}", words_of(now.support));
  wrapped(2, view_.site(holding.site) + ": ", line);
  quoted(4, now.facts.front(), cites_of(now.facts));
  for (const HoldingVersion& rival : holding.rivals) {
    wrapped(4, "but ",
            fmt::format("{}: {}, {}", view_.actor(rival.holder), name_of(rival.change),
                        words_of(rival.time)));
    quoted(6, rival.facts.front(), cites_of(rival.facts));
  }
  std::string before;
  for (const HoldingVersion& version : holding.history) {
    if (&version == &holding.history.back() || !version.dated) continue;
    before +=
        fmt::format("{}{} {} {} {}", before.empty() ? "" : "; ", words_of(version.time),
                    view_.actor(version.holder), name_of(version.change), cites_of(version.facts));
  }
  if (!before.empty()) wrapped(4, "before: ", before);
}

void Printer::holdings() {
  if (picture_.holdings.empty()) return;
  title("WHO HOLDS WHAT");
  for (const PlaceHolding& one : picture_.holdings) holding(one);
}

void Printer::forces() {
  if (picture_.forces.empty()) return;
  title("FORCES");
  uint32_t actor = kNone;
  for (const Force& force : picture_.forces) {
    if (force.actor != actor)
      out_ += fmt::format("  {}\n", styled(kBold, view_.actor(force.actor)));
    actor = force.actor;
    const bool increment = force.role == "increment";
    std::string line = fmt::format("{}{} {}{}", increment ? "+" : "", words_of(force.figure),
                                   force.unit, in(force.site));
    if (!increment && !force.role.empty()) line += ", " + force.role;
    if (force.status != Status::occurred) line += fmt::format(" [{}]", name_of(force.status));
    if (force.before) {
      line += fmt::format("; after {} more, so {} before",
                          words_of(picture_.forces[force.increment].figure), bounded_before(force));
    }
    if (force.support.reports > 1) line += fmt::format(" — {}", words_of(force.support));
    wrapped(
        4, fmt::format("{:<12}", force.dated ? words_of(force.time) : "by " + words_of(force.time)),
        line);
    quoted(6, force.facts.front(), cites_of(force.facts));
  }
}

std::string Printer::bounded_before(const Force& total) const {
  Figure figure;
  figure.best = total.before;
  figure.bound = total.figure.bound;
  return words_of(figure);
}

void Printer::casualties() {
  if (picture_.casualties.empty()) return;
  title("CASUALTIES");
  const size_t count = shown(picture_.casualties.size(), 2 * kMostInAPart);
  for (size_t i = 0; i < count; ++i) {
    const Casualties& line = picture_.casualties[i];
    std::string words = fmt::format("{}{}{}", words_of(line.figure),
                                    line.who == kNone ? "" : " " + view_.actor(line.who),
                                    line.role.empty() ? "" : " " + line.role);
    words += in(line.site);
    if (line.support.reports > 1) words += fmt::format(" — {}", words_of(line.support));
    wrapped(2,
            fmt::format("{:<12}", line.dated ? words_of(line.time) : "by " + words_of(line.time)),
            words);
    quoted(4, line.facts.front(), cites_of(line.facts));
  }
  more(picture_.casualties.size() - count);
}

void Printer::statements() {
  if (picture_.statements.empty()) return;
  title("STATEMENTS");
  std::vector<const PictureStatement*> list;
  for (const PictureStatement& statement : picture_.statements) {
    if (statement.speaker != kNone) list.push_back(&statement);
  }
  const size_t count = shown(list.size(), kMostInAPart);
  for (size_t i = 0; i < count; ++i) {
    const PictureStatement& said = *list[i];
    const Report& report = view_.report(said.source);
    const Statement& statement = report.statements[said.statement];
    std::vector<uint32_t> numbers;
    for (const uint32_t source : said.sources) numbers.push_back(view_.number(source));
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    const auto day = report.published.day;
    const bool direct = statement.kind == StatementKind::direct;
    wrapped(2, fmt::format("{:<12}", day ? iso_date(*day) : ""),
            fmt::format("{}: {}{}{} {}", view_.actor(said.speaker), direct ? "“" : "",
                        view_.quote(said.source, statement.content.front(), 3 * options_.columns),
                        direct ? "”" : "", cites(numbers)));
  }
  more(picture_.statements.size() - count);
}

void Printer::plans() {
  if (picture_.plans.empty()) return;
  title("PLANS AND THREATS");
  const size_t count = shown(picture_.plans.size(), kMostInAPart);
  for (size_t i = 0; i < count; ++i) {
    const Plan& plan = picture_.plans[i];
    const Event& act = plan.act;
    std::string line = fmt::format("{}: {}", kind_of(act), view_.actors(act.actors));
    if (!act.recipients.empty()) line += " → " + view_.actors(act.recipients);
    line += in(act.site);
    if (act.dated) line += ", for " + words_of(act.time);
    if (act.status == Status::threatened) line += " [threatened]";
    if (act.support.reports > 1) line += fmt::format(" — {}", words_of(act.support));
    wrapped(2, fmt::format("{:<9}", name_of(plan.outcome)), line);
    quoted(4, act.lead, cites_of(act.facts));
    if (plan.outcome_event == kNone) continue;
    const Event& told = picture_.events[plan.outcome_event];
    wrapped(4, fmt::format("{} {}: ", name_of(plan.outcome), words_of(told.time)),
            fmt::format("“{}” {}", view_.quote(told.lead, options_.columns), cites_of(told.facts)));
  }
  more(picture_.plans.size() - count);
}

void Printer::disagreements() {
  if (picture_.disagreements.empty()) return;
  title("OPEN DISAGREEMENTS");
  for (const Disagreement& disagreement : picture_.disagreements) {
    wrapped(2, "• ", subject(disagreement));
    for (const DisagreementSide& side : disagreement.sides) {
      for (const uint32_t fact : view_.one_a_number(side.facts)) {
        wrapped(4, side.value + ": ",
                fmt::format("“{}” {}", view_.quote(fact, options_.columns), cites_of({fact})));
      }
    }
  }
}

std::string Printer::subject(const Disagreement& disagreement) const {
  switch (disagreement.kind) {
    case DisagreementKind::status: {
      const Event& event = picture_.events[disagreement.index];
      return fmt::format("Whether it happened: {}{}, {}", kind_of(event), in(event.site),
                         words_of(event.time));
    }
    case DisagreementKind::holder:
      return fmt::format("Who holds {}", view_.site(picture_.holdings[disagreement.index].site));
    case DisagreementKind::number:
      break;
  }
  const Casualties& line = picture_.casualties[disagreement.index];
  return fmt::format("How many {}{}{}, {}", line.who == kNone ? "" : view_.actor(line.who) + " ",
                     line.role, in(line.site), words_of(line.time));
}

void Printer::wordings() {
  bool any = false;
  for (const Actor& actor : picture_.actors) {
    if (actor.wordings.size() < 2) continue;
    if (!any) title("WORDING: one party, several names");
    any = true;
    std::vector<std::string> names;
    for (const Wording& wording : actor.wordings) {
      std::vector<uint32_t> numbers;
      for (const uint32_t source : wording.sources) numbers.push_back(view_.number(source));
      numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
      names.push_back(fmt::format("“{}” {}", one_line(wording.words), cites(numbers)));
    }
    wrapped(2, one_line(actor.name) + ": ", fmt::format("{}", fmt::join(names, ", ")));
  }
}

void Printer::sources() {
  title("SOURCES");
  const auto line_of = [this](uint32_t at) {
    const Metadata& meta = view_.report(at).document.meta;
    const auto& day = picture_.sources[at].published;
    std::string line = one_line(view_.publisher(at));
    line += ", " + (day ? iso_date(*day) : std::string("no date"));
    if (!meta.title.empty() && !meta.publisher.empty())
      line += fmt::format(", “{}”", one_line(meta.title));
    if (!meta.url.empty()) line += " " + one_line(meta.url);
    return line;
  };
  for (uint32_t at = 0; at < picture_.sources.size(); ++at) {
    if (picture_.sources[at].original != at) continue;
    wrapped(2, fmt::format("{:<5}", fmt::format("[{}]", view_.number(at))), line_of(at));
    for (uint32_t copy = at + 1; copy < picture_.sources.size(); ++copy) {
      if (picture_.sources[copy].original == at) wrapped(7, "same words: ", line_of(copy), kDim);
    }
  }
}

}  // namespace

void print_picture(std::span<const Report> reports, const Picture& picture,
                   const TextOptions& options, std::string& out) {
  const PictureView view(reports, picture);
  Printer(view, options, out).print();
}

}  // namespace sitrep
