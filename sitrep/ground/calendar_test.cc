#include "sitrep/ground/calendar.h"

#include <gtest/gtest.h>

namespace sitrep {
namespace {

// A calendar that only knows how to go to the next day.
struct SlowCalendar {
  int year = 1900, month = 1, day = 1, weekday = 1;  // 1 January 1900 was a Monday

  static int days_in(int year, int month) {
    if (month == 2) return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 29 : 28;
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }
  void next() {
    weekday = weekday % 7 + 1;
    if (++day > days_in(year, month)) {
      day = 1;
      if (++month > 12) {
        month = 1;
        ++year;
      }
    }
  }
};

TEST(Calendar, AgreesWithCountingDays) {
  int week = 1;  // of ISO 8601; the week of 1 January 1900 is the first
  int week_year = 1900;
  for (SlowCalendar slow; slow.year <= 2100; slow.next()) {
    const auto day = day_at(slow.year, slow.month, slow.day);
    ASSERT_TRUE(day.has_value());
    ASSERT_EQ(year_of(*day), slow.year);
    ASSERT_EQ(month_of(*day), slow.month);
    ASSERT_EQ(day_of_month(*day), slow.day);
    ASSERT_EQ(weekday_of(*day), slow.weekday);
    if (slow.weekday == 1 && !(slow.year == 1900 && slow.month == 1 && slow.day == 1)) {
      ++week;
      // The first week of a year is that of 4 January.
      const bool first = (slow.month == 12 && slow.day >= 29) || (slow.month == 1 && slow.day <= 4);
      if (first) {
        week = 1;
        week_year = slow.month == 12 ? slow.year + 1 : slow.year;
      }
    }
    ASSERT_EQ(iso_week(*day).week, week) << iso_date(*day);
    ASSERT_EQ(iso_week(*day).year, week_year) << iso_date(*day);
    const auto next = plus(*day, Unit::day, 1);
    ASSERT_EQ(*next - *day, std::chrono::days(1));
    for (const Unit unit : {Unit::week, Unit::month, Unit::season, Unit::quarter, Unit::half,
                            Unit::year, Unit::decade, Unit::century}) {
      const Day first = start_of(unit, *day);
      ASSERT_LE(first, *day);
      ASSERT_EQ(start_of(unit, first), first);
      ASSERT_LT(*day, *plus(first, unit, 1));
    }
  }
}

TEST(Calendar, MonthsGoOnWithinTheMonth) {
  for (SlowCalendar slow; slow.year <= 2100; slow.next()) {
    const Day day = *day_at(slow.year, slow.month, slow.day);
    const int month = slow.month % 12 + 1;
    const int year = slow.month == 12 ? slow.year + 1 : slow.year;
    const int of_month = std::min(slow.day, SlowCalendar::days_in(year, month));
    ASSERT_EQ(*plus(day, Unit::month, 1), *day_at(year, month, of_month));
    const Day back = *plus(*plus(day, Unit::month, 1), Unit::month, -1);
    ASSERT_EQ(month_of(back), slow.month);
  }
}

TEST(Calendar, HasNoAbsurdDays) {
  EXPECT_FALSE(day_at(2015, 2, 31).has_value());
  EXPECT_FALSE(day_at(2015, 2, 29).has_value());
  EXPECT_TRUE(day_at(2016, 2, 29).has_value());
  EXPECT_FALSE(day_at(0, 1, 1).has_value());
  EXPECT_FALSE(day_at(99999, 1, 1).has_value());
  EXPECT_FALSE(plus(*day_at(9999, 12, 31), Unit::day, 1).has_value());
  EXPECT_FALSE(plus(*day_at(2016, 7, 11), Unit::century, INT64_MAX).has_value());
  EXPECT_FALSE(plus(*day_at(2016, 7, 11), Unit::day, INT64_MIN).has_value());
}

TEST(Calendar, MovableFeasts) {
  EXPECT_EQ(easter(2016), day_at(2016, 3, 27));
  EXPECT_EQ(easter(2000), day_at(2000, 4, 23));
  EXPECT_EQ(easter(2019), day_at(2019, 4, 21));
  EXPECT_EQ(nth_weekday(2016, 11, 4, 4), day_at(2016, 11, 24));
  EXPECT_EQ(nth_weekday(2016, 5, 1, -1), day_at(2016, 5, 30));
  EXPECT_FALSE(nth_weekday(2016, 2, 2, 5).has_value());
  // Within two days of what was observed: 1 Shawwal 1437 on 6 July 2016, 1 Ramadan 1425 on 15
  // October 2004.
  EXPECT_LE(std::chrono::abs(*islamic_day(1437, 10, 1) - *day_at(2016, 7, 6)),
            std::chrono::days(2));
  EXPECT_LE(std::chrono::abs(*islamic_day(1425, 9, 1) - *day_at(2004, 10, 15)),
            std::chrono::days(2));
}

TEST(Calendar, IslamicYearsHoldTheirDays) {
  for (Day day = *day_at(1900, 1, 1); day <= *day_at(2100, 12, 31); day += std::chrono::days(1)) {
    const int year = islamic_year(day);
    ASSERT_LE(*islamic_day(year, 1, 1), day);
    ASSERT_GT(*islamic_day(year + 1, 1, 1), day);
  }
}

TEST(Calendar, WritesTimex) {
  const Day day = *day_at(1998, 2, 19);
  EXPECT_EQ(value_of(Unit::week, day), "1998-W08");
  EXPECT_EQ(value_of(Unit::weekend, day), "1998-W08-WE");
  EXPECT_EQ(value_of(Unit::quarter, day), "1998-Q1");
  EXPECT_EQ(value_of(Unit::season, day), "1997-WI");
  EXPECT_EQ(value_of(Unit::decade, day), "199");
  EXPECT_EQ(value_of(Unit::century, day), "19");
}

}  // namespace
}  // namespace sitrep
