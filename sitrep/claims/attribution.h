// Whom the text names as the source of what it tells at a place: the speakers of the statements
// around it.
#pragma once

#include <vector>

#include "sitrep/claims/claim.h"

namespace sitrep {

// Built once for the statements of a document, to which it refers; safe to read from many threads.
class Attribution {
 public:
  // REQUIRES: `statements` outlives this.
  explicit Attribution(const std::vector<Statement>& statements);

  // The nearest source first: for what commanders had told Carter, as he said, the commanders and
  // then Carter. Empty where the report tells it in its own voice. Statements that take for granted
  // what they speak of
  // ("condemned the attack") are no source of it, nor are beliefs and wishes.
  std::vector<Participant> at(Span words) const;

 private:
  struct Stretch {
    Span span;
    uint32_t statement = 0;
    uint32_t around = 0;  // 1 + the stretch that this one lies in; 0 is none
  };

  const std::vector<Statement>* statements_;
  std::vector<Stretch> stretches_;  // by begin, then longer first
};

}  // namespace sitrep
