#include "sitrep/language/entities.h"

#include <gtest/gtest.h>

#include "sitrep/language/language.h"

namespace sitrep {
namespace {

class EntitiesTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    auto opened = Lexicon::open(SITREP_DATA_DIR "/lexicon.bin");
    ASSERT_TRUE(opened) << opened.error().message;
    lexicon_ = new Lexicon(std::move(*opened));
    auto model = LanguageModel::open(SITREP_DATA_DIR, *lexicon_);
    ASSERT_TRUE(model) << model.error().message;
    model_ = new LanguageModel(std::move(*model));
  }

  static Analysis read(const std::string& text) {
    Analysis out;
    Analyser(*model_).analyse({text, {}, {}}, out);
    return out;
  }

  // "person Ash Carter; place Mosul": the names of a text.
  static std::string names(const std::string& text) {
    std::string out;
    const Analysis analysis = read(text);
    for (const auto& m : analysis.mentions) {
      if (m.form != MentionForm::name) continue;
      if (!out.empty()) out += "; ";
      out += std::string(name_of(m.kind)) + " " + std::string(m.span.of(text));
    }
    return out;
  }

  static Lexicon* lexicon_;
  static LanguageModel* model_;
};

Lexicon* EntitiesTest::lexicon_ = nullptr;
LanguageModel* EntitiesTest::model_ = nullptr;

TEST_F(EntitiesTest, TitlesStandOutsideTheName) {
  EXPECT_EQ(names("On Monday Gen. Sean MacFarland left Baghdad."),
            "person Sean MacFarland; place Baghdad");
}

TEST_F(EntitiesTest, KnownNamesAreFoundInAnySpelling) {
  EXPECT_EQ(names("He fled al-Qaeda and Al Qaeda."), "armed_group al-Qaeda; armed_group Al Qaeda");
}

TEST_F(EntitiesTest, NothingInNothing) {
  EXPECT_TRUE(read("").entities.empty());
  EXPECT_TRUE(read("...").entities.empty());
}

}  // namespace
}  // namespace sitrep
