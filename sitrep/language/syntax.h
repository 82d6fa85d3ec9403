// The trained half of the engine: fills tags, lemmas and trees of the sentences of an Analysis.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/language/analysis.h"
#include "sitrep/language/lemmatiser.h"
#include "sitrep/language/model_file.h"
#include "sitrep/language/parser.h"
#include "sitrep/language/tagger.h"
#include "sitrep/language/word_features.h"

namespace sitrep {

// Immutable; safe to share between threads.
class Syntax {
 public:
  // Maps that model file. Errors: not_found, io, corrupt.
  static Result<Syntax> open(const std::string& path);

  struct Scratch {
    std::vector<std::string_view> forms;
    std::vector<WordFeatures> words;
    std::vector<uint8_t> tags;
    std::vector<uint16_t> feats;
    std::vector<Upos> upos;
    std::vector<int32_t> heads;
    std::vector<Deprel> deprels;
    Tagger::Scratch tagger;
    Lemmatiser::Scratch lemmatiser;
    Parser::Scratch parser;
  };
  // Fills lemma, upos, xpos, feats, head and deprel of the sentence's tokens and appends to the
  // lemmas. REQUIRES: the sentence is not empty; spans and vectors of the tokens are in place.
  void analyse(std::string_view text, const Sentence& sentence, Scratch& scratch,
               Analysis& analysis) const;

  const std::vector<std::string>& feats_names() const { return tagger_.feats_names(); }

 private:
  ModelFile file_;
  WordTable table_;
  Tagger tagger_;
  Lemmatiser lemmatiser_;
  Parser parser_;
};

}  // namespace sitrep
