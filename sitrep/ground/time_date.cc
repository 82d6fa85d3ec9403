// Dates: the stretch of the calendar that a phrase names, as seen from a day.

#include <fmt/format.h>

#include <cmath>

#include "sitrep/ground/time_said.h"

namespace sitrep {
namespace {

using F = TimeFeature;

enum class Mod : uint8_t { start, mid, end };

// A stretch of whole units: one quarter, one day.
struct Stretch {
  Unit unit = Unit::day;
  Day day;
};

int full_year(int two_digits, std::optional<Day> seen_from) {
  // The century that puts it nearest: '98 is 1998, '05 seen from 2003 is 2005.
  const int around = seen_from ? year_of(*seen_from) : 1980;
  int year = around / 100 * 100 + two_digits;
  if (year - around > 30) year -= 100;
  if (around - year > 70) year += 100;
  return year;
}

class DateReader {
 public:
  DateReader(const Features& features, const Viewpoint& from, std::span<const Holiday> holidays)
      : said_(features), from_(from), holidays_(holidays) {
    const bool narrative = said_.integer(F::seen_from) == static_cast<int>(SeenFrom::narrative);
    // A passage that has named no time is seen from the day of publication.
    origin_ = narrative && from.narrative ? from.narrative : from.published;
    narrative_ = narrative && from.narrative;
  }

  std::optional<Resolved> read() {
    std::optional<Stretch> stretch = whole();
    if (!stretch) return origin_ ? some_day() : undated();
    if (said_.has(F::offset)) {
      const auto day = plus(stretch->day, Unit::day, said_.integer(F::offset));
      if (!day) return std::nullopt;
      stretch = Stretch{Unit::day, *day};
    }
    // "the week of March 6", "the quarter ended July 31": most of it is the second quarter
    if (said_.has(F::granule) && stretch->unit < Unit::year) {
      const auto u = static_cast<Unit>(said_.integer(F::granule));
      const bool ends = u == Unit::quarter && stretch->unit == Unit::day;
      const Day within = ends ? stretch->day - std::chrono::days(45) : stretch->day;
      stretch = Stretch{u, start_of(u, within)};
    }
    return written(*stretch);
  }

 private:
  // The stretch that the words name, without hour and part of the day.
  std::optional<Stretch> whole() {
    if (said_.has(F::sign) && said_.has(F::unit) && !has_calendar()) return shifted();
    if (said_.has(F::holiday)) return of_holiday();
    if (said_.has(F::weekday) && !said_.has(F::day)) return of_weekday();
    if (said_.has(F::day)) return of_month_day();
    if (said_.has(F::nth) && said_.has(F::unit)) return of_nth_unit();
    if (said_.has(F::month)) return of_month();
    if (said_.has(F::quarter) || said_.has(F::half) || said_.has(F::season)) return of_year_part();
    if (said_.has(F::decade)) return of_decade();
    if (const auto year = year_said()) {
      if (said_.integer(F::granule) == static_cast<int>(Unit::quarter)) return of_quarter_in(*year);
      return of_year(*year);
    }
    if (said_.has(F::century))
      return at(Unit::century, day_at(said_.integer(F::century) * 100, 1, 1));
    if (said_.has(F::unit)) return of_period();
    if (said_.has(F::hour) || said_.has(F::clock) || said_.has(F::part)) return of_bare_clock();
    return std::nullopt;
  }

  // Where nothing tells the year or the day, the value says so: "XXXX-WXX-5" is a Friday.
  std::optional<Resolved> undated() const {
    Resolved out;
    out.time.mod = said_.mod_said();
    std::string& value = out.time.value;
    if (said_.has(F::month) && said_.has(F::day)) {
      if (!day_at(2000, said_.integer(F::month), said_.integer(F::day))) return std::nullopt;
      value = fmt::format("XXXX-{:02}-{:02}", said_.integer(F::month), said_.integer(F::day));
    } else if (said_.has(F::month)) {
      value = fmt::format("XXXX-{:02}", said_.integer(F::month));
    } else if (said_.has(F::weekday)) {
      value = fmt::format("XXXX-WXX-{}", said_.integer(F::weekday));
    } else if (said_.has(F::hour) || said_.has(F::clock) || said_.has(F::part)) {
      value = "XXXX-XX-XX";
    } else {
      return std::nullopt;
    }
    Interval none;
    if (said_.has(F::hour) || said_.has(F::clock)) {
      if (!add_clock(out.time, none)) return std::nullopt;
    } else if (said_.has(F::part)) {
      out.time.type = TimeType::time;
      value += fmt::format("T{}", kTimeParts[said_.integer(F::part)]);
    }
    return out;
  }

  // "That day" of a passage that has named its month or year: "2013-05-XX".
  std::optional<Resolved> some_day() const {
    const bool that_day = narrative_ && said_.has(F::unit) && said_.unit_said() == Unit::day &&
                          said_.has(F::shift) && said_.integer(F::shift) == 0;
    const Unit of = from_.narrative_unit;
    if (!that_day || (of != Unit::month && of != Unit::year)) return std::nullopt;
    Resolved out;
    out.time.mod = said_.mod_said();
    out.time.value = value_of(of, *origin_) + (of == Unit::month ? "-XX" : "-XX-XX");
    const auto end = plus(*origin_, of, 1);
    if (end) out.time.interval = Interval{minute_of(*origin_), minute_of(*end)};
    return out;
  }

  bool has_calendar() const {
    for (const F f :
         {F::year, F::yy, F::month, F::day, F::weekday, F::holiday, F::quarter, F::season}) {
      if (said_.has(f)) return true;
    }
    return false;
  }

  static std::optional<Stretch> at(Unit unit, std::optional<Day> day) {
    if (!day) return std::nullopt;
    return Stretch{unit, *day};
  }

  // "two years ago", "a week later", "three days before".
  std::optional<Stretch> shifted() const {
    Unit u = said_.unit_said();
    const double n = said_.number(F::count, 1) + said_.number(F::fraction);
    if (!origin_ || n > 10000) return std::nullopt;
    const int way = said_.integer(F::sign) < 0 ? -1 : 1;
    const double whole_units = std::floor(n);
    auto day = plus(*origin_, u, way * static_cast<int64_t>(whole_units));
    if (day && n != whole_units && u >= Unit::month) {
      day = plus(*day, Unit::month,
                 way * std::lround((n - whole_units) * (u == Unit::year ? 12 : 0)));
    }
    if (!day) return std::nullopt;
    const auto granule = static_cast<Unit>(said_.integer(F::granule));
    if (said_.has(F::granule) && granule < Unit::quarter) {  // "twenty years ago today"
      return Stretch{granule, start_of(granule, *day)};
    }
    // "a year earlier" of a quarter is a quarter; "the year-ago quarter" is a year before the last.
    if (u == Unit::year && n == 1) {
      if (from_.narrative && from_.narrative_unit == Unit::quarter) {
        return at(Unit::quarter, plus(*from_.narrative, Unit::year, way));
      }
      if (said_.integer(F::granule) == static_cast<int>(Unit::quarter)) {
        const auto last = plus(start_of(Unit::quarter, *origin_), Unit::quarter, -1);
        return at(Unit::quarter, last ? plus(*last, Unit::year, way) : std::nullopt);
      }
    }
    if (u > Unit::year) u = Unit::year;
    if (u == Unit::year && n != whole_units) u = Unit::month;  // "a year and a half ago"
    return Stretch{u, start_of(u, *day)};
  }

  std::optional<int> year_said() const {
    if (said_.has(F::year)) return said_.integer(F::year);
    if (said_.has(F::yy)) {
      if (said_.has(F::century)) return said_.integer(F::century) * 100 + said_.integer(F::yy);
      return full_year(said_.integer(F::yy), from_.published);
    }
    if (said_.has(F::unit) && said_.unit_said() == Unit::year && origin_ &&
        (said_.has(F::shift) || said_.has(F::sign))) {
      const int by = said_.has(F::sign) ? said_.integer(F::sign) * said_.integer(F::count, 1)
                                        : said_.integer(F::shift);
      return year_of(*origin_) + by;
    }
    return std::nullopt;
  }

  // Picks the year in which `day_of` falls on the side of the origin that the words ask for; else
  // the nearest on the side of the tense, unless that is far: "payable Dec. 15", told in the past
  // in November, lies ahead.
  template <class DayOf>
  std::optional<Day> of_implied_year(DayOf day_of, Unit u) const {
    if (!origin_) return std::nullopt;
    const Day here = start_of(u, *origin_);
    std::optional<Day> best;
    int64_t best_cost = INT64_MAX;
    for (int y = year_of(*origin_) - 1; y <= year_of(*origin_) + 1; ++y) {
      const std::optional<Day> day = day_of(y);
      if (!day || !on_side_asked(*day, here)) continue;
      const int64_t cost =
          (*day < here ? here - *day : *day - here).count() + cost_of_tense(*day, here, u);
      if (cost >= best_cost) continue;
      best = day;
      best_cost = cost;
    }
    return best;
  }
  // In days; reports look back more often than ahead.
  int64_t cost_of_tense(Day day, Day here, Unit u) const {
    constexpr int64_t kSurelyAgainst = 400;
    constexpr int64_t kAgainstTense = 150;
    constexpr int64_t kBehindPresent = 30;
    const int64_t kAheadUntold = u == Unit::day ? 60 : 130;
    const Direction told = from_.leaning.direction;
    const bool ahead = day > here;
    // "takes office in January": what is to come, more often than what always is.
    if (told == Direction::present) return ahead ? 0 : kBehindPresent;
    if (told == Direction::unknown) return ahead ? kAheadUntold : 0;
    if ((told == Direction::future) == ahead || day == here) return 0;
    return from_.leaning.surely ? kSurelyAgainst : kAgainstTense;
  }

  bool on_side_asked(Day day, Day here) const {
    if (said_.has(F::shift)) {
      const int by = said_.integer(F::shift);
      // "last February", told in March, is that of the year before; the other is "last month".
      const bool just_over =
          said_.has(F::month) && !said_.has(F::day) && plus(day, Unit::month, 1) == here;
      if (by < 0) return day < here && !just_over;
      if (by > 0) return day > here;
      return year_of(day) == year_of(here);
    }
    if (narrative_ && said_.has(F::sign)) {
      return said_.integer(F::sign) < 0 ? day < here : day > here;
    }
    return true;
  }
  std::optional<Stretch> of_month_day() {
    const int d = said_.integer(F::day);
    if (!said_.has(F::month)) {  // "on the 25th"
      if (!origin_) return std::nullopt;
      const Day first = start_of(Unit::month, from_.narrative.value_or(*origin_));
      return at(Unit::day, day_at(year_of(first), month_of(first), d));
    }
    const int m = said_.integer(F::month);
    if (const auto y = year_said()) return at(Unit::day, day_at(*y, m, d));
    const int w = said_.integer(F::weekday);
    if (w != 0 && origin_) {  // the weekday tells the year
      for (const int by : {0, 1, -1}) {
        const auto found = day_at(year_of(*origin_) + by, m, d);
        const auto far = found ? std::chrono::abs(*found - *origin_) : std::chrono::days(999);
        if (found && weekday_of(*found) == w && far < std::chrono::days(340)) {
          return Stretch{Unit::day, *found};
        }
      }
    }
    return at(Unit::day, of_implied_year([&](int y) { return day_at(y, m, d); }, Unit::day));
  }

  std::optional<Stretch> of_month() const {
    const int m = said_.integer(F::month);
    if (const auto y = year_said()) return at(Unit::month, day_at(*y, m, 1));
    return at(Unit::month, of_implied_year([&](int y) { return day_at(y, m, 1); }, Unit::month));
  }

  std::optional<Stretch> of_year_part() const {
    const Unit u = said_.has(F::quarter) ? Unit::quarter
                   : said_.has(F::half)  ? Unit::half
                                         : Unit::season;
    const int n = said_.integer(said_.has(F::quarter) ? F::quarter
                                : said_.has(F::half)  ? F::half
                                                      : F::season);
    const int first = u == Unit::quarter ? 3 * n - 2 : u == Unit::half ? 6 * n - 5 : 3 * n;
    const auto begin = [&](int y) { return day_at(y, first, 1); };
    if (const auto y = year_said()) return at(u, begin(*y));
    // A report speaks of quarters that have begun.
    if (u == Unit::quarter && !said_.has(F::shift) && origin_) return at(u, of_latest(begin));
    return at(u, of_implied_year(begin, u));
  }
  template <class DayOf>
  std::optional<Day> of_latest(DayOf day_of) const {
    const auto this_year = day_of(year_of(*origin_));
    return this_year && *this_year <= *origin_ ? this_year : day_of(year_of(*origin_) - 1);
  }

  std::optional<Stretch> of_weekday() const {
    const int w = said_.integer(F::weekday);
    if (said_.has(F::nth) && said_.has(F::month)) return of_nth_weekday(w);
    if (!origin_) return std::nullopt;
    const Day here = *origin_;
    const int back = (weekday_of(here) - w + 7) % 7;
    const Day before = here - std::chrono::days(back);
    if (said_.has(F::sign) && said_.has(F::count)) {  // "two weeks ago Sunday"
      const Day from_day = said_.integer(F::sign) < 0 ? before : before + std::chrono::days(7);
      return at(Unit::day, plus(from_day, said_.unit_said(),
                                said_.integer(F::sign) * said_.integer(F::count)));
    }
    if (said_.has(F::unit) && said_.unit_said() == Unit::week) {  // "Friday last week"
      const Day monday =
          start_of(Unit::week, here) + std::chrono::days(7 * said_.integer(F::shift));
      return Stretch{Unit::day, monday + std::chrono::days(w - 1)};
    }
    const int by = said_.has(F::shift)  ? said_.integer(F::shift)
                   : said_.has(F::sign) ? said_.integer(F::sign)
                                        : 0;
    if (by < 0) return Stretch{Unit::day, back == 0 ? before - std::chrono::days(7) : before};
    if (by > 0) return Stretch{Unit::day, before + std::chrono::days(7)};
    if (said_.has(F::shift)) {  // "this Friday"
      return Stretch{Unit::day, start_of(Unit::week, here) + std::chrono::days(w - 1)};
    }
    return Stretch{Unit::day, is_ahead(back) ? before + std::chrono::days(7) : before};
  }

  // Whether a weekday is the next of its name; the last was `back` days ago.
  bool is_ahead(int back) const {
    if (back == 0) return false;
    const Leaning& leaning = from_.leaning;
    const bool ahead =
        leaning.direction == Direction::future || leaning.direction == Direction::present;
    if (leaning.nearer && back == (ahead ? 1 : 6)) return !ahead;
    return ahead;
  }

  // "the second Monday of May"
  std::optional<Stretch> of_nth_weekday(int w) const {
    const auto of = [&](int y) {
      return nth_weekday(y, said_.integer(F::month), w, said_.integer(F::nth));
    };
    if (const auto y = year_said()) return at(Unit::day, of(*y));
    return at(Unit::day, of_implied_year(of, Unit::day));
  }

  // "the first week of May", "the last two days of 1999"
  std::optional<Stretch> of_nth_unit() const {
    const auto outer = said_.has(F::month) ? of_month()
                                           : at(Unit::year, year_said() ? day_at(*year_said(), 1, 1)
                                                                        : std::nullopt);
    if (!outer) return std::nullopt;
    const int n = said_.integer(F::nth);
    const Unit u = said_.unit_said();
    if (n > 0) {
      const auto day = plus(start_of(u, outer->day), u, n - 1);
      return at(u, day);
    }
    const auto end = plus(outer->day, outer->unit, 1);
    if (!end) return std::nullopt;
    return at(u, start_of(u, *end - std::chrono::days(1)));
  }

  std::optional<Stretch> of_holiday() const {
    const auto index = static_cast<size_t>(said_.integer(F::holiday));
    if (index >= holidays_.size()) return std::nullopt;
    const Holiday& h = holidays_[index];
    const Unit u = said_.has(F::unit) && said_.unit_said() == Unit::week ? Unit::week
                   : h.kind == Holiday::Kind::islamic_month              ? Unit::month
                                                                         : Unit::day;
    if (h.kind == Holiday::Kind::islamic_month && (said_.has(F::day) || said_.has(F::hijri))) {
      return of_islamic(h);
    }
    std::optional<Day> day;
    if (const auto y = year_said()) {
      day = day_of(h, *y);
    } else {
      day = of_implied_year([&](int y2) { return day_of(h, y2); }, Unit::day);
    }
    if (!day) return std::nullopt;
    return Stretch{u, u == Unit::week ? start_of(u, *day) : *day};
  }
  // "17 Ramadan", "Shawwal 1437"
  std::optional<Stretch> of_islamic(Holiday h) const {
    const Unit u = said_.has(F::day) ? Unit::day : Unit::month;
    h.day = said_.integer(F::day, 1);
    if (said_.has(F::hijri)) return at(u, islamic_day(said_.integer(F::hijri), h.month, h.day));
    if (const auto y = year_said()) return at(u, day_of(h, *y));
    return at(u, of_implied_year([&](int y) { return day_of(h, y); }, Unit::day));
  }
  static std::optional<Day> day_of(const Holiday& h, int y) {
    switch (h.kind) {
      case Holiday::Kind::fixed:
        return day_at(y, h.month, h.day);
      case Holiday::Kind::nth:
        if (const auto found = nth_weekday(y, h.month, h.weekday, h.nth)) {
          return plus(*found, Unit::day, h.day);
        }
        return std::nullopt;
      case Holiday::Kind::easter: {
        const auto sunday = easter(y);
        return sunday ? plus(*sunday, Unit::day, h.day) : std::nullopt;
      }
      case Holiday::Kind::islamic:
      case Holiday::Kind::islamic_month: {
        const auto new_year = day_at(y, 1, 1);
        if (!new_year) return std::nullopt;
        const int first = islamic_year(*new_year);
        for (int islamic = first; islamic <= first + 1; ++islamic) {
          const auto found = islamic_day(islamic, h.month, h.day);
          if (found && year_of(*found) == y) return found;
        }
        return std::nullopt;
      }
    }
    return std::nullopt;
  }

  // The moon is seen a day or two off the tables.
  bool is_islamic() const {
    const auto kind = holidays_[static_cast<size_t>(said_.integer(F::holiday))].kind;
    return kind == Holiday::Kind::islamic || kind == Holiday::Kind::islamic_month;
  }

  // "the 1988 quarter" is that of 1988 which the passage speaks of.
  std::optional<Stretch> of_year(int year) const {
    const bool quarter = said_.has(F::unit) && said_.unit_said() == Unit::quarter;
    if (quarter && from_.narrative && from_.narrative_unit == Unit::quarter) {
      return at(Unit::quarter, day_at(year, month_of(*from_.narrative), 1));
    }
    return at(Unit::year, day_at(year, 1, 1));
  }

  // The same of a passage that has named no quarter: the one that ended last is meant.
  std::optional<Stretch> of_quarter_in(int year) const {
    if (from_.narrative && from_.narrative_unit == Unit::quarter) {
      return at(Unit::quarter, day_at(year, month_of(*from_.narrative), 1));
    }
    if (!origin_) return std::nullopt;
    const auto last = plus(start_of(Unit::quarter, *origin_), Unit::quarter, -1);
    return last ? at(Unit::quarter, day_at(year, month_of(*last), 1)) : std::nullopt;
  }

  std::optional<Stretch> of_decade() const {
    int first = said_.integer(F::decade);
    if (first < 100) {
      if (said_.has(F::century)) {
        first += said_.integer(F::century) * 100;
      } else {
        first = full_year(first, from_.published);
        if (from_.published && first > year_of(*from_.published)) first -= 100;
      }
    }
    // "the 1800s" are a hundred years, "the 2000s" ten so far.
    const bool century = first % 100 == 0 && first < 2000;
    return at(century ? Unit::century : Unit::decade, day_at(first, 1, 1));
  }

  // "today", "last week", "this year", "the next day", "the quarter".
  std::optional<Stretch> of_period() const {
    if (!origin_) return std::nullopt;
    const Unit u = said_.unit_said();
    int by = said_.has(F::shift) ? said_.integer(F::shift) : said_.integer(F::sign);
    Day day = *origin_;
    // "that day" of a passage that has named no day is not known.
    if (narrative_ && from_.narrative_unit > u) return std::nullopt;
    if (u == Unit::quarter && !said_.has(F::shift)) {
      // "the quarter": the one spoken of; else the last that has ended.
      if (from_.narrative && from_.narrative_unit == Unit::quarter) {
        day = *from_.narrative;
      } else {
        by = -1;
      }
    }
    if (u == Unit::weekend && by <= 0 && !said_.has(F::shift) && weekday_of(day) <= 3) by = -1;
    if (u == Unit::weekend && by < 0 && weekday_of(day) >= 6) by = -1;
    const auto moved = plus(start_of(u, day), u, by);
    return at(u, moved);
  }

  // "at 3 p.m.", "this morning", "last night": the day of the passage, or that of publication.
  std::optional<Stretch> of_bare_clock() const {
    if (!origin_) return std::nullopt;
    if (said_.has(F::shift))
      return at(Unit::day, plus(*from_.published, Unit::day, said_.integer(F::shift)));
    if (from_.narrative && from_.narrative_unit == Unit::day)
      return Stretch{Unit::day, *from_.narrative};
    return Stretch{Unit::day, *origin_};
  }

  // The value and the interval of a stretch, with hour, part of the day and mod.
  std::optional<Resolved> written(const Stretch& stretch) const {
    Resolved out;
    out.day = stretch.day;
    out.unit = stretch.unit;
    const bool aside = said_.has(F::seen_from) &&
                       said_.integer(F::seen_from) == static_cast<int>(SeenFrom::published);
    out.compared = aside || (said_.has(F::sign) && said_.has(F::unit) &&
                             said_.unit_said() == Unit::year && said_.integer(F::sign) < 0);
    out.time.type = TimeType::date;
    out.time.value = value_of(stretch.unit, stretch.day);
    out.time.mod = said_.mod_said();
    if (said_.has(F::holiday) && out.time.mod.empty() && is_islamic()) out.time.mod = "APPROX";
    const auto end = plus(stretch.day, stretch.unit, 1);
    Interval interval{minute_of(stretch.day), end ? minute_of(*end) : minute_of(stretch.day)};
    if (stretch.unit == Unit::weekend) interval.to = interval.from + 2 * kMinutesPerDay;
    if (said_.has(F::hour) || said_.has(F::clock)) {
      if (!add_clock(out.time, interval)) return std::nullopt;
    } else if (said_.has(F::part) && stretch.unit == Unit::day) {
      out.time.type = TimeType::time;
      out.time.value += fmt::format("T{}", kTimeParts[said_.integer(F::part)]);
      if (said_.has(F::from)) {
        interval.to = interval.from + 60 * said_.integer(F::to);
        interval.from += 60 * said_.integer(F::from);
      }
    }
    narrow(stretch, interval);
    // When a fiscal year begins is not said.
    if (interval.from < interval.to && !said_.has(F::fiscal)) out.time.interval = interval;
    return out;
  }

  bool add_clock(Time& time, Interval& interval) const {
    int h = said_.integer(F::hour);
    int m = said_.integer(F::minute);
    if (said_.has(F::clock)) {
      h = said_.integer(F::clock) / 100;
      m = said_.integer(F::clock) % 100;
    }
    if (said_.has(F::pm)) {
      if (h < 1 || h > 12) return false;
      h = h % 12 + said_.integer(F::pm);
    }
    if (h < 0 || h > 24 || m < 0 || m > 59 || (h == 24 && m > 0)) return false;
    time.type = TimeType::time;
    time.value += fmt::format("T{:02}:{:02}", h, m);
    interval.from += h * 60 + m;
    interval.to = interval.from + 1;
    return true;
  }

  // "late 2014" is its last quarter, "mid-July" its middle half.
  void narrow(const Stretch& stretch, Interval& interval) const {
    if (!said_.has(F::mod) || said_.integer(F::mod) > static_cast<int>(Mod::end)) return;
    const int months = stretch.unit == Unit::year      ? 3
                       : stretch.unit == Unit::decade  ? 30
                       : stretch.unit == Unit::century ? 300
                                                       : 0;
    int64_t first = interval.from + (interval.to - interval.from) / 4;
    int64_t last = interval.to - (interval.to - interval.from) / 4;
    if (const auto day = plus(stretch.day, Unit::month, months); months && day) {
      first = minute_of(*day);
      const auto other = plus(stretch.day, Unit::month, 3 * months);
      last = other ? minute_of(*other) : interval.to;
    } else if (stretch.unit > Unit::day) {  // whole days
      first -= (first - interval.from) % kMinutesPerDay;
      last += (interval.to - last) % kMinutesPerDay;
    }
    switch (static_cast<Mod>(said_.integer(F::mod))) {
      case Mod::start:
        interval.to = first;
        break;
      case Mod::mid:
        interval = {first, last};
        break;
      case Mod::end:
        interval.from = last;
        break;
    }
  }

  Said said_;
  const Viewpoint& from_;
  std::span<const Holiday> holidays_;
  std::optional<Day> origin_;
  bool narrative_ = false;
};

}  // namespace

std::optional<Resolved> read_calendar(const Features& features, const Viewpoint& from,
                                      std::span<const Holiday> holidays) {
  return DateReader(features, from, holidays).read();
}

}  // namespace sitrep
