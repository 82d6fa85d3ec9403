// The actors and places of all reports: which of two are one, and how two stand to each other.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "sitrep/picture/picture.h"

namespace sitrep {

enum class Nearness : uint8_t {
  unknown,  // one of them has no coordinates, and the names differ
  same,     // or a town and the district of its name
  near,     // two points within 20 km, or within their own radii
  inside,   // one is an area that holds the other
  far,
};

// Fills `actors` and `sites` as reports come in; the same reports in the same order give the same
// indices.
class Cast {
 public:
  Cast(std::vector<Actor>& actors, std::vector<Site>& sites) : actors_(actors), sites_(sites) {}

  // kNone where the text has only a pronoun for it.
  uint32_t actor(const Report& report, const Participant& participant, uint32_t source);
  uint32_t site(const Place& place);

  // The same actor; or two organs of one state ("Iraqi army", "Iraqi government forces").
  bool same_side(uint32_t a, uint32_t b) const { return sides_[a] == sides_[b]; }
  uint32_t side(uint32_t actor) const { return sides_[actor]; }
  // The same side; or one of them is a common noun ("militants") that may well stand for the other,
  // and no state has a part in it.
  bool may_be_one(uint32_t a, uint32_t b) const;
  bool share_side(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) const;
  // A side of both that is more than a common noun: "soldiers" are anybody's.
  bool share_known_side(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) const;
  // Whether they are surely others: known parties or proper names, and no two of one kind.
  // "aircraft" and "the United States" may well be one.
  bool exclude(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) const;

  Nearness nearness(uint32_t a, uint32_t b) const;
  bool is_area(uint32_t site) const;

 private:
  uint32_t side_of(const Party& party, const std::string& key);
  bool is_proper(uint32_t actor) const;

  std::vector<Actor>& actors_;
  std::vector<Site>& sites_;
  std::vector<uint32_t> sides_;  // by actor
  std::vector<bool> nouns_;      // by actor: no report has a name for it
  std::unordered_map<std::string, uint32_t> actor_by_key_;
  std::unordered_map<std::string, uint32_t> side_by_key_;
  std::unordered_map<std::string, uint32_t> site_by_key_;
  std::unordered_set<std::string> site_names_;
};

// Along the great circle, on a sphere of 6371 km.
double distance_km(double lat_a, double lon_a, double lat_b, double lon_b);

}  // namespace sitrep
