// CopyIndex: of any two texts it says what they share only where the same words stand on both
// sides. As a word is remembered by 16 bits and its length, one of a run may be another.
#include <cstdint>

#include "fuzz/check.h"
#include "sitrep/text/copies.h"
#include "sitrep/text/positions.h"
#include "sitrep/text/words.h"

namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  sitrep::for_words(text, [&](const std::string& word, sitrep::Span) { words.push_back(word); });
  return words;
}

}  // namespace

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
    const auto one = words_of(a);
    const auto other = words_of(b);
    FUZZ_CHECK(one.size() == other.size());
    size_t strange = 0;
    for (size_t i = 0; i < one.size(); ++i) strange += one[i] != other[i];
    FUZZ_CHECK(strange <= 1);
  }
  return 0;
}
