// A word as the encoder's trainer sees it, and lemmas as edits of words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sitrep {

// The hash of both trainer and program: FNV-1a, 64 bits.
uint64_t fnv(std::string_view bytes, uint64_t value = 0xCBF29CE484222325ULL);

// In lower case with digits as 0, where its code points begin, and how it is written. Of a long
// word only the beginning.
struct Spelling {
  std::string lower;
  std::vector<uint32_t> starts;  // with the end behind
  uint32_t shape = 0;            // below kShapes
};
inline constexpr uint32_t kShapes = 16;

// Keeps the memory of `out`. Bytes that are no UTF-8 are passed over.
void spell(std::string_view word, Spelling& out);

// How a lemma comes from a word: in lower case or not, cut so many code points at the end, put
// `tail` on; or it is `tail` alone.
struct LemmaEdit {
  bool whole = false;
  bool lower = false;
  uint32_t cut = 0;
  std::string_view tail;

  // "l3+y", "k0+", "=be"; nullopt where it is none of these. The edit points into `rule`.
  static std::optional<LemmaEdit> parse(std::string_view rule);
  // Where the word is shorter than the cut, it is its own lemma; never appends nothing to a word.
  void append(std::string_view word, std::string& out) const;
};

}  // namespace sitrep
