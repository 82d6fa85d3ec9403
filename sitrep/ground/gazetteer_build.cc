#include "sitrep/ground/gazetteer_build.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "sitrep/base/hash.h"
#include "sitrep/ground/gazetteer_write.h"
#include "sitrep/ground/geodesy.h"

namespace sitrep {
namespace {

constexpr double kSamePlaceKm = 10;
// Outlines and GeoNames differ on contested land (Crimea is 250 km long): what lies farther off is
// located wrongly.
constexpr double kFarthestAstrayKm = 500;
constexpr size_t kMostNeighbours = 64;  // records of one name that are compared with each other
constexpr size_t kLongestText = 0xFFFF;
constexpr size_t kMostText = 0xE0000000;  // bytes: offsets have 32 bits

double usual_radius_km(Feature feature, uint64_t population) {
  switch (feature) {
    case Feature::country:
      return 300;
    case Feature::admin1:
      return 100;
    case Feature::admin2:
      return 30;
    case Feature::city:
      // A town of 10,000 has some 2 km, a city of 10 million some 30 km.
      return std::clamp(2.0 * std::pow(static_cast<double>(population) / 10000.0, 0.4), 1.0, 30.0);
    case Feature::neighbourhood:
    case Feature::airbase:
    case Feature::airport:
      return 2;
    case Feature::camp:
    case Feature::crossing:
    case Feature::facility:
      return 1;
    case Feature::island:
    case Feature::lake:
      return 20;
    default:
      return 200;
  }
}

int32_t millionths(double degrees) {
  return static_cast<int32_t>(std::lround(degrees * 1e6));
}

// Records are taken for one place only within a class.
int class_of(Feature feature) {
  switch (feature) {
    case Feature::city:
    case Feature::neighbourhood:
      return static_cast<int>(Feature::city);
    case Feature::airbase:
    case Feature::airport:
      return static_cast<int>(Feature::airport);
    default:
      return static_cast<int>(feature);
  }
}

}  // namespace

GazetteerBuilder::GazetteerBuilder(NameSpelling spelling) : spelling_(std::move(spelling)) {
  keep("");  // offset 0 is "no text"
}

uint32_t GazetteerBuilder::keep(std::string_view text) {
  const auto at = static_cast<uint32_t>(text_.size());
  const auto size = static_cast<uint16_t>(std::min(text.size(), kLongestText));
  text_.append(reinterpret_cast<const char*>(&size), sizeof(size));
  text_ += text.substr(0, size);
  return at;
}

uint32_t GazetteerBuilder::keep_once(std::string_view text) {
  if (text.empty()) return 0;
  const auto found = kept_.find(text);
  if (found != kept_.end()) return found->second;
  return kept_.emplace(text, keep(text)).first->second;
}

std::string_view GazetteerBuilder::text(uint32_t at) const {
  uint16_t size = 0;
  std::memcpy(&size, text_.data() + at, sizeof(size));
  return std::string_view(text_).substr(at + sizeof(size), size);
}

Result<void> GazetteerBuilder::add(const GazetteerRecord& record) {
  if (record.name.empty()) return fail(ErrorCode::invalid_argument, "a place without a name");
  const bool located = !std::isnan(record.lat) || !std::isnan(record.lon);
  if (located && !(std::abs(record.lat) <= 90 && std::abs(record.lon) <= 180)) {
    return fail(ErrorCode::invalid_argument, fmt::format("{}: no such coordinates: {}, {}",
                                                         record.name, record.lat, record.lon));
  }
  if (located && record.lat == 0 && record.lon == 0) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("{}: 0, 0 is where places go that nobody located", record.name));
  }
  if (rows_.size() >= gazetteer_format::kMostPlaces || text_.size() > kMostText) {
    return fail(ErrorCode::too_many, "more places than a gazetteer can hold");
  }
  Row row;
  row.id = keep(record.id);
  row.name = keep(record.name);
  row.located = located;
  if (located) {
    row.lat = millionths(record.lat);
    row.lon = millionths(record.lon);
  }
  row.feature = record.feature;
  if (record.iso3.size() == 3) std::memcpy(row.iso3, record.iso3.data(), 3);
  row.admin1 = keep_once(record.admin1);
  row.admin2 = keep_once(record.admin2);
  row.population = static_cast<uint32_t>(std::min<uint64_t>(record.population, 0xFFFFFFFF));
  row.radius_km = static_cast<float>(record.radius_km);
  const auto index = static_cast<uint32_t>(rows_.size());
  rows_.push_back(row);
  names_.push_back({index, row.name, NameKind::name});
  for (const GazetteerName& name : record.names) {
    if (!name.text.empty()) names_.push_back({index, keep(name.text), name.kind});
  }
  return {};
}

bool GazetteerBuilder::add_name(std::string_view id, const GazetteerName& name) {
  if (ids_.size() != rows_.size()) {
    ids_.clear();
    for (uint32_t i = 0; i < rows_.size(); ++i) ids_.emplace_back(hash64(text(rows_[i].id)), i);
    std::sort(ids_.begin(), ids_.end());
  }
  const uint64_t hash = hash64(id);
  const auto found = std::lower_bound(ids_.begin(), ids_.end(), std::pair(hash, uint32_t{0}));
  if (found == ids_.end() || found->first != hash || text(rows_[found->second].id) != id ||
      text_.size() > kMostText) {
    return false;
  }
  names_.push_back({found->second, keep(name.text), name.kind});
  return true;
}

std::string_view GazetteerBuilder::division_code(std::string_view iso3, std::string_view name) {
  auto key_of = [this](std::string_view country, std::string_view division) {
    std::string key;
    std::string reduced;
    spelling_.key(division, key);
    if (spelling_.has_articles(country) && spelling_.reduce(key, reduced)) key.swap(reduced);
    return key.empty() ? key : fmt::format("{}|{}", country, key);
  };
  if (!divisions_known_) {
    divisions_known_ = true;
    for (const Name& known : names_) {
      const Row& row = rows_[known.row];
      if (row.feature != Feature::admin1 || row.admin1 == 0) continue;
      const std::string key = key_of(std::string_view(row.iso3, 3), text(known.text));
      if (!key.empty()) divisions_.emplace(key, row.admin1);
    }
  }
  const auto found = divisions_.find(key_of(iso3, name));
  return found == divisions_.end() ? std::string_view() : text(found->second);
}

void GazetteerBuilder::thank(std::string_view words) {
  if (thanks_.find(words) == std::string::npos) (thanks_ += words) += '\n';
}

// What `into` does not know, it learns from `from`; the names of both are its names.
void GazetteerBuilder::merge(uint32_t into, uint32_t from) {
  Row& kept = rows_[into];
  Row& gone = rows_[from];
  if (!kept.located && gone.located) {
    kept.located = true;
    kept.lat = gone.lat;
    kept.lon = gone.lon;
  }
  if (kept.admin1 == 0) kept.admin1 = gone.admin1;
  if (kept.admin2 == 0) kept.admin2 = gone.admin2;
  if (kept.iso3[0] == '\0') std::memcpy(kept.iso3, gone.iso3, sizeof(kept.iso3));
  kept.population = std::max(kept.population, gone.population);
  if (kept.radius_km == 0) kept.radius_km = gone.radius_km;
  gone.dropped = true;
  gone.id = into;  // where its names go
}

void GazetteerBuilder::merge_same_ids() {
  std::vector<uint32_t> order(rows_.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [this](uint32_t a, uint32_t b) {
    return text(rows_[a].id) < text(rows_[b].id);
  });
  for (size_t i = 1, first = 0; i < order.size(); ++i) {
    const std::string_view id = text(rows_[order[i]].id);
    if (!id.empty() && id == text(rows_[order[first]].id)) {
      merge(order[first], order[i]);
    } else {
      first = i;
    }
  }
}

void GazetteerBuilder::merge_neighbours() {
  struct Key {
    uint64_t hash;
    uint32_t row;
  };
  std::vector<Key> keys;
  std::string key;
  std::string reduced;
  for (uint32_t i = 0; i < rows_.size(); ++i) {
    const Row& row = rows_[i];
    if (row.dropped || !row.located) continue;
    // "Raqqa" and "Ar Raqqah" are one town.
    spelling_.key(text(row.name), key);
    if (spelling_.has_articles(std::string_view(row.iso3, 3)) && spelling_.reduce(key, reduced)) {
      key.swap(reduced);
    }
    key += fmt::format("|{:.3}|{}", std::string_view(row.iso3, 3), class_of(row.feature));
    keys.push_back({hash64(key), i});
  }
  std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
    return a.hash != b.hash ? a.hash < b.hash : a.row < b.row;
  });
  for (size_t i = 0; i < keys.size(); ++i) {
    Row& row = rows_[keys[i].row];
    for (size_t j = i + 1;
         j < keys.size() && keys[j].hash == keys[i].hash && j - i < kMostNeighbours; ++j) {
      const Row& other = rows_[keys[j].row];
      if (row.dropped || other.dropped) continue;
      const double km =
          great_circle_km(row.lat * 1e-6, row.lon * 1e-6, other.lat * 1e-6, other.lon * 1e-6);
      if (km <= kSamePlaceKm) merge(keys[i].row, keys[j].row);
    }
  }
}

// A division whose source gives no point lies in the middle of its places, and has their people.
void GazetteerBuilder::locate_divisions() {
  struct Sum {
    double lat = 0, lon = 0, population = 0;
    uint32_t places = 0;
  };
  std::map<std::pair<uint32_t, bool>, Sum> sums;  // by code; whether it is a second-level one
  std::map<std::string, Sum> countries;
  for (const Row& row : rows_) {
    if (row.dropped || !row.located || class_of(row.feature) != static_cast<int>(Feature::city)) {
      continue;
    }
    auto count = [&row](Sum& sum) {
      sum.lat += row.lat * 1e-6;
      sum.lon += row.lon * 1e-6;
      // Parts of a city are in its own count already.
      if (row.feature == Feature::city) sum.population += row.population;
      ++sum.places;
    };
    if (row.admin1 != 0) count(sums[{row.admin1, false}]);
    if (row.admin2 != 0) count(sums[{row.admin2, true}]);
    count(countries[std::string(row.iso3, 3)]);
  }
  for (Row& row : rows_) {
    if (row.dropped) continue;
    const bool second = row.feature == Feature::admin2;
    Sum sum;
    if (row.feature == Feature::country) {
      sum = countries[std::string(row.iso3, 3)];
    } else if (row.feature == Feature::admin1 || second) {
      sum = sums[{second ? row.admin2 : row.admin1, second}];
    }
    if (!row.located && sum.places > 0) {
      row.located = true;
      row.lat = millionths(sum.lat / sum.places);
      row.lon = millionths(sum.lon / sum.places);
    }
    if (row.population == 0) row.population = static_cast<uint32_t>(std::min(sum.population, 4e9));
  }
}

size_t GazetteerBuilder::check_borders() {
  const auto borders = Borders::from_bytes(borders_);
  if (!borders || borders->empty()) return 0;
  size_t astray = 0;
  for (Row& row : rows_) {
    if (!row.located || class_of(row.feature) != static_cast<int>(Feature::city)) continue;
    const Point point{row.lat * 1e-6, row.lon * 1e-6};
    const std::string_view there = borders->country_at(point);
    const std::string_view own(row.iso3, sizeof(row.iso3));
    if (there.empty() || there == own) continue;
    if (row.iso3[0] == '\0') {
      std::memcpy(row.iso3, there.data(), sizeof(row.iso3));
      continue;
    }
    const auto nearest = borders->nearest(own, {}, point);
    if (!nearest || nearest->km < kFarthestAstrayKm) continue;
    row.located = false;
    ++astray;
  }
  return astray;
}

std::string GazetteerBuilder::finish() {
  merge_same_ids();
  merge_neighbours();
  locate_divisions();
  std::vector<uint32_t> order;
  for (uint32_t i = 0; i < rows_.size(); ++i) {
    if (!rows_[i].dropped && rows_[i].located) order.push_back(i);
  }
  auto rank = [this](uint32_t i) { return rows_[i].feature == Feature::country ? 0 : 1; };
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    if (rows_[a].population != rows_[b].population)
      return rows_[a].population > rows_[b].population;
    return std::pair(text(rows_[a].id), a) < std::pair(text(rows_[b].id), b);
  });
  std::vector<uint32_t> index(rows_.size(), kNoPlace);
  for (uint32_t i = 0; i < order.size(); ++i) index[order[i]] = i;

  GazetteerWriter writer(spelling_);
  std::map<std::pair<uint32_t, bool>, uint32_t> divisions;
  std::map<std::string, uint32_t> countries;
  for (const uint32_t i : order) {
    const Row& row = rows_[i];
    if (row.feature == Feature::country) countries.emplace(std::string(row.iso3, 3), index[i]);
    if (row.feature == Feature::admin1) divisions.emplace(std::pair(row.admin1, false), index[i]);
    if (row.feature == Feature::admin2) divisions.emplace(std::pair(row.admin2, true), index[i]);
  }
  auto division = [&](uint32_t code, bool second) {
    const auto found = divisions.find({code, second});
    return code == 0 || found == divisions.end() ? kNoPlace : found->second;
  };
  for (const uint32_t i : order) {
    const Row& row = rows_[i];
    gazetteer_format::PlaceRow out{};
    out.id = writer.string(text(row.id));
    out.name = writer.string(text(row.name));
    out.lat = row.lat;
    out.lon = row.lon;
    std::memcpy(out.iso3, row.iso3, sizeof(out.iso3));
    out.feature = static_cast<uint8_t>(row.feature);
    const auto country = countries.find(std::string(row.iso3, 3));
    out.country = country == countries.end() ? kNoPlace : country->second;
    out.admin1 = division(row.admin1, false);
    out.admin2 = division(row.admin2, true);
    out.population = row.population;
    out.radius_km = row.radius_km > 0
                        ? row.radius_km
                        : static_cast<float>(usual_radius_km(row.feature, row.population));
    writer.place(out);
  }
  for (const Name& name : names_) {
    uint32_t row = name.row;
    while (rows_[row].dropped) row = rows_[row].id;
    if (index[row] == kNoPlace) continue;
    writer.name(text(name.text), index[row], name.kind,
                spelling_.has_articles(std::string_view(rows_[row].iso3, 3)));
  }
  // The tables take as much room again as what they are made of.
  std::vector<Row>().swap(rows_);
  std::vector<Name>().swap(names_);
  std::string().swap(text_);
  return writer.bytes(thanks_, borders_);
}

}  // namespace sitrep
