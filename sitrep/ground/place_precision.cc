#include "sitrep/ground/place_precision.h"

#include "sitrep/ground/gazetteer.h"
#include "sitrep/ground/place_coordinates.h"

namespace sitrep {
namespace {

constexpr double kAroundKm = 25;

std::optional<int> of_relation(const Place& place) {
  const bool line = place.relation->kind == "border" || place.relation->kind == "road";
  return !line && place.radius_km.value_or(kAroundKm + 1) <= kAroundKm ? 2 : 5;
}

std::optional<int> of_feature(Feature feature) {
  switch (feature) {
    case Feature::city:
    case Feature::neighbourhood:
    case Feature::airbase:
    case Feature::airport:
    case Feature::camp:
    case Feature::crossing:
    case Feature::facility:
      return 1;
    case Feature::admin2:
      return 3;
    case Feature::admin1:
      return 4;
    case Feature::region:
    case Feature::river:
    case Feature::lake:
    case Feature::mountain:
    case Feature::island:
    case Feature::desert:
      return 5;
    case Feature::country:
      return 6;
    case Feature::sea:
      return 7;
    case Feature::continent:
      break;
  }
  return std::nullopt;
}

}  // namespace

std::optional<int> ucdp_where_prec(const Place& place) {
  if (!place.lat || !place.lon) return std::nullopt;
  // A capital is as exact as its name.
  if (place.relation && place.id.empty()) return of_relation(place);
  if (place.feature == kPointFeature) return 1;
  const auto feature = feature_of(place.feature);
  return feature ? of_feature(*feature) : std::nullopt;
}

std::optional<int> acled_geo_precision(const Place& place) {
  const auto exact = ucdp_where_prec(place);
  if (!exact) return std::nullopt;
  switch (*exact) {
    case 1:
      return 1;
    case 2:
    case 3:
      return 2;
    case 6:
      return std::nullopt;
    default:
      return 3;
  }
}

}  // namespace sitrep
