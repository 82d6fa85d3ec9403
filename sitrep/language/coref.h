// Which mentions of a document stand for the same thing: a chain of sieves, the surest first, after
// Lee et al., "Deterministic coreference resolution based on entity-centric, precision-ranked
// rules" (2013). Names by their words, parts and initials; nominals by head, by the office that a
// person was introduced with, by kind; pronouns by agreement, nearness and role.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "sitrep/language/analysis.h"
#include "sitrep/language/entity_words.h"
#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

class Coreference {
 public:
  // REQUIRES: words outlives this.
  Coreference(const Lexicon& lexicon, const EntityWords& words);

  // Fills out.entities and the entity of each mention. Nominals of kind other and pronouns that
  // stand for nothing else in the document are dropped from out.mentions. Time grows with the
  // number of mentions: no search goes further back than a fixed number of them.
  void resolve(std::string_view text, Analysis& out) const;

  // Does the noun cover that noun or that kind? 'official' covers 'secretary'.
  bool covers(std::string_view general, std::string_view noun) const;
  bool covers(std::string_view general, EntityKind kind) const;
  // Is it a word for the seat of a government: "capital"?
  bool is_capital(std::string_view general) const;
  bool is_general(std::string_view noun) const { return general_.contains(std::string(noun)); }

 private:
  struct General {
    std::vector<std::string> nouns;
    std::vector<EntityKind> kinds;
    bool capital = false;  // only the capital of a country
  };
  std::unordered_map<std::string, General> general_;
  const EntityWords* words_;
};

}  // namespace sitrep
