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

constexpr FeatureSet kSettlements = feature_bit(Feature::city) |
                                    feature_bit(Feature::neighbourhood) |
                                    feature_bit(Feature::airport) | feature_bit(Feature::airbase);

// The relative place, without coordinates where its anchor has none. Where the words tell the place
// of a town that the gazetteer knows, both are that town.
Place locate_relative(const RelativePlace& relative, const std::vector<Toponym>& toponyms,
                      const Gazetteer& gazetteer, std::string_view text,
                      std::vector<Place>& named) {
  const Place& anchor = named[relative.anchor];
  const Place* other = relative.other == kNoToponym ? nullptr : &named[relative.other];
  if (!anchor.lat || (other != nullptr && !other->lat)) return {};
  Place place = locate(relative, anchor, other, text);
  if (relative.kind != "offset") return place;
  const Subject subject = find_subject(relative, place, toponyms, gazetteer);
  if (subject.place == kNoPlace) return place;
  named[subject.toponym] =
      place_of(toponyms[subject.toponym], {subject.place, 0.95}, gazetteer, text);
  const Place& town = named[subject.toponym];
  place.lat = town.lat;
  place.lon = town.lon;
  place.radius_km = town.radius_km;
  place.country = town.country;
  place.admin1 = town.admin1;
  return place;
}

}  // namespace

std::vector<Place> ground_places(const Document& document, const Analysis& analysis,
                                 const PlaceGrammar& grammar, const Gazetteer& gazetteer,
                                 const std::vector<Quantity>& quantities,
                                 std::string_view dateline_place) {
  const auto& words = grammar.parts();
  auto toponyms = find_toponyms(document, analysis, words, gazetteer);
  const auto relatives = find_relative_places(document, analysis, words, toponyms, quantities);
  // One measures from a town, not from the middle of the province of that name.
  for (const RelativePlace& relative : relatives) {
    FeatureSet& types = toponyms[relative.anchor].types;
    if (types == 0 && relative.distance_km) types = kSettlements;
  }
  const auto choices = choose_places(document, toponyms, words, gazetteer, dateline_place);
  std::vector<Place> named;
  for (size_t t = 0; t < toponyms.size(); ++t) {
    named.push_back(place_of(toponyms[t], choices[t], gazetteer, document.text));
  }
  std::vector<Place> located;
  for (const RelativePlace& relative : relatives) {
    located.push_back(locate_relative(relative, toponyms, gazetteer, document.text, named));
  }
  std::vector<Place> places;
  size_t next = 0;
  for (size_t t = 0; t < named.size(); ++t) {
    const auto anchor = static_cast<uint32_t>(places.size());
    places.push_back(std::move(named[t]));
    for (; next < relatives.size() && relatives[next].anchor == t; ++next) {
      if (!located[next].lat) continue;
      places.push_back(std::move(located[next]));
      places.back().relation->anchor = anchor;
    }
  }
  return places;
}

}  // namespace sitrep
