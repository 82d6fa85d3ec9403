// What a time phrase stands for: from the features that its words gave, and the day that it is
// seen from, to a TIMEX3 value and an interval.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string_view>

#include "sitrep/ground/calendar.h"
#include "sitrep/ground/phrases.h"
#include "sitrep/ground/values.h"

namespace sitrep {

// What the words of the time lexicon may say; docs/lexicon-time.md has the meaning of each.
enum class TimeFeature : uint8_t {
  year,
  yy,       // two digits of a year
  century,  // the two digits before them; 19 of "nineteen ninety-six"
  decade,   // 1990, or 90 where the century is left out
  month,
  day,
  weekday,
  quarter,
  half,
  season,
  holiday,
  nth,   // "the second Monday", "the last week" of a month or year
  part,  // of the day: MO, AF, EV, NI, ...
  from,  // hours of that part
  to,
  hour,
  minute,
  pm,  // 0, 12
  unit,
  count,
  vague,     // "several": the count is not known
  fraction,  // "and a half"
  shift,     // last -1, this 0, next 1
  sign,      // ago, before -1; later, after 1
  seen_from,
  offset,  // days from the day that the rest names: "the day after Christmas" 1
  mod,
  ref,
  fiscal,
  granule,  // the unit of the value where it is not that of the phrase
  clock,    // 0600
  quant,    // of a set
  freq,     // of a set: twice 2
  zone,     // index into the zones of the lexicon
  hijri,    // a year of the Islamic calendar
};
inline constexpr size_t kTimeFeatures = 35;

// The names that the lexicon uses, for PhraseGrammar::compile.
std::span<const FeatureName> time_features();

enum class SeenFrom : uint8_t { published, narrative };
// `present` is of what is planned ("meets Monday"), and of what always holds.
enum class Direction : uint8_t { unknown, past, future, present };

// Which way the tense of the clause points; surely where the time opens the clause, so that no
// other verb can be the nearer one: "In January, the company bought ...".
struct Leaning {
  Direction direction = Direction::unknown;
  bool surely = false;
  // The clause may as well point the other way, if that is one day off and the tense six: "headed
  // Tuesday" in the sentence that opens a report of Monday, which tells what is new (it was Tuesday
  // there already); "asked him to report Tuesday"; "a march planned for Sunday was called off",
  // told on Monday.
  bool nearer = false;
};

// A rule for a day or stretch that comes back every year; from `time-holiday` entries.
struct Holiday {
  enum class Kind : uint8_t { fixed, nth, easter, islamic, islamic_month };
  Kind kind = Kind::fixed;
  int month = 0;
  int day = 0;  // of the month; of easter and nth: days from it
  int weekday = 0;
  int nth = 0;
};

// From where a phrase is seen.
struct Viewpoint {
  std::optional<Day> published;
  std::optional<Day> narrative;     // of the passage: the last day or stretch that it named
  Unit narrative_unit = Unit::day;  // how large that was
  Leaning leaning;
};

// What a date phrase resolved to, for the phrases that come after it.
struct Resolved {
  Time time;  // without its span
  std::optional<Day> day;
  Unit unit = Unit::day;
  bool compared = false;  // a time that another is held against ("a year earlier"), an aside: the
                          // passage goes on where it was
};

// The readings of a rule. None where the words name no day that exists, or where nothing says which
// year, month or day is meant.
std::optional<Resolved> read_date(const Features& features, const Viewpoint& from,
                                  std::span<const Holiday> holidays);
std::optional<Resolved> read_duration(const Features& features, const Viewpoint& from);
std::optional<Resolved> read_set(const Features& features);
std::optional<Resolved> read_reference(const Features& features);

}  // namespace sitrep
