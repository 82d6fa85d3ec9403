// What a name tagger sees of each word: its letters, shape and tag, those of its neighbours, what
// the lexicon says of them, its class, and how the rest of the document writes it.
//
// Most words of a text come again and again, so what can be told from a word alone is kept: its
// facts, and the scores of the features that look at no other word.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "sitrep/language/analysis.h"
#include "sitrep/language/entity_words.h"
#include "sitrep/language/linear_model.h"
#include "sitrep/language/sorted_hashes.h"

namespace sitrep {

// The labels of a name tagger: 0 is outside; each of four sorts has one for its first word and the
// next for its others.
inline constexpr uint32_t kNameLabels = 9;
using NameScores = std::array<int32_t, kNameLabels>;

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
  SortedHashes<uint32_t> keys_;
  std::span<const uint16_t> classes_;
};

// Names of places by their letters. A view into a model file; empty where there is none.
class PlaceNames {
 public:
  PlaceNames() = default;
  // REQUIRES: `keys` ascending; it outlives this.
  explicit PlaceNames(std::span<const uint32_t> keys) : keys_(keys) {}

  static uint32_t key_of(std::string_view letters) { return WordClasses::key_of(letters); }
  bool contains(std::string_view letters) const { return keys_.contains(key_of(letters)); }

 private:
  SortedHashes<uint32_t> keys_;
};

// The longest known name that begins with this token and ends before `limit`.
TokenRange longest_known_name(std::string_view text, const EntityWords& words, const Tokens& tokens,
                              TokenId t, TokenId limit, bool mixed_case);

// Does the sentence tell names from other words by their case? Not where all letters are capital,
// or all small.
bool has_mixed_case(std::string_view text, const Tokens& tokens, const Sentence& sentence);

// Keeps its memory from document to document; one a thread.
class NameFeatures {
 public:
  // REQUIRES: all outlive this. With `weights`, `scores` may be asked for; a trainer has none.
  NameFeatures(const EntityWords& words, const WordClasses& classes, const PlaceNames& places,
               const LinearModel* weights = nullptr);

  // Reads a whole document. Uses spans, tags and sentences. REQUIRES: text and analysis stay as
  // they are until the next read.
  void read(std::string_view text, const Analysis& analysis);

  // The hashed features of a token; valid until the next call.
  std::span<const uint64_t> of(TokenId t);
  // The sums of their weights.
  NameScores scores(TokenId t);

 private:
  struct Facts {
    uint64_t lower = 0;
    uint64_t shape = 0;
    uint64_t prefix[3] = {};  // of 2, 3, 4 letters
    uint64_t suffix[3] = {};
    uint16_t word_class = 0;
    uint8_t noun = 0;   // kind of the common noun, 0 for none
    uint8_t name = 0;   // flags of NameWord
    uint8_t heads = 0;  // kinds of name_head
    bool capital = false;
    // What follows depends on the words around.
    uint8_t place = 0;  // 1 begins the name of a place, 2 goes on with it
    uint8_t known = 0;  // kind and place in a known name; 0 outside
    uint8_t xpos = 0;
    bool first = false;  // of its sentence
  };
  // A word, the two before and the two behind it; the ends of the run of capitalised words that it
  // is in and what stands around that; `marks`: how the document writes it.
  struct Window;
  // By the distance of a word from the one that is labelled, -2 to 2: the scores of the features
  // that look at this word alone.
  using OwnScores = std::array<NameScores, 5>;
  struct Form {
    uint8_t size = 0;  // 0: nothing stands here
    bool mixed_case = false;
    std::array<char, 22> letters;
    Facts facts;
    OwnScores own;
  };

  template <class Own, class Joint>
  static void each_feature(const Window& w, Own own, Joint joint);
  Window window(TokenId t) const;

  // The word's facts, and where there are weights its own scores; valid until the next call.
  const Form& form_of(std::string_view word, bool mixed_case);
  void describe(std::string_view word, bool mixed_case, Form& form);
  OwnScores own_scores(const Facts& facts) const;
  void add_own_scores(const Sentence& sentence, TokenId t, const OwnScores& own);
  void read_known(const Sentence& sentence, bool mixed_case, std::string_view text,
                  const Tokens& tokens);
  void read_places(const Sentence& sentence, bool mixed_case, std::string_view text,
                   const Tokens& tokens);
  void read_runs(const Sentence& sentence);
  size_t place_of(uint64_t lower) const;
  uint8_t& marks_of(uint64_t lower);

  const EntityWords* words_;
  const WordClasses* classes_;
  const PlaceNames* places_;
  const LinearModel* weights_;
  std::vector<Form> forms_;  // a word has one slot where it may stand
  Form long_form_;           // of a word that is too long for a slot
  OwnScores outside_{};      // of what stands beyond the ends of a sentence
  std::vector<Facts> facts_;
  std::vector<NameScores> own_;          // by token, those of the words around it
  std::vector<TokenRange> sentence_of_;  // by token
  // How the document writes a word; open addressing.
  std::vector<std::pair<uint64_t, uint8_t>> elsewhere_;
  size_t marked_ = 0;
  std::vector<uint64_t> out_;
};

}  // namespace sitrep
