// Gazetteer: any file is refused with an error, or answers every question without reading outside
// of it. The input is tried as a file, and as changes to a good one (three bytes each: where, and
// what stands there then) whose checksum is mended, for that stops all else at the door.
#include <cstdint>
#include <cstring>

#include "fuzz/check.h"
#include "sitrep/base/hash.h"
#include "sitrep/ground/gazetteer_build.h"

namespace {

void ask(std::string bytes) {
  const auto opened = sitrep::Gazetteer::from_bytes(std::move(bytes));
  if (!opened) {
    FUZZ_CHECK(opened.error().code == sitrep::ErrorCode::corrupt);
    FUZZ_CHECK(!opened.error().message.empty());
    return;
  }
  std::vector<sitrep::NameHit> hits;
  for (const char* name : {"Mosul", "al-Qayyara", "", "Kaiyara"}) {
    opened->find(name, hits);
    opened->find_alike(name, hits);
  }
  for (const sitrep::NameHit& hit : hits) FUZZ_CHECK(hit.place < opened->size());
  opened->each_name(
      [&](std::string_view, sitrep::NameHit hit) { FUZZ_CHECK(hit.place < opened->size()); });
  for (uint32_t i = 0; i < opened->size() && i < 1000; ++i) {
    const sitrep::GazetteerPlace place = opened->place(i);
    FUZZ_CHECK(!name_of(place.feature).empty());
    FUZZ_CHECK(place.country.size() <= 3);
  }
  (void)opened->country("IRQ");
  (void)opened->borders().country_at({36.3, 43.1});
  (void)opened->borders().nearest("IRQ", "SYR", {36.3, 43.1});
  (void)opened->borders().middle("IRQ", "SYR");
}

std::string small_gazetteer() {
  const auto lexicon = sitrep::Lexicon::open(SITREP_DATA_DIR "/lexicon.bin").value();
  sitrep::GazetteerBuilder builder(sitrep::NameSpelling::from_lexicon(lexicon));
  for (const auto* name : {"Mosul", "Al Qayyarah", "Ar Raqqah"}) {
    sitrep::GazetteerRecord town;
    town.name = name;
    town.lat = 36.335;
    town.lon = 43.119;
    town.iso3 = "IRQ";
    FUZZ_CHECK(builder.add(town).has_value());
  }
  // Two countries of one arc of three points.
  const uint32_t head[] = {2, 1};
  const int32_t arc[] = {0, 3, 0, 1, 36000000, 37000000, 41000000, 42000000};
  const int32_t points[] = {36000000, 41000000, 36500000, 41500000, 37000000, 42000000};
  std::string borders(reinterpret_cast<const char*>(head), sizeof(head));
  borders += std::string("IRQ\0SYR\0", 8);
  borders.append(reinterpret_cast<const char*>(arc), sizeof(arc));
  borders.append(reinterpret_cast<const char*>(points), sizeof(points));
  builder.set_borders(std::move(borders));
  return builder.finish();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const std::string good = small_gazetteer();
  ask(std::string(reinterpret_cast<const char*>(data), size));
  std::string bytes = good;
  for (size_t i = 0; i + 2 < size; i += 3) {
    const size_t at = 16 + (size_t{data[i]} << 8 | data[i + 1]) % (bytes.size() - 16);
    bytes[at] = static_cast<char>(data[i + 2]);
  }
  const uint64_t checksum = sitrep::hash64(std::string_view(bytes).substr(16));
  std::memcpy(bytes.data() + 8, &checksum, sizeof(checksum));
  ask(std::move(bytes));
  return 0;
}
