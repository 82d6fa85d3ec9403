// Finds the toponyms of a document, decides which place on earth each is, and says how sure.
#pragma once

#include <memory>
#include <vector>

#include "sitrep/ground/gazetteer.h"
#include "sitrep/ground/values.h"
#include "sitrep/language/analysis.h"
#include "sitrep/lexicon/lexicon.h"
#include "sitrep/text/document.h"

namespace sitrep {

// What the lexicon says of places: relation words, facility words, names that are no places.
class PlaceGrammar {
 public:
  // Errors: malformed, with file and line of the entry.
  static Result<PlaceGrammar> compile(const Lexicon& lexicon);

  PlaceGrammar(PlaceGrammar&&) noexcept;
  PlaceGrammar& operator=(PlaceGrammar&&) noexcept;
  ~PlaceGrammar();

  struct Parts;  // place_grammar.h
  const Parts& parts() const { return *parts_; }

 private:
  explicit PlaceGrammar(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// The places of a document in the order of the text. A relative place ("60 km south of Mosul")
// comes after its anchor, which is a place of its own. `dateline`: of the report, empty where it
// has none; where it was written counts for what its names mean.
std::vector<Place> ground_places(const Document& document, const Analysis& analysis,
                                 const PlaceGrammar& grammar, const Gazetteer& gazetteer,
                                 const std::vector<Quantity>& quantities, Span dateline);

}  // namespace sitrep
