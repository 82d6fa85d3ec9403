// Parts of speech and morphology: greedy linear classifiers from left to right. One class is a pair
// of a universal and a Penn tag; features follow from the tags on both sides.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/language/analysis.h"
#include "sitrep/language/linear_model.h"
#include "sitrep/language/model_file.h"
#include "sitrep/language/word_features.h"

namespace sitrep {

struct TagClass {
  Upos upos = Upos::X;
  uint8_t xpos = 0;
  friend constexpr auto operator<=>(const TagClass&, const TagClass&) = default;
};

// The features of the tag of word i; `tags` has the classes of the words before it.
void tag_features(std::span<const WordFeatures> words, std::span<const uint8_t> tags, size_t i,
                  std::vector<uint64_t>& features);
// The features of the morphology of word i; `tags` has all classes of the sentence.
void morphology_features(std::span<const WordFeatures> words, std::span<const uint8_t> tags,
                         size_t i, std::vector<uint64_t>& features);

// Immutable; reads from the model file, which outlives it.
class Tagger {
 public:
  // Reads the sections tag.classes, tag.weights, feats.classes, feats.weights. Errors: corrupt.
  static Result<Tagger> open(const ModelFile& file);

  std::span<const TagClass> classes() const { return classes_; }
  const std::vector<std::string>& feats_names() const { return feats_names_; }

  struct Scratch {
    std::vector<uint64_t> features;
    std::vector<int32_t> scores;
  };
  // Fills one class and one entry of feats_names a word.
  void tag(std::span<const WordFeatures> words, Scratch& scratch, std::vector<uint8_t>& tags,
           std::vector<uint16_t>& feats) const;

 private:
  std::vector<TagClass> classes_;
  std::vector<std::string> feats_names_;        // [0] is ""
  std::vector<std::vector<uint8_t>> feats_of_;  // by tag class: what it may have
  LinearModel tags_;
  LinearModel feats_;
};

}  // namespace sitrep
