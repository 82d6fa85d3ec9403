#include "sitrep/language/tokenizer.h"

#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "sitrep/language/language.h"
#include "sitrep/text/positions.h"

namespace sitrep {
namespace {

class English : public testing::Test {
 protected:
  English() {
    auto lexicon = Lexicon::open(SITREP_DATA_DIR "/lexicon.bin");
    EXPECT_TRUE(lexicon.has_value()) << lexicon.error().message;
    lexicon_ = std::move(*lexicon);
    model_.emplace(*LanguageModel::open(SITREP_DATA_DIR, lexicon_));
  }
  Analysis analyse(std::string text, std::vector<Block> blocks = {}) const {
    Document document;
    document.text = std::move(text);
    document.blocks = std::move(blocks);
    Analysis analysis;
    Analyser(*model_).analyse(document, analysis);
    return analysis;
  }
  std::string words(const std::string& text) const {
    std::string joined;
    for (const Span span : analyse(text).tokens.span) {
      if (!joined.empty()) joined += '|';
      joined += span.of(text);
    }
    return joined;
  }
  // Does the tree of the text hold "word relation head"?
  bool relates(std::string_view words, std::string_view wanted) const {
    const std::string text(words);
    const Analysis a = analyse(text);
    for (TokenId t = 0; t < a.tokens.size(); ++t) {
      std::string relation(a.tokens.span[t].of(text));
      relation.append(" ").append(name_of(a.tokens.deprel[t])).append(" ");
      relation += a.tokens.span[a.tokens.head[t]].of(text);
      if (relation == wanted) return true;
    }
    return false;
  }
  std::string sentences(const std::string& text) const {
    const Analysis a = analyse(text);
    std::string joined;
    for (const Sentence& s : a.sentences) {
      if (!joined.empty()) joined += '|';
      joined += a.span_of(s).of(text);
    }
    return joined;
  }

  Lexicon lexicon_;
  std::optional<LanguageModel> model_;
};

TEST_F(English, ExamplesOfTheLexicon) {
  for (const char* section : {"abbreviation", "contraction", "prefix", "opener"}) {
    for (const LexiconEntry* entry : lexicon_.section(section)) {
      for (const std::string_view example : entry->all("example")) {
        const size_t arrow = example.find(" => ");
        ASSERT_NE(arrow, std::string_view::npos) << entry->where();
        const std::string text(example.substr(0, arrow));
        const bool whole = section == std::string_view("opener");
        EXPECT_EQ(whole ? sentences(text) : words(text), example.substr(arrow + 4))
            << entry->where();
      }
    }
  }
}

TEST_F(English, ExamplesOfTrees) {
  for (const char* section : {"hedge", "number-word", "attribute"}) {
    for (const LexiconEntry* entry : lexicon_.section(section)) {
      for (const std::string_view example : entry->all("example")) {
        const size_t arrow = example.find(" => ");
        ASSERT_NE(arrow, std::string_view::npos) << entry->where();
        EXPECT_TRUE(relates(example.substr(0, arrow), example.substr(arrow + 4)))
            << entry->where() << ": " << example;
      }
    }
  }
}

TEST_F(English, ExamplesOfPlurals) {
  for (const LexiconEntry* entry : lexicon_.section("plural-only")) {
    for (const std::string_view example : entry->all("example")) {
      const size_t arrow = example.find(" => ");
      ASSERT_NE(arrow, std::string_view::npos) << entry->where();
      const std::string text(example.substr(0, arrow));
      const Analysis a = analyse(text);
      for (const std::string_view expected : split_list(example.substr(arrow + 4))) {
        bool found = false;
        for (TokenId t = 0; t < a.tokens.size(); ++t) {
          const std::string word(a.tokens.span[t].of(text));
          found = found || word + " " + std::string(a.lemma(t)) == expected;
        }
        EXPECT_TRUE(found) << entry->where() << ": " << expected;
      }
    }
  }
}

TEST_F(English, WhoIsDescribedInPassingIsTheSubjectOfTheSentence) {
  const std::string_view text =
      "Ghana's President John Mahama, who leads the regional bloc, appealed for calm.";
  EXPECT_TRUE(relates(text, "John nsubj appealed"));
}

TEST_F(English, ATimeBeforeTheVerbMakesNoPassive) {
  EXPECT_TRUE(relates("The UN Human Rights Council last month called for an inquiry.",
                      "Council nsubj called"));
}

TEST_F(English, SplitsClitics) {
  EXPECT_EQ(words("I don't think Iraq's army won't."), "I|do|n't|think|Iraq|'s|army|wo|n't|.");
  EXPECT_EQ(words("They\xE2\x80\x99re at the Smiths\xE2\x80\x99 house"),
            "They|\xE2\x80\x99re|at|the|Smiths|\xE2\x80\x99|house");
  EXPECT_EQ(words("O'Brien wouldn't've"), "O'Brien|would|n't|'ve");
  const Analysis a = analyse("Iraq's");
  EXPECT_EQ(a.tokens.surface.at(1), (Span{0, 6}));
  EXPECT_EQ(a.tokens.span.at(1), (Span{4, 6}));
}

TEST_F(English, NumbersUnitsAndAddresses) {
  EXPECT_EQ(words("$1,200.50 (60km, 5pm) in the 1990s"),
            "$|1,200.50|(|60|km|,|5|pm|)|in|the|1990s");
  EXPECT_EQ(words("the 1980's and the 20th"), "the|1980's|and|the|20th");
  EXPECT_EQ(words("from 2014-2016, on 9/11 at 10:30"), "from|2014|-|2016|,|on|9/11|at|10:30");
  EXPECT_EQ(words("call 713-853-3989. See http://a.org/b?c=1, or mail x.y@z.com."),
            "call|713-853-3989|.|See|http://a.org/b?c=1|,|or|mail|x.y@z.com|.");
  EXPECT_EQ(words("from 500-1000 to 16802-6601"), "from|500|-|1000|to|16802-6601");
  EXPECT_EQ(words("in the '70s or \u201980s"), "in|the|'70s|or|\u201980s");
  EXPECT_EQ(words("20% of 35\xC2\xB0"
                  "C #Mosul"),
            "20|%|of|35|\xC2\xB0|C|#Mosul");
}

TEST_F(English, Datelines) {
  EXPECT_EQ(words("BAGHDAD (AP) \xE2\x80\x94 U.S.-led forces"),
            "BAGHDAD|(|AP|)|\xE2\x80\x94|U.S.|-|led|forces");
  EXPECT_EQ(words("the re- \u2014 w- well, Stod- Stoddart"),
            "the|re-|\u2014|w-|well|,|Stod-|Stoddart");
  EXPECT_EQ(words("pre- and post-war, me- which"), "pre|-|and|post-war|,|me|-|which");
  EXPECT_EQ(words("Khaled al-Obeidi wrote...then left"), "Khaled|al|-|Obeidi|wrote|...|then|left");
}

TEST_F(English, ADatelineIsASentenceOfItsOwn) {
  EXPECT_EQ(sentences("MOSUL, Iraq, Aug. 22, 2017 (AP) - Troops took the town."),
            "MOSUL, Iraq, Aug. 22, 2017 (AP) -|Troops took the town.");
  EXPECT_EQ(sentences("PORT SUDAN/CAIRO, Oct 28, 2025 - Troops took the town."),
            "PORT SUDAN/CAIRO, Oct 28, 2025 -|Troops took the town.");
  EXPECT_EQ(sentences("PORT-AU-PRINCE, Nov 28 - Gangs took the town."),
            "PORT-AU-PRINCE, Nov 28 -|Gangs took the town.");
  EXPECT_EQ(sentences("PORT-AU-PRINCE - Gangs took the town."),
            "PORT-AU-PRINCE -|Gangs took the town.");
  EXPECT_EQ(sentences("BAGHDAD \u2014 Troops took the town."),
            "BAGHDAD \u2014|Troops took the town.");
  EXPECT_EQ(sentences("AMMAN, Jordan, Dec 13 - Troops took the town."),
            "AMMAN, Jordan, Dec 13 -|Troops took the town.");
  EXPECT_EQ(sentences("BAGHDAD, March 2 - Troops took the town."),
            "BAGHDAD, March 2 -|Troops took the town.");
  EXPECT_EQ(sentences("The army \u2014 all of it \u2014 fled."),
            "The army \u2014 all of it \u2014 fled.");
}

TEST_F(English, SentencesEndWhereTheyEnd) {
  EXPECT_EQ(
      sentences("He met Lt. Gen. J. Smith of the U.S. Army in St. Louis. It was 3.5 km away."),
      "He met Lt. Gen. J. Smith of the U.S. Army in St. Louis.|It was 3.5 km away.");
  EXPECT_EQ(sentences("\"We won.\" He left (at 5 p.m.). \"Stop!\" she said."),
            "\"We won.\"|He left (at 5 p.m.).|\"Stop!\" she said.");
  EXPECT_EQ(sentences("One line\ngoes on here.\nTwo\n\nThree"),
            "One line\ngoes on here.|Two|Three");
}

TEST_F(English, SentencesInMailAndInCapitals) {
  EXPECT_EQ(sentences("Thanks for your help!!! i will call you tomorrow."),
            "Thanks for your help!!!|i will call you tomorrow.");
  EXPECT_EQ(sentences("IRAQI TROOPS TOOK THE BASE. THE U.S. ARMY HELPED GEN. SMITH, HE SAID."),
            "IRAQI TROOPS TOOK THE BASE.|THE U.S. ARMY HELPED GEN. SMITH, HE SAID.");
}

TEST_F(English, ReadsOnlyItsBlocks) {
  const std::string text = "Share this! Troops left. Copyright";
  std::vector<Block> blocks(2);
  blocks[0] = {BlockKind::boilerplate, {0, 11}, {}};
  blocks[1] = {BlockKind::paragraph, {12, 24}, {}};
  const Analysis a = analyse(text, blocks);
  ASSERT_EQ(a.sentences.size(), 1u);
  EXPECT_EQ(a.sentences[0].block, 1u);
  EXPECT_EQ(a.span_of(a.sentences[0]), (Span{12, 24}));
}

// What holds of any text: tokens ascend without overlap and miss no visible character; every
// sentence has one root, from which all its tokens hang; sentences are not too long.
void expect_sound(const std::string& text, const Analysis& a) {
  uint32_t at = 0;
  const auto skipped = [&](uint32_t from, uint32_t to) {
    for (uint32_t i = from; i < to; ++i) {
      const auto c = static_cast<unsigned char>(text[i]);
      EXPECT_TRUE(c <= ' ' || c >= 127) << "byte " << i << " of '" << text << "'";
    }
  };
  for (const Span span : a.tokens.span) {
    ASSERT_LE(at, span.begin);
    ASSERT_LT(span.begin, span.end);
    skipped(at, span.begin);
    at = span.end;
  }
  skipped(at, static_cast<uint32_t>(text.size()));
  TokenId next = 0;
  for (const Sentence& s : a.sentences) {
    ASSERT_EQ(s.first, next);
    ASSERT_LT(s.first, s.last);
    EXPECT_LE(s.last - s.first, 400u);
    next = s.last;
    size_t roots = 0;
    for (TokenId t = s.first; t < s.last; ++t) {
      roots += a.is_root(t) ? 1 : 0;
      TokenId up = t;
      uint32_t steps = 0;
      while (!a.is_root(up) && steps++ <= s.last - s.first) up = a.tokens.head[up];
      EXPECT_TRUE(a.is_root(up)) << "a loop at token " << t;
    }
    EXPECT_EQ(roots, 1u);
  }
  EXPECT_EQ(next, a.tokens.size());
}

TEST_F(English, AnyTextHasASoundAnalysis) {
  static const std::vector<std::string> kParts = {"a",
                                                  "B",
                                                  "the ",
                                                  " ",
                                                  "\n",
                                                  "\n\n",
                                                  ".",
                                                  "...",
                                                  "!",
                                                  "'",
                                                  "\"",
                                                  "n't",
                                                  "'s",
                                                  "-",
                                                  "--",
                                                  "(",
                                                  ")",
                                                  "1",
                                                  "2016",
                                                  ",",
                                                  "$",
                                                  "%",
                                                  "@",
                                                  "#",
                                                  "www.",
                                                  "://",
                                                  "U.S.",
                                                  "Gen.",
                                                  "\xC3\xA9",
                                                  "\xE2\x80\x99",
                                                  "\xE2\x80\x9C",
                                                  "\xE2\x80\x94",
                                                  "\xF0\x9F\x98\x80",
                                                  "\xE2\x80\x8D",
                                                  "\xD8\xA7",
                                                  "\xE4\xB8\xAD",
                                                  "\xCC\x81",
                                                  "\xEF\xBB\xBF",
                                                  "\x01",
                                                  "&",
                                                  "_",
                                                  ":",
                                                  "/"};
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    const auto size = random() % 30;
    for (unsigned i = 0; i < size; ++i) text += kParts[random() % kParts.size()];
    ASSERT_TRUE(is_valid_utf8(text));
    expect_sound(text, analyse(text));
  }
}

TEST_F(English, HugeTextsTakeLinearTime) {
  const auto repeated = [](std::string_view part, size_t times) {
    std::string text;
    for (size_t i = 0; i < times; ++i) text += part;
    return text;
  };
  for (const char* part : {"a", "a.", "1-", "'s", "@a", "www.", ".", "(", "a-"}) {
    const std::string text = repeated(part, 20000);
    expect_sound(std::string(part), analyse(std::string(part)));
    EXPECT_GT(analyse(text).tokens.size(), 0u) << part;
  }
  const Analysis a = analyse(repeated("word and ", 20000));
  EXPECT_EQ(a.tokens.size(), 40000u);
  EXPECT_EQ(a.sentences.size(), 100u);
}

}  // namespace
}  // namespace sitrep
