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
#include "sitrep/ground/publisher_place.h"

namespace sitrep {

// What speaks for a candidate before the text is read, in log odds.
struct PlacePrior {
  double people = 0;   // how many live there
  double feature = 0;  // what it is
  double name = 0;     // whether the name is its own
  double total() const { return people + feature + name; }
};
PlacePrior prior_of(const GazetteerPlace& place, NameKind kind);

struct PlaceChoice {
  uint32_t place = kNoPlace;
  double probability = 0;  // that it is this one, given that it is a place
};

// One for each toponym.
std::vector<PlaceChoice> choose_places(const std::vector<Toponym>& toponyms,
                                       const Gazetteer& gazetteer, const PublisherHome& home);

}  // namespace sitrep
