#include "sitrep/text/words.h"

#include <array>

#include "sitrep/base/hash.h"

namespace sitrep {
namespace {

constexpr size_t kShortestStem = 4;
// The endings that tell forms of one word apart; a floor below the lexicon, and machinery.
constexpr std::array<std::string_view, 5> kEndings = {"ies", "ing", "ed", "es", "s"};

}  // namespace

uint64_t join(uint64_t row, uint64_t next) {
  return hash64({reinterpret_cast<const char*>(&next), sizeof next}, row);
}

std::string_view stem_of(std::string_view word) {
  for (const std::string_view ending : kEndings) {
    const bool ends = word.size() >= kShortestStem + ending.size() &&
                      word.substr(word.size() - ending.size()) == ending;
    if (ends) return word.substr(0, word.size() - ending.size());
  }
  return word;
}

uint64_t hash_of_words(std::string_view text, size_t* count) {
  uint64_t hash = 0;
  size_t words = 0;
  for_words(text, [&](const std::string& word, Span) {
    hash = hash64(word, hash);
    ++words;
  });
  if (count != nullptr) *count = words;
  return hash;
}

}  // namespace sitrep
