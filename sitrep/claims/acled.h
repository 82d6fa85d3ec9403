// The ACLED sub-event of an event claim, and how salient the claim is in its report.
//
// Source: ACLED Codebook (2021): the sub-event follows from what was done, with what weapon, and by
// whom to whom.
#pragma once

#include <vector>

#include "sitrep/claims/context.h"
#include "sitrep/claims/events.h"

namespace sitrep {

// Did ground change hands, by the claim's sub-event?
bool changes_hands(const Claim& claim);

// Sets acled_event and acled_sub_event of each claim where one fits.
void set_sub_events(const Context& context, std::vector<EventMention>& events);

// Sets salience, 0 to 1: deeds before words, the lead before the tail, what happened before what
// may.
void set_salience(const Context& context, std::vector<EventMention>& events);

}  // namespace sitrep
