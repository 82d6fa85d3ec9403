// Names of places and where they are: one compact memory-mapped file, built by `sitrep gazetteer
// build`.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

// A place of the gazetteer. Views live as long as the Gazetteer.
struct GazetteerPlace {
  std::string_view id;    // "geonames:99072"
  std::string_view name;  // in English
  double lat = 0;         // degrees
  double lon = 0;
  std::string_view country;  // ISO 3166-1 alpha-3
  std::string_view admin1;
  std::string_view feature;  // "city", "country", "region", "river", "airbase", ...
  uint64_t population = 0;   // 0 where not known
  double radius_km = 0;
};

// Immutable; share it between threads.
class Gazetteer {
 public:
  // Errors: not_found, corrupt.
  static Result<Gazetteer> open(const std::string& path);

  Gazetteer(Gazetteer&&) noexcept;
  Gazetteer& operator=(Gazetteer&&) noexcept;
  ~Gazetteer();

  size_t size() const;
  GazetteerPlace place(uint32_t index) const;
  // The places of that name in any of its forms (case, accents, hyphens and Arabic articles do not
  // count), most populous first. Appends to `out`.
  void find(std::string_view name, std::vector<uint32_t>& out) const;
  // Words that thank the sources, one a line.
  std::string_view attribution() const;

  struct Parts;

 private:
  explicit Gazetteer(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace sitrep
