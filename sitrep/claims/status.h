// Whether what a word tells happened: from negation, modality, tense, embedding verbs and
// conditionals.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sitrep/claims/claim.h"
#include "sitrep/claims/tree.h"
#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

// The status words of the lexicon (modals, "plan to", "deny", "fail to"), compiled. Immutable.
class StatusRules {
 public:
  // The factuality regressor is read from factuality.model in that folder. Errors: malformed, with
  // file and line of the entry; not_found; corrupt.
  static Result<StatusRules> open(const std::string& folder, const Lexicon& lexicon);
  // Without a regressor: factuality is what the status is worth.
  static Result<StatusRules> compile(const Lexicon& lexicon);

  StatusRules(StatusRules&&) noexcept;
  StatusRules& operator=(StatusRules&&) noexcept;
  ~StatusRules();

  struct Parts;
  const Parts& parts() const { return *parts_; }

 private:
  explicit StatusRules(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// The status of what the word at `predicate` (a verb or an event noun) tells.
Predicate status_of_predicate(const Tree& tree, const StatusRules& rules, TokenId predicate);

// One for every verb and predicative word of the document, in the order of the text.
std::vector<Predicate> find_predicates(const Tree& tree, const StatusRules& rules);

}  // namespace sitrep
