// Holds what phrases resolve to against a calendar that only knows how to go from day to day, as
// told on days of 1900 to 2100.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "sitrep/ground/time.h"

namespace sitrep {
namespace {

struct SlowDay {
  int year = 1900, month = 1, day = 1, weekday = 1;  // 1 January 1900 was a Monday

  std::string iso() const { return fmt::format("{:04}-{:02}-{:02}", year, month, day); }
};

int days_in(int year, int month) {
  if (month == 2) return year % 400 == 0 || (year % 4 == 0 && year % 100 != 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// All days from 1900 to 2100, one after another.
std::vector<SlowDay> all_days() {
  std::vector<SlowDay> out;
  for (SlowDay d; d.year <= 2100;) {
    out.push_back(d);
    d.weekday = d.weekday % 7 + 1;
    if (++d.day > days_in(d.year, d.month)) {
      d.day = 1;
      if (++d.month > 12) {
        d.month = 1;
        ++d.year;
      }
    }
  }
  return out;
}

class TimeOracle : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const auto lexicon = Lexicon::open(SITREP_DATA_DIR "/lexicon.bin");
    ASSERT_TRUE(lexicon.has_value());
    auto grammar = TimeGrammar::compile(*lexicon);
    ASSERT_TRUE(grammar.has_value()) << grammar.error().message;
    grammar_ = std::make_unique<TimeGrammar>(std::move(*grammar));
    days_ = all_days();
  }
  static void TearDownTestSuite() { grammar_.reset(); }

  // The value of the one time of `text`, told on `day`.
  static std::string value(std::string_view text, const SlowDay& day) {
    Document document;
    document.text = text;
    document.meta.published = day.iso();
    document.blocks = {{BlockKind::paragraph, {0, static_cast<uint32_t>(text.size())}, {}}};
    const auto times =
        ground_times(document, {}, *grammar_, publication_date(document, {}, *grammar_));
    return times.size() == 1 ? times[0].value : fmt::format("{} times", times.size());
  }

  // Every `step`-th day, far enough from both ends to look two months back and ahead.
  template <class Check>
  static void on_days(size_t step, Check check) {
    for (size_t i = 70; i + 70 < days_.size(); i += step) check(i);
  }

  static std::unique_ptr<TimeGrammar> grammar_;
  static std::vector<SlowDay> days_;
};
std::unique_ptr<TimeGrammar> TimeOracle::grammar_;
std::vector<SlowDay> TimeOracle::days_;

constexpr std::string_view kWeekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                          "Friday", "Saturday", "Sunday"};
constexpr std::string_view kMonths[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};

TEST_F(TimeOracle, WeekdaysLieOnTheSideOfTheTense) {
  on_days(37, [](size_t i) {
    for (int w = 1; w <= 7; ++w) {
      size_t back = i, ahead = i;
      while (days_[back].weekday != w) --back;
      while (days_[ahead].weekday != w) ++ahead;
      const auto weekday = kWeekdays[w - 1];
      // Not in the first sentence: what is new there happened tomorrow rather than six days ago.
      ASSERT_EQ(value(fmt::format("War goes on. They attacked on {}.", weekday), days_[i]),
                days_[back].iso());
      const size_t lead = i - back == 6 ? i + 1 : back;
      ASSERT_EQ(value(fmt::format("They attacked on {}.", weekday), days_[i]), days_[lead].iso());
      ASSERT_EQ(value(fmt::format("They will attack on {}.", weekday), days_[i]),
                days_[ahead].iso());
      const size_t last = back == i ? back - 7 : back;
      ASSERT_EQ(value(fmt::format("They met last {}.", weekday), days_[i]), days_[last].iso());
    }
  });
}

TEST_F(TimeOracle, DistancesCountDays) {
  on_days(41, [](size_t i) {
    ASSERT_EQ(value("They met yesterday.", days_[i]), days_[i - 1].iso());
    ASSERT_EQ(value("They meet tomorrow.", days_[i]), days_[i + 1].iso());
    ASSERT_EQ(value("They met the day before yesterday.", days_[i]), days_[i - 2].iso());
    for (const size_t n : {2, 10, 31, 60}) {
      ASSERT_EQ(value(fmt::format("They met {} days ago.", n), days_[i]), days_[i - n].iso());
    }
  });
}

TEST_F(TimeOracle, WrittenDatesAreThemselvesOnAnyDay) {
  on_days(29, [](size_t i) {
    const SlowDay& d = days_[i];
    const auto month = kMonths[d.month - 1];
    const SlowDay& told = days_[(i * 7919) % days_.size()];
    for (const std::string& text :
         {fmt::format("It was {} {}, {}.", month, d.day, d.year),
          fmt::format("It was on {} {} {}.", d.day, month, d.year),
          fmt::format("It was {}, {} {}, {}.", kWeekdays[d.weekday - 1], month, d.day, d.year),
          fmt::format("It was {}.", d.iso())}) {
      ASSERT_EQ(value(text, told), d.iso()) << text << " told " << told.iso();
    }
  });
}

TEST_F(TimeOracle, DaysOfAMonthWithoutAYearAreTheNearestOnTheirSide) {
  on_days(53, [](size_t i) {
    for (const size_t n : {1, 20, 60}) {
      const SlowDay& past = days_[i - n];
      const SlowDay& next = days_[i + n];
      ASSERT_EQ(
          value(fmt::format("They met on {} {}.", kMonths[past.month - 1], past.day), days_[i]),
          past.iso());
      ASSERT_EQ(value(fmt::format("They will meet on {} {}.", kMonths[next.month - 1], next.day),
                      days_[i]),
                next.iso());
    }
  });
}

TEST_F(TimeOracle, WeeksAreThoseOfISO) {
  on_days(61, [](size_t i) {
    // The week has the number of its Thursday's place among the Thursdays of its year.
    const auto week_of = [](size_t day) {
      const size_t thursday = day + 4 - static_cast<size_t>(days_[day].weekday);
      int number = 0;
      for (size_t t = thursday; t < days_.size() && days_[t].year == days_[thursday].year; t -= 7) {
        ++number;
        if (t < 7) break;
      }
      return fmt::format("{:04}-W{:02}", days_[thursday].year, number);
    };
    ASSERT_EQ(value("They met this week.", days_[i]), week_of(i)) << days_[i].iso();
    ASSERT_EQ(value("They met last week.", days_[i]), week_of(i - 7)) << days_[i].iso();
    ASSERT_EQ(value("They will meet next week.", days_[i]), week_of(i + 7)) << days_[i].iso();
  });
}

}  // namespace
}  // namespace sitrep
