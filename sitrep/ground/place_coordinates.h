// Points that the text gives in numbers: "36°20'N 43°08'E", "36.335 N, 43.119 E", and references to
// the military grid, "38S LF 4410 2230" (GeographicLib).
#pragma once

#include <string_view>
#include <vector>

#include "sitrep/base/span.h"
#include "sitrep/ground/geodesy.h"

namespace sitrep {

// What Place::feature says of such a place.
inline constexpr std::string_view kPointFeature = "point";

struct Coordinates {
  Span span;
  Point point;
  double radius_km = 0;  // how exact the digits are
};

// In the order of the text. Latitudes past 90 degrees, minutes past 59 and squares that the grid
// does not have are no coordinates.
std::vector<Coordinates> find_coordinates(std::string_view text);

}  // namespace sitrep
