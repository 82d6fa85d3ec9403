// Places that are given by another: "60 km south of Mosul", "between Tikrit and Baiji", "the
// airfield near Qayyarah", "on the outskirts of Aleppo".
#pragma once

#include <string>
#include <vector>

#include "sitrep/ground/place_grammar.h"
#include "sitrep/ground/place_names.h"
#include "sitrep/ground/values.h"
#include "sitrep/language/analysis.h"
#include "sitrep/text/document.h"

namespace sitrep {

// What the words say, without coordinates yet.
struct RelativePlace {
  Span span;                  // the whole expression, with the anchor
  size_t anchor = 0;          // toponyms
  size_t other = kNoToponym;  // the second of "between A and B"
  std::string kind;           // "offset", "direction", "distance", "between", "site", "near", ...
  std::optional<double> distance_km;
  std::string bearing;             // compass point
  std::optional<Feature> feature;  // of a site
  double radius_km = 0;            // of a relation that has one of its own
  // Toponyms that the words may tell the place of: "Qayyarah" of "Qayyarah, a town 60 km south of
  // Mosul".
  std::vector<size_t> subjects;
};

// By anchor. At most one for an anchor, and one for a site.
std::vector<RelativePlace> find_relative_places(const Document& document, const Analysis& analysis,
                                                const PlaceGrammar::Parts& grammar,
                                                const std::vector<Toponym>& toponyms,
                                                const std::vector<Quantity>& quantities);

// The place that it comes to. REQUIRES: `anchor` has coordinates, and so has `other` where the
// relation needs one (else null).
Place locate(const RelativePlace& relative, const Place& anchor, const Place* other,
             std::string_view text);

// The place of the gazetteer that bears a subject's name and lies about where `located` is: then
// the words tell where that place is, and its own point is the better one.
struct Subject {
  size_t toponym = kNoToponym;
  uint32_t place = kNoPlace;
};
Subject find_subject(const RelativePlace& relative, const Place& located,
                     const std::vector<Toponym>& toponyms, const Gazetteer& gazetteer);

}  // namespace sitrep
