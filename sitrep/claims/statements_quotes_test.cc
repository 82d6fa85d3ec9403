#include "sitrep/claims/statements_quotes.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>

namespace sitrep {
namespace {

// A block a line.
Document document_of(std::string text) {
  Document document;
  document.text = std::move(text);
  uint32_t begin = 0;
  for (uint32_t i = 0; i <= document.text.size(); ++i) {
    if (i < document.text.size() && document.text[i] != '\n') continue;
    if (i > begin) document.blocks.push_back({BlockKind::paragraph, {begin, i}, {}});
    begin = i + 1;
  }
  return document;
}

// The inner parts, with bars between them; '+' before one that continues another.
std::string quoted(std::string text) {
  const Document document = document_of(std::move(text));
  std::string out;
  for (const Quotation& q : find_quotations(document)) {
    if (!out.empty()) out += '|';
    if (q.continues) out += '+';
    out += document.words(q.inner);
  }
  return out;
}

TEST(Quotations, PairsStraightAndCurlyMarks) {
  EXPECT_EQ(quoted("\"We left,\" he said. “We came,” she said."), "We left,|We came,");
  EXPECT_EQ(quoted("He said: «We left.»"), "We left.");
  EXPECT_EQ(quoted("``We left,'' he said."), "We left,");
  EXPECT_EQ(quoted("''We left,'' he said. ''Today.''"), "We left,|Today.");
}

TEST(Quotations, StraightMarksOpenAndCloseByWhatStandsBesideThem) {
  EXPECT_EQ(quoted("the \"victory\" and (\"defeat\") - \"ours\""), "victory|defeat|ours");
  EXPECT_EQ(quoted("he said,\"We left.\""), "We left.");
}

TEST(Quotations, ApostrophesAreNoMarks) {
  EXPECT_EQ(quoted("The rebels' leader didn't say 'no'."), "no");
  EXPECT_EQ(quoted("It’s the workers’ day in the ’90s."), "");
  EXPECT_EQ(quoted("He called the '90s lost."), "");
}

TEST(Quotations, SingleMarksKeepPossessivesWithin) {
  EXPECT_EQ(quoted("He said: 'The rebels' leader left.'"), "The rebels' leader left.");
  EXPECT_EQ(quoted("‘We left,’ he said."), "We left,");
}

TEST(Quotations, WhatIsQuotedWithinBelongsToTheOuter) {
  EXPECT_EQ(quoted("“He told us ‘leave’ and we left,” she said."),
            "He told us ‘leave’ and we left,");
}

TEST(Quotations, ParagraphsThatReopenGoOn) {
  EXPECT_EQ(quoted("“First.\n“Second,” he said. “Third.”"), "First.|+Second,|Third.");
  EXPECT_EQ(quoted("\"First.\nSecond,\" he said."), "First.|+Second,");
}

TEST(Quotations, ALostMarkCostsNoMoreThanItsBlock) {
  EXPECT_EQ(quoted("\"We left, he said.\nThe army came.\nThe \"end\"."), "We left, he said.|end");
  EXPECT_EQ(quoted("We left,\" he said. “And now”"), "And now");
}

TEST(Quotations, InchesAndFeetAreNoMarks) {
  EXPECT_EQ(quoted("a 6'2\"tall man"), "");
}

TEST(Quotations, LongTextsTakeLinearTime) {
  std::string text;
  for (int i = 0; i < 1'000'000; ++i) text += i % 3 == 0 ? "“a 'b " : i % 3 == 1 ? "\" c" : " 'd";
  const auto start = std::chrono::steady_clock::now();
  EXPECT_FALSE(find_quotations(document_of(std::move(text))).empty());
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
}

}  // namespace
}  // namespace sitrep
