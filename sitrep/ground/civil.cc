#include "sitrep/ground/civil.h"

#include <fmt/format.h>

namespace sitrep {
namespace {

// Reads `digits` digits at `at`; none where something else stands there.
std::optional<int> number_at(std::string_view text, size_t at, size_t digits) {
  if (text.size() < at + digits) return std::nullopt;
  int value = 0;
  for (size_t i = at; i < at + digits; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

}  // namespace

std::string iso_date(Day day) {
  const std::chrono::year_month_day date(day);
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::optional<Day> day_of_iso(std::string_view text) {
  const auto year = number_at(text, 0, 4);
  const auto month = number_at(text, 5, 2);
  const auto day = number_at(text, 8, 2);
  if (!year || !month || !day || text[4] != '-' || text[7] != '-') return std::nullopt;
  if (text.size() > 10 && text[10] != 'T' && text[10] != ' ') return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return Day(date);
}

std::string iso_minute(int64_t minute) {
  const int64_t day = (minute >= 0 ? minute : minute - kMinutesPerDay + 1) / kMinutesPerDay;
  const int64_t rest = minute - day * kMinutesPerDay;
  return fmt::format("{}T{:02}:{:02}", iso_date(Day(std::chrono::days(day))), rest / 60, rest % 60);
}

std::optional<int64_t> minute_of_iso(std::string_view text) {
  const auto day = day_of_iso(text);
  if (!day) return std::nullopt;
  const auto hour = number_at(text, 11, 2);
  const auto minute = number_at(text, 14, 2);
  if (!hour || !minute) return minute_of(*day);
  if (*hour > 24 || *minute > 59) return std::nullopt;
  return minute_of(*day) + *hour * 60 + *minute;
}

}  // namespace sitrep
