// Casualty figures and force levels: what the quantities of a document count.
#pragma once

#include <vector>

#include "sitrep/claims/context.h"
#include "sitrep/claims/events.h"
#include "sitrep/claims/status.h"

namespace sitrep {

// One claim a number: killed, injured, captured, displaced, missing or arrested people. The events
// of the document lend their place, time and doer where the number stands in their clause.
std::vector<Claim> find_casualties(const Context& context, const std::vector<EventMention>& events,
                                   const StatusRules& status);

// One claim a number: troops, fighters, tanks, ships that a party has, sends or withdraws. Numbers
// that `casualties` tells of are left out.
std::vector<Claim> find_forces(const Context& context, const std::vector<Claim>& casualties,
                               const StatusRules& status);

}  // namespace sitrep
