#include "sitrep/ground/geodesy.h"

#include <GeographicLib/Geodesic.hpp>
#include <array>
#include <cmath>
#include <numbers>

namespace sitrep {
namespace {

constexpr double kEarthKm = 6371.0;
constexpr std::array<std::string_view, 16> kCompass = {"N",  "NNE", "NE", "ENE", "E",  "ESE",
                                                       "SE", "SSE", "S",  "SSW", "SW", "WSW",
                                                       "W",  "WNW", "NW", "NNW"};

double radians(double degrees) {
  return degrees * std::numbers::pi / 180;
}

}  // namespace

double great_circle_km(double lat1, double lon1, double lat2, double lon2) {
  const double up = std::sin(radians(lat2 - lat1) / 2);
  const double across = std::sin(radians(lon2 - lon1) / 2);
  const double h = up * up + std::cos(radians(lat1)) * std::cos(radians(lat2)) * across * across;
  return 2 * kEarthKm * std::asin(std::sqrt(std::min(1.0, h)));
}

Point offset(Point from, double azimuth, double km) {
  Point to;
  GeographicLib::Geodesic::WGS84().Direct(from.lat, from.lon, azimuth, km * 1000, to.lat, to.lon);
  return to;
}

Point middle(Point a, Point b, double* km) {
  double metres = 0;
  double azimuth = 0;
  double end = 0;
  GeographicLib::Geodesic::WGS84().Inverse(a.lat, a.lon, b.lat, b.lon, metres, azimuth, end);
  if (km != nullptr) *km = metres / 1000;
  return offset(a, azimuth, metres / 2000);
}

std::optional<double> azimuth_of(std::string_view compass_point) {
  for (size_t i = 0; i < kCompass.size(); ++i) {
    if (kCompass[i] == compass_point) return 22.5 * static_cast<double>(i);
  }
  return std::nullopt;
}

}  // namespace sitrep
