// From the analysis and the grounded values to the claims of a document: events, holdings, forces,
// casualties.
#pragma once

#include <vector>

#include "sitrep/claims/claim.h"
#include "sitrep/claims/statements.h"
#include "sitrep/claims/status.h"
#include "sitrep/ground/time.h"
#include "sitrep/ground/values.h"
#include "sitrep/language/analysis.h"
#include "sitrep/lexicon/lexicon.h"
#include "sitrep/text/document.h"

namespace sitrep {

// The event words of the lexicon, compiled. Immutable.
class ClaimRules {
 public:
  // Errors: malformed, with file and line of the entry.
  static Result<ClaimRules> compile(const Lexicon& lexicon);

  ClaimRules(ClaimRules&&) noexcept;
  ClaimRules& operator=(ClaimRules&&) noexcept;
  ~ClaimRules();

  struct Parts;
  const Parts& parts() const { return *parts_; }

 private:
  explicit ClaimRules(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// What claims are made from: all of it belongs to one document and outlives the call.
struct Grounded {
  const Document& document;
  const Analysis& analysis;
  const PublicationDate& published;
  const std::vector<Time>& times;
  const std::vector<Place>& places;
  const std::vector<Quantity>& quantities;
  const std::vector<Party>& parties;  // by entity
  const std::vector<Statement>& statements;
};

// The claims of a document, by the place of their trigger in the text.
std::vector<Claim> extract_claims(const Grounded& grounded, const ClaimRules& rules,
                                  const StatusRules& status);

}  // namespace sitrep
