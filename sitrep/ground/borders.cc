#include "sitrep/ground/borders.h"

#include <simdjson.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <map>

namespace sitrep {
namespace {

constexpr double kMillionth = 1e-6;

template <class T>
T read_at(std::string_view bytes, size_t at) {
  T value{};
  std::memcpy(&value, bytes.data() + at, sizeof(T));
  return value;
}

template <class T>
void put(std::string& out, const T& value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof(value));
}

}  // namespace

std::optional<Borders> Borders::from_bytes(std::string_view bytes) {
  Borders borders;
  if (bytes.empty()) return borders;
  if (bytes.size() < 8) return std::nullopt;
  borders.bytes_ = bytes;
  borders.countries_ = read_at<uint32_t>(bytes, 0);
  borders.arcs_ = read_at<uint32_t>(bytes, 4);
  const uint64_t head = 8 + 4ull * borders.countries_ + sizeof(Arc) * uint64_t{borders.arcs_};
  if (head > bytes.size() || (bytes.size() - head) % 8 != 0) return std::nullopt;
  borders.points_ = static_cast<uint32_t>((bytes.size() - head) / 8);
  for (uint32_t i = 0; i < borders.arcs_; ++i) {
    const Arc arc = borders.arc(i);
    if (arc.first > borders.points_ || arc.count > borders.points_ - arc.first) return std::nullopt;
    for (const uint32_t country : arc.countries) {
      if (country != kNone && country >= borders.countries_) return std::nullopt;
    }
  }
  return borders;
}

Borders::Arc Borders::arc(uint32_t index) const {
  return read_at<Arc>(bytes_, 8 + 4 * size_t{countries_} + sizeof(Arc) * size_t{index});
}

Point Borders::point(uint32_t index) const {
  const size_t at = bytes_.size() - 8 * size_t{points_ - index};
  return {read_at<int32_t>(bytes_, at) * kMillionth, read_at<int32_t>(bytes_, at + 4) * kMillionth};
}

uint32_t Borders::index_of(std::string_view iso3) const {
  for (uint32_t i = 0; i < countries_; ++i) {
    if (country(i) == iso3) return i;
  }
  return kNone;
}

bool Borders::knows(std::string_view iso3) const {
  return index_of(iso3) != kNone;
}

std::string_view Borders::country_at(Point at) const {
  const auto lat = static_cast<int32_t>(std::lround(at.lat / kMillionth));
  const auto lon = static_cast<int32_t>(std::lround(at.lon / kMillionth));
  std::vector<bool> inside(countries_, false);
  for (uint32_t i = 0; i < arcs_; ++i) {
    const Arc a = arc(i);
    if (lat < a.south || lat > a.north || lon > a.east) continue;
    bool odd = false;
    for (uint32_t p = a.first; p + 1 < a.first + a.count; ++p) {
      const Point from = point(p);
      const Point to = point(p + 1);
      if ((from.lat > at.lat) == (to.lat > at.lat)) continue;
      const double share = (at.lat - from.lat) / (to.lat - from.lat);
      if (at.lon < from.lon + share * (to.lon - from.lon)) odd = !odd;
    }
    for (const uint32_t country : a.countries) {
      if (odd && country != kNone) inside[country] = !inside[country];
    }
  }
  const auto found = std::find(inside.begin(), inside.end(), true);
  return found == inside.end() ? std::string_view()
                               : country(static_cast<uint32_t>(found - inside.begin()));
}

// The points of the arcs of `a`; where `b` is a country, of those that are its as well.
template <class Visit>
void Borders::each_point(uint32_t a, uint32_t b, Visit visit) const {
  for (uint32_t i = 0; i < arcs_; ++i) {
    const Arc own = arc(i);
    const auto is_of = [&own](uint32_t c) {
      return own.countries[0] == c || own.countries[1] == c;
    };
    if (!is_of(a) || (b != kNone && !is_of(b))) continue;
    for (uint32_t p = own.first; p < own.first + own.count; ++p) visit(point(p));
  }
}

std::optional<Borders::Nearest> Borders::nearest(std::string_view iso3, std::string_view neighbour,
                                                 Point from) const {
  const uint32_t a = index_of(iso3);
  const uint32_t b = neighbour.empty() ? kNone : index_of(neighbour);
  if (a == kNone || (b == kNone && !neighbour.empty())) return std::nullopt;
  std::optional<Nearest> best;
  each_point(a, b, [&](Point p) {
    const double km = great_circle_km(from.lat, from.lon, p.lat, p.lon);
    if (!best || km < best->km) best = Nearest{p, km};
  });
  return best;
}

std::optional<Borders::Nearest> Borders::middle(std::string_view iso3,
                                                std::string_view neighbour) const {
  const uint32_t a = index_of(iso3);
  const uint32_t b = index_of(neighbour);
  if (a == kNone || b == kNone || a == b) return std::nullopt;
  double lat = 0;
  double lon = 0;
  size_t count = 0;
  each_point(a, b, [&](Point p) {
    lat += p.lat;
    lon += p.lon;
    ++count;
  });
  if (count == 0) return std::nullopt;
  const auto n = static_cast<double>(count);
  auto found = nearest(iso3, neighbour, {lat / n, lon / n});
  found->km = 0;
  each_point(a, b, [&](Point p) {
    found->km =
        std::max(found->km, great_circle_km(found->point.lat, found->point.lon, p.lat, p.lon));
  });
  return found;
}

// Reads `objects.countries` and `arcs` of a quantised TopoJSON file.
class BorderReader {
 public:
  explicit BorderReader(const Lexicon& lexicon) {
    for (const LexiconEntry* entry : lexicon.section("country")) {
      const std::string iso3(entry->get("iso3"));
      if (entry->has("iso_numeric")) codes_.emplace(entry->get("iso_numeric"), iso3);
      codes_.emplace(entry->title(), iso3);
      for (const std::string_view name : split_list(entry->get("outline"))) {
        codes_.emplace(name, iso3);
      }
    }
  }

  Result<std::string> read(const std::string& path) {
    simdjson::dom::parser parser;
    simdjson::dom::element file;
    if (const auto error = parser.load(path).get(file); error != simdjson::SUCCESS) {
      const auto code = error == simdjson::IO_ERROR ? ErrorCode::not_found : ErrorCode::malformed;
      return fail(code, path + ": " + simdjson::error_message(error));
    }
    simdjson::dom::array countries;
    simdjson::dom::array arcs;
    if (file["arcs"].get(arcs) != simdjson::SUCCESS ||
        file.at_pointer("/objects/countries/geometries").get(countries) != simdjson::SUCCESS ||
        !read_transform(file) || !read_arcs(arcs)) {
      return fail(ErrorCode::malformed, path + ": not a TopoJSON file of countries");
    }
    for (const simdjson::dom::element country : countries) read_country(country);
    return bytes();
  }

 private:
  struct Line {
    std::vector<Point> points;
    std::vector<uint32_t> countries;
  };

  bool read_transform(simdjson::dom::element file) {
    return file.at_pointer("/transform/scale/0").get(scale_.lon) == simdjson::SUCCESS &&
           file.at_pointer("/transform/scale/1").get(scale_.lat) == simdjson::SUCCESS &&
           file.at_pointer("/transform/translate/0").get(origin_.lon) == simdjson::SUCCESS &&
           file.at_pointer("/transform/translate/1").get(origin_.lat) == simdjson::SUCCESS;
  }

  // An arc is a list of differences from the point before.
  bool read_arcs(simdjson::dom::array arcs) {
    for (const simdjson::dom::element arc : arcs) {
      simdjson::dom::array steps;
      if (arc.get(steps) != simdjson::SUCCESS) return false;
      Line line;
      double x = 0;
      double y = 0;
      for (const simdjson::dom::element step : steps) {
        double dx = 0;
        double dy = 0;
        if (step.at(0).get(dx) != simdjson::SUCCESS || step.at(1).get(dy) != simdjson::SUCCESS)
          return false;
        x += dx;
        y += dy;
        line.points.push_back({y * scale_.lat + origin_.lat, x * scale_.lon + origin_.lon});
      }
      lines_.push_back(std::move(line));
    }
    return true;
  }

  void read_country(simdjson::dom::element country) {
    std::string_view name;
    std::string_view id;
    if (country["id"].get(id) != simdjson::SUCCESS) id = {};
    if (country.at_pointer("/properties/name").get(name) != simdjson::SUCCESS) name = {};
    auto code = codes_.find(id);
    if (code == codes_.end()) code = codes_.find(name);
    simdjson::dom::element rings;
    if (code == codes_.end() || country["arcs"].get(rings) != simdjson::SUCCESS) return;
    const auto at = std::find(names_.begin(), names_.end(), code->second);
    const auto index = static_cast<uint32_t>(at - names_.begin());
    if (at == names_.end()) names_.push_back(code->second);
    add_rings(rings, index, 0);
  }

  // Polygons and their rings: lists of lists of arcs; ~i is arc i the other way round.
  void add_rings(simdjson::dom::element element, uint32_t country, int depth) {
    int64_t arc = 0;
    simdjson::dom::array list;
    if (element.get(arc) == simdjson::SUCCESS) {
      const auto index = static_cast<size_t>(arc < 0 ? ~arc : arc);
      if (index < lines_.size()) lines_[index].countries.push_back(country);
    } else if (depth < 4 && element.get(list) == simdjson::SUCCESS) {
      for (const simdjson::dom::element inner : list) add_rings(inner, country, depth + 1);
    }
  }

  std::string bytes() const {
    std::string head;
    std::string arcs;
    std::string points;
    uint32_t count = 0;
    uint32_t next = 0;
    for (const Line& line : lines_) {
      // Where a country has both sides (Somaliland and the rest of Somalia), there is no border.
      if (line.countries.empty() || line.countries.size() > 2 || line.points.empty()) continue;
      if (line.countries.size() == 2 && line.countries[0] == line.countries[1]) continue;
      Borders::Arc arc{next,
                       static_cast<uint32_t>(line.points.size()),
                       {line.countries[0], Borders::kNone},
                       INT32_MAX,
                       INT32_MIN,
                       INT32_MAX,
                       INT32_MIN};
      if (line.countries.size() == 2) arc.countries[1] = line.countries[1];
      for (const Point& point : line.points) {
        const auto lat = static_cast<int32_t>(std::lround(point.lat / kMillionth));
        const auto lon = static_cast<int32_t>(std::lround(point.lon / kMillionth));
        arc.south = std::min(arc.south, lat);
        arc.north = std::max(arc.north, lat);
        arc.west = std::min(arc.west, lon);
        arc.east = std::max(arc.east, lon);
        put(points, lat);
        put(points, lon);
      }
      put(arcs, arc);
      next += arc.count;
      ++count;
    }
    put(head, static_cast<uint32_t>(names_.size()));
    put(head, count);
    for (std::string name : names_) {
      name.resize(4, '\0');
      head += name;
    }
    return head + arcs + points;
  }

  std::map<std::string, std::string, std::less<>> codes_;
  std::vector<std::string> names_;
  std::vector<Line> lines_;
  Point scale_;
  Point origin_;
};

Result<std::string> read_borders(const std::string& topojson, const Lexicon& lexicon) {
  return BorderReader(lexicon).read(topojson);
}

}  // namespace sitrep
