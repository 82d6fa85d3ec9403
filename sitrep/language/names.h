// Finds the names in a text: which words, and what kind of thing they name.
#pragma once

#include <string_view>
#include <vector>

#include "sitrep/language/analysis.h"
#include "sitrep/language/entity_words.h"

namespace sitrep {

class NameFinder {
 public:
  // REQUIRES: words outlives this.
  explicit NameFinder(const EntityWords& words) : words_(&words) {}

  // Appends a mention of form name for each name, in the order of the text, with span, extent
  // (still the span), head (the last token) and kind. Uses tokens, sentences and tags.
  void find(std::string_view text, Analysis& out) const;

 private:
  const EntityWords* words_;
};

}  // namespace sitrep
