// Who holds a place, took it or lost it: from the events that change hands, and from words that say
// so outright.
#pragma once

#include <vector>

#include "sitrep/claims/context.h"
#include "sitrep/claims/events.h"
#include "sitrep/claims/status.h"

namespace sitrep {

std::vector<Claim> find_holdings(const Context& context, const std::vector<EventMention>& events,
                                 const StatusRules& status);

}  // namespace sitrep
