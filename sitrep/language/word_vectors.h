// What the encoder sees of a word: the vector of the whole word, the sum of those of its parts, and
// that of how it is written, one behind the other.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "sitrep/language/model_file.h"
#include "sitrep/language/sorted_hashes.h"
#include "sitrep/language/spelling.h"

namespace sitrep {

// Views into a model file; immutable.
class WordVectors {
 public:
  // False where the tables are damaged.
  static bool read(SectionReader& reader, WordVectors& out);

  size_t width() const { return size_t{word_.width} + part_.width + shape_.width; }
  // By the hash of its lower-case letters, see spell.
  bool knows(uint64_t lower) const { return known_.contains(lower); }

  struct Word {
    uint64_t lower = 0;  // the hash of its lower-case letters
    float scale = 0;     // of its bytes
  };
  // The words seen last, with what was found for them: most of a text is words that come again.
  // A word has one slot where it may stand. One a thread.
  class Cache {
    friend class WordVectors;
    static constexpr size_t kSlots = 8192;
    struct Slot {
      uint8_t size = 0;  // 0: nothing stands here
      std::array<char, 23> letters;
      Word word;
    };
    std::vector<Slot> slots_;
    std::vector<uint8_t> bytes_;  // width() a slot
    std::vector<float> sum_;
    Spelling spelling_;
  };
  // Writes width() activations (see byte_matrix.h).
  Word describe(std::string_view word, Cache& cache, uint8_t* to) const;

 private:
  // Rows of bytes, each with a scale.
  struct Table {
    uint32_t width = 0;
    std::span<const float> scales;
    std::span<const int8_t> values;
    void add(uint32_t row, float* to) const;
  };

  static bool read_table(SectionReader& reader, Table& out);
  Word compute(std::string_view word, Cache& cache, uint8_t* to) const;

  SortedHashes<uint64_t> known_;
  std::span<const uint32_t> rows_;  // of the known words in `word_`
  Table word_, part_, shape_;
};

}  // namespace sitrep
