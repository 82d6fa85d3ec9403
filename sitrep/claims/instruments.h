// What a violent event was done with: "a car bomb exploded", "shot with an AK-47", "a dynamite
// attack".
#pragma once

#include <vector>

#include "sitrep/claims/context.h"
#include "sitrep/claims/events.h"

namespace sitrep {

// Fills the instruments of each ASSAULT: the weapons that do it, that it is done with, that the
// word needs as its object ("threw a grenade") or that modify its noun. An event that says only
// that something was attacked takes its mode from an explosive.
void set_instruments(const Context& context, std::vector<EventMention>& events);

// The noun with what tells its kind, without articles and numbers: "powerful bomb" of "two powerful
// bombs".
Span kind_of_thing(const Context& context, TokenId noun);

}  // namespace sitrep
