#include <gtest/gtest.h>

#include "sitrep/ground/time.h"

namespace sitrep {
namespace {

class Published : public testing::Test {
 protected:
  void SetUp() override {
    const auto lexicon = Lexicon::open(SITREP_DATA_DIR "/lexicon.bin");
    ASSERT_TRUE(lexicon.has_value());
    auto grammar = TimeGrammar::compile(*lexicon);
    ASSERT_TRUE(grammar.has_value()) << grammar.error().message;
    grammar_ = std::make_unique<TimeGrammar>(std::move(*grammar));
  }
  void add(std::string_view text, BlockKind kind = BlockKind::paragraph) {
    const auto begin = static_cast<uint32_t>(document_.text.size());
    document_.text += text;
    document_.blocks.push_back({kind, {begin, static_cast<uint32_t>(document_.text.size())}, {}});
    document_.text += "\n";
  }
  // "2016-07-11 dateline BAGHDAD"
  std::string read() {
    const PublicationDate out = publication_date(document_, {}, *grammar_);
    return (out.day ? iso_date(*out.day) : "none") + " " + std::string(name_of(out.from)) + " " +
           out.dateline_place;
  }
  Document document_;
  std::unique_ptr<TimeGrammar> grammar_;
};

TEST_F(Published, MetadataGoesFirst) {
  document_.meta.published = "2016-07-11T14:57:00";
  add("BAGHDAD, July 9, 2015 (AP) \xE2\x80\x94 It was so.");
  EXPECT_EQ(read(), "2016-07-11 metadata BAGHDAD");
}

TEST_F(Published, FromADateline) {
  add("SAN SALVADOR, 13 DEC 89 (AFP) -- THE ARMY SAID");
  EXPECT_EQ(read(), "1989-12-13 dateline SAN SALVADOR");
}

TEST_F(Published, ADatelineWithoutAYearNeedsACaption) {
  add("BAGHDAD, July 11 (AP) \xE2\x80\x94 Forces took the base.");
  EXPECT_EQ(read(), "none unknown BAGHDAD");
  add("The base on July 9, 2016.", BlockKind::caption);
  EXPECT_EQ(read(), "2016-07-11 caption BAGHDAD");
}

TEST_F(Published, FromALineThatIsADate) {
  add("Airbus wins order", BlockKind::headline);
  add("Thursday, January 24, 2019");
  add("The firm said so on May 3, 2018, and more words follow here.");
  EXPECT_EQ(read(), "2019-01-24 dateline ");
}

TEST_F(Published, FromCaptionsTheLatest) {
  add("US forces invaded Iraq in 2003.");
  add("The air base on July 9, 2016.", BlockKind::caption);
  add("Carter arrives in Baghdad, Iraq, July 11, 2016. (AP photo)", BlockKind::caption);
  EXPECT_EQ(read(), "2016-07-11 caption ");
}

TEST_F(Published, NeverFromAWeekday) {
  add("MOSUL (Reuters) - Forces attacked on Saturday, officials said on Monday.");
  EXPECT_EQ(read(), "none unknown MOSUL");
}

TEST_F(Published, PlainSentencesHaveNoDateline) {
  add("The army - the largest of the region - attacked on Monday.");
  EXPECT_EQ(read(), "none unknown ");
  add("Carter, who is in Iraq \xE2\x80\x94 his second visit \xE2\x80\x94 spoke.");
  EXPECT_EQ(read(), "none unknown ");
}

}  // namespace
}  // namespace sitrep
