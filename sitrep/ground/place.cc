#include "sitrep/ground/place.h"

#include <cmath>

#include "sitrep/ground/place_choose.h"
#include "sitrep/ground/place_names.h"
#include "sitrep/ground/place_relative.h"

namespace sitrep {
namespace {

Place place_of(const Toponym& toponym, const PlaceChoice& choice, const Gazetteer& gazetteer,
               std::string_view text) {
  Place place;
  place.span = toponym.span;
  const double named = 1 / (1 + std::exp(-toponym.evidence));
  if (choice.place == kNoPlace) {
    place.name = toponym.span.of(text);
    place.confidence = named;
    return place;
  }
  const GazetteerPlace known = gazetteer.place(choice.place);
  place.name = known.name;
  place.id = known.id;
  place.lat = known.lat;
  place.lon = known.lon;
  place.country = known.country;
  place.admin1 = known.admin1;
  place.feature = name_of(known.feature);
  place.radius_km = known.radius_km;
  place.confidence = named * choice.probability;
  return place;
}

}  // namespace

std::vector<Place> ground_places(const Document& document, const Analysis& analysis,
                                 const PlaceGrammar& grammar, const Gazetteer& gazetteer,
                                 const std::vector<Quantity>& quantities,
                                 std::string_view dateline_place) {
  const auto& words = grammar.parts();
  const auto toponyms = find_toponyms(document, analysis, words, gazetteer);
  const auto choices = choose_places(document, toponyms, words, gazetteer, dateline_place);
  const auto relatives = find_relative_places(document, analysis, words, toponyms, quantities);

  std::vector<Place> named;
  for (size_t t = 0; t < toponyms.size(); ++t) {
    named.push_back(place_of(toponyms[t], choices[t], gazetteer, document.text));
  }
  std::vector<Place> places;
  size_t next = 0;
  for (size_t t = 0; t < named.size(); ++t) {
    const auto anchor = static_cast<uint32_t>(places.size());
    places.push_back(named[t]);
    for (; next < relatives.size() && relatives[next].anchor == t; ++next) {
      const RelativePlace& relative = relatives[next];
      const Place* other = relative.other == kNoToponym ? nullptr : &named[relative.other];
      if (!named[t].lat || (other != nullptr && !other->lat)) continue;
      places.push_back(locate(relative, named[t], other, document.text));
      places.back().relation->anchor = anchor;
    }
  }
  return places;
}

}  // namespace sitrep
