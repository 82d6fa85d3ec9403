// The trained half of the engine: fills tags, lemmas and trees of the sentences of an Analysis.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/language/analysis.h"
#include "sitrep/language/encoder.h"
#include "sitrep/language/model_file.h"
#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

// Immutable; safe to share between threads.
class Syntax {
 public:
  // Maps that model file; reads the sections hedge, number-word, plural-only and attribute. Errors:
  // not_found, io, corrupt.
  static Result<Syntax> open(const std::string& path, const Lexicon& lexicon);

  struct Scratch {
    std::vector<std::string_view> forms;  // of the tokens that are read
    std::vector<TokenId> tokens;          // which these are
    std::vector<uint32_t> lengths;
    std::vector<WordReading> words;
    Encoder::Scratch encoder;
  };
  // Fills lemma, upos, xpos, feats, head and deprel of all tokens and appends to the lemmas.
  // REQUIRES: no sentence is empty; spans and vectors of the tokens are in place.
  void analyse(std::string_view text, Scratch& scratch, Analysis& analysis) const;

  const std::vector<std::string>& feats_names() const { return encoder_.feats_names(); }

 private:
  // Do a hedge and a number begin here?
  bool is_hedge(std::string_view text, const Sentence& sentence, const Tokens& tokens,
                TokenId t) const;
  // What the encoder says of the tokens of one sentence: those from `first`.
  void write_sentence(std::string_view text, const Sentence& sentence, const Scratch& s,
                      size_t first, size_t count, Analysis& analysis) const;
  // Takes the ending off a plural that the lemmas end with, from `begin` on.
  void make_singular(size_t begin, std::string& lemmas) const;
  void write_hedge(std::string_view text, TokenId preposition, Analysis& analysis) const;

  ModelFile file_;
  Encoder encoder_;
  std::set<std::pair<std::string, std::string>, std::less<>> hedges_;
  std::set<std::string, std::less<>> numbers_;
  std::set<std::string, std::less<>> plural_only_;
  std::set<std::string, std::less<>> attributes_;
  InstructionSet set_ = best_instruction_set();
};

}  // namespace sitrep
