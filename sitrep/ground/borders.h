// Where countries end: outlines of Natural Earth, as npm's world-atlas has them.
//
// An outline is a set of arcs, and an arc that two countries share is their border: it is there
// once and names both. A point lies in a country where a line from it to the east crosses the
// country's arcs an odd number of times, whatever their order and direction.
//
//     u32 countries, u32 arcs; countries times char[4]; arcs times Arc; then points, i32 latitude
//     and longitude in millionths of a degree (little endian)
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/ground/geodesy.h"
#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

// Views bytes that outlive it. Immutable; share it between threads.
class Borders {
 public:
  Borders() = default;
  // None where the bytes are damaged. No bytes are no borders.
  static std::optional<Borders> from_bytes(std::string_view bytes);

  bool empty() const { return arcs_ == 0; }
  // ISO 3166-1 alpha-3 of the country at that point; empty at sea and where none is known.
  std::string_view country_at(Point point) const;
  // Whether there is an outline of that country.
  bool knows(std::string_view iso3) const;
  // The point of the outline of `iso3` that is nearest to `from`, and how far that is. With a
  // `neighbour`, of their common border alone. None where there is none.
  struct Nearest {
    Point point;
    double km = 0;
  };
  std::optional<Nearest> nearest(std::string_view iso3, std::string_view neighbour,
                                 Point from) const;
  // A point in the middle of the common border of two countries, and how far that border reaches
  // from there.
  std::optional<Nearest> middle(std::string_view iso3, std::string_view neighbour) const;

 private:
  static constexpr uint32_t kNone = 0xFFFFFFFF;
  struct Arc {
    uint32_t first;  // points
    uint32_t count;
    uint32_t countries[2];  // that it bounds; kNone where there is only one
    int32_t south, north, west, east;
  };
  friend class BorderReader;

  Arc arc(uint32_t index) const;
  Point point(uint32_t index) const;
  std::string_view country(uint32_t index) const { return bytes_.substr(8 + 4 * index, 3); }
  uint32_t index_of(std::string_view iso3) const;
  template <class Visit>
  void each_point(uint32_t a, uint32_t b, Visit visit) const;

  std::string_view bytes_;
  uint32_t countries_ = 0;
  uint32_t arcs_ = 0;
  uint32_t points_ = 0;
};

// The bytes of the outlines of a TopoJSON file of world-atlas. Its numbers and names of countries
// are those of the lexicon (`iso_numeric`, the title, `outline`); other outlines are left out.
// Errors: not_found, malformed.
Result<std::string> read_borders(const std::string& topojson, const Lexicon& lexicon);

}  // namespace sitrep
