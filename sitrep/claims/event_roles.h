// Who did it to whom: the parties at the places of the tree that a sense of an event word names.
#pragma once

#include <vector>

#include "sitrep/claims/context.h"

namespace sitrep {

// Where a sense of an event word was found to fit.
struct Fit {
  const EventWord* word = nullptr;
  TokenId light = kNoToken;
  TokenId subject = kNoToken;
  TokenId object = kNoToken;
  Span trigger;
};

// Appends the actors and the recipients of an event whose word stands at `t`: for each side the
// first role of its sense that somebody fills.
void fill_roles(const Context& context, TokenId t, const Fit& fit,
                const std::vector<Participant>& of_complement, std::vector<Participant>& actors,
                std::vector<Participant>& recipients);

}  // namespace sitrep
