// Decides which place of the gazetteer each toponym is.
//
// All toponyms of the same words are one sense. Each sense has candidates with a score that adds up
// what is known before reading (how many live there, what it is), what the words around say (its
// type, what it lies in), and what the other senses of the document say: the countries and
// divisions that they lie in, and how near they are. That last part depends on what the others are
// taken for, so it is done a few times over.
#pragma once

#include <vector>

#include "sitrep/ground/place_names.h"

namespace sitrep {

struct PlaceChoice {
  uint32_t place = kNoPlace;
  double probability = 0;  // that it is this one, given that it is a place
};

// One for each toponym. `dateline_place` may be empty.
std::vector<PlaceChoice> choose_places(const Document& document,
                                       const std::vector<Toponym>& toponyms,
                                       const PlaceGrammar::Parts& grammar,
                                       const Gazetteer& gazetteer, std::string_view dateline_place);

}  // namespace sitrep
