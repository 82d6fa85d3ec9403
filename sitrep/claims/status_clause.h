// A clause as the status rules see it: a predicate with its auxiliaries, negation, marker and
// subject.
#pragma once

#include <array>
#include <string>

#include "sitrep/claims/status_rules.h"
#include "sitrep/claims/tree.h"
#include "sitrep/language/entity_words.h"

namespace sitrep {

// At most `kMost` tokens in the order of the text; what goes past is dropped.
class FewTokens {
 public:
  void add(TokenId t) {
    if (count_ < tokens_.size()) tokens_[count_++] = t;
  }
  bool empty() const { return count_ == 0; }
  TokenId front() const { return tokens_[0]; }
  const TokenId* begin() const { return tokens_.data(); }
  const TokenId* end() const { return tokens_.data() + count_; }

 private:
  static constexpr size_t kMost = 6;
  std::array<TokenId, kMost> tokens_{};
  size_t count_ = 0;
};

struct Clause {
  TokenId head = kNoToken;
  FewTokens auxiliaries;  // and the copula
  FewTokens markers;      // "that", "if", "to"
  FewTokens adverbs;
  TokenId subject = kNoToken;
  bool copular = false;
  bool shares = false;  // auxiliaries come from the verb that it is coordinated with
  int negations = 0;

  bool negated() const { return negations % 2 == 1; }
};

// A verb that is coordinated with another and has neither auxiliary nor subject of its own shares
// the other's: "will come and help".
Clause clause_at(const Tree& tree, const StatusRules::Parts& rules, TokenId head);

// "is", "would" for "'s", "'d": the lemma of an auxiliary in lower case.
std::string auxiliary_lemma(const Tree& tree, TokenId t);

}  // namespace sitrep
