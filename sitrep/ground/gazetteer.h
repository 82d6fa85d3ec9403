// Names of places and where they are: one compact memory-mapped file, built by `sitrep gazetteer
// build`.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/ground/borders.h"
#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

// What a place is. `facility` is any one site: an embassy, a dam, a prison.
enum class Feature : uint8_t {
  country,
  admin1,  // first-level division: governorate, oblast, state
  admin2,  // second-level: district, county
  city,    // any populated place
  neighbourhood,
  region,  // a part of the world or of a country without borders of its own: the Sahel, Donbas
  continent,
  sea,
  river,
  lake,
  mountain,
  island,
  desert,
  airbase,
  airport,
  camp,
  crossing,
  facility,
};

inline constexpr std::array<std::string_view, 18> kFeatureNames = {
    "country",   "admin1",  "admin2",  "city", "neighbourhood", "region",
    "continent", "sea",     "river",   "lake", "mountain",      "island",
    "desert",    "airbase", "airport", "camp", "crossing",      "facility"};

std::string_view name_of(Feature feature);
std::optional<Feature> feature_of(std::string_view name);

// How a name names its place.
enum class NameKind : uint8_t {
  name,
  alias,
  adjective,     // "Iraqi", "Iraqis", "Texan"
  abbreviation,  // "Tex.", "TX": read only where written with a capital and a full stop, or in
                 // capitals
};

inline constexpr uint32_t kNoPlace = 0xFFFFFFFF;

// A place of the gazetteer. Views live as long as the Gazetteer.
struct GazetteerPlace {
  std::string_view id;    // "geonames:99072"
  std::string_view name;  // in English
  double lat = 0;         // degrees
  double lon = 0;
  std::string_view country;  // ISO 3166-1 alpha-3
  std::string_view admin1;   // name of the division it lies in, or its own where it is one
  std::string_view admin2;
  Feature feature = Feature::city;
  uint64_t population = 0;  // 0 where not known
  double radius_km = 0;
  uint32_t country_place = kNoPlace;  // the places that it lies in
  uint32_t admin1_place = kNoPlace;
  uint32_t admin2_place = kNoPlace;
};

struct NameHit {
  uint32_t place = kNoPlace;
  NameKind kind = NameKind::name;
};

// Immutable; share it between threads.
class Gazetteer {
 public:
  // Errors: not_found, corrupt.
  static Result<Gazetteer> open(const std::string& path);
  // A gazetteer that lies in memory; for tests. Errors: corrupt.
  static Result<Gazetteer> from_bytes(std::string bytes);

  Gazetteer(Gazetteer&&) noexcept;
  Gazetteer& operator=(Gazetteer&&) noexcept;
  ~Gazetteer();

  size_t size() const;
  // REQUIRES: index < size().
  GazetteerPlace place(uint32_t index) const;
  // The places of that name in any of its forms (case, accents, hyphens and Arabic articles do not
  // count), countries first, then most populous first. Appends to `out`. A name of more than
  // kLongestKey bytes has no places.
  void find(std::string_view name, std::vector<uint32_t>& out) const;
  void find(std::string_view name, std::vector<NameHit>& out) const;
  // The places whose name in another transliteration this may be: at most one letter apart for
  // short names and two for long ones, once letters that stand for one sound are taken as one. Only
  // those that come nearest.
  void find_alike(std::string_view name, std::vector<NameHit>& out) const;
  // Whether this word is an article of Arabic names: "al", "Ez".
  bool is_article(std::string_view word) const;
  // The country of that ISO 3166-1 alpha-3 code, or kNoPlace.
  uint32_t country(std::string_view iso3) const;
  // Every name in its normalised form, with the place; in an order that the file fixes.
  void each_name(const std::function<void(std::string_view, NameHit)>& visit) const;
  // Outlines of countries; empty where the file has none.
  const Borders& borders() const;
  // Their bytes in the file, for a file that is made from this one.
  std::string_view borders_bytes() const;
  // How names are made keys.
  std::string_view spelling() const;
  // Words that thank the sources, one a line.
  std::string_view attribution() const;

  struct Parts;

 private:
  explicit Gazetteer(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace sitrep
