// Lengths tied to days and events, sets, zones: what a time carries beside its value.

#include <gtest/gtest.h>

#include "sitrep/ground/time.h"

namespace sitrep {
namespace {

class TimeLinks : public testing::Test {
 protected:
  void SetUp() override {
    const auto lexicon = Lexicon::open(SITREP_DATA_DIR "/lexicon.bin");
    ASSERT_TRUE(lexicon.has_value());
    auto grammar = TimeGrammar::compile(*lexicon);
    ASSERT_TRUE(grammar.has_value()) << grammar.error().message;
    grammar_ = std::make_unique<TimeGrammar>(std::move(*grammar));
  }

  // Reads sentences that end in full stops; `events` are their nouns and verbs, as lemmas. The
  // first of a sentence stands above its other words.
  std::vector<Time> read(std::string_view text, const std::vector<std::string_view>& events = {}) {
    document_ = {};
    document_.text = text;
    document_.meta.published = "2016-07-11";
    document_.blocks = {{BlockKind::paragraph, {0, static_cast<uint32_t>(text.size())}, {}}};
    Analysis analysis;
    Sentence sentence;
    for (uint32_t at = 0; at < text.size();) {
      const auto end = static_cast<uint32_t>(std::min(text.find(' ', at), text.size()));
      const bool last = text[end - 1] == '.';
      std::string_view word = text.substr(at, end - at - (last ? 1 : 0));
      Tokens& tokens = analysis.tokens;
      const auto id = static_cast<TokenId>(tokens.size());
      const auto lemma = static_cast<uint32_t>(analysis.lemmas.size());
      analysis.lemmas += word;
      tokens.span.push_back({at, end});
      tokens.surface.push_back({at, end});
      tokens.lemma.push_back({lemma, static_cast<uint32_t>(analysis.lemmas.size())});
      const bool event = std::find(events.begin(), events.end(), word) != events.end();
      tokens.upos.push_back(event ? Upos::NOUN : Upos::ADP);
      tokens.xpos.push_back(event ? 1 : 0);  // NN, or not told
      tokens.feats.push_back(0);
      tokens.head.push_back(id);
      tokens.deprel.push_back(Deprel::dep);
      tokens.sentence.push_back(static_cast<uint32_t>(analysis.sentences.size()));
      sentence.last = id + 1;
      if (last) {
        hang(analysis.tokens, sentence.first, id + 1);
        analysis.sentences.push_back(sentence);
        sentence = {id + 1, id + 1, 0};
      }
      at = end + 1;
    }
    if (sentence.last > sentence.first) analysis.sentences.push_back(sentence);
    return ground_times(document_, analysis, *grammar_,
                        publication_date(document_, analysis, *grammar_));
  }

  static void hang(Tokens& tokens, TokenId first, TokenId end) {
    TokenId root = first;
    while (root < end && tokens.upos[root] != Upos::NOUN) ++root;
    for (TokenId t = first; t < end && root < end; ++t) tokens.head[t] = root;
  }

  Document document_;
  std::unique_ptr<TimeGrammar> grammar_;
};

TEST_F(TimeLinks, LengthsBesideADayHaveItAsTheirPoint) {
  const auto times = read("They left 10 days before July 9, 2016.");
  ASSERT_EQ(times.size(), 2u);
  EXPECT_EQ(times[0].value, "P10D");
  EXPECT_EQ(times[0].begin_point, "2016-06-29");
  EXPECT_EQ(times[0].end_point, "2016-07-09");
  const auto after = read("They stayed two weeks from July 5, 2016.");
  ASSERT_EQ(after.size(), 2u);
  EXPECT_EQ(after[0].begin_point, "2016-07-05");
  EXPECT_EQ(after[0].end_point, "2016-07-19");
  // What was ten days before was on one day; what lasts from a day on was on all of them.
  EXPECT_EQ(iso_minute(times[0].interval->to), "2016-06-30T00:00");
  EXPECT_EQ(iso_minute(after[0].interval->from), "2016-07-05T00:00");
  EXPECT_EQ(iso_minute(after[0].interval->to), "2016-07-20T00:00");
}

TEST_F(TimeLinks, WhatIsSoSinceADayIsSoUntilTheReport) {
  const auto since = read("They have held the town since June 21.");
  ASSERT_EQ(since.size(), 1u);
  EXPECT_EQ(since[0].value, "2016-06-21");
  EXPECT_EQ(iso_minute(since[0].interval->from), "2016-06-21T00:00");
  EXPECT_EQ(iso_minute(since[0].interval->to), "2016-07-12T00:00");
}

TEST_F(TimeLinks, TwoDaysAreTheEndsOfAStretch) {
  for (const auto* text :
       {"It rained between July 3 and July 6.", "Roads were shut from July 3 to July 6."}) {
    const auto times = read(text);
    ASSERT_EQ(times.size(), 2u);
    EXPECT_EQ(times[0].value, "2016-07-03");
    for (const Time& time : times) {
      EXPECT_EQ(iso_minute(time.interval->from), "2016-07-03T00:00");
      EXPECT_EQ(iso_minute(time.interval->to), "2016-07-07T00:00");
    }
  }
  EXPECT_EQ(iso_minute(read("It rained on July 3 and July 6.").at(0).interval->to),
            "2016-07-04T00:00");
}

TEST_F(TimeLinks, LengthsThatEndNowHaveBothPoints) {
  const auto times = read("It was quiet for the past three months.");
  ASSERT_EQ(times.size(), 1u);
  EXPECT_EQ(times[0].value, "P3M");
  EXPECT_EQ(times[0].begin_point, "2016-04-11");
  EXPECT_EQ(times[0].end_point, "2016-07-11");
}

TEST_F(TimeLinks, EventsThatTheTextHasDatedAnchorWhatStandsBesideThem) {
  const auto times = read("The attack came on July 2. The day before the attack roads were shut.",
                          {"attack", "roads"});
  ASSERT_EQ(times.size(), 2u);
  EXPECT_EQ(document_.words(times[1].span), "The day");
  EXPECT_EQ(times[1].value, "2016-07-01");
  const auto length =
      read("The attack came on July 2. Three days after the attack he fled.", {"attack"});
  ASSERT_EQ(length.size(), 2u);
  EXPECT_EQ(length[1].value, "P3D");
  EXPECT_EQ(length[1].begin_point, "2016-07-02");
  EXPECT_EQ(length[1].end_point, "2016-07-05");
  EXPECT_EQ(iso_minute(length[1].interval->from), "2016-07-05T00:00");
}

TEST_F(TimeLinks, VagueLengthsBesideADatedEventAreOfItsMonth) {
  const auto weeks = read(
      "A shooting on 23 October 2014 shook them. Cars were seen in the weeks before the shooting.",
      {"shooting"});
  ASSERT_EQ(weeks.size(), 2U);
  EXPECT_EQ(weeks[1].type, TimeType::date);
  EXPECT_EQ(weeks[1].value, "2014-10");
  ASSERT_TRUE(weeks[1].interval);
  EXPECT_EQ(weeks[1].interval->to - weeks[1].interval->from, 28 * kMinutesPerDay);
  EXPECT_EQ(weeks[1].interval->to, weeks[0].interval->from);
  const auto days =
      read("A shooting on 30 October 2014 shook them. Many left in the days after the shooting.",
           {"shooting"});
  ASSERT_EQ(days.size(), 2U);
  EXPECT_EQ(days[1].value, "2014-11");
  EXPECT_EQ(days[1].interval->from, days[0].interval->to);
  const auto undated = read("Cars were seen in the weeks before the shooting.", {"shooting"});
  ASSERT_EQ(undated.size(), 1U);
  EXPECT_EQ(undated[0].value, "PXW");
}

TEST_F(TimeLinks, EventsThatNoSentenceHasDatedAnchorNothing) {
  EXPECT_TRUE(read("The day before the attack roads were shut.", {"attack", "roads"}).empty());
  // Two days in one sentence: which is the attack's is not said.
  EXPECT_EQ(
      read("The attack of July 2 followed a raid of July 1. The day before the attack it rained.",
           {"attack", "raid"})
          .size(),
      2u);
}

TEST_F(TimeLinks, WordsOfOneClassNameOneHappening) {
  const auto times = read(
      "The bombing came on July 2. They met on Friday. The day after the blast roads were shut.",
      {"bombing", "met", "blast", "roads"});
  ASSERT_EQ(times.size(), 3u);
  EXPECT_EQ(times[2].value, "2016-07-03");
  EXPECT_EQ(read("The vote came on July 2. The day after the blast roads were shut.",
                 {"vote", "blast", "roads"})
                .size(),
            1u);
}

TEST_F(TimeLinks, TimesOfDayAreOfTheDayOfTheirEvent) {
  const auto times =
      read("The bombing came on July 2. They met on Friday. The blast was at 8:30 a.m.",
           {"bombing", "met", "blast"});
  ASSERT_EQ(times.size(), 3u);
  EXPECT_EQ(times[2].value, "2016-07-02T08:30");
  // What is no happening of a class stays on the day that was told last.
  const auto other = read("The bombing came on July 2. They met on Friday. They spoke at 9 p.m.",
                          {"bombing", "met", "spoke"});
  ASSERT_EQ(other.size(), 3u);
  EXPECT_EQ(other[2].value, "2016-07-08T21:00");
  const auto apart =
      read("The murder was on July 2. A car came at 6:30 two days before the killing.",
           {"murder", "killing"});
  ASSERT_EQ(apart.size(), 3u);
  EXPECT_EQ(apart[1].value, "2016-06-30T06:30");
  EXPECT_EQ(apart[2].value, "P2D");
}

TEST_F(TimeLinks, TheVerbOfWhatATimeNamesIsNotThatOfTheTime) {
  const auto times = read("June sales will be published on July 20.", {"sales"});
  ASSERT_EQ(times.size(), 2u);
  EXPECT_EQ(times[0].value, "2016-06");
  EXPECT_EQ(read("In June the army will leave.", {"army"}).at(0).value, "2017-06");
}

TEST_F(TimeLinks, SetsSayHowOften) {
  const auto times = read("He prays five times a day and every Friday.");
  ASSERT_EQ(times.size(), 2u);
  EXPECT_EQ(times[0].value, "P1D");
  EXPECT_EQ(times[0].freq, "5X");
  EXPECT_EQ(times[0].quant, "");
  EXPECT_EQ(times[1].quant, "EVERY");
}

TEST_F(TimeLinks, ClocksKeepTheirZone) {
  const auto times =
      read("Shelling began at 0600 GMT on Saturday and ended at 3 p.m. Moscow time.");
  ASSERT_EQ(times.size(), 2u);
  EXPECT_EQ(times[0].value, "2016-07-09T06:00");
  EXPECT_EQ(times[0].zone, "GMT");
  EXPECT_EQ(times[1].zone, "MSK");
  EXPECT_EQ(read("It began at 3 p.m. Eastern Standard Time, he said.").at(0).zone, "EST");
  EXPECT_TRUE(read("It began at 3 p.m. EST GMT.").empty());
}

TEST_F(TimeLinks, WhatTheCalendarDoesNotFixIsMarked) {
  const auto islamic = read("The truce began on 17 Ramadan 1437.");
  ASSERT_EQ(islamic.size(), 1u);
  EXPECT_EQ(islamic[0].mod, "APPROX");
  const auto fiscal = read("Sales fell in fiscal 2015.");
  ASSERT_EQ(fiscal.size(), 1u);
  EXPECT_EQ(fiscal[0].value, "2015");
  EXPECT_FALSE(fiscal[0].interval.has_value());
}

}  // namespace
}  // namespace sitrep
