// From the analysis and the grounded values to the claims of a document: events, holdings, forces,
// casualties.
#pragma once

#include <memory>
#include <string>
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

// A word of the text that the lexicon knows as one for an event, and what came of one of its
// senses.
struct WordTried {
  Span word;
  std::string entry;    // where the lexicon has the sense: "lexicon/en/events/assault.txt:12"
  std::string type;     // of the sense: "ASSAULT", or an ACLED sub-event
  std::string outcome;  // why it made no claim of its own; empty: it made one
  Span joined;          // the trigger of the claim that it went into, where that is another's
};

// The claims of a document, by the place of their trigger in the text. Where `tried` is given, what
// came of every sense of every event word is appended to it, in the order of the text.
std::vector<Claim> extract_claims(const Grounded& grounded, const ClaimRules& rules,
                                  const StatusRules& status,
                                  std::vector<WordTried>* tried = nullptr);

// What violence tells of those without a name: sets the kind of their entities. People who do it
// ("three individuals") are an armed group, unless they are known to be of a state; a bank or an
// office that is bombed or burned is a facility. `parties` by entity.
void mark_roles_in_violence(const std::vector<Claim>& claims, const std::vector<Party>& parties,
                            const ClaimRules& rules, Analysis& analysis);

}  // namespace sitrep
