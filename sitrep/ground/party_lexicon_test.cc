// The examples of lexicon/en/party, and what must hold of all its entries.
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "sitrep/ground/party_table.h"

namespace sitrep {
namespace {

bool is_party_section(std::string_view section) {
  static const std::set<std::string_view> kSections = {"group", "organisation", "metonym", "role",
                                                       "body",  "title",        "office"};
  return kSections.count(section) > 0;
}

class PartyLexicon : public testing::Test {
 protected:
  void SetUp() override {
    auto lexicon = Lexicon::open(SITREP_DATA_DIR "/lexicon.bin");
    ASSERT_TRUE(lexicon.has_value()) << lexicon.error().message;
    lexicon_ = std::move(*lexicon);
    auto table = PartyTable::compile(lexicon_);
    ASSERT_TRUE(table.has_value()) << table.error().message;
    table_.emplace(std::move(*table));
  }
  Lexicon lexicon_;
  std::optional<PartyTable> table_;
};

// "the Taliban [2016-07-11] => AFG REB"; "unknown" where no party is named.
TEST_F(PartyLexicon, ExamplesHold) {
  size_t examples = 0;
  for (const auto& entry : lexicon_.entries()) {
    if (!is_party_section(entry.section())) continue;
    for (const auto example : entry.all("example")) {
      const size_t arrow = example.find(" => ");
      ASSERT_NE(arrow, std::string_view::npos) << entry.where() << ": " << example;
      std::string_view phrase = example.substr(0, arrow);
      const std::string_view expected = example.substr(arrow + 4);
      std::optional<Day> day;
      if (const size_t bracket = phrase.find(" ["); bracket != std::string_view::npos) {
        day = day_of_iso(phrase.substr(bracket + 2, 10));
        ASSERT_TRUE(day.has_value()) << entry.where() << ": " << example;
        phrase = phrase.substr(0, bracket);
      }
      const Party party = table_->read(phrase, day);
      EXPECT_EQ(party.known() ? party.code : "unknown", expected)
          << entry.where() << ": " << example;
      ++examples;
    }
  }
  EXPECT_GT(examples, 100u);
}

// A common noun stands in one entry only, else the order of the files would decide.
TEST_F(PartyLexicon, RolesStandOnce) {
  std::map<std::string, std::string> seen;
  for (const auto& entry : lexicon_.entries()) {
    const auto section = entry.section();
    if (section != "role" && section != "body" && section != "title") continue;
    for (const auto name : split_list(entry.title())) {
      std::string key;
      for (const auto& word : party_words(name)) key += word.key + ' ';
      const auto [at, fresh] = seen.emplace(key, entry.where());
      EXPECT_TRUE(fresh) << entry.where() << ": '" << name << "' also stands at " << at->second;
    }
  }
  EXPECT_GT(seen.size(), 500u);
}

TEST_F(PartyLexicon, EveryGroupIsFoundByItsNames) {
  for (const char* section : {"group", "organisation"}) {
    for (const auto* entry : lexicon_.section(section)) {
      const Party party = table_->read(entry->title());
      EXPECT_EQ(party.name, entry->title()) << entry->where();
    }
  }
}

TEST_F(PartyLexicon, SaysWhatKindANameIs) {
  EXPECT_EQ(table_->kind_of_alias("Daesh"), EntityKind::armed_group);
  EXPECT_EQ(table_->kind_of_alias("the"), std::nullopt);
  EXPECT_EQ(table_->kind_of_alias("UNHCR"), EntityKind::organisation);
  EXPECT_EQ(table_->kind_of_alias("Iraq"), EntityKind::country);
  EXPECT_EQ(table_->kind_of_alias("Barack Obama"), EntityKind::person);
  EXPECT_EQ(table_->kind_of_alias("soldiers"), std::nullopt);
}

TEST(PartyTable, SaysWhichEntryIsWrong) {
  const auto lexicon = Lexicon::parse("sector: REB\n\ngroup: Some Group\ncode: XYZ RBE\n", "g.txt");
  const auto table = PartyTable::compile(*lexicon);
  ASSERT_FALSE(table.has_value());
  EXPECT_EQ(table.error().code, ErrorCode::malformed);
  EXPECT_EQ(table.error().message, "g.txt:3: RBE is no sector");
}

}  // namespace
}  // namespace sitrep
