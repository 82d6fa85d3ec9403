// The ledger of forces: who has how many where, what was added and taken away, and where that does
// not add up.
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

#include "sitrep/picture/state.h"

namespace sitrep {
namespace {

constexpr int64_t kSameCount = 30 * kMinutesPerDay;  // within it, the same figure is one figure
constexpr size_t kMostCompared = 64;  // lines of one party and unit that one is held against
constexpr double kNoLimit = std::numeric_limits<double>::infinity();

int64_t begin_of(const std::optional<Interval>& time) {
  return time ? time->from : INT64_MIN;
}

bool same_line(const Scene& scene, const Force& line, const Fact& fact) {
  return within(line.time, fact.valid, kSameCount) &&
         scene.cast.nearness(line.site, fact.site) != Nearness::far;
}

// What a total says of the time before the latest increment ahead of it.
void reconcile(const Scene& scene, std::vector<Force>& forces) {
  for (Force& total : forces) {
    if (total.role != "total" || !total.figure.best) continue;
    const auto sources = [&](const Force& line) {
      return scene.picture.facts[line.facts.front()].source;
    };
    std::tuple<bool, int64_t> best_rank;
    for (uint32_t at = 0; at < forces.size(); ++at) {
      const Force& increment = forces[at];
      if (increment.role != "increment" || !increment.figure.best) continue;
      if (!scene.cast.same_side(increment.actor, total.actor) || increment.unit != total.unit ||
          !within(increment.time, total.time, kSameCount) ||
          *increment.figure.best >= *total.figure.best ||
          scene.cast.nearness(increment.site, total.site) == Nearness::far) {
        continue;
      }
      const std::tuple rank(sources(increment) == sources(total), begin_of(increment.time));
      if (total.increment != kNone && rank <= best_rank) continue;
      best_rank = rank;
      total.increment = at;
      total.before = *total.figure.best - *increment.figure.best;
    }
  }
}

// What the line allows; an increment may be more than it says, a withdrawal counts as less than
// none.
Range allowed(const Scene& scene, const Force& line) {
  Range out{kNoLimit, 0};
  for (const uint32_t at : line.facts) {
    const auto range = range_of(number_of(scene, at));
    out = {std::min(out.low, range->low), std::max(out.high, range->high)};
  }
  if (line.role == "withdrawn") return {-out.high, -out.low};
  return out;
}

bool is_strength(const Force& line) {
  return line.role == "total" || line.role == "present";
}

bool same_strength(const Scene& scene, const Force& a, const Force& b) {
  return scene.cast.same_side(a.actor, b.actor) && a.unit == b.unit && a.site == b.site;
}

// Holds a total against the last one before it: with what came and went in between, as far as it is
// told, they must add up. Without any change told nothing can be said.
void hold_against_earlier(Scene& scene, uint32_t later, const std::vector<uint32_t>& ledger) {
  const auto& forces = scene.picture.forces;
  const Force& total = forces[later];
  uint32_t earlier = kNone;
  for (const uint32_t at : ledger) {
    const Force& other = forces[at];
    if (!is_strength(other) || begin_of(other.time) >= begin_of(total.time)) continue;
    if (!same_strength(scene, other, total)) continue;
    if (earlier == kNone || begin_of(forces[earlier].time) <= begin_of(other.time)) earlier = at;
  }
  if (earlier == kNone) return;
  LedgerWarning warning{
      .earlier = earlier, .increments = {}, .later = later, .least = 0, .most = {}};
  Range sum = allowed(scene, forces[earlier]);
  for (const uint32_t at : ledger) {
    const Force& change = forces[at];
    if (change.role != "increment" && change.role != "withdrawn") continue;
    if (at == forces[earlier].increment || !same_strength(scene, change, total)) continue;
    if (begin_of(change.time) <= begin_of(forces[earlier].time) ||
        begin_of(change.time) > begin_of(total.time)) {
      continue;
    }
    const Range by = allowed(scene, change);
    sum = {sum.low + by.low, sum.high + by.high};
    warning.increments.push_back(at);
  }
  const Range told = allowed(scene, total);
  if (warning.increments.empty() || (told.low <= sum.high && sum.low <= told.high)) return;
  warning.least = std::max(0.0, sum.low);
  if (!std::isinf(sum.high)) warning.most = sum.high;
  scene.picture.warnings.push_back(std::move(warning));
}

void find_warnings(Scene& scene) {
  std::map<std::pair<uint32_t, std::string_view>, std::vector<uint32_t>> ledgers;
  const auto& forces = scene.picture.forces;
  for (uint32_t at = 0; at < forces.size(); ++at) {
    auto& ledger = ledgers[{scene.cast.side(forces[at].actor), forces[at].unit}];
    if (ledger.size() == kMostCompared) ledger.erase(ledger.begin());
    ledger.push_back(at);
    if (is_strength(forces[at])) hold_against_earlier(scene, at, ledger);
  }
}

}  // namespace

void find_forces(Scene& scene) {
  auto& forces = scene.picture.forces;
  std::map<std::tuple<uint32_t, std::string_view, std::string_view, ValueKey>,
           std::vector<uint32_t>>
      lines;  // by side, unit, role and value
  for (uint32_t at = 0; at < scene.picture.facts.size(); ++at) {
    const Fact& fact = scene.picture.facts[at];
    const Claim& claim = scene.claim_of(fact);
    if (claim.kind != ClaimKind::force || claim.numbers.empty() || fact.actors.empty()) continue;
    const ClaimNumber& number = claim.numbers.front();
    if (is_refuted(claim.status) || !range_of(number)) continue;
    auto& known =
        lines[{scene.cast.side(fact.actors.front()), number.unit, number.role, value_key(number)}];
    const auto line = std::find_if(known.begin(), known.end(), [&](uint32_t index) {
      return same_line(scene, forces[index], fact);
    });
    if (line != known.end()) {
      Force& force = forces[*line];
      force.facts.push_back(at);
      if (force.site == kNone) force.site = fact.site;
      force.status = std::min(force.status, claim.status);
      continue;
    }
    known.push_back(static_cast<uint32_t>(forces.size()));
    forces.push_back({.actor = fact.actors.front(),
                      .site = fact.site,
                      .unit = number.unit,
                      .role = number.role,
                      .figure = {},
                      .status = claim.status,
                      .time = fact.valid,
                      .dated = fact.dated,
                      .facts = {at},
                      .support = {},
                      .before = {},
                      .increment = kNone});
  }
  for (Force& force : forces) {
    force.figure = best_figure(scene, force.facts);
    force.support = support_of(scene.picture, force.facts);
  }
  std::stable_sort(forces.begin(), forces.end(), [&](const Force& a, const Force& b) {
    return std::tuple(scene.picture.actors[a.actor].name, begin_of(a.time), a.unit) <
           std::tuple(scene.picture.actors[b.actor].name, begin_of(b.time), b.unit);
  });
  reconcile(scene, forces);
  find_warnings(scene);
}

}  // namespace sitrep
