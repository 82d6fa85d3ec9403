// Who did it to whom: the parties at the places of the tree that a sense of an event word names.
#pragma once

#include <vector>

#include "sitrep/claims/event_senses.h"

namespace sitrep {

// Appends the actors and the recipients of an event whose word stands at `t`: for each side the
// first role of its sense that somebody fills.
void fill_roles(const Context& context, TokenId t, const Fit& fit,
                const std::vector<Participant>& of_complement, std::vector<Participant>& actors,
                std::vector<Participant>& recipients);

}  // namespace sitrep
