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

// What distances are measured from, and datelines written at.
inline constexpr FeatureSet kSettlements =
    feature_bit(Feature::city) | feature_bit(Feature::neighbourhood) |
    feature_bit(Feature::airport) | feature_bit(Feature::airbase);

using WordSet = std::set<std::string, std::less<>>;

// A site that may be named after the town beside it.
struct SiteType {
  std::vector<std::string> words;  // lower case
  Feature feature = Feature::facility;
  double radius_km = 10;
  bool within = false;  // its town is named behind it: "the palace of the king in Riyadh"
};

// A part that many towns have under this name: "the Old City".
struct TownPart {
  Feature feature = Feature::neighbourhood;
  bool alone = false;  // it is a place of its own where the words name no town beside it
};

// A relation without a distance: "near Mosul", "on the outskirts of Mosul", "Mosul's outskirts".
struct VagueRelation {
  std::string kind;
  std::vector<std::string> words;
  double radius_km = 0;
  bool behind = false;  // the words stand behind the place
};

// A relation of two places: "between" A "and" B, A "-" B "border". Words may be empty.
struct PairRelation {
  std::string kind;
  std::vector<std::string> before;
  std::vector<std::string> link;
  std::vector<std::string> behind;
};

// All words in lower case.
struct PlaceGrammar::Parts {
  std::map<std::string, FeatureSet, std::less<>> types;         // "province", "river"
  std::map<std::string, FeatureSet, std::less<>> plural_types;  // "provinces"
  std::map<std::string, TownPart, std::less<>> town_parts;      // "old city"
  std::vector<SiteType> sites;                                  // more words first
  std::vector<VagueRelation> vague;                             // more words first
  std::vector<PairRelation> pairs;                              // more words first
  std::map<std::string, std::string, std::less<>> directions;   // "south east" to "SE"
  std::map<std::string, double, std::less<>> units;             // to kilometres
  std::map<std::string, std::string, std::less<>> domains;      // "uk" to "GBR"
  std::map<std::string, std::string, std::less<>> capitals;     // "SDN" to "Khartoum"
  WordSet strong_cues;
  WordSet weak_cues;
  WordSet part_cues;  // "northern"
  WordSet people;     // "man", "residents", of "a Mosul man"
  WordSet diseases;   // "virus", of "West Nile virus"
  WordSet streets;
  WordSet titles;
  WordSet generations;  // "Jr."
  WordSet bodies;
  WordSet common;
  WordSet no_place;  // capitalised words that are never a place on their own
  WordSet articles;
  WordSet located;  // "lies", "situated"
  WordSet capital_words;
  WordSet parties;  // "D" of "D-Conn."
  WordSet first_names;
  WordSet publisher_words;
};

// ASCII letters to lower case; other bytes stay.
std::string lower_case(std::string_view text);
std::vector<std::string> split_words(std::string_view text);

}  // namespace sitrep
