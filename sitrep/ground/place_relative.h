// Places that are given by another, as the words have them: "60 km south of Mosul", "between Tikrit
// and Baiji", "the airfield near Qayyarah", "on the outskirts of Aleppo", "on the border with
// Turkey". place_locate.h says where they are.
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

}  // namespace sitrep
