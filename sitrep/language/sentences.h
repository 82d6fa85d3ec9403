// Where sentences begin among the words of a block. Rules say so first: a full stop, question or
// exclamation mark ends one, with the quotes and brackets that close behind it, unless what follows
// goes on in lower case or the full stop belongs to an abbreviation. A classifier then has the last
// word where the rules may err: headings without a mark, lists, lower-case mail. White space of any
// kind is a space.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/language/linear_model.h"
#include "sitrep/language/model_file.h"
#include "sitrep/language/tokenizer.h"
#include "sitrep/language/word_features.h"
#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

// The longest sentence; what is longer is cut at its best place.
inline constexpr uint32_t kMostSentenceWords = 400;

// Immutable; safe to share between threads.
class SentenceSplitter {
 public:
  // Reads the section opener, for the rules alone.
  static SentenceSplitter compile(const Lexicon& lexicon);
  // And maps that model file, for the classifier. Errors: not_found, io, corrupt.
  static Result<SentenceSplitter> open(const std::string& path, const Lexicon& lexicon);

  // What the rules say: 1 where a word begins a sentence. REQUIRES: the words are those of one
  // block.
  void mark_by_rules(std::string_view text, std::span<const Word> words, const Tokenizer& tokenizer,
                     std::vector<uint8_t>& begins) const;

  struct Scratch {
    std::vector<std::string_view> forms;
    std::vector<WordFeatures> described;
    std::vector<uint8_t> begins;
    std::vector<uint64_t> features;
  };
  // Appends the index of the first word of each sentence, counted from 0 in `words`. No sentence is
  // longer than kMostSentenceWords. REQUIRES: the words are those of one block.
  void append_starts(std::string_view text, std::span<const Word> words, const Tokenizer& tokenizer,
                     Scratch& scratch, std::vector<uint32_t>& starts) const;

 private:
  WordSet openers_;  // "The", "THE"
  ModelFile file_;
  WordTable table_;
  std::optional<LinearModel> weights_;
};

// What the classifier sees of a block.
struct BoundaryInput {
  std::string_view text;
  std::span<const Word> words;
  std::span<const WordFeatures> described;
  std::span<const uint8_t> rules;  // as mark_by_rules
};

// Whether the classifier is asked: never within a stretch without white space, nor behind an
// abbreviation or an initial, unless the rules see a beginning there.
bool may_begin(const BoundaryInput& input, const Tokenizer& tokenizer, uint32_t i);
// The features of "word i begins a sentence", where `first` began the one before. REQUIRES: i > 0.
void boundary_features(const BoundaryInput& input, uint32_t i, uint32_t first,
                       std::vector<uint64_t>& features);

}  // namespace sitrep
