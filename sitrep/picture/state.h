// What the reports add up to: who holds what, which forces stand where, what harm was done, what
// was said, and where sources contradict each other.
#pragma once

#include <tuple>

#include "sitrep/picture/facts.h"

namespace sitrep {

void find_holdings(Scene& scene);       // Picture::holdings
void find_forces(Scene& scene);         // Picture::forces, warnings
void find_casualties(Scene& scene);     // Picture::casualties; after find_events
void gather_statements(Scene& scene);   // Picture::statements
void find_disagreements(Scene& scene);  // Picture::disagreements; after all others
void find_loaded_words(Scene& scene);   // Picture::loaded

// What the sources together say of a figure. `low` and `high` are the lowest and highest that any
// gives, `best` is chosen by the picture's rule. As UCDP codes: low, best, high.
Figure best_figure(const Scene& scene, const std::vector<uint32_t>& facts);

// The lowest and highest that one number allows.
struct Range {
  double low = 0;
  double high = 0;
};
std::optional<Range> range_of(const ClaimNumber& number);

// What number words say: 560, "more than 4,647", "dozens".
using ValueKey = std::tuple<double, double, double, Bound>;
ValueKey value_key(const ClaimNumber& number);

inline const ClaimNumber& number_of(const Scene& scene, uint32_t fact) {
  return scene.claim_of(fact).numbers.front();
}

// Whether two times are at most so many minutes apart; times that nobody gives may be.
inline bool within(const std::optional<Interval>& a, const std::optional<Interval>& b,
                   int64_t distance) {
  if (!a || !b) return true;
  return a->from < b->to + distance && b->from < a->to + distance;
}

}  // namespace sitrep
