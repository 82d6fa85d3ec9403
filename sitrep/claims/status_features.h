// What the factuality regressor looks at, for one predicate.
#pragma once

#include <cstdint>
#include <vector>

#include "sitrep/claims/status_clause.h"

namespace sitrep {

// The hashed features of the predicate; replaces what is in `out`. Trainer and program share it.
void factuality_features(const Tree& tree, const StatusRules::Parts& rules, TokenId predicate,
                         std::vector<uint32_t>& out);

}  // namespace sitrep
