// Cuts a text into words, numbers and marks, fast and without a model: what the grammars of times
// and quantities match against. The cuts are finer than tokens: "mid-1990s" is mid, -, 1990s.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sitrep/base/span.h"

namespace sitrep {

using Symbol = uint32_t;
inline constexpr Symbol kNoSymbol = 0;

// The words that a grammar knows, as small numbers. Not changed after a grammar is compiled.
class Vocabulary {
 public:
  Symbol add(std::string_view word);
  Symbol find(std::string_view word) const;  // kNoSymbol where it is not known
  size_t size() const { return symbols_.size() + 1; }

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view word) const { return std::hash<std::string_view>()(word); }
  };
  std::unordered_map<std::string, Symbol, Hash, std::equal_to<>> symbols_;
};

enum class WordKind : uint8_t { word, number, mark };

// How the digits of a number are written.
enum class NumberForm : uint8_t {
  plain,    // 2016
  grouped,  // 4,647
  decimal,  // 1.5
  ordinal,  // 21st
  plural,   // 1990s
};

struct TextWord {
  Span span;  // bytes of the text; an ordinal's or plural's ending is part of it
  WordKind kind = WordKind::word;
  NumberForm form = NumberForm::plain;
  uint8_t digits = 0;    // before the point or the ending; 255 stands for more
  bool glued = false;    // nothing stands between it and the word before
  bool capital = false;  // begins with a capital letter, A to Z
  bool starts = false;   // first of its stretch
  Symbol symbol = kNoSymbol;
  double value = 0;  // of a number
};

// Appends the words of text[within] to `words`. Letters are compared in lower case; typographic
// quotes and dashes count as ' and -. Digits of other scripts are not numbers.
void cut_words(std::string_view text, Span within, const Vocabulary& vocabulary,
               std::vector<TextWord>& words);

}  // namespace sitrep
