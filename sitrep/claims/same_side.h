// When two parties that are named apart act as one.
#pragma once

#include <vector>

#include "sitrep/claims/claim.h"

namespace sitrep {

// One entity, or the armed forces of one state: "Iraqi forces", "the Iraqi army". `parties` by
// entity.
bool same_side(const std::vector<Party>& parties, const Participant& a, const Participant& b);

}  // namespace sitrep
