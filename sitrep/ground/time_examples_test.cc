// Runs the examples of the time lexicon: "TEXT => words = VALUE; words = VALUE", all the times of
// the text in order, as published on Monday, 2016-07-11.

#include <gtest/gtest.h>

#include "sitrep/ground/time.h"

namespace sitrep {
namespace {

std::string times_of(const TimeGrammar& grammar, std::string_view text) {
  Document document;
  document.text = text;
  document.meta.published = "2016-07-11";
  document.blocks.push_back({BlockKind::paragraph, {0, static_cast<uint32_t>(text.size())}, {}});
  const Analysis analysis;
  const auto published = publication_date(document, analysis, grammar);
  std::string out;
  for (const Time& time : ground_times(document, analysis, grammar, published)) {
    if (!out.empty()) out += "; ";
    out += std::string(document.words(time.span)) + " = " + time.value;
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  const size_t first = std::min(text.find_first_not_of(' '), text.size());
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

TEST(TimeExamples, AllGiveWhatTheySay) {
  const auto lexicon = Lexicon::open(SITREP_DATA_DIR "/lexicon.bin");
  ASSERT_TRUE(lexicon.has_value()) << lexicon.error().message;
  const auto grammar = TimeGrammar::compile(*lexicon);
  ASSERT_TRUE(grammar.has_value()) << grammar.error().message;
  size_t examples = 0;
  for (const LexiconEntry& entry : lexicon->entries()) {
    if (entry.section().substr(0, 4) != "time") continue;
    for (const std::string_view example : entry.all("example")) {
      const size_t arrow = example.find("=>");
      ASSERT_NE(arrow, std::string_view::npos) << entry.where() << ": " << example;
      EXPECT_EQ(times_of(*grammar, trimmed(example.substr(0, arrow))),
                trimmed(example.substr(arrow + 2)))
          << entry.where();
      ++examples;
    }
  }
  EXPECT_GT(examples, 20u);
}

}  // namespace
}  // namespace sitrep
