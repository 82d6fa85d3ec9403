#include "sitrep/ground/time.h"

#include <algorithm>

#include "sitrep/ground/time_grammar.h"
#include "sitrep/ground/time_links.h"
#include "sitrep/ground/time_said.h"

namespace sitrep {
namespace {

constexpr size_t kMaxTimes = 100'000;  // a document with more is no report

// Reads the times of a document block by block, with the time that the passage speaks of.
class TimeReader {
 public:
  TimeReader(const Document& document, const Analysis& analysis, const TimeGrammar& grammar,
             const PublicationDate& published)
      : document_(document),
        analysis_(analysis),
        parts_(grammar.parts()),
        told_(analysis, parts_.events) {
    from_.published = published.day;
  }

  std::vector<Time> read() {
    bool past_opening = false;
    for (const Block& block : document_.blocks) {
      told_in_present_ = block.kind == BlockKind::headline || block.kind == BlockKind::caption;
      opens_report_ = block.kind == BlockKind::paragraph && !past_opening;
      past_opening = past_opening || opens_report_;
      read_block(block.span);
    }
    return std::move(times_);
  }

 private:
  void read_block(Span span) {
    words_.clear();
    phrases_.clear();
    cut_words(document_.text, span, parts_.phrases.vocabulary(), words_);
    parts_.phrases.find(words_, phrases_);
    title_case_ = is_title_case();
    days_.assign(phrases_.size(), std::nullopt);
    const size_t before = times_.size();
    for (size_t i = 0; i < phrases_.size() && times_.size() < kMaxTimes; ++i) read_phrase(i);
    size_t last = phrases_.size();  // the phrase of the time before
    for (size_t i = 0, time = before; i < phrases_.size() && time < times_.size(); ++i) {
      if (times_[time].span.begin != words_[phrases_[i].first].span.begin) continue;
      tie_length(i, times_[time]);
      go_on_until_now(i, times_[time]);
      if (last + 1 == i && time > before) join(last, times_[time - 1], times_[time]);
      last = i;
      ++time;
    }
  }

  // "Killed since January 21": from that day until the report.
  void go_on_until_now(size_t i, Time& time) const {
    const uint32_t first = phrases_[i].first;
    if (first == 0 || !from_.published || !time.interval || time.type == TimeType::duration ||
        link_at(first - 1) != Link::since)
      return;
    const int64_t end = minute_of(*from_.published) + kMinutesPerDay;
    if (time.interval->from < end) time.interval->to = end;
  }

  // "Between Monday and Friday", "from March 3 to March 9".
  void join(size_t i, Time& one, Time& other) const {
    const uint32_t first = phrases_[i].first;
    const uint32_t between = phrases_[i].last;
    if (first == 0 || between + 1 != phrases_[i + 1].first || !one.interval || !other.interval)
      return;
    const Link opens = link_at(first - 1);
    if ((opens != Link::between && opens != Link::from) || link_at(between) != Link::until) return;
    Interval whole{one.interval->from, other.interval->to};
    // Of two days of the week the first may be that of the week before.
    constexpr int64_t kWeek = 7 * kMinutesPerDay;
    if (whole.from >= whole.to && whole.from - whole.to < kWeek) whole.from -= kWeek;
    if (whole.from < whole.to) one.interval = other.interval = whole;
  }

  // "ten days before July 9", "two weeks after the attack"
  void tie_length(size_t i, Time& time) const {
    const Phrase& phrase = phrases_[i];
    const Said said(phrase.features);
    if (time.type != TimeType::duration || said.has(TimeFeature::vague) ||
        phrase.last >= words_.size()) {
      return;
    }
    const Link link = length_link_at(phrase.last);
    if (link == Link::none) return;
    std::optional<Day> anchor;
    if (i + 1 < phrases_.size() && phrases_[i + 1].first <= phrase.last + 2) {
      anchor = days_[i + 1];
    } else if (phrase.last + 1 < words_.size()) {
      anchor = told_.day_of_event(words_[phrase.last + 1].span.begin);
    }
    if (anchor) tie(time, said.unit_said(), said.number(TimeFeature::count, 1), *anchor, link);
  }

  Leaning leaning_at(const Phrase& phrase) const {
    const Passage passage{document_.text, words_, analysis_, told_in_present_, opens_report_};
    return leaning_of(passage, phrase.first, phrase.last, parts_.cues);
  }

  // From where a date is seen. A time of day is of the day that follows it, or of the event that it
  // is told of, where the text has told the day of that: "he was shot at 10 p.m.".
  Viewpoint seen_from(size_t i, bool& aside) const {
    const Phrase& phrase = phrases_[i];
    Viewpoint from = from_;
    from.leaning = leaning_at(phrase);
    if (!is_bare_clock(Said(phrase.features))) return from;
    const uint32_t at = words_[phrase.first].span.begin;
    std::optional<Day> day = day_behind(i);
    if (!day) {
      day = i + 1 < phrases_.size() ? day_of_length(i + 1, at) : std::nullopt;
      aside = day.has_value();
    }
    if (!day) day = told_.day_of_clause(at);
    if (day) {
      from.narrative = day;
      from.narrative_unit = Unit::day;
    }
    return from;
  }

  // "at 10 p.m. (1900 GMT) on Friday"
  std::optional<Day> day_behind(size_t i) const {
    for (size_t j = i + 1; j < phrases_.size() && j <= i + 2 && is_behind_bracket(j); ++j) {
      const Phrase& phrase = phrases_[j];
      if (is_bare_clock(Said(phrase.features))) continue;
      if (parts_.phrases.rule(phrase.rule).read != "date") return std::nullopt;
      Viewpoint from = from_;
      from.leaning = leaning_at(phrase);
      const auto found = read_date(phrase.features, from, parts_.holidays);
      return found && found->unit == Unit::day ? found->day : std::nullopt;
    }
    return std::nullopt;
  }

  // Whether no more than brackets, and a word like "on", stand between the phrase and the one
  // before.
  bool is_behind_bracket(size_t j) const {
    bool bracket = false;
    int words = 0;
    for (uint32_t at = phrases_[j - 1].last; at < phrases_[j].first; ++at) {
      const std::string_view letters = document_.words(words_[at].span);
      if (letters == "(" || letters == ")") {
        bracket = true;
      } else if (letters != "," && ++words > 1) {
        return false;
      }
    }
    return bracket;
  }

  static bool is_bare_clock(const Said& said) {
    for (const TimeFeature f : {TimeFeature::weekday, TimeFeature::day, TimeFeature::month,
                                TimeFeature::holiday, TimeFeature::shift, TimeFeature::unit}) {
      if (said.has(f)) return false;
    }
    return said.has(TimeFeature::hour) || said.has(TimeFeature::clock);
  }

  // "A car was seen at 6 a.m., two days before the murder": the day that lies so long before or
  // after a told event, in the sentence of `byte`.
  std::optional<Day> day_of_length(size_t i, uint32_t byte) const {
    const Phrase& phrase = phrases_[i];
    const Said said(phrase.features);
    if (parts_.phrases.rule(phrase.rule).read != "duration" || said.has(TimeFeature::vague) ||
        phrase.last + 1 >= words_.size() || said.unit_said() < Unit::day ||
        !told_.in_one_sentence(byte, words_[phrase.last].span.begin)) {
      return std::nullopt;
    }
    const Link link = length_link_at(phrase.last);
    if (link != Link::before && link != Link::after) return std::nullopt;
    const auto event = told_.day_of_event(words_[phrase.last + 1].span.begin);
    const double count = said.number(TimeFeature::count, 1);
    if (!event || count > 10'000) return std::nullopt;
    return plus(*event, said.unit_said(),
                static_cast<int64_t>(link == Link::before ? -count : count));
  }

  // "In the weeks before the attack", whose day the text has told: the month that they lie in, and
  // the four weeks beside it (eight days, of days).
  std::optional<Resolved> read_around_event(const Phrase& phrase) const {
    const Said said(phrase.features);
    if (!said.has(TimeFeature::vague) || phrase.first == 0 || phrase.last + 1 >= words_.size() ||
        document_.words(words_[phrase.first - 1].span) != "the")
      return std::nullopt;
    const Unit unit = said.unit_said();
    const Link link = length_link_at(phrase.last);
    if ((unit != Unit::day && unit != Unit::week) || (link != Link::before && link != Link::after))
      return std::nullopt;
    const auto event = told_.day_of_event(words_[phrase.last + 1].span.begin);
    if (!event) return std::nullopt;
    const int64_t days = unit == Unit::week ? 28 : 8;
    const int64_t way = link == Link::before ? -1 : 1;
    const auto far = plus(*event, Unit::day, way * days);
    const auto middle = plus(*event, Unit::day, way * days / 2);
    if (!far || !middle) return std::nullopt;
    const auto [first, last] = std::minmax(*event, *far);
    Resolved out;
    out.time.value = value_of(Unit::month, *middle);
    out.time.mod = "APPROX";
    // The day of the event is no part of it.
    const int64_t past = link == Link::after ? kMinutesPerDay : 0;
    out.time.interval = Interval{minute_of(first) + past, minute_of(last) + past};
    return out;
  }

  // "the day before the attack": a day, where the text has told that of the attack.
  std::optional<Resolved> read_event(const Phrase& phrase) const {
    const Link link = phrase.last < words_.size() ? length_link_at(phrase.last) : Link::none;
    if (link == Link::none || phrase.last + 1 >= words_.size()) return std::nullopt;
    Viewpoint from;
    from.narrative = from.published = told_.day_of_event(words_[phrase.last + 1].span.begin);
    if (!from.published) return std::nullopt;
    Features features = phrase.features;
    features.set(static_cast<size_t>(TimeFeature::sign), link == Link::before ? -1 : 1);
    return read_date(features, from, parts_.holidays);
  }

  Link link_at(uint32_t at) const {
    const Symbol symbol = words_[at].symbol;
    return symbol < parts_.links.size() ? parts_.links[symbol] : Link::none;
  }

  // What ties a length to what follows.
  Link length_link_at(uint32_t at) const {
    const Link link = link_at(at);
    if (link == Link::since) return Link::from;
    return link == Link::between || link == Link::until ? Link::none : link;
  }

  void read_phrase(size_t i) {
    const Phrase& phrase = phrases_[i];
    const std::string& read = parts_.phrases.rule(phrase.rule).read;
    if (is_a_title(phrase) || is_a_model(phrase)) return;
    std::optional<Resolved> out;
    bool aside = false;  // the passage does not go on from it
    if (read == "date") {
      out = read_date(phrase.features, seen_from(i, aside), parts_.holidays);
    } else if (read == "duration") {
      out = read_around_event(phrase);
      if (!out) out = read_duration(phrase.features, from_);
    } else if (read == "set") {
      out = read_set(phrase.features);
    } else if (read == "reference") {
      out = read_reference(phrase.features);
    } else if (read == "event") {
      out = read_event(phrase);
    }
    if (!out) return;
    const Said said(phrase.features);
    if (said.has(TimeFeature::zone) && out->time.type == TimeType::time) {
      out->time.zone = parts_.zones[static_cast<size_t>(said.integer(TimeFeature::zone))];
    }
    out->time.span = {words_[phrase.first].span.begin, words_[phrase.last - 1].span.end};
    times_.push_back(std::move(out->time));
    // "More have fled since early May. On the same day": the passage does not move to May.
    const bool since = phrase.first > 0 && link_at(phrase.first - 1) == Link::since;
    if (out->day && !out->compared && !aside && !(since && out->unit != Unit::day)) {
      from_.narrative = out->day;
      from_.narrative_unit = out->unit;
      if (out->unit == Unit::day) {
        days_[i] = out->day;
        told_.tell(times_.back().span, *out->day);
      }
    }
  }

  // The units of "60 Minutes", "This Week", "USA Today" are written with a capital letter.
  bool is_a_title(const Phrase& phrase) const {
    const TextWord& last = words_[phrase.last - 1];
    const auto has = [&](TimeFeature f) { return phrase.features.has(static_cast<size_t>(f)); };
    const bool alone = phrase.last - phrase.first == 1;
    return last.capital && !title_case_ && (has(TimeFeature::unit) || has(TimeFeature::hour)) &&
           !has(TimeFeature::month) && !has(TimeFeature::weekday) && !has(TimeFeature::quarter) &&
           !has(TimeFeature::zone) && last.kind == WordKind::word &&
           !(alone && opens_sentence(phrase.first)) && !all_capitals(last);
  }
  // "T-80s", "A10s" are no years: the number is glued to a name.
  bool is_a_model(const Phrase& phrase) const {
    const uint32_t at = phrase.first;
    const bool decade = phrase.features.has(static_cast<size_t>(TimeFeature::decade));
    if (at == 0 || !decade || !words_[at].glued) return false;
    const TextWord& before = words_[at - 1];
    const bool hyphen = document_.words(before.span) == "-" && before.glued && at > 1;
    return before.kind == WordKind::word || (hyphen && words_[at - 2].capital);
  }
  bool opens_sentence(uint32_t at) const {
    if (at == 0) return true;
    const TextWord& before = words_[at - 1];
    return before.kind == WordKind::mark && document_.words(before.span) != ",";
  }
  bool all_capitals(const TextWord& word) const {
    const std::string_view letters = document_.words(word.span);
    return letters.size() > 1 && letters[1] >= 'A' && letters[1] <= 'Z';
  }
  // Most words of a title begin with a capital letter.
  bool is_title_case() const {
    const auto words = std::count_if(words_.begin(), words_.end(), [](const TextWord& w) {
      return w.kind == WordKind::word && w.span.size() > 3;
    });
    const auto capitals = std::count_if(words_.begin(), words_.end(), [](const TextWord& w) {
      return w.kind == WordKind::word && w.span.size() > 3 && w.capital;
    });
    return 3 * capitals > 2 * words;
  }

  const Document& document_;
  const Analysis& analysis_;
  const TimeGrammar::Parts& parts_;
  bool told_in_present_ = false;  // of the block that is read
  bool opens_report_ = false;     // the same
  bool title_case_ = false;
  Viewpoint from_;
  ToldDays told_;
  std::vector<std::optional<Day>> days_;  // of the phrases of the block
  std::vector<TextWord> words_;
  std::vector<Phrase> phrases_;
  std::vector<Time> times_;
};

}  // namespace

std::vector<Time> ground_times(const Document& document, const Analysis& analysis,
                               const TimeGrammar& grammar, const PublicationDate& published) {
  return TimeReader(document, analysis, grammar, published).read();
}

}  // namespace sitrep
