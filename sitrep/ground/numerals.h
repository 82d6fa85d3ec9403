// Reads numbers written in digits, words, or both: "560", "twenty-four", "1.5 million", "half a
// million", "21st", "third". The words are the `numeral` entries of the lexicon.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/ground/words.h"
#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

struct Numeral {
  uint32_t length = 0;  // in words of the text
  double value = 0;
  bool ordinal = false;
  bool spelled = false;  // has no digits
};

// Immutable once compiled.
class Numerals {
 public:
  // Adds the number words to `vocabulary`. Errors: malformed, with file and line.
  static Result<Numerals> compile(const Lexicon& lexicon, Vocabulary& vocabulary);

  // The longest number that begins at words[0]; none where no number begins.
  std::optional<Numeral> read(std::span<const TextWord> words) const;
  // Whether a number can begin with this word.
  bool begins(const TextWord& word) const;
  // What the last words multiply by: 100 of "two or three hundred", 1 where they do not.
  double scale_at_end(std::span<const TextWord> words) const;

 private:
  enum class Role : uint8_t {
    none,
    small,
    tens,
    hundred,
    scale,
    ordinal,
    article,
    fraction,
    joint,
    short_scale
  };
  struct Entry {
    Role role = Role::none;
    double value = 0;
  };
  const Entry& entry(const TextWord& word) const;
  std::optional<Numeral> read_digits(std::span<const TextWord> words) const;
  std::optional<Numeral> read_spelled(std::span<const TextWord> words) const;
  std::optional<Numeral> read_fraction(std::span<const TextWord> words) const;

  std::vector<Entry> entries_;  // by symbol
  Symbol hyphen_ = kNoSymbol;
  Symbol slash_ = kNoSymbol;
};

}  // namespace sitrep
