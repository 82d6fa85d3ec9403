// Wire reports of the 1980s, and some sources to this day, are in capitals throughout. Trees, names
// and the lexicon know printed English, so such a text is read as it would be printed.
//
//     BOGOTA, 5 SEP 89 (AFP) -- A BOMB DESTROYED THE NATIONAL POLICE POST IN CALI.
//     Bogota, 5 Sep 89 (AFP) -- A bomb destroyed the National Police post in Cali.
//
// Words that are written small are listed (lexicon/en/language/small_words.txt); what the lexicon
// has as a name is written as there; the rest are names. Every position stays what it was.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>

#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

// Immutable; safe to share between threads.
class Casing {
 public:
  static Casing of(const Lexicon& lexicon);

  // Is nearly every letter of this text a capital, and are there enough of them to tell?
  static bool is_in_capitals(std::string_view text);

  // The text as it would be printed, byte for byte as long. Only ASCII letters change, and
  // editorial marks ("[WORDS INDISTINCT]") become spaces.
  std::string printed(std::string_view text) const;

 private:
  bool is_small(std::string_view lower) const;
  bool is_small_form(std::string_view lower) const;
  bool is_name(std::string_view word) const;
  void write_word(std::string& text, uint32_t begin, uint32_t end) const;
  void blank_marks(std::string& text, std::string_view lower) const;
  void write_names(std::string& text, std::string_view lower) const;

  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };
  using Words = std::unordered_set<std::string, Hash, std::equal_to<>>;
  Words small_;  // words written small, in lower case
  Words given_names_;
  Words marks_;      // what an editor puts in brackets: "words indistinct"
  Words by_number_;  // written small unless a number stands beside them: "may", "march"
  std::map<std::string, std::string, std::less<>> names_;  // "the hague" -> "The Hague"
  size_t longest_name_ = 0;                                // in bytes
};

}  // namespace sitrep
