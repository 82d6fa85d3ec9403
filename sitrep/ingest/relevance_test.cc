#include "sitrep/ingest/relevance.h"

#include <gtest/gtest.h>

namespace sitrep {
namespace {

Document document(std::string text) {
  Document out;
  out.text = std::move(text);
  return out;
}

// "text => event" or "text => none" of the lexicon.
TEST(Relevance, ExamplesOfTheLexicon) {
  const auto lexicon = Lexicon::open(SITREP_DATA_DIR "/lexicon.bin").value();
  const auto relevance = Relevance::compile(lexicon).value();
  size_t run = 0;
  for (const LexiconEntry* entry : lexicon.section("relevance-example")) {
    const std::string_view example = entry->title();
    const size_t arrow = example.rfind(" => ");
    ASSERT_NE(arrow, std::string_view::npos) << entry->where();
    const Document given = document(std::string(example.substr(0, arrow)));
    EXPECT_EQ(relevance.tells_of_event(given), example.substr(arrow + 4) == "event")
        << entry->where() << ": " << relevance.score(given);
    ++run;
  }
  EXPECT_GE(run, 20u);
}

TEST(Relevance, OnePassageIsEnough) {
  const auto lexicon = Lexicon::open(SITREP_DATA_DIR "/lexicon.bin").value();
  const auto relevance = Relevance::compile(lexicon).value();
  std::string text;
  for (int i = 0; i < 50; ++i) {
    text +=
        "The striker scored twice in the second half and the club won the league match at home. ";
  }
  EXPECT_FALSE(relevance.tells_of_event(document(text)));
  text.insert(text.size() / 2,
              "Soldiers killed four protesters near the parliament, a ministry official said. ");
  EXPECT_TRUE(relevance.tells_of_event(document(text)));
}

TEST(Relevance, WhatIsTooShortToTellIsRead) {
  const auto lexicon =
      Lexicon::parse("relevance: -1\nleast: 0\n\nrelevance-words: 2\nwords: troop, kill\n", "x");
  const auto relevance = Relevance::compile(*lexicon).value();
  EXPECT_TRUE(relevance.tells_of_event(document("Bridge closed.")));
  EXPECT_FALSE(relevance.tells_of_event(document("a bb cc dd ee ff gg hh ii jj")));
  EXPECT_FLOAT_EQ(relevance.score(document("aa bb cc dd ee troops ff gg Troop killed hh ii")), 3);
  EXPECT_FALSE(Relevance::compile(*Lexicon::parse("relevance: much\n", "x")));
}

}  // namespace
}  // namespace sitrep
