#include "sitrep/ground/place.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <ctime>

#include "sitrep/ground/geodesy.h"
#include "sitrep/language/language.h"

namespace sitrep {
namespace {

class Places : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    lexicon_ = new Lexicon(*Lexicon::open(SITREP_DATA_DIR "/lexicon.bin"));
    gazetteer_ = new Gazetteer(*Gazetteer::open(SITREP_DATA_DIR "/gazetteer.bin"));
    language_ = new LanguageModel(*LanguageModel::open(SITREP_DATA_DIR, *lexicon_));
    grammar_ = new PlaceGrammar(*PlaceGrammar::compile(*lexicon_));
  }
  static void TearDownTestSuite() {
    delete grammar_;
    delete language_;
    delete gazetteer_;
    delete lexicon_;
  }

  std::vector<Place> read(std::string text, std::string url = "", Span dateline = {}) {
    document_ = {};
    document_.text = std::move(text);
    document_.meta.url = std::move(url);
    const auto size = static_cast<uint32_t>(document_.text.size());
    if (size > 0) document_.blocks.push_back({BlockKind::paragraph, {0, size}, {}});
    Analysis analysis;
    Analyser(*language_).analyse(document_, analysis);
    return ground_places(document_, analysis, *grammar_, *gazetteer_, {}, dateline);
  }
  // The first place whose words are these.
  const Place* with_words(const std::vector<Place>& places, std::string_view words) const {
    for (const Place& place : places) {
      if (place.span.of(document_.text) == words) return &place;
    }
    return nullptr;
  }

  Document document_;
  static inline Lexicon* lexicon_ = nullptr;
  static inline Gazetteer* gazetteer_ = nullptr;
  static inline LanguageModel* language_ = nullptr;
  static inline PlaceGrammar* grammar_ = nullptr;
};

void expect_near(const Place* place, double lat, double lon, double km) {
  ASSERT_NE(place, nullptr);
  ASSERT_TRUE(place->lat && place->lon);
  EXPECT_LT(great_circle_km(*place->lat, *place->lon, lat, lon), km) << place->name;
}

std::string_view trimmed(std::string_view text) {
  const size_t first = std::min(text.find_first_not_of(' '), text.size());
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// "near Mosul = near IRQ 36.3 43.1 16": what it is, its country, point and radius.
std::string as_example(const Place& place, std::string_view text) {
  std::string out = fmt::format("{} = {} {}", place.span.of(text),
                                place.relation ? place.relation->kind : place.feature,
                                place.country.empty() ? "-" : place.country);
  if (!place.lat) return out;
  return out + fmt::format(" {:.1f} {:.1f} {:.0f}", *place.lat, *place.lon, *place.radius_km);
}

TEST_F(Places, ExamplesOfTheLexiconGiveWhatTheySay) {
  size_t examples = 0;
  for (const LexiconEntry& entry : lexicon_->entries()) {
    if (entry.where().find("en/place/") == std::string::npos) continue;
    for (const std::string_view example : entry.all("example")) {
      const size_t arrow = example.find("=>");
      ASSERT_NE(arrow, std::string_view::npos) << entry.where() << ": " << example;
      std::string said;
      for (const Place& place : read(std::string(trimmed(example.substr(0, arrow))))) {
        said += (said.empty() ? "" : "; ") + as_example(place, document_.text);
      }
      EXPECT_EQ(said, trimmed(example.substr(arrow + 2))) << entry.where();
      ++examples;
    }
  }
  EXPECT_GE(examples, 19u);
}

TEST_F(Places, APartThatManyTownsHaveIsThatOfTheTownTheTextNames) {
  const auto mosul =
      read("Troops in Mosul were attacked. A bomb went off in the Old City on Friday.");
  expect_near(with_words(mosul, "Old City"), 36.34, 43.13, 20);
  const auto two = read("He flew from Cairo to Baghdad and saw Aleppo's Old City.");
  expect_near(with_words(two, "Old City"), 36.2, 37.16, 20);
  const auto nowhere = read("A bomb went off in the Old City on Friday.");
  ASSERT_NE(with_words(nowhere, "Old City"), nullptr);
  EXPECT_FALSE(with_words(nowhere, "Old City")->lat.has_value());
}

TEST_F(Places, ATownThatIsNamedLikeAPartOfOneIsATown) {
  const auto places = read("The mill in Old Town, Maine, closed. Old Town has 7,000 people.");
  const Place* last = nullptr;
  for (const Place& place : places) {
    if (place.span.of(document_.text) == "Old Town") last = &place;
  }
  expect_near(last, 44.93, -68.65, 10);
}

TEST_F(Places, FindsTownsCountriesAndPeoples) {
  const auto places = read("Iraqi forces retook Qayyarah, a town in Nineveh province, Iraq.");
  expect_near(with_words(places, "Iraqi"), 33, 44, 50);
  expect_near(with_words(places, "Qayyarah"), 35.8, 43.29, 10);
  const Place* nineveh = with_words(places, "Nineveh");
  ASSERT_NE(nineveh, nullptr);
  EXPECT_EQ(nineveh->feature, "admin1");
  EXPECT_EQ(nineveh->country, "IRQ");
  EXPECT_GT(nineveh->confidence, 0.8);
}

TEST_F(Places, WhatItLiesInDecides) {
  expect_near(with_words(read("A man from Paris, Texas, was killed."), "Paris"), 33.66, -95.56, 20);
  expect_near(with_words(read("A man from Paris, France, was killed."), "Paris"), 48.85, 2.35, 20);
  expect_near(with_words(read("He was jailed in Athens, Ga., on Monday."), "Athens"), 33.95, -83.38,
              20);
  expect_near(with_words(read("He was jailed in Athens on Monday."), "Athens"), 37.98, 23.73, 20);
}

TEST_F(Places, OneSenseInADocument) {
  const auto places = read(
      "Police in Paris, Ill., arrested two men. Edgar County officials said that the men had come "
      "to "
      "Paris from Terre Haute, Ind.");
  for (const Place& place : places) {
    if (place.name == "Paris") expect_near(&place, 39.61, -87.7, 20);
  }
}

TEST_F(Places, ThePublisherDecides) {
  const std::string text = "Two men were arrested in Gainesville on Monday.";
  expect_near(with_words(read(text, "http://www.gainesvilletimes.com/news/1"), "Gainesville"),
              29.65, -82.32, 20);
  const auto places =
      read("Two men were arrested in Richmond on Monday.", "http://www.richmondtimes.co.uk/news/1");
  const Place* richmond = with_words(places, "Richmond");
  ASSERT_NE(richmond, nullptr);
  EXPECT_EQ(richmond->country, "GBR");
}

TEST_F(Places, ADatelineIsATown) {
  const std::string text = "WASHINGTON (AP) -- Two men were arrested on Monday.";
  const auto places = read(text, "", {0, 15});
  expect_near(with_words(places, "WASHINGTON"), 38.9, -77.04, 20);
}

TEST_F(Places, WhatStandsInAListOfCountiesIsAPlace) {
  const auto places = read("Snow fell in Barrow, Jackson and Madison counties in Georgia.");
  for (const auto* name : {"Barrow", "Jackson", "Madison"}) {
    EXPECT_NE(with_words(places, name), nullptr) << name;
  }
}

TEST_F(Places, DiseasesAreNoPlaces) {
  EXPECT_TRUE(read("The West Nile virus was found in birds.").empty());
}

TEST_F(Places, PeopleAndCommonWordsAreNoPlaces) {
  for (const Place& place : read("President Clinton met Michael Jackson on Sunday in March.")) {
    ADD_FAILURE() << place.span.of(document_.text);
  }
}

TEST_F(Places, DistanceAndDirection) {
  const auto places = read("The town lies some 60 kilometers (40 miles) south of Mosul.");
  ASSERT_EQ(places.size(), 2u);
  EXPECT_FALSE(places[0].relation.has_value());
  ASSERT_TRUE(places[1].relation.has_value());
  EXPECT_EQ(places[1].relation->anchor, 0u);
  EXPECT_EQ(places[1].relation->kind, "offset");
  EXPECT_EQ(places[1].relation->distance_km, 60);
  EXPECT_EQ(places[1].relation->bearing, "S");
  EXPECT_EQ(places[1].span.of(document_.text), "60 kilometers (40 miles) south of Mosul");
  expect_near(&places[1], 35.8, 43.12, 10);
}

TEST_F(Places, ATownThatTheWordsLocateIsThere) {
  const auto places =
      read("Iraqi forces retook Qayyarah, a town located some 60 km south of Mosul.");
  const Place* town = with_words(places, "Qayyarah");
  ASSERT_NE(town, nullptr);
  expect_near(town, 35.8, 43.29, 10);
  ASSERT_TRUE(places.back().relation.has_value());
  EXPECT_EQ(places.back().lat, town->lat);
  // What does not fit the distance is not taken for it.
  const auto far = read("Basra is a city in Iraq, not the village that lies 20 km north of Mosul.");
  expect_near(with_words(far, "Basra"), 30.5, 47.8, 30);
  ASSERT_TRUE(far.back().relation.has_value());
  expect_near(&far.back(), 36.52, 43.12, 5);
}

TEST_F(Places, RelationsOfAllKinds) {
  struct Case {
    std::string text, words, kind, bearing;
    double km;
  };
  const Case cases[] = {
      {"It is 20 miles north-west of Kirkuk.", "20 miles north-west of Kirkuk", "offset", "NW",
       32.19},
      {"It is 4 km to the south of the town of Tikrit.", "4 km to the south of the town of Tikrit",
       "offset", "S", 4},
      {"They met 1,200 km east of Baghdad.", "1,200 km east of Baghdad", "offset", "E", 1200},
      {"He died 5km southeast from Aleppo.", "5km southeast from Aleppo", "offset", "SE", 5},
      {"Fighting went on between Tikrit and Baiji.", "between Tikrit and Baiji", "between", "", 0},
      {"They camped near Mosul.", "near Mosul", "near", "", 0},
      {"They camped on the outskirts of Aleppo.", "on the outskirts of Aleppo", "outskirts", "", 0},
      {"A village 30 km from Mosul was hit.", "30 km from Mosul", "distance", "", 30},
      {"Fighters gathered north of Mosul.", "north of Mosul", "direction", "N", 0},
      {"They hold the airfield near Qayyarah.", "airfield near Qayyarah", "site", "", 0},
  };
  for (const Case& c : cases) {
    const auto places = read(c.text);
    const auto found = std::find_if(places.begin(), places.end(), [&](const Place& place) {
      return place.relation && place.relation->kind == c.kind;
    });
    ASSERT_NE(found, places.end()) << c.text;
    EXPECT_EQ(found->span.of(document_.text), c.words);
    EXPECT_EQ(found->relation->bearing, c.bearing) << c.text;
    EXPECT_NEAR(found->relation->distance_km.value_or(0), c.km, 0.01) << c.text;
    EXPECT_TRUE(found->lat && found->lon && *found->radius_km > 0) << c.text;
    EXPECT_LT(found->relation->anchor, static_cast<uint32_t>(found - places.begin())) << c.text;
  }
}

TEST_F(Places, TheTownOfANameGoesBeforeItsProvince) {
  for (const std::string text : {"They met in Aleppo.", "Ankara said so.", "They left Baghdad."}) {
    for (const Place& place : read(text)) EXPECT_EQ(place.feature, "city") << text;
  }
  const auto province = read("They met in Aleppo province.");
  ASSERT_EQ(province.size(), 1u);
  EXPECT_EQ(province[0].feature, "admin1");
}

TEST_F(Places, BordersAreWhereTheirCountriesMeet) {
  const auto town = read("Kurdish fighters hold Kobani, a town on the border with Turkey.");
  expect_near(with_words(town, "on the border with Turkey"), 36.9, 38.35, 10);
  const Place* near = with_words(town, "on the border with Turkey");
  EXPECT_LE(*near->radius_km, 15);
  EXPECT_EQ(near->country, "SYR");
  // Nobody says which of its borders.
  for (const Place& place : read("He crossed the Turkish border.")) EXPECT_FALSE(place.relation);
  // Two countries that do not touch have none.
  for (const Place& place : read("It is the border between Syria and Ukraine.")) {
    EXPECT_TRUE(!place.relation || place.relation->kind != "border");
  }
}

TEST_F(Places, CoordinatesArePlaces) {
  const auto places = read("Shells hit Mosul and a camp at 36.335 N, 43.119 E near Erbil.");
  const Place* point = with_words(places, "36.335 N, 43.119 E");
  expect_near(point, 36.335, 43.119, 0.1);
  EXPECT_EQ(point->country, "IRQ");
  for (const Place& place : places) {
    if (!place.relation) continue;
    EXPECT_EQ(places[place.relation->anchor].name, "Erbil");
  }
}

TEST_F(Places, FindsThousandsOfToponymsASecond) {
  std::string text;
  for (int i = 0; i < 300; ++i) {
    text += "Troops from Baghdad moved through Tikrit, Baiji and Mosul on day " +
            std::to_string(i) + " and left Syria for Paris, Texas, and Springfield. ";
  }
  (void)read(text);
  Analysis analysis;
  Analyser(*language_).analyse(document_, analysis);
  const std::clock_t start = std::clock();
  const auto places = ground_places(document_, analysis, *grammar_, *gazetteer_, {}, {});
  const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  EXPECT_GE(places.size(), 2000u);
  std::printf("%.0f toponyms a second\n", static_cast<double>(places.size()) / seconds);
  // A tenth of the target: sanitizers are slow.
  EXPECT_GT(static_cast<double>(places.size()) / seconds, 2000);
}

TEST_F(Places, BadInputIsRead) {
  EXPECT_TRUE(read("").empty());
  EXPECT_TRUE(read("of of of of").empty());
  EXPECT_NO_FATAL_FAILURE(read(std::string(10000, 'M')));
  EXPECT_NO_FATAL_FAILURE(read("in " + std::string(10000, 'M') + " near Mosul"));
  EXPECT_NO_FATAL_FAILURE(read("south of Mosul"));
  EXPECT_NO_FATAL_FAILURE(read("km south of Mosul, 99999999999999999999 km south of Mosul"));
  std::string many;
  for (int i = 0; i < 3000; ++i) many += "Paris Springfield Mosul Georgia, ";
  for (const Place& place : read(many)) EXPECT_FALSE(place.lat == 0 && place.lon == 0);
}

}  // namespace
}  // namespace sitrep
