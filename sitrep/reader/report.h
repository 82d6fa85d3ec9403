// All that sitrep read in one document.
#pragma once

#include <string>
#include <vector>

#include "sitrep/claims/claim.h"
#include "sitrep/ground/time.h"
#include "sitrep/ground/values.h"
#include "sitrep/language/analysis.h"
#include "sitrep/text/document.h"

namespace sitrep {

struct Report {
  Document document;
  Analysis
      analysis;  // a report that comes back from a store has mentions and entities, but no tokens
  PublicationDate published;
  std::vector<Party> parties;  // by entity of the analysis
  std::vector<Time> times;
  std::vector<Place> places;
  std::vector<Quantity> quantities;
  std::vector<Statement> statements;
  std::vector<Predicate> predicates;
  std::vector<Claim> claims;
};

}  // namespace sitrep
