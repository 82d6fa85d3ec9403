// From a block of text to words, by rules, as the English treebanks of Universal Dependencies
// write them: don't = do + n't, Iraq's = Iraq + 's, U.S.-led = U.S. + - + led, $5bn = $ + 5 + bn.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/base/span.h"
#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

struct Word {
  Span span;
  Span surface;  // the token that it is a part of; else the same as span
};

// Whether a sentence can end with this abbreviation; before_number: only before a number it is one
// at all ("No. 5").
enum class AbbreviationEnd : uint8_t { never, before_opener, before_number };

struct WordHash {
  using is_transparent = void;
  size_t operator()(std::string_view word) const { return std::hash<std::string_view>{}(word); }
};
using WordSet = std::unordered_set<std::string, WordHash, std::equal_to<>>;

// Immutable; safe to share between threads.
class Tokenizer {
 public:
  // Reads the sections abbreviation, contraction and prefix. Errors: malformed.
  static Result<Tokenizer> compile(const Lexicon& lexicon);

  // Appends the words of this range of the text, in order. Takes linear time.
  // REQUIRES: `text` is valid UTF-8; the range begins and ends between characters.
  void append_words(std::string_view text, Span range, std::vector<Word>& words) const;

  // nullptr where the word, with its full stop, is no abbreviation: as the lexicon writes it, with
  // a first capital, or in capitals.
  const AbbreviationEnd* abbreviation(std::string_view word) const;
  bool is_prefix(std::string_view lower) const { return prefixes_.contains(lower); }
  // Bytes of the first part of a token that is written together ("can" of "cannot"); else 0.
  // `rest`: the text behind the token, for some are two words only before certain others ("its a").
  uint32_t contraction(std::string_view token, std::string_view rest) const;

 private:
  template <class Value>
  using WordMap = std::unordered_map<std::string, Value, WordHash, std::equal_to<>>;

  WordMap<AbbreviationEnd> abbreviations_;  // with their full stop
  struct Contraction {
    uint32_t cut = 0;               // where to split
    std::optional<WordSet> before;  // only before these
  };
  WordMap<Contraction> contractions_;  // lower case
  WordSet prefixes_;                   // lower case
};

// ASCII only; the rest stays as it is.
std::string upper_ascii(std::string_view word);
std::string capitalised_ascii(std::string_view word);

}  // namespace sitrep
