#include "sitrep/picture/words.h"

#include "sitrep/base/hash.h"

namespace sitrep {
namespace {

constexpr bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Calls `each` with every word. Typographic quotes and dashes (U+2010 to U+203F, E2 80 xx) are no
// words: agencies and sites swap them freely.
template <class F>
void for_words(std::string_view text, F each) {
  std::string word;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i, 2) == "\xE2\x80" && i + 2 < text.size()) {
      i += 2;
    } else if (is_word_byte(text[i])) {
      const char c = text[i];
      word += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      continue;
    }
    if (!word.empty()) each(word);
    word.clear();
  }
  if (!word.empty()) each(word);
}

}  // namespace

std::string fold_case(std::string_view words) {
  std::string out(words);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

void hash_words(std::string_view text, std::vector<uint64_t>& out) {
  for_words(text, [&out](const std::string& word) { out.push_back(hash64(word)); });
}

uint64_t hash_of_words(std::string_view text, size_t* count) {
  uint64_t hash = 0;
  size_t words = 0;
  for_words(text, [&](const std::string& word) {
    hash = hash64(word, hash);
    ++words;
  });
  if (count != nullptr) *count = words;
  return hash;
}

}  // namespace sitrep
