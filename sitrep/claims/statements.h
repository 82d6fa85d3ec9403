// Finds who said what: direct, indirect and mixed quotations with their cue and speaker.
#pragma once

#include <memory>
#include <vector>

#include "sitrep/claims/claim.h"
#include "sitrep/claims/tree.h"
#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

// The cues of the lexicon ("said", "according to"), compiled. Immutable.
class StatementRules {
 public:
  // Errors: malformed, with file and line of the entry.
  static Result<StatementRules> compile(const Lexicon& lexicon);

  StatementRules(StatementRules&&) noexcept;
  StatementRules& operator=(StatementRules&&) noexcept;
  ~StatementRules();

  struct Parts;
  const Parts& parts() const { return *parts_; }

 private:
  explicit StatementRules(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// The statements of a document in the order of the text.
std::vector<Statement> find_statements(const Tree& tree, const StatementRules& rules);

}  // namespace sitrep
