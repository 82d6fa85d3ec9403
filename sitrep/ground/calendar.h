// Units of the calendar: where each begins, how to go from one to another, and how TIMEX3 writes
// it.
//
// All days are of the proleptic Gregorian calendar, years 1 to 9999; what falls outside is absent.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sitrep/ground/civil.h"

namespace sitrep {

enum class Unit : uint8_t {
  second,
  minute,
  hour,
  day,
  weekend,
  week,
  month,
  season,
  quarter,
  half,
  year,
  decade,
  century,
  millennium,
};

// None where there is no such day (31 February) or it is out of range.
std::optional<Day> day_at(int year, int month, int day);
int year_of(Day day);
int month_of(Day day);
int day_of_month(Day day);
// 1 is Monday, 7 is Sunday.
int weekday_of(Day day);
// ISO 8601: the year that the week belongs to, and its number.
struct IsoWeek {
  int year;
  int week;
};
IsoWeek iso_week(Day day);

// The first day of the unit that `day` is in (a weekend: its Saturday, the one ahead from Monday
// on). Units below a day give the day.
Day start_of(Unit unit, Day day);
// `count` units on, or back; a month's end stays within the month. None where out of range.
std::optional<Day> plus(Day day, Unit unit, int64_t count);

// "1998-W08", "1989-Q3", "2014-06", "199": the unit that `day` is in, as TIMEX3 writes it.
std::string value_of(Unit unit, Day day);

// The `nth` (1 to 5, or -1 for the last) `weekday` of a month.
std::optional<Day> nth_weekday(int year, int month, int weekday, int nth);
// Easter Sunday, Gregorian. Source: the anonymous algorithm (Nature, 1876).
std::optional<Day> easter(int year);
// A day of the tabular Islamic calendar (civil epoch, leap years 2 5 7 10 13 16 18 21 24 26 29); it
// is within a day or two of what is observed.
std::optional<Day> islamic_day(int year, int month, int day);
// The Islamic year that `day` is in.
int islamic_year(Day day);

}  // namespace sitrep
