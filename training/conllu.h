// Trees of a CoNLL-U file, as training wants them.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/language/analysis.h"

namespace sitrep::training {

struct TagClass {
  Upos upos = Upos::X;
  uint8_t xpos = 0;
  friend constexpr auto operator<=>(const TagClass&, const TagClass&) = default;
};

struct TreeWord {
  std::string form;
  std::string lemma;
  TagClass tag;
  std::string feats;  // "" for none
  int32_t head = -1;  // -1: the root of the sentence
  Deprel deprel = Deprel::dep;
  bool space_before = true;
  bool paragraph_before = false;  // it begins a paragraph or a document
};
using Tree = std::vector<TreeWord>;

// The trees of the file, less the documents whose `# meta::sourceURL` holds one of `left_out`.
// Errors: not_found, io, malformed (with the line).
Result<std::vector<Tree>> read_conllu(const std::string& path,
                                      const std::vector<std::string>& left_out);

}  // namespace sitrep::training
