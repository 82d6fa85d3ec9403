// Who holds what. The latest assessed account of a place wins; where accounts of about the same
// time differ, or a party to the fight claims it since, the place is contested, and all are kept.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "sitrep/picture/state.h"

namespace sitrep {
namespace {

constexpr int64_t kSameTime = 3 * kMinutesPerDay;

int64_t begin_of(const HoldingVersion& version) {
  return version.time ? version.time->from : INT64_MIN;
}

// Whether this account of a place is already told by that version.
bool tells(const Scene& scene, const HoldingVersion& version, uint32_t holder, HoldingChange change,
           const Fact& fact) {
  if (version.change != change || !scene.cast.same_side(version.holder, holder)) return false;
  if (!version.time || !fact.valid) return version.time == fact.valid;
  return std::abs(version.time->from - fact.valid->from) < kSameTime ||
         (version.time->from < fact.valid->to && fact.valid->from < version.time->to);
}

// The sides that fight for a place: what they say of it is a claim.
std::set<uint32_t> sides_at(Scene& scene, const std::vector<uint32_t>& facts) {
  std::set<uint32_t> sides;
  for (const uint32_t at : facts) {
    const Fact& fact = scene.picture.facts[at];
    const auto& holding = scene.claim_of(fact).holding;
    const uint32_t holder = scene.cast.actor(scene.report_of(fact), holding->holder, fact.source);
    if (holder != kNone) sides.insert(scene.cast.side(holder));
    for (const auto* list : {&fact.actors, &fact.recipients}) {
      for (const uint32_t actor : *list) sides.insert(scene.cast.side(actor));
    }
  }
  return sides;
}

bool is_claimed(const Scene& scene, const std::set<uint32_t>& sides, const Fact& fact) {
  return !fact.attribution.empty() &&
         std::all_of(fact.attribution.begin(), fact.attribution.end(),
                     [&](uint32_t actor) { return sides.count(scene.cast.side(actor)) > 0; });
}

// The accounts of one place, those of one holder, change and time together, in order of time.
std::vector<HoldingVersion> versions_of(Scene& scene, const std::vector<uint32_t>& facts) {
  std::vector<HoldingVersion> versions;
  const std::set<uint32_t> sides = sides_at(scene, facts);
  for (const uint32_t at : facts) {
    const Fact& fact = scene.picture.facts[at];
    const Claim& claim = scene.claim_of(fact);
    const uint32_t holder =
        scene.cast.actor(scene.report_of(fact), claim.holding->holder, fact.source);
    if (holder == kNone) continue;
    const HoldingChange change = claim.holding->change;
    auto version = std::find_if(versions.begin(), versions.end(), [&](const HoldingVersion& known) {
      return tells(scene, known, holder, change, fact);
    });
    if (version == versions.end()) {
      versions.push_back({.holder = holder,
                          .change = change,
                          .claimed = true,
                          .facts = {},
                          .time = fact.valid,
                          .dated = fact.dated,
                          .support = {}});
      version = versions.end() - 1;
    } else if (fact.dated && !version->dated) {
      version->time = fact.valid;
      version->dated = true;
    }
    version->claimed = version->claimed && is_claimed(scene, sides, fact);
    version->facts.push_back(at);
  }
  for (HoldingVersion& version : versions) {
    version.support = support_of(scene.picture, version.facts);
  }
  std::stable_sort(versions.begin(), versions.end(), [](const auto& a, const auto& b) {
    return std::tuple(begin_of(a), a.support.independent) <
           std::tuple(begin_of(b), b.support.independent);
  });
  return versions;
}

// Does `other` say something else than that `current` is so?
bool contradicts(const Scene& scene, const HoldingVersion& current, const HoldingVersion& other) {
  const bool same = scene.cast.may_be_one(current.holder, other.holder);
  const bool current_lost = current.change == HoldingChange::lost;
  const bool other_lost = other.change == HoldingChange::lost;
  if (current.change == HoldingChange::contested || other.change == HoldingChange::contested) {
    return true;
  }
  if (current_lost && other_lost) return false;
  return same == (current_lost != other_lost);
}

// Another report of about the same time, not the one that tells how the place changed hands.
bool rivals(const Scene& scene, const HoldingVersion& current, const HoldingVersion& other) {
  if (begin_of(other) + kSameTime < begin_of(current)) return false;
  if (!contradicts(scene, current, other)) return false;
  const Picture& picture = scene.picture;
  const auto source_of = [&](uint32_t fact) { return picture.facts[fact].source; };
  return std::any_of(other.facts.begin(), other.facts.end(), [&](uint32_t fact) {
    return std::none_of(current.facts.begin(), current.facts.end(),
                        [&](uint32_t mine) { return source_of(mine) == source_of(fact); });
  });
}

// From account to account: who held the place, until the next one tells otherwise.
std::vector<HoldingSpan> spans_of(const Scene& scene, const std::vector<HoldingVersion>& versions) {
  std::vector<HoldingSpan> spans;
  for (uint32_t at = 0; at < versions.size(); ++at) {
    const HoldingVersion& version = versions[at];
    HoldingSpan next{.holder = version.holder,
                     .claimed = version.claimed,
                     .contested = version.change == HoldingChange::contested,
                     .from = version.time ? std::optional(version.time->from) : std::nullopt,
                     .until = {},
                     .version = at};
    if (version.change == HoldingChange::lost) next.holder = kNone;
    if (!spans.empty()) {
      const HoldingSpan& now = spans.back();
      const HoldingVersion& before = versions[now.version];
      const bool same = next.holder != kNone && now.holder != kNone &&
                        scene.cast.may_be_one(next.holder, now.holder);
      if (same && now.claimed <= next.claimed && !next.contested) continue;
      // Another's loss of what somebody holds already changes nothing.
      if (next.holder == kNone &&
          (now.holder == kNone || !scene.cast.same_side(version.holder, now.holder))) {
        continue;
      }
      const bool at_once = begin_of(version) < begin_of(before) + kSameTime;
      if (at_once && rivals(scene, before, version)) next.contested = true;
      if (next.claimed && !now.claimed && now.holder != kNone) {  // he is there as assessed before
        next.holder = now.holder;
        next.claimed = false;
        next.contested = true;
      }
    }
    if (!spans.empty() && spans.back().from == next.from) {
      spans.back() = next;
      continue;
    }
    if (!spans.empty()) spans.back().until = next.from;
    spans.push_back(next);
  }
  return spans;
}

PlaceHolding holding_of(Scene& scene, uint32_t site, std::vector<HoldingVersion> versions) {
  PlaceHolding holding;
  holding.site = site;
  const auto assessed = std::find_if(versions.rbegin(), versions.rend(),
                                     [](const HoldingVersion& one) { return !one.claimed; });
  const size_t now = static_cast<size_t>(assessed == versions.rend()
                                             ? std::ptrdiff_t(versions.size()) - 1
                                             : std::distance(assessed, versions.rend()) - 1);
  holding.current = versions[now];
  const HoldingVersion& current = holding.current;
  if (current.change != HoldingChange::lost) holding.holder = current.holder;
  holding.contested = current.change == HoldingChange::contested;
  for (size_t i = 0; i < versions.size(); ++i) {
    if (i == now || !rivals(scene, current, versions[i])) continue;
    holding.rivals.push_back(versions[i]);
    holding.contested = true;
  }
  holding.spans = spans_of(scene, versions);
  holding.history = std::move(versions);
  return holding;
}

// A town and the district of its name are one place that is held: the first site stands for both.
class Namesakes {
 public:
  explicit Namesakes(const Scene& scene) {
    const auto& sites = scene.picture.sites;
    std::map<std::pair<std::string_view, std::string_view>, std::vector<uint32_t>> by_name;
    for (uint32_t at = 0; at < sites.size(); ++at) {
      auto& others = by_name[{sites[at].name, sites[at].country}];
      const auto same = std::find_if(others.begin(), others.end(), [&](uint32_t other) {
        return scene.cast.nearness(at, other) == Nearness::same;
      });
      first_.push_back(same == others.end() ? at : *same);
      if (same == others.end()) others.push_back(at);
    }
  }
  uint32_t first(uint32_t site) const { return first_[site]; }

 private:
  std::vector<uint32_t> first_;  // by site
};

}  // namespace

void find_holdings(Scene& scene) {
  std::map<uint32_t, std::vector<uint32_t>> by_site;
  const Namesakes places(scene);
  for (uint32_t at = 0; at < scene.picture.facts.size(); ++at) {
    const Fact& fact = scene.picture.facts[at];
    const Claim& claim = scene.claim_of(fact);
    if (!claim.holding || !is_firm(claim.status) || fact.site == kNone) continue;
    by_site[places.first(fact.site)].push_back(at);
  }
  for (const auto& [site, facts] : by_site) {
    auto versions = versions_of(scene, facts);
    if (versions.empty()) continue;
    scene.picture.holdings.push_back(holding_of(scene, site, std::move(versions)));
  }
  const auto& sites = scene.picture.sites;
  std::sort(scene.picture.holdings.begin(), scene.picture.holdings.end(),
            [&](const PlaceHolding& a, const PlaceHolding& b) {
              return std::tie(sites[a.site].country, sites[a.site].name, a.site) <
                     std::tie(sites[b.site].country, sites[b.site].name, b.site);
            });
}

}  // namespace sitrep
