#include "sitrep/ground/calendar.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace sitrep {
namespace {

namespace chrono = std::chrono;

constexpr int kFirstYear = 1;
constexpr int kLastYear = 9999;

chrono::year_month_day date_of(Day day) {
  return chrono::year_month_day(day);
}

int months_in(Unit unit) {
  switch (unit) {
    case Unit::month:
      return 1;
    case Unit::season:
    case Unit::quarter:
      return 3;
    case Unit::half:
      return 6;
    case Unit::year:
      return 12;
    case Unit::decade:
      return 120;
    case Unit::century:
      return 1200;
    case Unit::millennium:
      return 12000;
    default:
      return 0;
  }
}

}  // namespace

std::optional<Day> day_at(int year, int month, int day) {
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12 || day < 1 || day > 31) {
    return std::nullopt;
  }
  const chrono::year_month_day date{chrono::year(year), chrono::month(static_cast<unsigned>(month)),
                                    chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return Day(date);
}

int year_of(Day day) {
  return static_cast<int>(date_of(day).year());
}
int month_of(Day day) {
  return static_cast<int>(static_cast<unsigned>(date_of(day).month()));
}
int day_of_month(Day day) {
  return static_cast<int>(static_cast<unsigned>(date_of(day).day()));
}
int weekday_of(Day day) {
  return static_cast<int>(chrono::weekday(day).iso_encoding());
}

// The week belongs to the year of its Thursday.
IsoWeek iso_week(Day day) {
  const Day thursday = day + chrono::days(4 - weekday_of(day));
  const int year = year_of(thursday);
  const Day new_year = Day(chrono::year(year) / chrono::January / 1);
  return {year, static_cast<int>((thursday - new_year).count() / 7) + 1};
}

Day start_of(Unit unit, Day day) {
  const int year = year_of(day);
  const int month = month_of(day);
  const auto first_of = [](int y, int m) {
    return Day(chrono::year(y) / chrono::month(static_cast<unsigned>(m)) / 1);
  };
  switch (unit) {
    case Unit::second:
    case Unit::minute:
    case Unit::hour:
    case Unit::day:
      return day;
    case Unit::weekend:
      return day + chrono::days(6 - weekday_of(day));
    case Unit::week:
      return day - chrono::days(weekday_of(day) - 1);
    case Unit::month:
      return first_of(year, month);
    case Unit::season:  // March, June, September, December
      return month < 3 ? first_of(year - 1, 12) : first_of(year, month / 3 * 3);
    case Unit::quarter:
      return first_of(year, (month - 1) / 3 * 3 + 1);
    case Unit::half:
      return first_of(year, month <= 6 ? 1 : 7);
    case Unit::year:
      return first_of(year, 1);
    case Unit::decade:
      return first_of(year / 10 * 10, 1);
    case Unit::century:
      return first_of(year / 100 * 100, 1);
    case Unit::millennium:
      return first_of(year / 1000 * 1000, 1);
  }
  return day;
}

std::optional<Day> plus(Day day, Unit unit, int64_t count) {
  constexpr int64_t kMost = int64_t{kLastYear} * 366;
  if (count > kMost || count < -kMost) return std::nullopt;
  if (const int months = months_in(unit)) {
    const int64_t month = int64_t{year_of(day)} * 12 + month_of(day) - 1 + count * months;
    if (month < kFirstYear * 12 || month >= (kLastYear + 1) * 12) return std::nullopt;
    const auto year = static_cast<int>(month / 12);
    const auto of_year = static_cast<int>(month % 12) + 1;
    for (int d = day_of_month(day);; --d) {
      if (const auto found = day_at(year, of_year, d)) return found;
    }
  }
  const int64_t days = unit == Unit::week || unit == Unit::weekend ? 7 * count
                       : unit == Unit::day                         ? count
                                                                   : 0;
  const Day out = day + chrono::days(days);
  if (year_of(out) < kFirstYear || year_of(out) > kLastYear) return std::nullopt;
  return out;
}

std::string value_of(Unit unit, Day day) {
  const int year = year_of(day);
  switch (unit) {
    case Unit::weekend: {
      const IsoWeek week = iso_week(day);
      return fmt::format("{:04}-W{:02}-WE", week.year, week.week);
    }
    case Unit::week: {
      const IsoWeek week = iso_week(day);
      return fmt::format("{:04}-W{:02}", week.year, week.week);
    }
    case Unit::month:
      return fmt::format("{:04}-{:02}", year, month_of(day));
    case Unit::season: {
      constexpr std::string_view kNames[] = {"WI", "SP", "SU", "FA"};
      const Day first = start_of(Unit::season, day);
      return fmt::format("{:04}-{}", year_of(first), kNames[month_of(first) / 3 % 4]);
    }
    case Unit::quarter:
      return fmt::format("{:04}-Q{}", year, (month_of(day) - 1) / 3 + 1);
    case Unit::half:
      return fmt::format("{:04}-H{}", year, month_of(day) <= 6 ? 1 : 2);
    case Unit::year:
      return fmt::format("{:04}", year);
    case Unit::decade:
      return fmt::format("{:03}", year / 10);
    case Unit::century:
      return fmt::format("{:02}", year / 100);
    case Unit::millennium:
      return fmt::format("{:01}", year / 1000);
    default:
      return iso_date(day);
  }
}

std::optional<Day> nth_weekday(int year, int month, int weekday, int nth) {
  if (weekday < 1 || weekday > 7) return std::nullopt;
  const auto first = day_at(year, month, 1);
  if (!first) return std::nullopt;
  if (nth == -1) {
    const auto next = plus(*first, Unit::month, 1);
    if (!next) return std::nullopt;
    const Day last = *next - chrono::days(1);
    return last - chrono::days((weekday_of(last) - weekday + 7) % 7);
  }
  const Day found = *first + chrono::days((weekday - weekday_of(*first) + 7) % 7 + 7 * (nth - 1));
  if (nth < 1 || month_of(found) != month) return std::nullopt;
  return found;
}

std::optional<Day> easter(int year) {
  if (year < 1583 || year > kLastYear) return std::nullopt;
  const int a = year % 19, b = year / 100, c = year % 100;
  const int d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
  const int h = (19 * a + b - d - g + 15) % 30;
  const int i = c / 4, k = c % 4;
  const int l = (32 + 2 * e + 2 * i - h - k) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int n = h + l - 7 * m + 114;
  return day_at(year, n / 31, n % 31 + 1);
}

std::optional<Day> islamic_day(int year, int month, int day) {
  if (year < 1 || year > 9666 || month < 1 || month > 12 || day < 1 || day > 30) {
    return std::nullopt;
  }
  constexpr int kEpoch = -492148;  // 1 Muharram 1, 19 July 622, in days since 1970-01-01
  const int days = day + (59 * (month - 1) + 1) / 2 + (year - 1) * 354 + (3 + 11 * year) / 30;
  return Day(chrono::days(kEpoch + days - 1));
}

int islamic_year(Day day) {
  // A mean year has 354 11/30 days; the estimate is at most one off.
  const auto since = day.time_since_epoch().count() + 492148;
  auto year = static_cast<int>((30 * static_cast<int64_t>(since) + 10646) / 10631);
  year = std::clamp(year, 1, 9665);
  const auto first = islamic_day(year, 1, 1);
  if (first && day < *first) return year - 1;
  const auto next = islamic_day(year + 1, 1, 1);
  return next && day >= *next ? year + 1 : year;
}

}  // namespace sitrep
