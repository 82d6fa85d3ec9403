// The one key under which all spellings of a name are kept: "Deir ez-Zor", "DEIR EZ ZOR" and
// "Deir Ez-Zôr" are "deir ez zor".
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

inline constexpr size_t kLongestKey = 120;  // bytes; a longer name has no key

// What the lexicon says of spellings (section `spelling`): words that are written in two ways
// ("saint", "st") and the articles of Arabic names. Goes into the gazetteer file as text, so that
// questions are spelled as the answers were.
class NameSpelling {
 public:
  NameSpelling() = default;
  static NameSpelling from_lexicon(const Lexicon& lexicon);
  static NameSpelling from_text(std::string_view text);
  std::string text() const;

  // Lower case without accents, apostrophes and full stops; words parted by one space; `the` and
  // second spellings are gone. Empty where the name has no letters or is too long.
  void key(std::string_view name, std::string& out) const;
  // A key without Arabic articles and without the h that some write at the end: "al raqqah" gives
  // "raqqa". False where that changes nothing.
  bool reduce(std::string_view key, std::string& out) const;
  bool is_article(std::string_view key) const;
  // Whether names of that country have Arabic articles.
  bool has_articles(std::string_view iso3) const;

 private:
  std::vector<std::pair<std::string, std::string>> words_;  // as written, as kept
  std::vector<std::string> articles_;
  std::vector<std::string> countries_;
};

// The consonants of a key, with letters that transliterations mix up as one: "qayyarah" and
// "kaiyara" both give "kr". Empty for keys with fewer than two consonants.
void skeleton(std::string_view key, std::string& out);
// The key with doubled letters single and letters of one sound as one, for counting differences.
void plain_sounds(std::string_view key, std::string& out);
// How many letters to put in, leave out or change from one to the other; `most` + 1 where more.
size_t letters_apart(std::string_view a, std::string_view b, size_t most);

}  // namespace sitrep
