// Days and minutes of the civil (proleptic Gregorian) calendar, without time zones.
//
// Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms"; std::chrono does the
// arithmetic.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sitrep {

using Day = std::chrono::sys_days;  // a day; counts from 1970-01-01

// "2016-07-11"
std::string iso_date(Day day);
// The day of "2016-07-11" or "2016-07-11T14:57:00"; none where it is no such string or no such day.
std::optional<Day> day_of_iso(std::string_view text);

// Half-open, in minutes since 1970-01-01T00:00 local time.
struct Interval {
  int64_t from = 0;
  int64_t to = 0;
  friend constexpr auto operator<=>(const Interval&, const Interval&) = default;
};

inline constexpr int64_t kMinutesPerDay = 24 * 60;
inline int64_t minute_of(Day day) {
  return day.time_since_epoch().count() * kMinutesPerDay;
}
// "2016-07-11T00:00"
std::string iso_minute(int64_t minute);
std::optional<int64_t> minute_of_iso(std::string_view text);

}  // namespace sitrep
