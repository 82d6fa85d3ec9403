// What stands around the word for a violent event and belongs to it: whose people did it, who is
// held responsible, what the bomb stood in front of, what was damaged.
#pragma once

#include <vector>

#include "sitrep/claims/context.h"
#include "sitrep/claims/events.h"

namespace sitrep {

// Adds to the actors and recipients of each claim of violence:
// - the organisation that its doers are said to be of: "members of the Shining Path";
// - whoever claims it or is blamed for it: "the group claimed responsibility for the attack";
// - buildings and vehicles that a bomb or a fire was set at, or that were damaged, in the same
// sentence or
//   the next.
// `into[i]` is the claim that event i became a part of, as merge_mentions gives it.
void complete_violence(const Context& context, const std::vector<EventMention>& events,
                       const std::vector<uint32_t>& into, std::vector<Claim>& claims);

}  // namespace sitrep
