// What the reports add up to: who holds what, which forces stand where, what harm was done, what
// was said, and where sources contradict each other.
#pragma once

#include "sitrep/picture/facts.h"

namespace sitrep {

void find_holdings(Scene& scene);       // Picture::holdings
void find_forces(Scene& scene);         // Picture::forces
void find_casualties(Scene& scene);     // Picture::casualties; after find_events
void gather_statements(Scene& scene);   // Picture::statements
void find_disagreements(Scene& scene);  // Picture::disagreements; after all others

// What the sources together say of a figure. `low` and `high` are the lowest and highest that any
// gives; `best` is the value that most voices give; of equals one that a report gives in its own
// voice, then that of the latest report, then the higher. As UCDP codes: low, best, high.
Figure best_figure(const Scene& scene, const std::vector<uint32_t>& facts);

// The lowest and highest that one number allows.
struct Range {
  double low = 0;
  double high = 0;
};
std::optional<Range> range_of(const ClaimNumber& number);

}  // namespace sitrep
