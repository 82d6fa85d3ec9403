// Where sentences begin among the words of a block, by rules: a full stop, question or exclamation
// mark ends one, with the quotes and brackets that close behind it, unless what follows goes on in
// lower case or the full stop belongs to an abbreviation. White space of any kind is a space.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/language/tokenizer.h"
#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

// The longest sentence; what is longer is cut at its best place.
inline constexpr uint32_t kMostSentenceWords = 400;

// Immutable; safe to share between threads.
class SentenceSplitter {
 public:
  // Reads the section opener.
  static SentenceSplitter compile(const Lexicon& lexicon);

  // Appends the index, in `words`, of the first word of each sentence: `first` and others up to the
  // end of `words`. REQUIRES: words from `first` are those of one block.
  void append_starts(std::string_view text, std::span<const Word> words, uint32_t first,
                     const Tokenizer& tokenizer, std::vector<uint32_t>& starts) const;

 private:
  WordSet openers_;  // "The", "THE"
};

}  // namespace sitrep
