// What the lexicon says of places (lexicon/en/place/grammar.txt), ready for look-up.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/ground/gazetteer.h"
#include "sitrep/ground/place.h"

namespace sitrep {

using FeatureSet = uint32_t;  // a bit a Feature
constexpr FeatureSet feature_bit(Feature feature) {
  return FeatureSet{1} << static_cast<uint32_t>(feature);
}

using WordSet = std::set<std::string, std::less<>>;

// A site that may be named after the town beside it.
struct SiteType {
  std::vector<std::string> words;  // lower case
  Feature feature = Feature::facility;
  double radius_km = 10;
};

// A relation without a distance: "near", "on the outskirts of".
struct VagueRelation {
  std::string kind;
  std::vector<std::string> words;
  double radius_km = 0;
};

// All words in lower case.
struct PlaceGrammar::Parts {
  std::map<std::string, FeatureSet, std::less<>> types;        // "province", "river"
  std::vector<SiteType> sites;                                 // more words first
  std::vector<VagueRelation> vague;                            // more words first
  std::map<std::string, std::string, std::less<>> directions;  // "south east" to "SE"
  std::map<std::string, double, std::less<>> units;            // to kilometres
  std::map<std::string, std::string, std::less<>> domains;     // "uk" to "GBR"
  WordSet strong_cues;
  WordSet weak_cues;
  WordSet part_cues;  // "northern"
  WordSet streets;
  WordSet titles;
  WordSet generations;  // "Jr."
  WordSet bodies;
  WordSet common;
  WordSet no_place;  // capitalised words that are never a place on their own
  WordSet articles;
  WordSet located;  // "lies", "situated"
  WordSet parties;  // "D" of "D-Conn."
  WordSet first_names;
  WordSet publisher_words;
};

// ASCII letters to lower case; other bytes stay.
std::string lower_case(std::string_view text);
std::vector<std::string> split_words(std::string_view text);

}  // namespace sitrep
