#include "sitrep/formats/picture_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "sitrep/formats/page.h"
#include "sitrep/formats/view.h"

namespace sitrep {
namespace {

constexpr size_t kMostADay = 10;
constexpr size_t kMostUndated = 4;  // of the reports of one day
constexpr size_t kMostInAPart = 20;
constexpr size_t kQuoteLines = 2;
constexpr int64_t kBackground = 14 * kMinutesPerDay;  // so long before the first report
constexpr auto kFewestSpaces = 3;                     // of a statement that is worth a line
constexpr int64_t kLong = 7 * kMinutesPerDay;

// Acts, in contrast to words: these stand first in a day.
constexpr std::array<std::string_view, 8> kActs = {"ASSAULT", "RETREAT", "MOBILIZE",  "COERCE",
                                                   "PROTEST", "AID",     "COOPERATE", "SANCTION"};

bool is_act(const Event& event) {
  return std::find(kActs.begin(), kActs.end(), event.type) != kActs.end();
}

class Printer {
 public:
  Printer(const PictureView& view, const TextOptions& options, std::string& out)
      : view_(view),
        picture_(view.picture()),
        all_(options.all),
        page_(options.columns, options.colour, out) {}

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
  void head();
  void key_figures();
  void totals_of_harm();
  void events();
  void days(std::map<std::string, std::vector<const Event*>> by_day, std::string_view heading,
            size_t most);
  void event(const Event& event);
  void holdings();
  void holding(const PlaceHolding& holding);
  void forces();
  void casualties();
  void statements();
  void plans();
  void disagreements();
  std::string subject(const Disagreement& disagreement) const;
  void wordings();
  void sources();

  // The story behind: long before the first report.
  bool is_background(const std::optional<Interval>& time) const {
    return time && picture_.first && time->to + kBackground < minute_of(*picture_.first);
  }
  static bool is_long(const std::optional<Interval>& time) {
    return time && time->to - time->from > kLong;
  }

  bool says_something(const PictureStatement& said) const {
    const Report& report = view_.report(said.source);
    const Span content = report.statements[said.statement].content.front();
    const std::string words = one_line(report.document.words(content));
    return std::count(words.begin(), words.end(), ' ') >= kFewestSpaces;
  }
  size_t shown(size_t count, size_t most) const { return all_ ? count : std::min(count, most); }
  void more(size_t left) {
    if (left > 0) page_.line(fmt::format("  … and {} more (--all prints them)", left));
  }

  std::string in(uint32_t site) const { return site == kNone ? "" : ", " + view_.site(site); }
  // "Taliban → Ghana", "→ Ghana"; "" where no report names a party.
  std::string who(const Event& event) const {
    const std::string actors = view_.actors(event.actors);
    const std::string recipients = view_.actors(event.recipients);
    if (recipients.empty() || recipients == actors) return actors;
    return actors.empty() ? "→ " + recipients : actors + " → " + recipients;
  }
  static std::string told_by(const Support& support) {
    return support.reports > 1 ? " — " + words_of(support) : "";
  }
  static std::string bracketed(Status status) {
    return status == Status::occurred ? "" : fmt::format(" [{}]", name_of(status));
  }
  // The day, or the day of the report that tells it.
  static std::string date_column(const std::optional<Interval>& time, bool dated) {
    const std::string words = (dated || !time ? "" : "by ") + words_of(time);
    return fmt::format("{:<14} ", words);
  }

  static std::string cites(std::vector<uint32_t> numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    std::string out;
    for (const uint32_t number : numbers)
      out += fmt::format("{}[{}]", out.empty() ? "" : " ", number);
    return out;
  }
  std::string cites_of(const std::vector<uint32_t>& facts) const {
    return cites(view_.numbers_of(facts));
  }
  std::string cites_of_sources(const std::vector<uint32_t>& sources) const {
    std::vector<uint32_t> numbers;
    for (const uint32_t source : sources) numbers.push_back(view_.number(source));
    return cites(std::move(numbers));
  }

  // “the words” [1]
  void quoted(size_t indent, uint32_t fact, const std::string& numbers) {
    const size_t room = kQuoteLines * (page_.columns() - indent);
    const size_t around = 4 + std::min<size_t>(numbers.size(), page_.columns() / 2);
    page_.wrapped(indent, "", fmt::format("“{}” {}", view_.quote(fact, room - around), numbers),
                  Style::faint);
  }

  // Whose account it is, where no report tells it in its own voice.
  std::string by_account(const std::vector<uint32_t>& facts, std::string_view before = "; ") const {
    std::set<std::string> names;
    for (const uint32_t at : facts) {
      const auto& attribution = view_.fact(at).attribution;
      if (attribution.empty()) return "";
      for (const uint32_t actor : attribution) names.insert(view_.actor(actor));
    }
    return fmt::format("{}according to {}", before, fmt::join(names, ", "));
  }

  const PictureView& view_;
  const Picture& picture_;
  const bool all_;
  Page page_;
};

void Printer::head() {
  std::string line = "SITUATION REPORT";
  if (picture_.as_of) line += fmt::format("  as of {}", iso_date(*picture_.as_of));
  if (picture_.known_by)
    line += fmt::format(", by what was known on {}", iso_date(*picture_.known_by));
  page_.line(line, Style::strong);
  if (picture_.first && picture_.last) {
    page_.line(fmt::format("Period covered: {} to {}", iso_date(*picture_.first),
                           iso_date(*picture_.last)));
  }
  const size_t reports = picture_.sources.size();
  page_.line(fmt::format("Rests on {} {}, {} independent", reports,
                         reports == 1 ? "report" : "reports", view_.numbers()));
  if (picture_.left_out > 0) {
    page_.line(fmt::format("Left out: {} published later", picture_.left_out));
  }
  if (picture_.undated_left_out > 0) {
    page_.line(fmt::format("Left out: {} without a publication date", picture_.undated_left_out));
  }
}

void Printer::key_figures() {
  page_.title("KEY FIGURES");
  const auto line = [this](std::string_view name, std::string_view value) {
    page_.wrapped(2, fmt::format("{:<20}", name), value);
  };
  std::map<std::string, size_t> kinds;
  size_t events = 0;
  for (const Event& event : picture_.events) {
    if (is_background(event.time) || (!is_act(event) && event.type != "CONSULT")) continue;
    ++kinds[kind_of(event)];
    ++events;
  }
  std::vector<std::pair<size_t, std::string>> by_count;
  for (const auto& [kind, count] : kinds) by_count.emplace_back(count, kind);
  std::stable_sort(by_count.begin(), by_count.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::string> parts;
  for (size_t i = 0; i < std::min<size_t>(by_count.size(), 6); ++i) {
    parts.push_back(fmt::format("{} {}", by_count[i].second, by_count[i].first));
  }
  if (events > 0) line("Events", fmt::format("{}: {}", events, fmt::join(parts, ", ")));
  if (!picture_.holdings.empty()) {
    const auto contested = std::count_if(picture_.holdings.begin(), picture_.holdings.end(),
                                         [](const PlaceHolding& h) { return h.contested; });
    line("Places held",
         fmt::format("{}, {} of them contested", picture_.holdings.size(), contested));
  }
  totals_of_harm();
  for (const Force& force : picture_.forces) {
    if (force.role != "total" || is_background(force.time)) continue;
    line("Forces", fmt::format("{}{}: {} {}", view_.actor(force.actor), in(force.site),
                               words_of(force.figure), view_.counted(force.facts.front())));
  }
  if (!picture_.plans.empty()) {
    const auto open = std::count_if(picture_.plans.begin(), picture_.plans.end(),
                                    [](const Plan& p) { return p.outcome == Outcome::open; });
    line("Plans and threats", fmt::format("{}, {} still open", picture_.plans.size(), open));
  }
  line("Open disagreements", fmt::format("{}", picture_.disagreements.size()));
}

void Printer::totals_of_harm() {
  for (const std::string_view role : {"killed", "injured", "captured", "missing", "displaced"}) {
    std::vector<Casualties> lines;
    size_t others = 0;
    for (const Casualties& line : picture_.casualties) {
      if (line.role != role || is_background(line.time)) continue;
      if (line.dated && !is_long(line.time)) {
        lines.push_back(line);
      } else {
        ++others;
      }
    }
    if (lines.empty() && others == 0) continue;
    std::string name(role);
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    std::string value = lines.empty() ? "no count of a known day" : words_of(sum_of(lines));
    if (lines.size() > 1) value += fmt::format(", the sum of {} counts", lines.size());
    if (others > 0)
      value += fmt::format("; {} counts over longer or unknown times not in it", others);
    page_.wrapped(2, fmt::format("{:<20}", name), value);
  }
}

void Printer::events() {
  if (picture_.events.empty()) return;
  page_.title("EVENTS");
  std::map<std::string, std::vector<const Event*>> dated;
  std::map<std::string, std::vector<const Event*>> undated;
  std::map<std::string, std::vector<const Event*>> longer;
  std::map<std::string, std::vector<const Event*>> background;
  for (const Event& event : picture_.events) {
    auto& group = is_background(event.time) ? background
                  : !event.dated            ? undated
                  : is_long(event.time)     ? longer
                                            : dated;
    group[words_of(event.time)].push_back(&event);
  }
  days(std::move(dated), "", kMostADay);
  days(std::move(undated), "Day not given; reported ", kMostUndated);
  days(std::move(longer), "Over a longer time: ", kMostUndated);
  days(std::move(background), "Before the period: ", kMostUndated);
}

// Those with the most voices first, acts before words, then those that their report is most about.
void Printer::days(std::map<std::string, std::vector<const Event*>> by_day,
                   std::string_view heading, size_t most) {
  for (auto& [day, list] : by_day) {
    page_.line(fmt::format(" {}{}", heading, day.empty() ? "without a date" : day), Style::strong);
    std::stable_sort(list.begin(), list.end(), [this](const Event* a, const Event* b) {
      const auto rank = [this](const Event* e) {
        return std::tuple(e->support.independent, is_act(*e), view_.claim(e->lead).salience);
      };
      return rank(a) > rank(b);
    });
    const size_t count = shown(list.size(), most);
    for (size_t i = 0; i < count; ++i) event(*list[i]);
    more(list.size() - count);
  }
}

void Printer::event(const Event& event) {
  const std::string parties = who(event);
  std::string line = kind_of(event);
  if (!parties.empty()) line += ": " + parties;
  page_.wrapped(2, "• ",
                line + in(event.site) + bracketed(event.status) + told_by(event.support) +
                    by_account(event.facts));
  quoted(4, event.lead, cites_of(event.facts));
}

void Printer::holdings() {
  if (picture_.holdings.empty()) return;
  page_.title("WHO HOLDS WHAT");
  for (const PlaceHolding& one : picture_.holdings) holding(one);
}

void Printer::holding(const PlaceHolding& holding) {
  const HoldingVersion& now = holding.current;
  std::string line = view_.actor(now.holder);
  if (holding.holder == kNone) line = "lost by " + line + "; no report says who holds it";
  if (now.change == HoldingChange::contested) line = "fought over, " + line;
  if (now.dated) {
    line += now.change == HoldingChange::holds ? ", on " : ", since ";
    line += words_of(now.time);
  } else if (now.time) {
    line += ", reported " + words_of(now.time);
  }
  page_.wrapped(2, view_.site(holding.site) + ": ",
                (holding.contested ? "CONTESTED: " : "") + line + told_by(now.support) +
                    by_account(now.facts),
                holding.contested ? Style::warning : Style::plain);
  quoted(4, now.facts.front(), cites_of(now.facts));
  for (const HoldingVersion& rival : holding.rivals) {
    page_.wrapped(4, "but ",
                  fmt::format("{}: {}, {}{}", view_.actor(rival.holder), name_of(rival.change),
                              words_of(rival.time), by_account(rival.facts)));
    quoted(6, rival.facts.front(), cites_of(rival.facts));
  }
  std::vector<std::string> before;
  for (size_t i = 0; i + 1 < holding.history.size(); ++i) {
    const HoldingVersion& version = holding.history[i];
    if (!version.dated) continue;
    before.push_back(fmt::format("{} {} {} {}", words_of(version.time), view_.actor(version.holder),
                                 name_of(version.change), cites_of(version.facts)));
  }
  if (!before.empty()) page_.wrapped(4, "before: ", fmt::format("{}", fmt::join(before, "; ")));
}

void Printer::forces() {
  if (picture_.forces.empty()) return;
  page_.title("FORCES");
  uint32_t actor = kNone;
  for (const Force& force : picture_.forces) {
    if (force.actor != actor) page_.line(" " + view_.actor(force.actor), Style::strong);
    actor = force.actor;
    const bool increment = force.role == "increment";
    std::string line = fmt::format("{}{} {}", increment ? "+" : "", words_of(force.figure),
                                   view_.counted(force.facts.front()));
    if (!increment && !force.role.empty()) line += ", " + force.role;
    line += in(force.site) + bracketed(force.status);
    if (force.before) {
      const Figure before{
          .low = {}, .best = force.before, .high = {}, .open = false, .bound = force.figure.bound};
      line += fmt::format("; {} before the {} more", words_of(before),
                          words_of(picture_.forces[force.increment].figure));
    }
    page_.wrapped(2, date_column(force.time, force.dated),
                  line + told_by(force.support) + by_account(force.facts));
    quoted(4, force.facts.front(), cites_of(force.facts));
  }
}

void Printer::casualties() {
  if (picture_.casualties.empty()) return;
  page_.title("CASUALTIES");
  const size_t count = shown(picture_.casualties.size(), 2 * kMostInAPart);
  for (size_t i = 0; i < count; ++i) {
    const Casualties& line = picture_.casualties[i];
    std::string words = words_of(line.figure);
    if (line.who != kNone) words += " " + view_.actor(line.who);
    if (!line.role.empty()) words += " " + line.role;
    page_.wrapped(2, date_column(line.time, line.dated),
                  words + in(line.site) + told_by(line.support) + by_account(line.facts));
    quoted(4, view_.one_that_says(line.facts, line.figure.best), cites_of(line.facts));
  }
  more(picture_.casualties.size() - count);
}

void Printer::statements() {
  std::vector<const PictureStatement*> list;
  for (const PictureStatement& statement : picture_.statements) {
    if (statement.speaker != kNone && says_something(statement)) list.push_back(&statement);
  }
  if (list.empty()) return;
  page_.title("STATEMENTS");
  // The most repeated, and of those the longest, but printed in the order of their days.
  const size_t count = shown(list.size(), kMostInAPart);
  const auto weight = [this](const PictureStatement* said) {
    const Statement& statement = view_.report(said->source).statements[said->statement];
    return std::tuple(said->support.independent, !picture_.actors[said->speaker].code.empty(),
                      statement.content.front().size());
  };
  std::vector<const PictureStatement*> best = list;
  std::stable_sort(best.begin(), best.end(),
                   [&](const auto* a, const auto* b) { return weight(a) > weight(b); });
  best.resize(count);
  std::sort(best.begin(), best.end());  // they lie in one vector, in the order of their reports
  for (const PictureStatement* said : best) {
    const Report& report = view_.report(said->source);
    const Statement& statement = report.statements[said->statement];
    const bool direct = statement.kind == StatementKind::direct;
    const std::string words =
        view_.quote(said->source, statement.content.front(), 2 * page_.columns());
    page_.wrapped(
        2, fmt::format("{:<14} ", report.published.day ? iso_date(*report.published.day) : ""),
        fmt::format("{}: {}{}{} {}", view_.actor(said->speaker), direct ? "“" : "", words,
                    direct ? "”" : "", cites_of_sources(said->sources)));
  }
  more(list.size() - count);
}

void Printer::plans() {
  if (picture_.plans.empty()) return;
  page_.title("PLANS AND THREATS");
  const size_t count = shown(picture_.plans.size(), kMostInAPart);
  for (size_t i = 0; i < count; ++i) {
    const Plan& plan = picture_.plans[i];
    const Event& act = plan.act;
    std::string line = kind_of(act);
    if (const std::string parties = who(act); !parties.empty()) line += ": " + parties;
    line += in(act.site);
    if (act.dated) line += ", for " + words_of(act.time);
    if (act.status == Status::threatened) line += " [threatened]";
    page_.wrapped(2, fmt::format("{:<9}", name_of(plan.outcome)),
                  line + told_by(act.support) + by_account(act.facts),
                  plan.outcome == Outcome::overdue ? Style::warning : Style::plain);
    quoted(4, act.lead, cites_of(act.facts));
    if (plan.outcome_event == kNone) continue;
    const Event& told = picture_.events[plan.outcome_event];
    page_.wrapped(
        4, fmt::format("{} {}: ", name_of(plan.outcome), words_of(told.time)),
        fmt::format("“{}” {}", view_.quote(told.lead, page_.columns()), cites_of(told.facts)));
  }
  more(picture_.plans.size() - count);
}

void Printer::disagreements() {
  if (picture_.disagreements.empty()) return;
  page_.title("OPEN DISAGREEMENTS");
  for (const Disagreement& disagreement : picture_.disagreements) {
    page_.wrapped(2, "• ", subject(disagreement));
    for (const DisagreementSide& side : disagreement.sides) {
      for (const uint32_t fact : view_.one_a_number(side.facts)) {
        page_.wrapped(4, side.value + by_account({fact}, " ") + ": ",
                      fmt::format("“{}” {}", view_.quote(fact, page_.columns()), cites_of({fact})));
      }
    }
  }
}

std::string Printer::subject(const Disagreement& disagreement) const {
  switch (disagreement.kind) {
    case DisagreementKind::status: {
      const Event& event = picture_.events[disagreement.index];
      return fmt::format("Whether it happened: {}: {}{}, {}", kind_of(event), who(event),
                         in(event.site), words_of(event.time));
    }
    case DisagreementKind::holder:
      return fmt::format("Who holds {}", view_.site(picture_.holdings[disagreement.index].site));
    case DisagreementKind::force: {
      const Force& force = picture_.forces[disagreement.index];
      return fmt::format("How many {} {} has{}, {}", force.unit, view_.actor(force.actor),
                         in(force.site), words_of(force.time));
    }
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
    // "Ankara" and "Turkish" for Turkey say nothing of a source's view.
    if (actor.wordings.size() < 2 || actor.for_state) continue;
    if (!any) page_.title("WORDING: one party under several names");
    any = true;
    std::vector<std::string> names;
    for (const Wording& wording : actor.wordings) {
      names.push_back(
          fmt::format("“{}” {}", one_line(wording.words), cites_of_sources(wording.sources)));
    }
    page_.wrapped(2, one_line(actor.name) + ": ", fmt::format("{}", fmt::join(names, ", ")));
  }
}

void Printer::sources() {
  page_.title("SOURCES");
  const auto line_of = [this](uint32_t at) {
    const Metadata& meta = view_.report(at).document.meta;
    const auto& day = picture_.sources[at].published;
    std::string line = meta.publisher.empty() ? "" : view_.publisher(at) + ", ";
    line += day ? iso_date(*day) : std::string("no date");
    line += fmt::format(", “{}”", view_.title(at));
    return meta.url.empty() ? line : line + " " + one_line(meta.url);
  };
  std::map<uint32_t, std::vector<uint32_t>> copies;  // by original
  for (uint32_t at = 0; at < picture_.sources.size(); ++at) {
    copies[picture_.sources[at].original].push_back(at);
  }
  for (const auto& [original, all] : copies) {
    page_.wrapped(2, fmt::format("{:<5}", fmt::format("[{}]", view_.number(original))),
                  line_of(original));
    for (const uint32_t at : all) {
      if (at != original) page_.wrapped(7, "same words: ", line_of(at), Style::faint);
    }
  }
}

}  // namespace

void print_picture(const ReportList& reports, const Picture& picture, const TextOptions& options,
                   std::string& out) {
  const PictureView view(reports, picture);
  Printer(view, options, out).print();
}

}  // namespace sitrep
