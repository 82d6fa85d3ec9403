#include "sitrep/language/encoder.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

#include "sitrep/language/model_file.h"

namespace sitrep {
namespace {

const std::vector<std::string_view> kSentence = {"Iraqi", "forces",   "retook", "the", "town",
                                                 "of",    "Qayyarah", ",",      "60",  "km",
                                                 "south", "of",       "Mosul",  "."};

const std::vector<uint32_t> kLength = {14};

std::string lemma_of(std::string_view rule, std::string_view word) {
  std::string out;
  LemmaEdit::parse(rule)->append(word, out);
  return out;
}

TEST(LemmaEdit, CutsAndPutsOn) {
  EXPECT_EQ(lemma_of("l3+y", "Cities"), "city");
  EXPECT_EQ(lemma_of("k0+", "Mosul"), "Mosul");
  EXPECT_EQ(lemma_of("=be", "were"), "be");
  EXPECT_EQ(lemma_of("l1+", "CAFÉS"), "café");
  EXPECT_EQ(lemma_of("l9+", "ran"), "ran") << "shorter than the cut: its own lemma";
  EXPECT_EQ(lemma_of("l1+", "a"), "a") << "never nothing";
}

TEST(LemmaEdit, AForeignRuleIsNone) {
  for (const char* rule : {"", "x0+", "l+", "l1", "k-1+", "l99999999999+"})
    EXPECT_FALSE(LemmaEdit::parse(rule).has_value()) << rule;
}

class EncoderTest : public testing::Test {
 protected:
  void SetUp() override {
    auto file = ModelFile::open(SITREP_DATA_DIR "/language.model");
    ASSERT_TRUE(file.has_value()) << file.error().message;
    file_ = std::move(*file);
    auto encoder = Encoder::open(file_);
    ASSERT_TRUE(encoder.has_value()) << encoder.error().message;
    encoder_ = std::move(*encoder);
  }
  ModelFile file_;
  Encoder encoder_;
};

TEST_F(EncoderTest, ReadsASentence) {
  std::vector<WordReading> words;
  Encoder::Scratch scratch;
  encoder_.read(kSentence, kLength, best_instruction_set(), scratch, words);
  ASSERT_EQ(words.size(), kSentence.size());
  EXPECT_EQ(words[2].upos, Upos::VERB);
  EXPECT_EQ(words[2].head, 0U);
  EXPECT_EQ(words[1].deprel, Deprel::nsubj);
  EXPECT_EQ(words[1].head, 3U);
  EXPECT_EQ(words[4].deprel, Deprel::obj);
  EXPECT_EQ(words[6].upos, Upos::PROPN);
}

TEST_F(EncoderTest, AllInstructionSetsReadTheSame) {
  std::vector<WordReading> portable;
  Encoder::Scratch scratch;
  encoder_.read(kSentence, kLength, InstructionSet::portable, scratch, portable);
  for (const InstructionSet set : kInstructionSets) {
    if (!has(set)) continue;
    std::vector<WordReading> words;
    encoder_.read(kSentence, kLength, set, scratch, words);
    EXPECT_EQ(words, portable) << static_cast<int>(set);
  }
}

TEST_F(EncoderTest, ASentenceReadsTheSameInAnyCompany) {
  std::vector<WordReading> alone;
  std::vector<WordReading> together;
  Encoder::Scratch scratch;
  encoder_.read(kSentence, kLength, best_instruction_set(), scratch, alone);
  std::vector<std::string_view> words = {"Carter", "spoke"};
  words.insert(words.end(), kSentence.begin(), kSentence.end());
  for (int i = 0; i < 40; ++i) words.emplace_back("again");
  encoder_.read(words, std::vector<uint32_t>{2, 14, 1, 39}, best_instruction_set(), scratch,
                together);
  EXPECT_TRUE(std::equal(alone.begin(), alone.end(), together.begin() + 2));
}

// Whatever the words, what comes out is one tree.
TEST_F(EncoderTest, AnyWordsGiveATree) {
  std::vector<std::string> strange = {"", "\xF0\x9F\x98\x80", std::string(5000, 'x'), "\xFF\xFE",
                                      "0"};
  for (int i = 0; i < 395; ++i) strange.push_back(i % 7 == 0 ? "," : "buffalo");
  const std::vector<std::string_view> words(strange.begin(), strange.end());
  std::vector<WordReading> out;
  Encoder::Scratch scratch;
  encoder_.read(words, std::vector<uint32_t>{static_cast<uint32_t>(words.size())},
                best_instruction_set(), scratch, out);
  ASSERT_EQ(out.size(), words.size());
  size_t roots = 0;
  for (size_t i = 0; i < out.size(); ++i) {
    roots += out[i].head == 0 ? 1 : 0;
    size_t at = i + 1;
    for (size_t steps = 0; at != 0; at = out[at - 1].head) ASSERT_LE(++steps, out.size()) << i;
  }
  EXPECT_EQ(roots, 1U);
}

TEST_F(EncoderTest, SectionsThatDoNotFitTogetherAreRefused) {
  const std::string path = testing::TempDir() + "encoder_test.model";
  std::vector<std::pair<std::string, std::string>> sections;
  for (const char* name : {"enc.tables", "enc.maps", "enc.names", "enc.lemmas"})
    sections.emplace_back(name, *file_.section(name));
  for (auto& [name, bytes] : sections) {
    const std::string whole = bytes;
    bytes.resize(bytes.size() / 2);
    const std::string damaged = model_file_bytes(sections);
    std::ofstream(path, std::ios::binary)
        .write(damaged.data(), static_cast<std::streamsize>(damaged.size()));
    const auto file = ModelFile::open(path);
    ASSERT_TRUE(file.has_value());
    const auto encoder = Encoder::open(*file);
    ASSERT_FALSE(encoder.has_value()) << name;
    EXPECT_EQ(encoder.error().code, ErrorCode::corrupt);
    bytes = whole;
  }
  std::remove(path.c_str());
}

}  // namespace
}  // namespace sitrep
