// Bad input: absurd dates and numbers, and too many of them.

#include <gtest/gtest.h>

#include "sitrep/ground/time.h"

namespace sitrep {
namespace {

class TimeLimits : public testing::Test {
 protected:
  void SetUp() override {
    const auto lexicon = Lexicon::open(SITREP_DATA_DIR "/lexicon.bin");
    ASSERT_TRUE(lexicon.has_value());
    auto grammar = TimeGrammar::compile(*lexicon);
    ASSERT_TRUE(grammar.has_value()) << grammar.error().message;
    grammar_ = std::make_unique<TimeGrammar>(std::move(*grammar));
  }
  std::vector<Time> read(std::string_view text, std::string_view published = "2016-07-11") {
    document_.text = text;
    document_.meta.published = published;
    document_.blocks = {{BlockKind::paragraph, {0, static_cast<uint32_t>(text.size())}, {}}};
    return ground_times(document_, {}, *grammar_, publication_date(document_, {}, *grammar_));
  }
  Document document_;
  std::unique_ptr<TimeGrammar> grammar_;
};

TEST_F(TimeLimits, AbsurdDatesAreAbsent) {
  for (const std::string_view text :
       {"It began on 31 February 2016.", "It began on February 30.", "It was 2016-02-31.",
        "In the year 99999 it ended.", "It began in the year 0.", "It began on 1 January 0000.",
        "It was 0000-00-00.", "It came at 25:99.", "It came at 13 p.m.", "It came at 99:00 GMT."}) {
    for (const Time& time : read(text)) {
      EXPECT_EQ(time.value.find("02-3"), std::string::npos) << text << " " << time.value;
      EXPECT_EQ(time.value.find("99"), std::string::npos) << text << " " << time.value;
      EXPECT_NE(time.value.substr(0, 4), "0000") << text;
      EXPECT_EQ(time.value.find("T25"), std::string::npos) << text << " " << time.value;
    }
  }
}

TEST_F(TimeLimits, HugeDistancesDoNotOverflow) {
  for (const std::string_view text :
       {"999999999999 years ago", "1000000 centuries ago", "99999 years ago", "9,999 decades later",
        "a trillion weeks ago", "the next 999999999999 days"}) {
    for (const Time& time : read(text)) {
      EXPECT_TRUE(!time.interval || time.interval->from < time.interval->to) << text;
    }
  }
  const std::string digits(400, '7');
  for (const Time& time : read("It lasted " + digits + " years, until " + digits + ".")) {
    EXPECT_LT(time.value.size(), 20u);
  }
}

TEST_F(TimeLimits, DigitsOfOtherScriptsAreNoNumbers) {
  EXPECT_TRUE(read("\xD9\xA3\xD9\xA4 \xE0\xA5\xA7\xE0\xA5\xA8").empty());
}

TEST_F(TimeLimits, TenThousandTimesInOneSentence) {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "on Saturday and ";
  EXPECT_EQ(read(text).size(), 10'000u);
}

TEST_F(TimeLimits, WithoutADayOfPublicationNothingIsGuessed) {
  const auto times = read("They met on Friday at 3 p.m. and left on July 9.", "");
  for (const Time& time : times) {
    EXPECT_EQ(time.value.substr(0, 4), "XXXX") << time.value;
    EXPECT_FALSE(time.interval.has_value());
  }
  EXPECT_GE(times.size(), 2u);
}

TEST_F(TimeLimits, LinesBreakAnywhere) {
  const auto times = read("They met on July\n9,\n2016 in Arbil.");
  ASSERT_EQ(times.size(), 1u);
  EXPECT_EQ(times[0].value, "2016-07-09");
  EXPECT_EQ(read("THEY MET ON SATURDAY.").at(0).value, "2016-07-09");
}

TEST_F(TimeLimits, IntervalsAreHalfOpen) {
  const auto interval = [&](std::string_view text) {
    const auto times = read(text);
    if (times.size() != 1 || !times[0].interval) return std::string("none");
    return iso_minute(times[0].interval->from) + " " + iso_minute(times[0].interval->to);
  };
  EXPECT_EQ(interval("It fell on Saturday."), "2016-07-09T00:00 2016-07-10T00:00");
  EXPECT_EQ(interval("It fell in June 2014."), "2014-06-01T00:00 2014-07-01T00:00");
  EXPECT_EQ(interval("It fell in late 2014."), "2014-10-01T00:00 2015-01-01T00:00");
  EXPECT_EQ(interval("It fell last week."), "2016-07-04T00:00 2016-07-11T00:00");
  EXPECT_EQ(interval("It fell last night."), "2016-07-10T18:00 2016-07-11T06:00");
}

TEST_F(TimeLimits, BadLexiconsAreToldWithFileAndLine) {
  const auto error = [](std::string_view text) {
    const auto lexicon = Lexicon::parse(text, "t.txt");
    return TimeGrammar::compile(*lexicon).error().message;
  };
  EXPECT_EQ(error("time: x\nread: date\nform: {nothing}\n"), "t.txt:1: nothing is named 'nothing'");
  EXPECT_EQ(error("time-word: x\nword: a => moth=1\n"), "t.txt:1: no such feature: 'moth=1'");
  EXPECT_EQ(error("time-phrase: a\nform: {a} b\n"), "time-phrase: 'a' leads back to itself");
  EXPECT_EQ(error("time: x\nform: (a\n"), "t.txt:1: '(' without ')' in '(a'");
  EXPECT_EQ(error("time-holiday: x\nwhen: never\n"), "t.txt:1: cannot read when: 'never'");
}

}  // namespace
}  // namespace sitrep
