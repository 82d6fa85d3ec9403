// What a name tagger sees of each word: its letters, shape and tag, those of its neighbours, what
// the lexicon says of them, its class, and how the rest of the document writes it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sitrep/language/analysis.h"
#include "sitrep/language/entity_words.h"

namespace sitrep {

// Words that stand in alike company have the same class (learned from unlabelled text). Views into
// a model file; empty where there is none.
class WordClasses {
 public:
  WordClasses() = default;
  // REQUIRES: `keys` ascending, as long as `classes`; both outlive this.
  WordClasses(std::span<const uint32_t> keys, std::span<const uint16_t> classes)
      : keys_(keys), classes_(classes) {}

  static uint32_t key_of(std::string_view lower);
  // 0 where the word has none.
  uint16_t of(std::string_view lower) const;

 private:
  std::span<const uint32_t> keys_;
  std::span<const uint16_t> classes_;
};

// Names of places by their letters. A view into a model file; empty where there is none.
class PlaceNames {
 public:
  PlaceNames() = default;
  // REQUIRES: `keys` ascending; it outlives this.
  explicit PlaceNames(std::span<const uint32_t> keys) : keys_(keys) {}

  static uint32_t key_of(std::string_view letters) { return WordClasses::key_of(letters); }
  bool contains(std::string_view letters) const;

 private:
  std::span<const uint32_t> keys_;
};

// Half-open range of tokens.
struct TokenRange {
  TokenId first = 0;
  TokenId last = 0;

  bool empty() const { return first == last; }
};

// The longest known name that begins with this token and ends before `limit`.
TokenRange longest_known_name(std::string_view text, const EntityWords& words, const Tokens& tokens,
                              TokenId t, TokenId limit, bool mixed_case);

// Does the sentence tell names from other words by their case? Not where all letters are capital,
// or all small.
bool has_mixed_case(std::string_view text, const Tokens& tokens, const Sentence& sentence);

class NameFeatures {
 public:
  // REQUIRES: all outlive this.
  NameFeatures(const EntityWords& words, const WordClasses& classes, const PlaceNames& places)
      : words_(&words), classes_(&classes), places_(&places) {}

  // Reads a whole document. Uses spans, tags and sentences. REQUIRES: text and analysis stay as
  // they are until the next read.
  void read(std::string_view text, const Analysis& analysis);

  // The hashed features of a token; valid until the next call.
  std::span<const uint64_t> of(TokenId t);

 private:
  struct Facts {
    uint64_t lower = 0;
    uint64_t shape = 0;
    uint64_t prefix[3] = {};  // of 2, 3, 4 letters
    uint64_t suffix[3] = {};
    uint16_t word_class = 0;
    uint8_t place = 0;  // 1 begins the name of a place, 2 goes on with it
    uint8_t known = 0;  // kind and place in a known name; 0 outside
    uint8_t noun = 0;   // kind of the common noun, 0 for none
    uint8_t name = 0;   // flags of NameWord
    uint8_t heads = 0;  // kinds of name_head
    uint8_t xpos = 0;
    bool first = false;  // of its sentence
    bool capital = false;
  };

  void read_token(TokenId t, bool mixed_case, std::string_view text, const Tokens& tokens);
  void read_known(const Sentence& sentence, bool mixed_case, std::string_view text,
                  const Tokens& tokens);
  void read_places(const Sentence& sentence, bool mixed_case, std::string_view text,
                   const Tokens& tokens);
  void read_runs(const Sentence& sentence);

  const EntityWords* words_;
  const WordClasses* classes_;
  const PlaceNames* places_;
  std::vector<Facts> facts_;
  std::vector<TokenRange> sentence_of_;              // by token
  std::unordered_map<uint64_t, uint8_t> elsewhere_;  // how the document writes a word
  std::vector<uint64_t> out_;
};

}  // namespace sitrep
