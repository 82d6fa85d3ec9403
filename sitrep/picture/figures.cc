// Numbers across reports: forces and casualties. A number is counted once, however many reports
// repeat it; where reports give different numbers, the lowest and the highest are kept.
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>
#include <unordered_map>

#include "sitrep/base/hash.h"
#include "sitrep/picture/state.h"
#include "sitrep/picture/time_blocks.h"

namespace sitrep {
namespace {

constexpr int64_t kSameCount = 30 * kMinutesPerDay;  // within it, the same figure is one figure
constexpr int64_t kSameHarm = 2 * kMinutesPerDay;
constexpr size_t kMostCompared = 64;  // lines of a block that a figure is held against
constexpr double kNoLimit = std::numeric_limits<double>::infinity();

const ClaimNumber& number_of(const Scene& scene, uint32_t fact) {
  return scene.claim_of(fact).numbers.front();
}

int64_t begin_of(const std::optional<Interval>& time) {
  return time ? time->from : INT64_MIN;
}

bool within(const std::optional<Interval>& a, const std::optional<Interval>& b, int64_t distance) {
  if (!a || !b) return true;
  return a->from < b->to + distance && b->from < a->to + distance;
}

// What number words say: 560, "more than 4,647", "dozens".
using ValueKey = std::tuple<double, double, double, Bound>;

ValueKey value_key(const ClaimNumber& number) {
  return {number.value.value_or(-1), number.low.value_or(-1), number.high.value_or(-1),
          number.bound};
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

// Whether two accounts of harm are of one happening and one group.
bool same_harm(const Scene& scene, const Casualties& line, uint32_t who, const Fact& fact,
               uint32_t event, const ClaimNumber& number) {
  const Cast& cast = scene.cast;
  const bool same_value = value_key(number) == value_key(number_of(scene, line.facts.front()));
  if ((line.who == kNone) != (who == kNone) && !same_value) return false;
  if (line.who != kNone && who != kNone && !cast.same_side(line.who, who)) return false;
  if (line.event != kNone && event != kNone) return line.event == event;
  const Nearness nearness = cast.nearness(line.site, fact.site);
  if (nearness == Nearness::far || !within(line.time, fact.valid, kSameHarm)) return false;
  // Much can happen in a province within two days: there only the same figure is the same harm.
  if (nearness == Nearness::unknown) return same_value;
  return same_value || !(cast.is_area(line.site) || cast.is_area(fact.site));
}

// The event told in the same words of the same report, if there is one.
class EventsByFact {
 public:
  explicit EventsByFact(const Scene& scene) : scene_(scene) {
    for (uint32_t event = 0; event < scene.picture.events.size(); ++event) {
      for (const uint32_t fact : scene.picture.events[event].facts) {
        told_[scene.picture.facts[fact].source].emplace_back(fact, event);
      }
    }
  }

  uint32_t event_of(const Fact& harm) const {
    const auto found = told_.find(harm.source);
    if (found == told_.end()) return kNone;
    uint32_t best = kNone;
    uint32_t best_distance = kNone;
    const Claim& claim = scene_.claim_of(harm);
    for (const auto& [fact, event] : found->second) {
      const Claim& other = scene_.claim_of(fact);
      if (other.type != "ASSAULT" || !is_firm(other.status)) continue;
      if (!other.evidence.front().overlaps(claim.evidence.front())) continue;
      const uint32_t a = claim.numbers.front().span.begin;
      const uint32_t b = other.trigger.begin;
      const uint32_t distance = a > b ? a - b : b - a;
      if (best != kNone && distance >= best_distance) continue;
      best = event;
      best_distance = distance;
    }
    return best;
  }

 private:
  const Scene& scene_;
  std::unordered_map<uint32_t, std::vector<std::pair<uint32_t, uint32_t>>> told_;
};

// The lines of casualties by kind of harm, and by event or time.
class HarmBlocks {
 public:
  void file(std::string_view role, const Fact& fact, uint32_t event, uint32_t line) {
    for (const uint64_t key : keys(role, fact, event, true)) {
      auto& filed = index_[key];
      if (filed.empty() || filed.back() != line) filed.push_back(line);
    }
  }

  // The latest filed line that fits, or kNone.
  template <class Fits>
  uint32_t find(std::string_view role, const Fact& fact, uint32_t event, Fits fits) const {
    for (const uint64_t key : keys(role, fact, event, false)) {
      const auto found = index_.find(key);
      if (found == index_.end()) continue;
      const auto& filed = found->second;
      const size_t first = filed.size() > kMostCompared ? filed.size() - kMostCompared : 0;
      for (size_t i = filed.size(); i-- > first;) {
        if (fits(filed[i])) return filed[i];
      }
    }
    return kNone;
  }

 private:
  static std::vector<uint64_t> keys(std::string_view role, const Fact& fact, uint32_t event,
                                    bool filing) {
    std::vector<uint64_t> out;
    const uint64_t seed = hash64(role);
    const auto add = [&](uint64_t kind, uint64_t value) {
      const uint64_t parts[2] = {kind, value};
      out.push_back(hash64({reinterpret_cast<const char*>(parts), sizeof parts}, seed));
    };
    if (event != kNone) add(0, event);
    auto time = fact.valid;
    if (time && !filing) time = Interval{time->from - kSameHarm, time->to + kSameHarm};
    for (const uint64_t block : time_blocks(time, filing)) add(1, block);
    return out;
  }

  std::unordered_map<uint64_t, std::vector<uint32_t>> index_;
};

}  // namespace

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
    figure.high = std::max(figure.high.value_or(0), range->high);
  }
  if (figure.high && std::isinf(*figure.high)) figure.high.reset();
  std::tuple<uint32_t, bool, std::optional<Day>, double> best_rank;
  for (const auto& [key, tellers] : told) {
    std::optional<Day> latest;
    bool own_voice = false;
    for (const uint32_t at : tellers) {
      latest = std::max(latest, scene.day_of(at));
      own_voice = own_voice || scene.picture.facts[at].attribution.empty();
    }
    const ClaimNumber& number = number_of(scene, tellers.front());
    const double value = number.value.value_or(number.low.value_or(0));
    const std::tuple rank(support_of(scene.picture, tellers).independent, own_voice, latest, value);
    if (figure.best && rank <= best_rank) continue;
    best_rank = rank;
    figure.best = value;
    figure.bound = number.value ? number.bound : Bound::at_least;
  }
  return figure;
}

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
}

void find_casualties(Scene& scene) {
  auto& lines = scene.picture.casualties;
  const EventsByFact events(scene);
  HarmBlocks blocks;
  for (uint32_t at = 0; at < scene.picture.facts.size(); ++at) {
    const Fact& fact = scene.picture.facts[at];
    const Claim& claim = scene.claim_of(fact);
    if (claim.kind != ClaimKind::casualties || claim.numbers.empty()) continue;
    const ClaimNumber& number = claim.numbers.front();
    if (!is_firm(claim.status) || !range_of(number)) continue;
    const uint32_t who = fact.recipients.empty() ? kNone : fact.recipients.front();
    const uint32_t event = events.event_of(fact);
    const uint32_t line = blocks.find(number.role, fact, event, [&](uint32_t index) {
      return same_harm(scene, lines[index], who, fact, event, number);
    });
    blocks.file(number.role, fact, event,
                line == kNone ? static_cast<uint32_t>(lines.size()) : line);
    if (line == kNone) {
      lines.push_back({.role = number.role,
                       .who = who,
                       .figure = {},
                       .site = fact.site,
                       .time = fact.valid,
                       .dated = fact.dated,
                       .event = event,
                       .facts = {at},
                       .support = {}});
      continue;
    }
    Casualties& casualties = lines[line];
    casualties.facts.push_back(at);
    if (casualties.who == kNone) casualties.who = who;
    if (casualties.event == kNone) casualties.event = event;
    if (casualties.site == kNone) casualties.site = fact.site;
    if (fact.dated && !casualties.dated) {
      casualties.time = fact.valid;
      casualties.dated = true;
    }
  }
  for (Casualties& line : lines) {
    line.figure = best_figure(scene, line.facts);
    line.support = support_of(scene.picture, line.facts);
    if (line.event == kNone) continue;
    const Event& event = scene.picture.events[line.event];
    if (line.site == kNone) line.site = event.site;
    if (!line.dated && event.dated) {
      line.time = event.time;
      line.dated = true;
    }
  }
  std::stable_sort(lines.begin(), lines.end(), [](const Casualties& a, const Casualties& b) {
    return begin_of(a.time) < begin_of(b.time);
  });
}

Figure sum_of(std::span<const Casualties> lines) {
  struct Sums {
    Range all{};     // of figures for everybody: the largest
    Range groups{};  // of single groups: together
    double all_best = 0;
    double groups_best = 0;
  };
  std::map<std::tuple<uint32_t, uint32_t, std::optional<Interval>>, Sums> happenings;
  for (const Casualties& line : lines) {
    const bool placed = line.event == kNone;
    auto& sums =
        happenings[{line.event, placed ? line.site : kNone, placed ? line.time : std::nullopt}];
    const double best = line.figure.best.value_or(0);
    const Range range{line.figure.low.value_or(best), line.figure.high.value_or(best)};
    if (line.who == kNone) {
      sums.all = {std::max(sums.all.low, range.low), std::max(sums.all.high, range.high)};
      sums.all_best = std::max(sums.all_best, best);
    } else {
      sums.groups = {sums.groups.low + range.low, sums.groups.high + range.high};
      sums.groups_best += best;
    }
  }
  Figure figure{.low = 0, .best = 0, .high = 0, .bound = Bound::exact};
  for (const auto& [happening, sums] : happenings) {
    *figure.low += std::max(sums.all.low, sums.groups.low);
    *figure.best += std::max(sums.all_best, sums.groups_best);
    *figure.high += std::max(sums.all.high, sums.groups.high);
  }
  return figure;
}

}  // namespace sitrep
