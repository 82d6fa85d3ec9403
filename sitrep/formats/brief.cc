#include "sitrep/formats/brief.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "sitrep/formats/lines.h"

namespace sitrep {
namespace {

constexpr size_t kHighlights = 6;
constexpr size_t kMostInAPlace = 12;
constexpr size_t kMostInASection = 20;
constexpr size_t kMostCitations = 4;  // of a sentence
constexpr size_t kQuoteColumns = 400;
constexpr int64_t kBackground = 14 * kMinutesPerDay;  // so long before the first report

class Maker {
 public:
  explicit Maker(const PictureView& view) : view_(view), picture_(view.picture()) {}

  Brief make() {
    head();
    highlights();
    key_figures();
    overview();
    forces();
    plans();
    disagreements();
    wording();
    sources();
    return std::move(brief_);
  }

 private:
  void head();
  void highlights();
  void key_figures();
  void killed_and_others();
  void overview();
  void forces();
  void plans();
  void disagreements();
  void wording();
  void sources();

  bool is_background(const std::optional<Interval>& time) const {
    return time && picture_.first && time->to + kBackground < minute_of(*picture_.first);
  }

  // The number of a claim's words among the citations.
  uint32_t cite(uint32_t fact) {
    const auto key = std::pair(view_.fact(fact).source, view_.claim(fact).evidence.front());
    const auto [found, is_new] =
        cited_.try_emplace(key, static_cast<uint32_t>(brief_.citations.size() + 1));
    if (is_new) {
      brief_.citations.push_back(
          {view_.quote(fact, kQuoteColumns), view_.number(view_.fact(fact).source)});
    }
    return found->second;
  }
  std::vector<uint32_t> cite(const std::vector<uint32_t>& facts) {
    std::vector<uint32_t> out;
    for (const uint32_t fact : view_.one_a_number(facts)) {
      if (out.size() < kMostCitations) out.push_back(cite(fact));
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  static std::string told_by(const Support& support) {
    return support.reports > 1 ? fmt::format(" ({})", words_of(support)) : "";
  }
  static std::string day_of(const std::optional<Interval>& time, bool dated) {
    if (!time) return "";
    return (dated ? "" : "Reported ") + long_date(time) + ": ";
  }

  CitedSentence sentence(const Event& event) {
    // The lead first: its words name the parties and the place.
    std::vector<uint32_t> facts = {event.lead};
    facts.insert(facts.end(), event.facts.begin(), event.facts.end());
    return {day_of(event.time, event.dated) + line_of(view_, event) +
                account_of(view_, event.facts) + told_by(event.support) + ".",
            cite(facts)};
  }
  CitedSentence sentence(const PlaceHolding& holding) {
    const HoldingVersion& now = holding.current;
    std::string words = day_of(now.time, now.dated) + line_of(view_, holding);
    std::vector<uint32_t> facts = now.facts;
    for (const HoldingVersion& rival : holding.rivals) {
      words += fmt::format("; but {} {}{}", view_.actor(rival.holder), name_of(rival.change),
                           account_of(view_, rival.facts));
      facts.insert(facts.end(), rival.facts.begin(), rival.facts.end());
    }
    return {words + told_by(now.support) + ".", cite(facts)};
  }
  CitedSentence sentence(const Casualties& line) {
    std::vector<uint32_t> facts = {view_.one_that_says(line.facts, line.figure.best)};
    facts.insert(facts.end(), line.facts.begin(), line.facts.end());
    return {day_of(line.time, line.dated) + line_of(view_, line) + account_of(view_, line.facts) +
                told_by(line.support) + ".",
            cite(facts)};
  }

  const PictureView& view_;
  const Picture& picture_;
  Brief brief_;
  std::map<std::pair<uint32_t, Span>, uint32_t> cited_;
};

void Maker::head() {
  const auto day = [](const std::optional<Day>& at) {
    if (!at) return std::string();
    const int64_t minute = minute_of(*at);
    return long_date(Interval{minute, minute + kMinutesPerDay});
  };
  brief_.as_of = day(picture_.as_of);
  brief_.known_by = day(picture_.known_by);
  if (picture_.first && picture_.last) {
    brief_.period = fmt::format("{} to {}", day(picture_.first), day(picture_.last));
  }
  const Support all{static_cast<uint32_t>(picture_.sources.size()), view_.numbers()};
  brief_.basis = fmt::format("{}, on {} {}", words_of(all), picture_.stories.size(),
                             picture_.stories.size() == 1 ? "story" : "stories");
}

// What most voices tell, and what their reports are most about; then who holds what in dispute.
void Maker::highlights() {
  std::vector<const Event*> events;
  for (const Event& event : picture_.events) {
    if (event.dated && event.site != kNone && event.type == "ASSAULT" &&
        !is_background(event.time)) {
      events.push_back(&event);
    }
  }
  std::stable_sort(events.begin(), events.end(), [&](const Event* a, const Event* b) {
    const auto rank = [&](const Event* event) {
      return std::tuple(event->support.independent, view_.claim(event->lead).salience);
    };
    return rank(a) > rank(b);
  });
  if (events.size() > kHighlights) events.resize(kHighlights);
  std::stable_sort(events.begin(), events.end(),
                   [](const Event* a, const Event* b) { return a->time->from > b->time->from; });
  for (const Event* event : events) brief_.highlights.push_back(sentence(*event));
  for (const PlaceHolding& holding : picture_.holdings) {
    if (holding.contested && brief_.highlights.size() < 2 * kHighlights) {
      brief_.highlights.push_back(sentence(holding));
    }
  }
}

void Maker::killed_and_others() {
  for (const std::string_view role : {"killed", "injured", "missing", "displaced", "captured"}) {
    std::vector<Casualties> all;
    std::vector<Casualties> civilians;
    std::vector<uint32_t> facts;
    for (const Casualties& line : picture_.casualties) {
      if (line.role != role || !line.dated || is_background(line.time)) continue;
      all.push_back(line);
      if (line.civilians) civilians.push_back(line);
      facts.push_back(view_.one_that_says(line.facts, line.figure.best));
    }
    if (all.empty()) continue;
    std::string name(role);
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    std::string value = words_of(sum_of(all));
    if (!civilians.empty() && role != "displaced") {
      value += fmt::format("; of them told as civilians: {}", words_of(sum_of(civilians)));
    }
    brief_.figures.push_back({name, value, cite(facts)});
  }
}

void Maker::key_figures() {
  killed_and_others();
  for (const Force& force : picture_.forces) {
    if (force.role != "total" || is_background(force.time)) continue;
    brief_.figures.push_back({"Forces", line_of(view_, force), cite(force.facts)});
  }
  const auto contested = std::count_if(picture_.holdings.begin(), picture_.holdings.end(),
                                       [](const PlaceHolding& h) { return h.contested; });
  if (!picture_.holdings.empty()) {
    brief_.figures.push_back(
        {"Places held", fmt::format("{}, {} contested", picture_.holdings.size(), contested), {}});
  }
  brief_.figures.push_back(
      {"Open disagreements", fmt::format("{}", picture_.disagreements.size()), {}});
}

// By country and province: who holds what, what happened, what harm it did.
void Maker::overview() {
  std::map<std::pair<std::string, std::string>, std::vector<CitedSentence>> places;
  const auto at = [&](uint32_t site) -> std::vector<CitedSentence>& {
    const Site& place = picture_.sites[site];
    const bool whole = place.feature == "country" || place.admin1.empty();
    return places[{place.country, whole ? "" : place.admin1}];
  };
  const auto room = [](const std::vector<CitedSentence>& list) {
    return list.size() < kMostInAPlace;
  };
  for (const PlaceHolding& holding : picture_.holdings) {
    at(holding.site).push_back(sentence(holding));
  }
  for (auto event = picture_.events.rbegin(); event != picture_.events.rend(); ++event) {
    if (event->site == kNone || is_background(event->time) || event->type == "CONSULT") continue;
    if (auto& list = at(event->site); room(list)) list.push_back(sentence(*event));
  }
  for (const Casualties& line : picture_.casualties) {
    if (line.site == kNone || is_background(line.time)) continue;
    if (auto& list = at(line.site); list.size() < 2 * kMostInAPlace) {
      list.push_back(sentence(line));
    }
  }
  for (auto& [where, sentences] : places) {
    const auto& [country, province] = where;
    const std::string title = province.empty() ? country : fmt::format("{}, {}", province, country);
    brief_.overview.push_back({title.empty() ? "Elsewhere" : title, std::move(sentences)});
  }
}

void Maker::forces() {
  BriefSection section{"Forces", {}};
  for (const Force& force : picture_.forces) {
    if (is_background(force.time) || section.sentences.size() == kMostInASection) continue;
    std::string words = day_of(force.time, force.dated) + line_of(view_, force);
    if (force.before) words += fmt::format("; so {} before", grouped(*force.before));
    section.sentences.push_back(
        {words + account_of(view_, force.facts) + told_by(force.support) + ".", cite(force.facts)});
  }
  for (const LedgerWarning& warning : picture_.warnings) {
    const Force& earlier = picture_.forces[warning.earlier];
    const Force& later = picture_.forces[warning.later];
    std::vector<uint32_t> facts = {earlier.facts.front(), later.facts.front()};
    for (const uint32_t at : warning.increments) {
      facts.push_back(picture_.forces[at].facts.front());
    }
    const std::string most = warning.most ? " to " + grouped(*warning.most) : " or more";
    section.sentences.push_back(
        {fmt::format("Warning: these do not add up: {}, then {}; what is told in between allows "
                     "{}{}.",
                     line_of(view_, earlier), words_of(later.figure), grouped(warning.least), most),
         cite(facts)});
  }
  if (!section.sentences.empty()) brief_.others.push_back(std::move(section));
}

void Maker::plans() {
  BriefSection section{"Plans and threats", {}};
  for (const Plan& plan : picture_.plans) {
    if (section.sentences.size() == kMostInASection) break;
    std::vector<uint32_t> facts = {plan.act.lead};
    facts.insert(facts.end(), plan.outcome_facts.begin(), plan.outcome_facts.end());
    std::string words = line_of(view_, plan) + account_of(view_, plan.act.facts) + ".";
    words[0] = static_cast<char>(words[0] - 'a' + 'A');
    section.sentences.push_back({std::move(words), cite(facts)});
  }
  if (!section.sentences.empty()) brief_.others.push_back(std::move(section));
}

void Maker::disagreements() {
  BriefSection section{"Where sources disagree", {}};
  for (const Disagreement& disagreement : picture_.disagreements) {
    std::string words = line_of(view_, disagreement) + ": ";
    std::vector<uint32_t> facts;
    for (const DisagreementSide& side : disagreement.sides) {
      if (!facts.empty()) words += "; ";
      words += side.value + account_of(view_, side.facts);
      facts.push_back(side.facts.front());
    }
    section.sentences.push_back({words + ".", cite(facts)});
  }
  if (!section.sentences.empty()) brief_.others.push_back(std::move(section));
}

void Maker::wording() {
  BriefSection section{"Wording", {}};
  for (const LoadedWord& word : picture_.loaded) {
    if (section.sentences.size() == kMostInASection) break;
    const uint32_t source = view_.fact(word.fact).source;
    section.sentences.push_back(
        {fmt::format("{} says “{}”, where this report says “{}”.", view_.publisher(source),
                     one_line(word.words.of(view_.report(source).document.text)), word.neutral),
         {cite(word.fact)}});
  }
  if (!section.sentences.empty()) brief_.others.push_back(std::move(section));
}

void Maker::sources() {
  const auto words = [&](uint32_t at) {
    const Metadata& meta = view_.report(at).document.meta;
    const auto& day = picture_.sources[at].published;
    std::string out = meta.publisher.empty() ? "" : view_.publisher(at) + ", ";
    out += day ? iso_date(*day) : std::string("no date");
    out += fmt::format(", “{}”", view_.title(at));
    return meta.url.empty() ? out : out + ", " + one_line(meta.url);
  };
  std::set<uint32_t> cited;
  for (const Citation& citation : brief_.citations) cited.insert(citation.source);
  std::map<uint32_t, size_t> place;  // in the list, by original
  for (uint32_t at = 0; at < picture_.sources.size(); ++at) {
    if (cited.count(view_.number(at)) == 0) continue;
    const uint32_t original = picture_.sources[at].original;
    if (original == at) {
      place[at] = brief_.sources.size();
      brief_.sources.push_back({view_.number(at), words(at), {}});
    } else {
      brief_.sources[place[original]].copies.push_back(words(at));
    }
  }
}

}  // namespace

Brief brief_of(const PictureView& view) {
  return Maker(view).make();
}

}  // namespace sitrep
