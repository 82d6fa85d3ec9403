#include "sitrep/ground/place.h"

#include <algorithm>
#include <cmath>

#include "sitrep/ground/place_at.h"
#include "sitrep/ground/place_capitals.h"
#include "sitrep/ground/place_choose.h"
#include "sitrep/ground/place_coordinates.h"
#include "sitrep/ground/place_locate.h"
#include "sitrep/ground/place_names.h"
#include "sitrep/ground/place_parts.h"

namespace sitrep {
namespace {

// Logistic fits on training texts (training/places/confidence.py).
double logistic(double log_odds) {
  return 1 / (1 + std::exp(-log_odds));
}

// The share of names with so much evidence that are places.
double is_a_place(double evidence) {
  return logistic(0.706 + 0.195 * evidence);
}

// The share of places for which the choice is right where it says `probability`.
double is_that_place(double probability) {
  const double p = std::clamp(probability, 0.0005, 0.9995);
  return logistic(1.028 + 0.371 * std::log(p / (1 - p)));
}

Place place_of(const Toponym& toponym, const PlaceChoice& choice, const Gazetteer& gazetteer,
               std::string_view text) {
  Place place;
  place.span = toponym.span;
  const double named = is_a_place(toponym.evidence);
  if (choice.place == kNoPlace) {
    place.name = toponym.span.of(text);
    place.confidence = named;
    return place;
  }
  const GazetteerPlace known = gazetteer.place(choice.place);
  take_entry(known, place);
  place.feature = name_of(known.feature);
  place.confidence = named * is_that_place(choice.probability);
  return place;
}

// Where the words tell the place of a town that the gazetteer knows ("Haditha, 240 km northwest of
// Baghdad"), both are that town.
void move_to_town(const RelativePlace& relative, const std::vector<Toponym>& toponyms,
                  const Gazetteer& gazetteer, std::string_view text, Place& place,
                  std::vector<Place>& named) {
  if (relative.kind != "offset") return;
  const Subject subject = find_subject(relative, place, toponyms, gazetteer);
  if (subject.place == kNoPlace) return;
  named[subject.toponym] =
      place_of(toponyms[subject.toponym], {subject.place, 0.95}, gazetteer, text);
  put_where(named[subject.toponym], place);
}

Place place_of(const Coordinates& point, const Gazetteer& gazetteer, std::string_view text) {
  constexpr double kSure = 0.95;
  Place place;
  place.span = point.span;
  place.name = point.span.of(text);
  place.lat = point.point.lat;
  place.lon = point.point.lon;
  place.country = gazetteer.borders().country_at(point.point);
  place.feature = kPointFeature;
  place.radius_km = point.radius_km;
  place.confidence = kSure;
  return place;
}

}  // namespace

std::vector<Place> ground_places(const Document& document, const Analysis& analysis,
                                 const PlaceGrammar& grammar, const Gazetteer& gazetteer,
                                 const std::vector<Quantity>& quantities, Span dateline) {
  const auto& words = grammar.parts();
  const PublisherHome home = publisher_home(document.meta, words, gazetteer);
  auto toponyms = find_toponyms({document, analysis, words, gazetteer, home, dateline});
  const auto relatives = find_relative_places(document, analysis, words, toponyms, quantities);
  // One measures from a town, not from the middle of the province of that name.
  for (const RelativePlace& relative : relatives) {
    FeatureSet& types = toponyms[relative.anchor].types;
    const bool measured = relative.distance_km || relative.kind == "near" ||
                          relative.kind == "outskirts" || relative.kind == "road";
    if (types == 0 && measured) types = kSettlements;
  }
  const auto choices = choose_places(toponyms, gazetteer, home);
  std::vector<Place> named;
  for (size_t t = 0; t < toponyms.size(); ++t) {
    named.push_back(place_of(toponyms[t], choices[t], gazetteer, document.text));
  }
  place_parts(toponyms, gazetteer, document.text, named);
  std::vector<std::optional<Place>> located;
  for (const RelativePlace& relative : relatives) {
    located.push_back(locate(relative, {toponyms, named, gazetteer, analysis, document.text}));
    if (!located.back()) continue;
    move_to_town(relative, toponyms, gazetteer, document.text, *located.back(), named);
  }
  const auto points = find_coordinates(document.text);
  size_t point = 0;
  std::vector<Place> places;
  size_t next = 0;
  std::vector<uint32_t> index(named.size());  // of toponyms, among the places
  for (size_t t = 0; t < named.size(); ++t) {
    for (; point < points.size() && points[point].span.begin < named[t].span.begin; ++point) {
      places.push_back(place_of(points[point], gazetteer, document.text));
    }
    const auto anchor = static_cast<uint32_t>(places.size());
    index[t] = anchor;
    places.push_back(named[t]);
    for (; next < relatives.size() && relatives[next].anchor == t; ++next) {
      if (!located[next]) continue;
      places.push_back(std::move(*located[next]));
      places.back().relation->anchor = anchor;
    }
  }
  for (; point < points.size(); ++point) {
    places.push_back(place_of(points[point], gazetteer, document.text));
  }
  for (size_t t = 0; t < named.size(); ++t) {
    if (!toponyms[t].capital) continue;
    const size_t country = country_of_capital(t, named[t], toponyms, named);
    if (country == kNoToponym) continue;
    places[index[t]].relation = PlaceRelation{};
    places[index[t]].relation->kind = "capital";
    places[index[t]].relation->anchor = index[country];
  }
  return places;
}

}  // namespace sitrep
