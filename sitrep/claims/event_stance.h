// Promises, threats, demands and refusals that stand in a modal: "said it will release", "will not
// lift", "said they must leave".
#pragma once

#include <vector>

#include "sitrep/claims/attribution.h"
#include "sitrep/claims/context.h"
#include "sitrep/claims/events.h"

namespace sitrep {

// Adds to the events, which stand in the order of the text, what the stances of the lexicon make of
// them. An act that will not be done becomes the refusal itself.
void take_stances(const Context& context, const Attribution& attribution,
                  std::vector<EventMention>& events);

}  // namespace sitrep
