#include "sitrep/claims/same_place.h"

#include <algorithm>

#include "sitrep/ground/geodesy.h"

namespace sitrep {
namespace {

// A place without a radius is a point; what lies closer than this is told apart by few.
constexpr double kPointKm = 1;
constexpr double kCloseKm = 5;
// Larger ones than this are regions, in which two things need not be in one place.
constexpr double kTownKm = 30;

double km_between(const Place& a, const Place& b) {
  return great_circle_km(*a.lat, *a.lon, *b.lat, *b.lon);
}

double radius(const Place& place) {
  return place.radius_km.value_or(kPointKm);
}

}  // namespace

bool same_place(const Place& a, const Place& b) {
  if (!a.id.empty() && a.id == b.id) return true;
  if ((a.id.empty() || b.id.empty()) && a.name == b.name) return true;
  if (!a.lat || !b.lat || radius(a) > kTownKm || radius(b) > kTownKm) return false;
  return km_between(a, b) <= std::max({radius(a), radius(b), kCloseKm});
}

bool lies_in(const Place& inner, const Place& outer) {
  if (same_place(inner, outer)) return true;
  if (outer.feature == "country") return inner.country == outer.country;
  if (outer.feature == "admin1")
    return inner.country == outer.country && inner.admin1 == outer.admin1;
  if (!inner.lat || !outer.lat || radius(inner) > radius(outer)) return false;
  return km_between(inner, outer) <= radius(outer);
}

}  // namespace sitrep
