// Finds what a text refers to beside names: noun phrases and pronouns, from the trees, each with
// its core ("Iraqi government forces") and its whole phrase ("the Iraqi government forces near
// Mosul").
#pragma once

#include <string_view>
#include <vector>

#include "sitrep/language/analysis.h"
#include "sitrep/language/entity_words.h"

namespace sitrep {

class MentionFinder {
 public:
  // REQUIRES: words outlives this.
  explicit MentionFinder(const EntityWords& words) : words_(&words) {}

  // REQUIRES: out.mentions holds the names, in order. Gives the names their syntactic head and
  // whole phrase, adds nominals and pronouns, and orders all by begin, longer first. Nouns that the
  // lexicon does not know have kind other. A group of people is an organisation, not a person.
  void find(std::string_view text, Analysis& out) const;

 private:
  const EntityWords* words_;
};

}  // namespace sitrep
