// import_gazetteer: any dump of any format gives an error or counts that add up, and the gazetteer
// that is made of it opens again, with every place somewhere on earth. The first byte says which
// format the rest is.
#include <cmath>
#include <cstdint>
#include <sstream>

#include "fuzz/check.h"
#include "sitrep/ground/gazetteer_import.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto lexicon = sitrep::Lexicon::open(SITREP_DATA_DIR "/lexicon.bin").value();
  static const auto spelling = sitrep::NameSpelling::from_lexicon(lexicon);
  if (size == 0) return 0;
  constexpr sitrep::ImportFormat kFormats[] = {
      sitrep::ImportFormat::geonames, sitrep::ImportFormat::geonames_names,
      sitrep::ImportFormat::whosonfirst, sitrep::ImportFormat::ourairports,
      sitrep::ImportFormat::csv};
  sitrep::GazetteerBuilder builder(spelling);
  sitrep::GazetteerRecord town;
  town.id = "geonames:1";
  town.name = "Mosul";
  town.lat = 36.335;
  town.lon = 43.119;
  town.iso3 = "IRQ";
  FUZZ_CHECK(builder.add(town).has_value());
  std::istringstream rows(std::string(reinterpret_cast<const char*>(data) + 1, size - 1));
  const auto count =
      sitrep::import_gazetteer(rows, "fuzz", kFormats[data[0] % 5], lexicon, builder);
  if (!count) {
    FUZZ_CHECK(count.error().message.find("fuzz:1: ") == 0);
    return 0;
  }
  FUZZ_CHECK(count->rows == count->added + count->left_out + count->bad);
  FUZZ_CHECK(count->first.size() <= count->bad);
  const auto made = sitrep::Gazetteer::from_bytes(builder.finish());
  FUZZ_CHECK(made.has_value() && made->size() >= 1);
  for (uint32_t i = 0; i < made->size(); ++i) {
    const sitrep::GazetteerPlace place = made->place(i);
    FUZZ_CHECK(std::abs(place.lat) <= 90 && std::abs(place.lon) <= 180);
    FUZZ_CHECK(place.lat != 0 || place.lon != 0);
    FUZZ_CHECK(!place.name.empty() && place.radius_km > 0);
  }
  return 0;
}
