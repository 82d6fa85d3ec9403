// Acts that are told only within another act or of somebody's name, and so are no events of their
// own: what somebody is asked to do, what a participle only says of whom it names.
#pragma once

#include <vector>

#include "sitrep/claims/context.h"
#include "sitrep/claims/events.h"

namespace sitrep {

// Takes such mentions out: "urged the villagers to help", "men accused of theft".
void drop_nested(const Context& context, std::vector<EventMention>& events);

}  // namespace sitrep
