// Distances and offsets on the WGS 84 ellipsoid. GeographicLib: C. F. F. Karney, Algorithms for
// geodesics, J. Geodesy 87 (2013).
#pragma once

#include <optional>
#include <string_view>

namespace sitrep {

struct Point {
  double lat = 0;  // degrees
  double lon = 0;
};

// On a sphere: good to half a percent, for comparing.
double great_circle_km(double lat1, double lon1, double lat2, double lon2);
// Where one comes to from a point, going `km` along a geodesic that sets out at `azimuth` degrees
// east of north.
Point offset(Point from, double azimuth, double km);
// The middle of the geodesic between two points, and how long that is.
Point middle(Point a, Point b, double* km = nullptr);
// Degrees of a compass point: "N" 0, "NNE" 22.5, "E" 90; none for any other word.
std::optional<double> azimuth_of(std::string_view compass_point);

}  // namespace sitrep
