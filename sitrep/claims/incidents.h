// Which claims of violence tell one happening. A report comes back to what it tells: "a bomb went
// off ... two policemen were killed ... the attack was claimed by". Such claims share an event.
#pragma once

#include <vector>

#include "sitrep/claims/claim.h"
#include "sitrep/claims/context.h"

namespace sitrep {

// Numbers the happenings of the report in the order of its text. A claim of violence belongs to the
// one told last that nothing it says speaks against: another kind of deed, place or time, other
// named victims told in another sentence, or a word that says that it is another. Casualties belong
// to the happening told in their sentence or the one before. REQUIRES: claims in the order of their
// triggers.
void group_incidents(const Context& context, std::vector<Claim>& claims);

}  // namespace sitrep
