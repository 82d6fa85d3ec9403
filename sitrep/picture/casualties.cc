// Harm by happening: killed and injured apart, civilians apart, and each happening counted once
// however many reports tell of it.
#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>

#include "sitrep/base/hash.h"
#include "sitrep/picture/state.h"
#include "sitrep/picture/time_blocks.h"

namespace sitrep {
namespace {

constexpr int64_t kSameHarm = 2 * kMinutesPerDay;
constexpr size_t kMostCompared = 64;  // lines of a block that a figure is held against

int64_t begin_of(const std::optional<Interval>& time) {
  return time ? time->from : INT64_MIN;
}

// Whom a figure counts: everybody, or a group.
struct Counted {
  uint32_t who = kNone;
  Victims victims = Victims::everyone;
};

Counted counted_by(const Scene& scene, const Fact& fact) {
  if (fact.recipients.empty()) return {};
  const uint32_t who = fact.recipients.front();
  const Victims victims = scene.lexicon.victims(scene.picture.actors[who].name);
  if (victims == Victims::everyone) return {};
  return {who, victims};
}

// Whether two accounts of harm are of one happening and one group.
bool same_harm(const Scene& scene, const Casualties& line, const Counted& counted, const Fact& fact,
               uint32_t event, const ClaimNumber& number) {
  const Cast& cast = scene.cast;
  const uint32_t who = counted.who;
  const bool same_value = value_key(number) == value_key(number_of(scene, line.facts.front()));
  if ((line.who == kNone) != (who == kNone) && !same_value) return false;
  const bool civilians = line.civilians && counted.victims == Victims::civilians;
  if (line.who != kNone && who != kNone && !civilians && !cast.same_side(line.who, who)) {
    return false;
  }
  if (line.event != kNone && event != kNone) return line.event == event;
  const Nearness nearness = cast.nearness(line.site, fact.site);
  if (nearness == Nearness::far || !within(line.time, fact.valid, kSameHarm)) return false;
  // Much can happen in a province within two days: there only the same figure is the same harm.
  if (nearness == Nearness::unknown) return same_value;
  return same_value || !(cast.is_area(line.site) || cast.is_area(fact.site));
}

// The event that did the harm: the one told in the same words, else that of the setting.
class EventsByFact {
 public:
  explicit EventsByFact(const Scene& scene)
      : scene_(scene), event_(scene.picture.facts.size(), kNone) {
    for (uint32_t event = 0; event < scene.picture.events.size(); ++event) {
      for (const uint32_t fact : scene.picture.events[event].facts) {
        told_[scene.picture.facts[fact].source].emplace_back(fact, event);
        event_[fact] = event;
      }
    }
  }

  uint32_t event_of(const Fact& harm) const {
    const uint32_t told = told_with(harm);
    const bool placed = told != kNone && scene_.picture.events[told].site != kNone;
    return placed || harm.setting == kNone ? told : event_[harm.setting];
  }

 private:
  uint32_t told_with(const Fact& harm) const {
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

  const Scene& scene_;
  std::vector<uint32_t> event_;                                                    // by fact
  std::unordered_map<uint32_t, std::vector<std::pair<uint32_t, uint32_t>>> told_;  // by source
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
    const Counted counted = counted_by(scene, fact);
    const uint32_t event = events.event_of(fact);
    const uint32_t line = blocks.find(number.role, fact, event, [&](uint32_t index) {
      return same_harm(scene, lines[index], counted, fact, event, number);
    });
    blocks.file(number.role, fact, event,
                line == kNone ? static_cast<uint32_t>(lines.size()) : line);
    if (line == kNone) {
      lines.push_back({.role = number.role,
                       .who = counted.who,
                       .civilians = counted.victims == Victims::civilians,
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
    if (casualties.who == kNone) casualties.who = counted.who;
    casualties.civilians = casualties.civilians || counted.victims == Victims::civilians;
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
    // Of harm and count the day of the harm: bodies are found for days.
    if (event.dated) {
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
    Range all{};        // of figures for everybody: the largest
    Range civilians{};  // of civilians, by this word or that: the largest
    Range groups{};     // of single other groups: together
    double all_best = 0;
    double civilians_best = 0;
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
    } else if (line.civilians) {
      sums.civilians = {std::max(sums.civilians.low, range.low),
                        std::max(sums.civilians.high, range.high)};
      sums.civilians_best = std::max(sums.civilians_best, best);
    } else {
      sums.groups = {sums.groups.low + range.low, sums.groups.high + range.high};
      sums.groups_best += best;
    }
  }
  Figure figure{.low = 0, .best = 0, .high = 0, .open = false, .bound = Bound::exact};
  for (const Casualties& line : lines) figure.open |= line.figure.open;
  for (const auto& [happening, sums] : happenings) {
    *figure.low += std::max(sums.all.low, sums.groups.low + sums.civilians.low);
    *figure.best += std::max(sums.all_best, sums.groups_best + sums.civilians_best);
    *figure.high += std::max(sums.all.high, sums.groups.high + sums.civilians.high);
  }
  return figure;
}

}  // namespace sitrep
