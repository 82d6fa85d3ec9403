// What the sources together say of a number: the lowest, the highest, and the one that stands by
// the rule.
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>

#include "sitrep/picture/state.h"

namespace sitrep {
namespace {

constexpr double kNoLimit = std::numeric_limits<double>::infinity();

// Accounts that give one value, as the rules weigh them.
struct Tellers {
  double value = 0;
  double voices = 0;
  double own_voice = 0;       // 1 where a report says it itself
  double latest = -kNoLimit;  // minute of the last report's day
};

// By which the best value is chosen: the greater wins, the first number that differs decides.
std::array<double, 4> rank(Rule rule, const Tellers& told) {
  switch (rule) {
    case Rule::most_recent:
      return {told.latest, told.voices, told.own_voice, told.value};
    case Rule::lowest:
      return {-told.value, 0, 0, 0};
    case Rule::highest:
      return {told.value, 0, 0, 0};
    case Rule::ucdp:
      return {told.voices, told.own_voice, -told.value, told.latest};
    case Rule::most_sources:
      break;
  }
  return {told.voices, told.own_voice, told.latest, told.value};
}

}  // namespace

ValueKey value_key(const ClaimNumber& number) {
  return {number.value.value_or(-1), number.low.value_or(-1), number.high.value_or(-1),
          number.bound};
}

std::optional<Range> range_of(const ClaimNumber& number) {
  if (!number.value && !number.low && !number.high) return std::nullopt;
  Range range;
  range.low = number.low.value_or(number.value.value_or(0));
  range.high = number.high.value_or(number.value.value_or(kNoLimit));
  if (number.bound == Bound::more_than || number.bound == Bound::at_least) range.high = kNoLimit;
  if (number.bound == Bound::at_most || number.bound == Bound::less_than) range.low = 0;
  return range;
}

Figure best_figure(const Scene& scene, const std::vector<uint32_t>& facts) {
  std::map<ValueKey, std::vector<uint32_t>> told;
  Figure figure;
  for (const uint32_t at : facts) {
    const ClaimNumber& number = number_of(scene, at);
    const auto range = range_of(number);
    if (!range) continue;
    told[value_key(number)].push_back(at);
    figure.low = std::min(figure.low.value_or(kNoLimit), range->low);
    figure.open |= std::isinf(range->high);
    const double high = std::isinf(range->high) ? number.value.value_or(range->low) : range->high;
    figure.high = std::max(figure.high.value_or(0), high);
  }
  std::array<double, 4> best{};
  for (const auto& [key, list] : told) {
    const ClaimNumber& number = number_of(scene, list.front());
    Tellers tellers;
    tellers.value = number.value.value_or(number.low.value_or(0));
    tellers.voices = support_of(scene.picture, list).independent;
    for (const uint32_t at : list) {
      if (scene.picture.facts[at].attribution.empty()) tellers.own_voice = 1;
      if (const auto day = scene.day_of(at)) {
        tellers.latest = std::max(tellers.latest, static_cast<double>(minute_of(*day)));
      }
    }
    const auto ranked = rank(scene.picture.rule, tellers);
    if (figure.best && ranked <= best) continue;
    best = ranked;
    figure.best = tellers.value;
    figure.bound = number.value ? number.bound : Bound::at_least;
  }
  return figure;
}

}  // namespace sitrep
