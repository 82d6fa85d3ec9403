// Mentions of one happening within a report become one claim with all their evidence.
#pragma once

#include <vector>

#include "sitrep/claims/context.h"
#include "sitrep/claims/events.h"

namespace sitrep {

// Joins a mention to an earlier one of the same type where nothing that both say differs, and where
// something ties them: the same word with a shared party or place, or a noun that points back ("the
// attack"). What the later one adds is kept.
//
// `into[i]` is set to the claim that mention i became a part of. Mentions that are only a figure of
// another's (people killed "in the attack") and bare nouns that nothing is said of are dropped:
// their `into` is kNoEntity.
std::vector<Claim> merge_mentions(const Context& context, const std::vector<EventMention>& events,
                                  std::vector<uint32_t>& into);

}  // namespace sitrep
