// Words as texts are compared by them: lower case, without punctuation, so that a copy that was set
// anew is still the same words.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/span.h"
#include "sitrep/text/ascii.h"

namespace sitrep {

constexpr bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || is_ascii_digit(c) || is_ascii_letter(c);
}

// Calls `each` with every word, in lower case (ASCII), and where it stands. Typographic quotes and
// dashes (U+2010 to U+203F, E2 80 xx) are no words: agencies and sites swap them freely.
template <class F>
void for_words(std::string_view text, F each) {
  std::string word;
  uint32_t begin = 0;
  for (size_t i = 0; i <= text.size(); ++i) {
    const bool quote = text.substr(i, 2) == "\xE2\x80" && i + 2 < text.size();
    if (i < text.size() && !quote && is_word_byte(text[i])) {
      if (word.empty()) begin = static_cast<uint32_t>(i);
      word += to_ascii_lower(text[i]);
      continue;
    }
    if (!word.empty()) each(word, Span{begin, static_cast<uint32_t>(i)});
    word.clear();
    if (quote) i += 2;
  }
}

// One hash for a row of hashes: join(join(0, a), b).
uint64_t join(uint64_t row, uint64_t next);

// A word without its ending, "strikes" as "strike": the same letters for most forms of one word.
// REQUIRES: lower case.
std::string_view stem_of(std::string_view word);

// One hash for all words of `text`; `count`, where given, gets their number.
uint64_t hash_of_words(std::string_view text, size_t* count = nullptr);

}  // namespace sitrep
