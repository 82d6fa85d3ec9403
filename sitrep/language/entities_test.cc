#include "sitrep/language/entities.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>

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
      out += fmt::format("{} {}", name_of(m.kind), m.span.of(text));
    }
    return out;
  }

  // The entity of the mention whose core or whole phrase is the first or last place of these words.
  static uint32_t entity_of(const Analysis& analysis, const std::string& text,
                            const std::string& words, bool last = false) {
    const size_t at = last ? text.rfind(words) : text.find(words);
    const Span span{static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())};
    for (const auto& m : analysis.mentions) {
      if (m.span == span || m.extent == span) return m.entity;
    }
    return kNoEntity;
  }

  // Do the two stand for the same thing?
  static bool same(const std::string& text, const std::string& a, const std::string& b) {
    const Analysis analysis = read(text);
    const uint32_t entity = entity_of(analysis, text, a);
    return entity != kNoEntity && entity == entity_of(analysis, text, b, true);
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

TEST_F(EntitiesTest, ATitleAloneIsNoName) {
  EXPECT_EQ(names("The Defence Secretary met his Iraqi counterpart last week."),
            "nationality Iraqi");
  EXPECT_EQ(names("U.S. Secretary of State Antony Blinken called for a ceasefire."),
            "country U.S.; person Antony Blinken");
  const std::string text =
      "Defence Secretary Sir Michael Fallon has announced that Britain will send troops. "
      "The Defence Secretary met his Iraqi counterpart.";
  EXPECT_TRUE(same(text, "Michael Fallon", "Defence Secretary"));
}

TEST_F(EntitiesTest, ATownAndWhoseItIsAreTwoNames) {
  EXPECT_EQ(names("They have seized control of the Malian town of Tessalit."),
            "nationality Malian; place Tessalit");
  EXPECT_EQ(names("Fighters reached the Sudanese city of Wad Madani."),
            "nationality Sudanese; place Wad Madani");
  EXPECT_EQ(names("They shelled the villages of Hulivka and Dorsa."), "place Hulivka; place Dorsa");
}

TEST_F(EntitiesTest, TheDayIsNoPartOfAName) {
  EXPECT_EQ(names("The army retook Sudan's Sennar state on Sunday."),
            "place Sennar state; country Sudan");
}

TEST_F(EntitiesTest, DatesAndClocksAreNoNames) {
  EXPECT_EQ(names("QUITO, 6 MAR 91 (EFE) -- Troops left Lima at 0300 GMT on Jan. 5."),
            "place QUITO; organisation EFE; place Lima");
  EXPECT_FALSE(same("Troops left on Thanksgiving Day. It rained.", "Thanksgiving", "It"));
}

TEST_F(EntitiesTest, WhatStandsInADatelineStaysApart) {
  const std::string text =
      "GUAYAQUIL CITY, 6 MAR 91 (ACAN-EFE) -- Rebels freed a mayor. It was late.";
  EXPECT_FALSE(same(text, "GUAYAQUIL CITY", "ACAN-EFE"));
  EXPECT_FALSE(same(text, "ACAN-EFE", "It"));
}

TEST_F(EntitiesTest, WhatIsSaidToBeATownIsAPlace) {
  EXPECT_EQ(names("The insurgents also took Feroz Koh, the capital of a province."),
            "place Feroz Koh");
}

TEST_F(EntitiesTest, ARowOfPlacesIsOne) {
  EXPECT_EQ(
      names("Rebels attacked Goma. The rebels had taken Minova and Sake earlier in the week."),
      "place Goma; place Minova; place Sake");
}

TEST_F(EntitiesTest, TheCountryIsTheOneThatTheTextSpeaksOf) {
  const std::string text =
      "Sudan's army retook a town in Sudan. Talks will resume, mediators from Norway said. "
      "Millions have fled the country.";
  EXPECT_TRUE(same(text, "Sudan", "country"));
  EXPECT_FALSE(same(text, "Norway", "country"));
}

TEST_F(EntitiesTest, EachOfTwoPersonsHasItsOwnTitle) {
  const std::string text =
      "On October 6, US President Donald Trump and Turkish President Recep Tayyip Erdogan spoke.";
  for (const auto& m : read(text).mentions) {
    if (m.kind == EntityKind::person && m.span.of(text) == "Donald Trump") {
      EXPECT_EQ(m.extent.of(text), "US President Donald Trump");
    }
  }
}

TEST_F(EntitiesTest, KnownNamesAreFoundInAnySpelling) {
  EXPECT_EQ(names("He fled al-Qaeda and Al Qaeda."), "armed_group al-Qaeda; armed_group Al Qaeda");
}

TEST_F(EntitiesTest, CapitalsAloneDoNotHideNames) {
  EXPECT_EQ(names("TROOPS LEFT BAGHDAD ON MONDAY."), "place BAGHDAD");
}

TEST_F(EntitiesTest, AnOfficialIsThePersonWhoWasIntroducedWithTheOffice) {
  EXPECT_TRUE(
      same("US Defense Secretary Ash Carter visited Baghdad on Monday. The top US defense "
           "official met Iraqi officers.",
           "Ash Carter", "The top US defense official"));
  EXPECT_FALSE(
      same("US Defense Secretary Ash Carter visited Baghdad on Monday. The Russian "
           "official met Iraqi officers.",
           "Ash Carter", "The Russian official"));
}

TEST_F(EntitiesTest, PartsOfNamesStandForTheWhole) {
  const std::string text = "Ash Carter visited Baghdad. Carter said that more troops would come.";
  const Analysis analysis = read(text);
  EXPECT_EQ(entity_of(analysis, text, "Ash Carter"), entity_of(analysis, text, "Carter", true));
  EXPECT_EQ(analysis.entities[entity_of(analysis, text, "Carter", true)].name.of(text),
            "Ash Carter");
}

TEST_F(EntitiesTest, APersonGoesByTheFathersNameInSpanish) {
  const std::string text =
      "Jaramillo was shot. Bernardo Jaramillo Ossa led the union. Bernardo Jaramillo was 35. Luis "
      "Pardo Leal had led it before. Pardo Leal was shot too, and Ossa Leal was not.";
  const Analysis analysis = read(text);
  const uint32_t whole = entity_of(analysis, text, "Bernardo Jaramillo Ossa");
  EXPECT_EQ(entity_of(analysis, text, "Jaramillo"), whole);
  EXPECT_EQ(entity_of(analysis, text, "Bernardo Jaramillo", true), whole);
  EXPECT_EQ(entity_of(analysis, text, "Luis Pardo Leal"),
            entity_of(analysis, text, "Pardo Leal", true));
  EXPECT_NE(entity_of(analysis, text, "Luis Pardo Leal"),
            entity_of(analysis, text, "Ossa Leal", true));
}

TEST_F(EntitiesTest, TheArmyIsTheStates) {
  EXPECT_FALSE(
      same("The Arakan Army took a town. The army said nothing.", "Arakan Army", "The army"));
  EXPECT_TRUE(
      same("The Syrian army took a town. The army said nothing.", "Syrian army", "The army"));
}

TEST_F(EntitiesTest, AcronymsStandForTheirNames) {
  EXPECT_TRUE(same("The Kurdistan Regional Government sold oil. The KRG was paid in dollars.",
                   "Kurdistan Regional Government", "KRG"));
}

TEST_F(EntitiesTest, PronounsAgree) {
  EXPECT_TRUE(
      same("Angela Merkel met Barack Obama. She thanked the soldiers.", "Angela Merkel", "She"));
  EXPECT_FALSE(
      same("Ash Carter met the rebels on Monday. They asked for weapons.", "Ash Carter", "They"));
  EXPECT_TRUE(
      same("Ash Carter met the rebels on Monday. They asked for weapons.", "rebels", "They"));
  EXPECT_TRUE(same("The president sold his house.", "The president", "his"));
}

TEST_F(EntitiesTest, TheCoreOfANounPhraseIsWhatAReaderWouldMark) {
  const std::string text = "The Iraqi government forces in the city attacked dozens of rebels.";
  const Analysis analysis = read(text);
  std::string cores;
  for (const auto& m : analysis.mentions) {
    if (m.form == MentionForm::nominal) cores += fmt::format("[{}]", m.span.of(text));
  }
  EXPECT_EQ(cores, "[Iraqi government forces][city][rebels]");
}

TEST_F(EntitiesTest, ExamplesOfTheLexiconHold) {
  size_t checked = 0;
  for (const auto* section : {"first_name", "person_title", "name_head", "known_name",
                              "entity_noun", "general_noun", "loose_adjective", "state_noun"}) {
    for (const auto* entry : lexicon_->section(section)) {
      for (const auto example : entry->all("example")) {
        const size_t arrow = example.find(" => ");
        ASSERT_NE(arrow, std::string_view::npos) << entry->where();
        const std::string text(example.substr(0, arrow));
        const std::string want(example.substr(arrow + 4));
        const size_t equals = want.find(" = ");
        if (equals != std::string::npos) {
          EXPECT_TRUE(same(text, want.substr(equals + 3), want.substr(0, equals)))
              << entry->where() << ": " << example;
        } else {
          std::string found;
          const Analysis analysis = read(text);
          for (const auto& m : analysis.mentions) {
            found += fmt::format("[{} {}]", name_of(m.kind), m.span.of(text));
          }
          EXPECT_NE(found.find("[" + want + "]"), std::string::npos)
              << entry->where() << ": " << example << "\n"
              << found;
        }
        ++checked;
      }
    }
  }
  EXPECT_GT(checked, 20U);
}

TEST_F(EntitiesTest, NothingInNothing) {
  EXPECT_TRUE(read("").entities.empty());
  EXPECT_TRUE(read("...").entities.empty());
}

TEST_F(EntitiesTest, TheSameTextGivesTheSameEntities) {
  const std::string text =
      "Rebels took the town. The army said that they had fled. General Smith denied it.";
  const Analysis a = read(text);
  const Analysis b = read(text);
  ASSERT_EQ(a.mentions.size(), b.mentions.size());
  for (size_t i = 0; i < a.mentions.size(); ++i) {
    EXPECT_EQ(a.mentions[i].span, b.mentions[i].span);
    EXPECT_EQ(a.mentions[i].entity, b.mentions[i].entity);
  }
}

TEST_F(EntitiesTest, EveryMentionLiesInItsPhraseAndItsEntity) {
  const std::string text =
      "Dozens of rebels, the army said, left Aleppo, Syria's largest city, which they held.";
  const Analysis analysis = read(text);
  for (uint32_t i = 0; i < analysis.mentions.size(); ++i) {
    const Mention& m = analysis.mentions[i];
    EXPECT_TRUE(m.extent.contains(m.span));
    ASSERT_LT(m.entity, analysis.entities.size());
    const auto& inside = analysis.entities[m.entity].mentions;
    EXPECT_NE(std::find(inside.begin(), inside.end(), i), inside.end());
    EXPECT_NE(analysis.mention_at(m.head), kNoEntity);
  }
}

TEST_F(EntitiesTest, LongTextsTakeTimeInProportion) {
  const auto seconds = [](size_t times) {
    std::string text;
    for (size_t i = 0; i < times; ++i) {
      text += "The army of Iraq told John Smith that the rebels lost their city to the army. ";
    }
    const auto start = std::chrono::steady_clock::now();
    EXPECT_GT(read(text).mentions.size(), times * 4);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  const double once = seconds(250);
  EXPECT_LT(seconds(2500), 40 * once + 0.5);
}

}  // namespace
}  // namespace sitrep
