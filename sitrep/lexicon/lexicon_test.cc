#include "sitrep/lexicon/lexicon.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

namespace sitrep {
namespace {

constexpr std::string_view kText = R"(# verbs
verb: retake, recapture
event: ASSAULT
example: They retook
  the base. => ASSAULT

noun: visit
)";

TEST(Lexicon, ReadsEntriesWithTheirPlace) {
  const auto lexicon = Lexicon::parse(kText, "verbs.txt");
  ASSERT_TRUE(lexicon.has_value());
  ASSERT_EQ(lexicon->entries().size(), 2u);
  const auto& verb = *lexicon->section("verb").at(0);
  EXPECT_EQ(verb.title(), "retake, recapture");
  EXPECT_EQ(split_list(verb.title()).at(1), "recapture");
  EXPECT_EQ(verb.get("example"), "They retook the base. => ASSAULT");
  EXPECT_EQ(verb.where(), "verbs.txt:2");
  EXPECT_EQ(lexicon->section("noun").at(0)->where(), "verbs.txt:7");
}

TEST(Lexicon, SaysWhereALineIsWrong) {
  const auto lexicon = Lexicon::parse("verb: a\nno colon here\n", "v.txt");
  ASSERT_FALSE(lexicon.has_value());
  EXPECT_EQ(lexicon.error().message, "v.txt:2: expected 'key: value', found 'no colon here'");
  EXPECT_EQ(Lexicon::parse("  goes on", "v.txt").error().code, ErrorCode::malformed);
  EXPECT_EQ(Lexicon::parse("verb:\n", "v.txt").error().message, "v.txt:1: 'verb' has no value");
}

class CompiledLexicon : public testing::Test {
 protected:
  std::string path_ = testing::TempDir() + "lexicon_test." +
                      testing::UnitTest::GetInstance()->current_test_info()->name();
  void write(const std::string& bytes) const {
    std::ofstream(path_, std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  }
  void TearDown() override { std::remove(path_.c_str()); }
};

TEST_F(CompiledLexicon, ComesBackTheSame) {
  write(Lexicon::parse(kText, "verbs.txt")->compile());
  const auto again = Lexicon::open(path_);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(again->compile(), Lexicon::parse(kText, "verbs.txt")->compile());
}

TEST_F(CompiledLexicon, DamageIsFound) {
  std::string bytes = Lexicon::parse(kText, "verbs.txt")->compile();
  for (const size_t at : {size_t{0}, size_t{10}, size_t{40}, bytes.size() - 1}) {
    std::string damaged = bytes;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x20);
    // The count of entries (bytes 16 to 23) is checked by reading past the end.
    write(damaged);
    EXPECT_EQ(Lexicon::open(path_).error().code, ErrorCode::corrupt) << at;
  }
  write(bytes.substr(0, bytes.size() / 2));
  EXPECT_EQ(Lexicon::open(path_).error().code, ErrorCode::corrupt);
  EXPECT_EQ(Lexicon::open(path_ + ".none").error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace sitrep
