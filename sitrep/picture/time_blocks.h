// Blocks of time: two intervals that meet share a block, so that only facts of one block need be
// compared.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "sitrep/ground/civil.h"

namespace sitrep {

// The blocks under which an interval is filed, or those under which it looks for others. A narrow
// interval is filed by day and by month, and looks up its days and the months of wide ones; a wide
// one is filed and looked up by month; one of more than three months, or none, only meets its like.
std::vector<uint64_t> time_blocks(std::optional<Interval> time, bool filing);

}  // namespace sitrep
