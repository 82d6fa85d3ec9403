// What the classifiers see of the words of a sentence: numbers made from the letters of each word,
// and what a table of the model knows of it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"

namespace sitrep {

// How a word is written. In a sentence all in capitals, words count as `capitals_everywhere`.
enum class Casing : uint8_t { none, lower, capitalised, upper, mixed, capitals_everywhere };

struct WordFeatures {
  uint64_t form = 0;  // of the lower-case letters, each digit as 0
  uint64_t shape = 0;
  uint64_t prefix[3] = {};  // of 1, 2 and 3 bytes
  uint64_t suffix[4] = {};  // of 1 to 4 bytes
  uint16_t cluster = 0;     // words that stand in the same company; 0 where it is not known
  uint8_t usual_tag = 0;    // one more than the tag class that it has most often; 0: not known
  Casing casing = Casing::none;
};

// Words by their `form`: cluster and usual tag. Reads from the bytes that it was opened on.
class WordTable {
 public:
  struct Slot {
    uint32_t check = 0;
    uint16_t cluster = 0;
    uint8_t usual_tag = 0;
    uint8_t used = 0;
  };

  WordTable() = default;
  // Errors: corrupt.
  static Result<WordTable> open(std::string_view section);
  static uint64_t slot_of(uint64_t form, uint64_t slots) { return ((form >> 32) * slots) >> 32; }

  // nullptr where the table does not have it.
  const Slot* find(uint64_t form) const;

 private:
  std::span<const Slot> slots_;
};

// Of a word as it is known by the classifiers, without its casing.
uint64_t form_hash(std::string_view word);

// Fills `out` with one entry a word. The words' usual tags and clusters come from `table`.
void describe_words(std::span<const std::string_view> words, const WordTable& table,
                    std::vector<WordFeatures>& out);

}  // namespace sitrep
