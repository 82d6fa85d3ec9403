#include "sitrep/ground/gazetteer.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <cstring>
#include <sstream>

#include "sitrep/base/hash.h"
#include "sitrep/ground/gazetteer_build.h"
#include "sitrep/ground/gazetteer_format.h"
#include "sitrep/ground/gazetteer_import.h"
#include "sitrep/ground/geodesy.h"

namespace sitrep {
namespace {

constexpr std::string_view kLexicon = R"(spelling: all
same: st, saint
article: al, ar
countries: IRQ, SYR

country: Iraq
iso3: IRQ
iso2: IQ
demonym: Iraqi, Iraqis
point: 33, 44
radius_km: 370

division: Nineveh
code: IQ.15
country: IRQ
alias: Ninawa

place: Saddle Mountains
feature: mountain
country: IRQ
point: 36, 43.5
)";

GazetteerRecord town(std::string name, double lat, double lon, uint64_t population) {
  GazetteerRecord record;
  record.name = std::move(name);
  record.lat = lat;
  record.lon = lon;
  record.iso3 = "IRQ";
  record.admin1 = "IQ.15";
  record.population = population;
  return record;
}

std::string small_gazetteer() {
  const auto lexicon = Lexicon::parse(kLexicon, "small.txt");
  GazetteerBuilder builder(NameSpelling::from_lexicon(*lexicon));
  EXPECT_TRUE(add_lexicon(*lexicon, builder).has_value());
  auto mosul = town("Mosul", 36.335, 43.119, 1739800);
  mosul.names = {{"Al Mawşil", NameKind::alias}};
  EXPECT_TRUE(builder.add(mosul).has_value());
  EXPECT_TRUE(builder.add(town("Mosul", 36.34, 43.13, 0)).has_value());
  EXPECT_TRUE(builder.add(town("Al Qayyārah", 35.8, 43.29, 15000)).has_value());
  EXPECT_TRUE(builder.add(town("Saint Elijah", 36.29, 43.13, 10)).has_value());
  builder.thank("Thanks to all.");
  builder.thank("Thanks to all.");
  return builder.finish();
}

class SmallGazetteer : public testing::Test {
 protected:
  std::string bytes_ = small_gazetteer();
  Gazetteer gazetteer_ = *Gazetteer::from_bytes(bytes_);

  std::string first(std::string_view name) const {
    std::vector<uint32_t> found;
    gazetteer_.find(name, found);
    return found.empty() ? "" : std::string(gazetteer_.place(found.front()).name);
  }
};

TEST_F(SmallGazetteer, FindsANameInAllItsForms) {
  for (const auto name : {"Mosul", "MOSUL", "al-Mawsil", "Al Mawşil", "Mawsil", "mosul"}) {
    EXPECT_EQ(first(name), "Mosul") << name;
  }
  for (const auto name : {"Qayyarah", "Al-Qayyarah", "Qayyara", "al-Qayyara", "QAYYĀRAH"}) {
    EXPECT_EQ(first(name), "Al Qayyārah") << name;
  }
  EXPECT_EQ(first("St. Elijah"), "Saint Elijah");
  EXPECT_EQ(first("Ninawa"), "Nineveh");
  EXPECT_EQ(first("Iraqis"), "Iraq");
  EXPECT_EQ(first("Erbil"), "");
  EXPECT_EQ(first(""), "");
  EXPECT_EQ(first("..."), "");
}

TEST_F(SmallGazetteer, FindsOtherTransliterations) {
  for (const auto name : {"Kaiyara", "Gayyarah", "Quayyarah"}) {
    std::vector<NameHit> found;
    gazetteer_.find_alike(name, found);
    if (std::string_view(name) == "Gayyarah") {
      EXPECT_TRUE(found.empty());
    } else {
      ASSERT_FALSE(found.empty()) << name;
      EXPECT_EQ(gazetteer_.place(found.front().place).name, "Al Qayyārah");
    }
  }
}

TEST_F(SmallGazetteer, MergesWhatIsOnePlace) {
  std::vector<uint32_t> found;
  gazetteer_.find("Mosul", found);
  EXPECT_EQ(found.size(), 1u);
  EXPECT_EQ(gazetteer_.size(), 6u);
  EXPECT_EQ(gazetteer_.attribution(), "Thanks to all.\n");
}

TEST_F(SmallGazetteer, KnowsWhatLiesInWhat) {
  std::vector<uint32_t> found;
  gazetteer_.find("Mosul", found);
  const GazetteerPlace mosul = gazetteer_.place(found.at(0));
  EXPECT_EQ(mosul.admin1, "Nineveh");
  EXPECT_EQ(mosul.country, "IRQ");
  EXPECT_EQ(mosul.country_place, gazetteer_.country("IRQ"));
  EXPECT_NEAR(mosul.lat, 36.335, 1e-6);
  EXPECT_EQ(mosul.population, 1739800u);
  // The division came without a point: it lies in the middle of its places.
  const GazetteerPlace nineveh = gazetteer_.place(mosul.admin1_place);
  EXPECT_NEAR(nineveh.lat, (36.335 + 35.8 + 36.29) / 3, 1e-5);
  EXPECT_EQ(gazetteer_.country("XXX"), kNoPlace);
}

TEST_F(SmallGazetteer, DamageIsFound) {
  for (size_t at = 0; at < bytes_.size(); at += 7) {
    std::string damaged = bytes_;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    const auto opened = Gazetteer::from_bytes(damaged);
    ASSERT_FALSE(opened.has_value()) << at;
    EXPECT_EQ(opened.error().code, ErrorCode::corrupt);
  }
  for (const size_t size : {size_t{0}, size_t{8}, size_t{100}, bytes_.size() - 1}) {
    EXPECT_FALSE(Gazetteer::from_bytes(bytes_.substr(0, size)).has_value()) << size;
  }
  EXPECT_EQ(Gazetteer::open("/no/such/file").error().code, ErrorCode::not_found);
}

TEST_F(SmallGazetteer, RowsThatCannotBeAreRefused) {
  // A damaged row behind a mended checksum: no such feature, no such latitude.
  for (const size_t at : {size_t{19}, size_t{11}}) {
    std::string damaged = bytes_;
    damaged[gazetteer_format::kHeaderSize + at] = '\x7f';
    const uint64_t checksum = hash64(std::string_view(damaged).substr(16));
    std::memcpy(damaged.data() + 8, &checksum, sizeof(checksum));
    EXPECT_FALSE(Gazetteer::from_bytes(damaged).has_value()) << at;
  }
}

TEST_F(SmallGazetteer, NamesOfAnyLengthAreAnswered) {
  EXPECT_EQ(first(std::string(10000, 'a')), "");
  EXPECT_EQ(first(std::string(10000, ' ') + "Mosul"), "");
  std::vector<NameHit> found;
  gazetteer_.find_alike(std::string(10000, 'q'), found);
  EXPECT_TRUE(found.empty());
}

TEST(GazetteerBuilder, RefusesPlacesThatAreNowhere) {
  GazetteerBuilder builder{NameSpelling()};
  EXPECT_FALSE(builder.add(town("Null Island", 0, 0, 5)).has_value());
  EXPECT_FALSE(builder.add(town("North of North", 90.1, 0, 5)).has_value());
  EXPECT_FALSE(builder.add(town("East of East", 10, 181, 5)).has_value());
  EXPECT_FALSE(builder.add(town("Half", NAN, 10, 5)).has_value());
  EXPECT_FALSE(builder.add(town("", 10, 10, 5)).has_value());
  // Without a point it is taken, but a town that stays without one is left out in the end.
  EXPECT_TRUE(builder.add(town("Unknown", NAN, NAN, 5)).has_value());
  EXPECT_EQ(Gazetteer::from_bytes(builder.finish())->size(), 0u);
}

TEST(GazetteerBuilder, SaysWhichEntryIsWrong) {
  GazetteerBuilder builder{NameSpelling()};
  const auto lexicon = Lexicon::parse("place: X\nfeature: city\npoint: 12\n", "x.txt");
  EXPECT_EQ(add_lexicon(*lexicon, builder).error().message,
            "x.txt:1: 'point' takes a latitude and a longitude");
}

TEST(GazetteerImport, ReadsTheRowsThatAreGood) {
  const auto lexicon = Lexicon::parse(kLexicon, "small.txt");
  const auto small = Gazetteer::from_bytes(small_gazetteer());
  GazetteerBuilder builder(NameSpelling::from_text(small->spelling()));
  add_gazetteer(*small, builder);
  std::istringstream rows(
      "name,lat,lon,country,population,names\n"
      "\"Tall 'Afar, old\",36.37,42.45,IQ,80000,Tal Afar|Telafar\n"
      "Nowhere,0,0,IQ,1,\n"
      "Half,36,,IQ,1,\n"
      "Mosul,36.34,43.12,IQ,5,Musil\n");
  const auto count = import_gazetteer(rows, "towns.csv", ImportFormat::csv, *lexicon, builder);
  ASSERT_TRUE(count.has_value());
  EXPECT_EQ(count->rows, 4u);
  EXPECT_EQ(count->added, 2u);
  EXPECT_EQ(count->bad, 2u);
  ASSERT_EQ(count->first.size(), 2u);
  EXPECT_TRUE(count->first[0].starts_with("towns.csv:3: ")) << count->first[0];
  const auto made = Gazetteer::from_bytes(builder.finish());
  ASSERT_TRUE(made.has_value());
  EXPECT_EQ(made->size(), small->size() + 1);
  std::vector<NameHit> found;
  made->find("Telafar", found);
  made->find("Musil", found);
  made->find("al-Mawsil", found);
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(made->place(found[0].place).country, "IRQ");
  EXPECT_EQ(made->place(found[1].place).population, 1739800u);
  EXPECT_EQ(made->place(found[1].place).admin1, "Nineveh");
  EXPECT_EQ(found[1].place, found[2].place);

  std::istringstream damaged("place,where\n");
  EXPECT_EQ(import_gazetteer(damaged, "x.csv", ImportFormat::csv, *lexicon, builder).error().code,
            ErrorCode::malformed);
}

TEST(GazetteerImport, TakesDumpsOfGeoNames) {
  const auto lexicon = Lexicon::parse(kLexicon, "small.txt");
  GazetteerBuilder builder(NameSpelling::from_lexicon(*lexicon));
  const std::string tail = "\tIQ\t\t15\t\t\t\t80000\t\t\tAsia/Baghdad\t2020-01-01\n";
  std::istringstream places("1\tTall Afar\tTall Afar\tTelafar,Тель-Афар\t36.37\t42.45\tP\tPPL" +
                            tail + "2\tBrook\tBrook\t\t36\t42\tH\tSTM" + tail +
                            "3\tFarm\tFarm\t\t36\t42\tS\tFRM" + tail +
                            "4\tBeyond\tBeyond\t\t96\t42\tP\tPPL" + tail + "5\tshort\n");
  auto count = import_gazetteer(places, "IQ.txt", ImportFormat::geonames, *lexicon, builder);
  ASSERT_TRUE(count.has_value());
  EXPECT_EQ(count->added, 1u);
  EXPECT_EQ(count->left_out, 2u);
  EXPECT_EQ(count->bad, 2u);
  EXPECT_EQ(count->first.back(), "IQ.txt:5: 2 columns, not 19");
  std::istringstream names(
      "11\t1\ten\tTal Afar\t1\t\t\t\t\t\n"
      "12\t1\tde\tTel Afer\t\t\t\t\t\t\n"
      "13\t99\ten\tElsewhere\t\t\t\t\t\t\n"
      "14\t1\ten\t\t\t\t\t\t\t\n");
  count = import_gazetteer(names, "names.txt", ImportFormat::geonames_names, *lexicon, builder);
  ASSERT_TRUE(count.has_value());
  EXPECT_EQ(count->added, 1u);
  EXPECT_EQ(count->left_out, 2u);
  EXPECT_EQ(count->bad, 1u);
  const auto made = Gazetteer::from_bytes(builder.finish());
  ASSERT_TRUE(made.has_value());
  for (const auto name : {"Tall Afar", "Telafar", "Tal Afar"}) {
    std::vector<NameHit> found;
    made->find(name, found);
    EXPECT_EQ(found.size(), 1u) << name;
  }
  EXPECT_NE(made->attribution().find("CC BY"), std::string_view::npos);
}

// Rows of a format, on top of the small gazetteer.
class Imported : public testing::Test {
 protected:
  std::unique_ptr<Gazetteer> import(ImportFormat format, const std::string& rows) {
    const auto small = Gazetteer::from_bytes(small_gazetteer());
    GazetteerBuilder builder(NameSpelling::from_text(small->spelling()));
    add_gazetteer(*small, builder);
    std::istringstream in(rows);
    const auto lexicon =
        Lexicon::parse(std::string(kLexicon) +
                           "\nairbase_name: Air Base, AFB\n\nsmall-words: x\nwords: human, port\n"
                           "\nfirst_name: Minnie\n",
                       "small.txt");
    const auto count = import_gazetteer(in, "rows", format, *lexicon, builder);
    EXPECT_TRUE(count.has_value());
    if (count) count_ = *count;
    return std::make_unique<Gazetteer>(*Gazetteer::from_bytes(builder.finish()));
  }
  static std::vector<GazetteerPlace> named(const Gazetteer& gazetteer, std::string_view name) {
    std::vector<uint32_t> found;
    std::vector<GazetteerPlace> places;
    gazetteer.find(name, found);
    for (const uint32_t place : found) places.push_back(gazetteer.place(place));
    return places;
  }
  ImportCount count_;
};

TEST_F(Imported, NamesInAllLanguagesThatAreWordsOfEnglishAreLeftOut) {
  const auto made = import(ImportFormat::whosonfirst,
                           "wof_id\tgeonames_id\tname\talternative_names\tlatitude\tlongitude\t"
                           "country\tadmin1\tplacetype\tpopulation\n"
                           "1\t11\tHumana\tHumań|Minnie|Umana\t36.5\t43.5\tIRQ\t\tlocality\t500\n"
                           "2\t12\tPort\tBort\t36.7\t43.7\tIRQ\t\tlocality\t500\n");
  EXPECT_EQ(count_.added, 2u);
  EXPECT_TRUE(named(*made, "Human").empty());
  EXPECT_TRUE(named(*made, "Minnie").empty());
  EXPECT_EQ(named(*made, "Umana").size(), 1u);
  EXPECT_EQ(named(*made, "Port").size(), 1u) << "its own name is kept";
}

TEST_F(Imported, WhosOnFirst) {
  const auto made =
      import(ImportFormat::whosonfirst,
             "wof_id\tgeonames_id\tname\talternative_names\tlatitude\tlongitude\tcountry\tadmin1\t"
             "placetype\tpopulation\n"
             "1\t\tKaramlesh\tKaramlish|\xD9\x83\xD8\xB1\t36.303\t43.412\tIRQ\tNinawa\tlocality\t\n"
             "2\t\tMosul\tAl-Mawsil\t36.335\t43.118\tIRQ\tNinawa\tlocality\t\n"
             "3\t\tSome Campus\t\t36.3\t43.1\tIRQ\tNinawa\tcampus\t\n"
             "4\t\tNowhere\t\t0\t0\tIRQ\tNinawa\tlocality\t\n");
  EXPECT_EQ(count_.added, 2u);
  EXPECT_EQ(count_.left_out, 1u);
  EXPECT_EQ(count_.bad, 1u);
  EXPECT_EQ(count_.first.front(), "rows:5: Nowhere: 0, 0 is where places go that nobody located");
  const auto village = named(*made, "Karamlish");
  ASSERT_EQ(village.size(), 1u);
  EXPECT_EQ(village[0].admin1, "Nineveh");  // by another name of the division
  EXPECT_EQ(named(*made, "Mosul").size(), 1u);
  EXPECT_NE(made->attribution().find("Who's On First"), std::string_view::npos);
  EXPECT_NE(made->attribution().find("Thanks to all."), std::string_view::npos);
}

TEST_F(Imported, AirportsOfBothTables) {
  const auto own =
      import(ImportFormat::ourairports,
             "\"id\",\"ident\",\"type\",\"name\",\"latitude_deg\",\"longitude_deg\",\"iso_"
             "country\",\"keywords\"\n"
             "1,\"ORAA\",\"medium_airport\",\"Al Asad Air Base\",33.785,42.441,\"IQ\",\"Qadisiyah, "
             "Ain al-Asad\"\n"
             "2,\"IQ-1\",\"heliport\",\"Some Heliport\",33.7,42.4,\"IQ\",\n"
             "3,\"ORMM\",\"large_airport\",\"Basrah, International\",30.55,147.66,\"IQ\",\n");
  EXPECT_EQ(count_.added, 2u);
  EXPECT_EQ(count_.left_out, 1u);
  const auto base = named(*own, "Ain al-Asad");
  ASSERT_EQ(base.size(), 1u);
  EXPECT_EQ(base[0].feature, Feature::airbase);
  EXPECT_EQ(base[0].country, "IRQ");
  EXPECT_EQ(base[0].id, "icao:ORAA");
  const auto table = import(ImportFormat::ourairports,
                            "icao,iata,name,city,subd,country,elevation,lat,lon\n"
                            "ORAA,,Al Asad Air Base,Hit,Nineveh,IQ,600,33.785,42.441\n");
  ASSERT_EQ(named(*table, "Al Asad Air Base").size(), 1u);
  EXPECT_EQ(named(*table, "Al Asad Air Base")[0].admin1, "Nineveh");
}

TEST(GazetteerBuilder, TakesNamesWithAndWithoutTheArticleForOneTown) {
  const auto lexicon = Lexicon::parse(kLexicon, "small.txt");
  GazetteerBuilder builder(NameSpelling::from_lexicon(*lexicon));
  EXPECT_TRUE(builder.add(town("Ar Raqqah", 35.95, 39.01, 177636)).has_value());
  EXPECT_TRUE(builder.add(town("Raqqa", 35.96, 39.02, 0)).has_value());
  EXPECT_EQ(Gazetteer::from_bytes(builder.finish())->size(), 1u);
}

TEST(Borders, DamageIsFound) {
  EXPECT_TRUE(Borders::from_bytes("")->empty());
  EXPECT_FALSE(Borders::from_bytes("1234").has_value());
  EXPECT_FALSE(Borders::from_bytes(std::string(16, '\xff')).has_value());
}

TEST(Geodesy, Offsets) {
  const Point south = offset({36.335, 43.119}, *azimuth_of("S"), 60);
  EXPECT_NEAR(south.lat, 35.794, 0.002);
  EXPECT_NEAR(south.lon, 43.119, 1e-6);
  EXPECT_NEAR(great_circle_km(36.335, 43.119, south.lat, south.lon), 60, 0.3);
  double km = 0;
  const Point half = middle({34.6, 43.68}, {34.93, 43.49}, &km);
  EXPECT_NEAR(great_circle_km(34.6, 43.68, half.lat, half.lon), km / 2, 0.2);
  EXPECT_EQ(azimuth_of("up"), std::nullopt);
}

// The gazetteer that the build made.
class DefaultGazetteer : public testing::Test {
 protected:
  Gazetteer gazetteer_ = *Gazetteer::open(SITREP_DATA_DIR "/gazetteer.bin");
};

TEST_F(DefaultGazetteer, KnowsTheWorld) {
  EXPECT_GT(gazetteer_.size(), 190000u);
  EXPECT_NE(gazetteer_.attribution().find("GeoNames"), std::string_view::npos);
  std::vector<NameHit> found;
  gazetteer_.find("Paris", found);
  EXPECT_GE(found.size(), 10u);
  for (uint32_t i = 0; i < gazetteer_.size(); ++i) {
    const GazetteerPlace place = gazetteer_.place(i);
    ASSERT_FALSE(place.lat == 0 && place.lon == 0) << place.name;
    ASSERT_LE(std::abs(place.lat), 90);
    ASSERT_LE(std::abs(place.lon), 180);
    ASSERT_GT(place.radius_km, 0);
  }
}

TEST_F(DefaultGazetteer, KnowsWhereCountriesEnd) {
  const Borders& borders = gazetteer_.borders();
  EXPECT_EQ(borders.country_at({36.335, 43.119}), "IRQ");
  EXPECT_EQ(borders.country_at({42.66, 21.17}), "XKX");
  EXPECT_EQ(borders.country_at({9.56, 44.06}), "SOM");
  EXPECT_EQ(borders.country_at({0, -30}), "");
  // Kobani lies on the border.
  const auto near = borders.nearest("SYR", "TUR", {36.891, 38.354});
  ASSERT_TRUE(near.has_value());
  EXPECT_LT(near->km, 10);
  EXPECT_FALSE(borders.nearest("SYR", "CHN", {36.891, 38.354}).has_value());
  const auto middle = borders.middle("SYR", "TUR");
  ASSERT_TRUE(middle.has_value());
  EXPECT_NEAR(middle->point.lat, 36.8, 0.6);
  EXPECT_GT(middle->km, 200);
}

TEST_F(DefaultGazetteer, HasTheNamesThatNewsUse) {
  const std::pair<const char*, const char*> cases[] = {
      {"Kiev", "Kyiv"}, {"Cologne", "Köln"}, {"Tal Afar", "Tall ‘Afar"}, {"Calcutta", "Kolkata"}};
  for (const auto& [said, name] : cases) {
    std::vector<NameHit> found;
    gazetteer_.find(said, found);
    ASSERT_FALSE(found.empty()) << said;
    EXPECT_EQ(gazetteer_.place(found.front().place).name, name);
  }
}

TEST_F(DefaultGazetteer, LooksUpFast) {
  constexpr int kRounds = 20000;
  std::vector<NameHit> found;
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < kRounds; ++i) {
    found.clear();
    gazetteer_.find("Mosul", found);
  }
  const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
  // Ten times the target of 2 microseconds: other programs and sanitizers share the machine.
  EXPECT_LT(took.count() / kRounds, 20);
}

}  // namespace
}  // namespace sitrep
