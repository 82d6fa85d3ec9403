// Whether what a word tells happened: from negation, modality, tense, embedding verbs and
// conditionals.
#pragma once

#include <vector>

#include "sitrep/claims/claim.h"
#include "sitrep/language/analysis.h"
#include "sitrep/lexicon/lexicon.h"
#include "sitrep/text/document.h"

namespace sitrep {

// The status words of the lexicon (modals, "plan to", "deny", "fail to"), compiled. Immutable.
class StatusRules {
 public:
  // Errors: malformed, with file and line of the entry.
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
Predicate status_of_predicate(const Document& document, const Analysis& analysis,
                              const StatusRules& rules, TokenId predicate);

// One for every verb and predicative word of the document, in the order of the text.
std::vector<Predicate> find_predicates(const Document& document, const Analysis& analysis,
                                       const StatusRules& rules);

}  // namespace sitrep
