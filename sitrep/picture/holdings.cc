// Who holds what. The latest account of a place wins; where accounts of about the same time differ,
// the place is contested, and all of them are kept.
#include <algorithm>
#include <map>
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

// The accounts of one place, those of one holder, change and time together, in order of time.
std::vector<HoldingVersion> versions_of(Scene& scene, const std::vector<uint32_t>& facts) {
  std::vector<HoldingVersion> versions;
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
                          .facts = {},
                          .time = fact.valid,
                          .dated = fact.dated,
                          .support = {}});
      version = versions.end() - 1;
    } else if (fact.dated && !version->dated) {
      version->time = fact.valid;
      version->dated = true;
    }
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
  const bool same = scene.cast.same_side(current.holder, other.holder);
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

PlaceHolding holding_of(Scene& scene, uint32_t site, std::vector<HoldingVersion> versions) {
  PlaceHolding holding;
  holding.site = site;
  holding.current = versions.back();
  const HoldingVersion& current = holding.current;
  if (current.change != HoldingChange::lost) holding.holder = current.holder;
  holding.contested = current.change == HoldingChange::contested;
  for (size_t i = 0; i + 1 < versions.size(); ++i) {
    if (!rivals(scene, current, versions[i])) continue;
    holding.rivals.push_back(versions[i]);
    holding.contested = true;
  }
  holding.history = std::move(versions);
  return holding;
}

}  // namespace

void find_holdings(Scene& scene) {
  std::map<uint32_t, std::vector<uint32_t>> by_site;
  for (uint32_t at = 0; at < scene.picture.facts.size(); ++at) {
    const Fact& fact = scene.picture.facts[at];
    const Claim& claim = scene.claim_of(fact);
    if (!claim.holding || !is_firm(claim.status) || fact.site == kNone) continue;
    by_site[fact.site].push_back(at);
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
