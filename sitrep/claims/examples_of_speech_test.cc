// Runs the examples of lexicon/en/speech and lexicon/en/status: "text => speaker | cue | content"
// or "text => none", "text => word status".
#include <gtest/gtest.h>

#include "sitrep/claims/statements.h"
#include "sitrep/claims/status.h"
#include "sitrep/language/language.h"

namespace sitrep {
namespace {

class SpeechExamples : public testing::Test {
 protected:
  void read(std::string_view text) {
    document = {};
    document.text = text;
    document.blocks.push_back({BlockKind::paragraph, {0, static_cast<uint32_t>(text.size())}, {}});
    Analyser(language).analyse(document, analysis);
  }

  // Calls check(text, what is expected of it) for each example of the sections.
  template <class Check>
  void each(std::initializer_list<std::string_view> sections, const Check& check) {
    size_t count = 0;
    for (const std::string_view section : sections) {
      for (const LexiconEntry* entry : lexicon.section(section)) {
        for (const std::string_view example : entry->all("example")) {
          const size_t arrow = example.find(" => ");
          ASSERT_NE(arrow, std::string_view::npos) << entry->where();
          SCOPED_TRACE(entry->where() + ": " + std::string(example));
          read(example.substr(0, arrow));
          check(example.substr(arrow + 4));
          ++count;
        }
      }
    }
    EXPECT_GT(count, 0u);
  }

  const Lexicon lexicon = *Lexicon::open(SITREP_DATA_DIR "/lexicon.bin");
  const LanguageModel language = *LanguageModel::open(SITREP_DATA_DIR, lexicon);
  Document document;
  Analysis analysis;
};

TEST_F(SpeechExamples, OfSpeech) {
  const auto rules = StatementRules::compile(lexicon);
  ASSERT_TRUE(rules.has_value());
  each({"cue-verb", "cue-phrase", "denial-verb"}, [&](std::string_view expected) {
    const Tree tree(document, analysis);
    std::string found;
    bool right = false;
    for (const Statement& s : find_statements(tree, *rules)) {
      std::string one = s.speaker ? std::string(document.words(s.speaker->span)) : "-";
      one += " | " + std::string(document.words(s.cue)) + " | ";
      for (const Span span : s.content) one += document.words(span);
      // The speaker's article may stand before the word that the example names.
      right = right || std::string_view(one).ends_with(expected);
      found += one + "; ";
    }
    EXPECT_TRUE(expected == "none" ? found.empty() : right) << found;
  });
}

TEST_F(SpeechExamples, OfStatus) {
  const auto rules = StatusRules::compile(lexicon);
  ASSERT_TRUE(rules.has_value());
  const auto check = [&](std::string_view expected) {
    const Tree tree(document, analysis);
    const auto space = expected.rfind(' ');
    ASSERT_NE(space, std::string_view::npos);
    const std::string_view word = expected.substr(0, space);
    // The last such word: "an attack ... will begin" names its own.
    TokenId at = kNoToken;
    for (TokenId t = 0; t < analysis.tokens.size(); ++t) {
      if (document.words(analysis.tokens.span[t]) == word) at = t;
    }
    ASSERT_NE(at, kNoToken);
    EXPECT_EQ(name_of(status_of_predicate(tree, *rules, at).status), expected.substr(space + 1));
  };
  each({"modal", "negator", "status-marker", "status-modifier", "state", "governing"}, check);
}

}  // namespace
}  // namespace sitrep
