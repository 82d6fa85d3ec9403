// Finds the names of places in a document: which words, and which places of the gazetteer bear that
// name.
//
// A name is a run of capitalised words that the gazetteer knows, the longest that there is. Words
// around it, the names that the language floor found, and how well known the place is say whether
// it stands for a place here: each adds or takes away evidence (log odds).
#pragma once

#include <string>
#include <vector>

#include "sitrep/ground/gazetteer.h"
#include "sitrep/ground/place_grammar.h"
#include "sitrep/ground/publisher_place.h"
#include "sitrep/ground/values.h"
#include "sitrep/language/analysis.h"
#include "sitrep/text/document.h"

namespace sitrep {

inline constexpr size_t kNoToponym = static_cast<size_t>(-1);

struct Toponym {
  Span span;
  TokenId first = 0;  // half-open range of tokens
  TokenId last = 0;
  std::string key;                 // the words, folded; same key, same place
  std::vector<NameHit> hits;       // empty: a place by its context that the gazetteer does not have
  FeatureSet types = 0;            // what the words around it say that it is; 0 where nothing
  double evidence = 0;             // log odds that it is a place
  size_t container = kNoToponym;   // the toponym that it lies in: "Texas" of "Paris, Texas"
  const TownPart* part = nullptr;  // of a town that the text names: "the Old City"
  bool adjective = false;
  bool street = false;    // a street that bears the name of a place
  bool listed = false;    // one of several of a kind: "Barrow, Jackson and Madison counties"
  bool alike = false;     // the hits are of names that are only written alike
  bool dateline = false;  // the report was written there
  bool capital = false;   // of a country, and not called by its name: place_capitals.h
};

// A document, and what is known before its names are looked up.
struct ToponymInput {
  const Document& document;
  const Analysis& analysis;
  const PlaceGrammar::Parts& grammar;
  const Gazetteer& gazetteer;
  const PublisherHome& home;
  Span dateline;  // empty where there is none
};

// In the order of the text, not overlapping.
std::vector<Toponym> find_toponyms(const ToponymInput& input);

}  // namespace sitrep
