// CopyIndex: of any two texts it says what they share only where the same words stand on both
// sides.
#include <cstdint>

#include "fuzz/check.h"
#include "sitrep/text/copies.h"
#include "sitrep/text/positions.h"
#include "sitrep/text/words.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (!sitrep::is_valid_utf8(bytes)) return 0;
  const size_t half = bytes.find('|');
  if (half == std::string_view::npos) return 0;
  sitrep::Document earlier, later;
  earlier.text = bytes.substr(0, half);
  later.text = bytes.substr(half + 1);
  sitrep::CopyIndex index;
  FUZZ_CHECK(!index.add(earlier, 3));
  const auto copy = index.add(later, 4);
  if (!copy) return 0;
  FUZZ_CHECK(copy->original == 3 && copy->share >= 0 && copy->share <= 1);
  FUZZ_CHECK(copy->share_of_original >= 0 && copy->share_of_original <= 1);
  const sitrep::Positions before(earlier.text), after(later.text);
  uint32_t end = 0;
  for (const sitrep::SharedRun& run : copy->runs) {
    FUZZ_CHECK(run.later.begin >= end && run.later.begin < run.later.end);
    end = run.later.end;
    const auto a = before.bytes(run.earlier).of(earlier.text);
    const auto b = after.bytes(run.later).of(later.text);
    FUZZ_CHECK(sitrep::hash_of_words(a) == sitrep::hash_of_words(b));
  }
  return 0;
}
