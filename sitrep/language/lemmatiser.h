// From a word and its tag to its lemma: a linear classifier chooses an edit (lower case or not, cut
// so many bytes off the end, put these on), learned from the treebanks; forms that no common edit
// explains stand in a table.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/language/linear_model.h"
#include "sitrep/language/model_file.h"
#include "sitrep/language/word_features.h"

namespace sitrep {

struct LemmaEdit {
  bool lower = true;
  uint32_t cut = 0;       // bytes off the end
  std::string_view tail;  // then put on

  // False where the word is too short, or the cut would split a character.
  bool applies_to(std::string_view word) const;
  void append(std::string_view word, std::string& out) const;
};

void lemma_features(const WordFeatures& word, uint8_t tag, std::vector<uint64_t>& features);
// The key of a form with a tag in the table.
uint64_t lemma_key(uint64_t form, uint8_t tag);

// Immutable; reads from the model file, which outlives it.
class Lemmatiser {
 public:
  // Reads the sections lemma.edits, lemma.weights, lemma.table. Errors: corrupt.
  static Result<Lemmatiser> open(const ModelFile& file);

  struct Scratch {
    std::vector<uint64_t> features;
    std::vector<int32_t> scores;
  };
  // Appends the lemma of the word to `out`; never appends nothing.
  void append(std::string_view word, const WordFeatures& described, uint8_t tag, Scratch& scratch,
              std::string& out) const;

  struct Slot {
    uint32_t check = 0;
    uint32_t begin = 0;  // into the texts
    uint32_t size = 0;   // 0: a free slot
  };

 private:
  std::string_view find(uint64_t key) const;

  std::vector<LemmaEdit> edits_;
  LinearModel weights_;
  std::span<const Slot> slots_;
  std::string_view texts_;
};

}  // namespace sitrep
