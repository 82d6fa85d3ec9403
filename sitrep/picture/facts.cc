#include "sitrep/picture/facts.h"

#include <algorithm>
#include <numeric>

namespace sitrep {
namespace {

constexpr uint32_t kFarthest = 2000;  // bytes that a report goes on about one happening
constexpr std::string_view kGeneralAttack = "Attack";  // ACLED's, of which no more is said

std::vector<uint32_t> actors_of(Scene& scene, const Report& report, uint32_t source,
                                const std::vector<Participant>& participants) {
  std::vector<uint32_t> out;
  for (const Participant& participant : participants) {
    const uint32_t actor = scene.cast.actor(report, participant, source);
    if (actor != kNone) out.push_back(actor);
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Fact fact_of(Scene& scene, uint32_t source, uint32_t at) {
  const Source& from = scene.picture.sources[source];
  const Report& report = scene.report_of(from);
  const Claim& claim = report.claims[at];
  Fact fact;
  const ClaimDigest& digest = scene.digest_of(from).claims[at];
  fact.id = digest.id;
  fact.words_hash = digest.words_hash;
  fact.source = source;
  fact.claim = at;
  fact.actors = actors_of(scene, report, source, claim.actors);
  fact.recipients = actors_of(scene, report, source, claim.recipients);
  fact.attribution = actors_of(scene, report, source, claim.attribution);
  if (claim.place && *claim.place < report.places.size()) {
    fact.site = scene.cast.site(report.places[*claim.place]);
  }
  if (claim.time && *claim.time < report.times.size()) {
    fact.valid = report.times[*claim.time].interval;
  }
  fact.dated = fact.valid.has_value();
  if (!fact.valid && from.published) {
    const int64_t minute = minute_of(*from.published);
    fact.valid = Interval{minute, minute + kMinutesPerDay};
  }
  return fact;
}

// What is to come was told on the day of its report; all else must have begun by the as-of day.
bool told_by(const Fact& fact, const Claim& claim, const Source& source, Day as_of) {
  if (is_ahead(claim.status)) return !source.published || *source.published <= as_of;
  return !fact.valid || fact.valid->from < minute_of(as_of) + kMinutesPerDay;
}

// Whether `fact`, which names no place, may be told of what `setting` tells of.
bool is_told_within(const Scene& scene, const Fact& fact, const Fact& setting) {
  const Claim& claim = scene.claim_of(fact);
  const Claim& before = scene.claim_of(setting);
  const uint32_t at = claim.trigger.begin;
  const uint32_t from = before.trigger.begin;
  const bool one_sentence = claim.evidence.front() == before.evidence.front();
  if (!one_sentence && (at < from || at - from > kFarthest)) return false;
  if (fact.dated && setting.dated && fact.valid->to <= setting.valid->from) return false;
  if (claim.kind == ClaimKind::casualties) return true;
  // Of acts, the same one told again, or its outcome in general words ("killed").
  if (fact.dated && setting.dated && setting.valid->to <= fact.valid->from) return false;
  const bool same = claim.acled_sub_event == before.acled_sub_event;
  return same || (claim.acled_sub_event == kGeneralAttack && (one_sentence || !fact.dated));
}

}  // namespace

void gather_facts(Scene& scene) {
  Picture& picture = scene.picture;
  for (uint32_t source = 0; source < picture.sources.size(); ++source) {
    const auto& claims = scene.report_of(picture.sources[source]).claims;
    for (uint32_t at = 0; at < claims.size(); ++at) {
      const Claim& claim = claims[at];
      if (claim.status == Status::hypothetical || claim.evidence.empty()) continue;
      Fact fact = fact_of(scene, source, at);
      if (picture.as_of && !told_by(fact, claim, picture.sources[source], *picture.as_of)) continue;
      picture.facts.push_back(std::move(fact));
    }
  }
}

void find_settings(Scene& scene) {
  auto& facts = scene.picture.facts;
  const auto is_attack = [&](const Claim& claim) {
    return claim.kind == ClaimKind::event && claim.type == "ASSAULT" && !is_ahead(claim.status);
  };
  for (size_t begin = 0, end = 0; begin < facts.size(); begin = end) {
    while (end < facts.size() && facts[end].source == facts[begin].source) ++end;
    std::vector<uint32_t> placed;
    for (size_t at = begin; at < end; ++at) {
      const Claim& claim = scene.claim_of(facts[at]);
      if (is_attack(claim) && facts[at].site != kNone) placed.push_back(static_cast<uint32_t>(at));
    }
    for (size_t at = begin; at < end; ++at) {
      Fact& fact = facts[at];
      const Claim& claim = scene.claim_of(fact);
      const bool harm = claim.kind == ClaimKind::casualties;
      if (!harm && (fact.site != kNone || !is_attack(claim))) continue;
      // The last one told before it.
      for (const uint32_t other : placed) {
        const bool later =
            fact.setting == kNone || scene.claim_of(facts[fact.setting]).trigger.begin <=
                                         scene.claim_of(facts[other]).trigger.begin;
        const bool elsewhere = fact.site != kNone &&
                               scene.cast.nearness(fact.site, facts[other].site) != Nearness::same;
        if (later && !elsewhere && is_told_within(scene, fact, facts[other])) fact.setting = other;
      }
    }
  }
}

Support support_of(const Picture& picture, const std::vector<uint32_t>& facts) {
  std::vector<uint32_t> sources;
  std::vector<std::pair<uint64_t, uint32_t>> voices;  // words, and the original that has them
  for (const uint32_t at : facts) {
    const Fact& fact = picture.facts[at];
    sources.push_back(fact.source);
    voices.emplace_back(fact.words_hash, picture.sources[fact.source].original);
  }
  std::sort(sources.begin(), sources.end());
  sources.erase(std::unique(sources.begin(), sources.end()), sources.end());

  // Originals that share words are joined; what is left counts.
  std::vector<uint32_t> originals;
  for (const auto& voice : voices) originals.push_back(voice.second);
  std::sort(originals.begin(), originals.end());
  originals.erase(std::unique(originals.begin(), originals.end()), originals.end());
  std::vector<size_t> root(originals.size());
  std::iota(root.begin(), root.end(), size_t{0});
  const auto find = [&](uint32_t original) {
    auto at = static_cast<size_t>(std::lower_bound(originals.begin(), originals.end(), original) -
                                  originals.begin());
    while (root[at] != at) at = root[at] = root[root[at]];
    return at;
  };
  std::sort(voices.begin(), voices.end());
  for (size_t i = 1; i < voices.size(); ++i) {
    if (voices[i].first == voices[i - 1].first) {
      root[find(voices[i].second)] = find(voices[i - 1].second);
    }
  }
  uint32_t independent = 0;
  for (size_t i = 0; i < root.size(); ++i) independent += root[i] == i ? 1 : 0;
  return {.reports = static_cast<uint32_t>(sources.size()), .independent = independent};
}

}  // namespace sitrep
