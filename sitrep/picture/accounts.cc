// What was said, and where independent sources contradict each other.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "sitrep/base/hash.h"
#include "sitrep/picture/state.h"

namespace sitrep {
namespace {

constexpr int64_t kSameTime = 3 * kMinutesPerDay;

uint64_t key_of(const Scene& scene, const Source& source, const SaidDigest& said) {
  if (!said.few) return said.words_hash;
  return hash64(std::to_string(scene.picture.sources[source.original].id), said.words_hash);
}

Support support_of_sources(const Picture& picture, const std::vector<uint32_t>& sources) {
  std::vector<uint32_t> originals;
  for (const uint32_t source : sources) originals.push_back(picture.sources[source].original);
  std::sort(originals.begin(), originals.end());
  originals.erase(std::unique(originals.begin(), originals.end()), originals.end());
  return {.reports = static_cast<uint32_t>(sources.size()),
          .independent = static_cast<uint32_t>(originals.size())};
}

DisagreementSide side(const Picture& picture, std::string value, std::vector<uint32_t> facts) {
  DisagreementSide out{.value = std::move(value), .facts = std::move(facts), .support = {}};
  out.support = support_of(picture, out.facts);
  return out;
}

// Whether other people say it: their names, where the texts give them, have nobody in common.
bool by_others(const Picture& picture, const DisagreementSide& a, const DisagreementSide& b) {
  const auto named = [&](const DisagreementSide& one) {
    std::set<uint32_t> names;
    for (const uint32_t fact : one.facts) {
      const auto& attribution = picture.facts[fact].attribution;
      names.insert(attribution.begin(), attribution.end());
    }
    return names;
  };
  const auto names_a = named(a);
  const auto names_b = named(b);
  return !names_a.empty() && !names_b.empty() &&
         std::none_of(names_a.begin(), names_a.end(),
                      [&](uint32_t name) { return names_b.count(name) > 0; });
}

// Two sides of one text, or of its copies, are a disagreement only where it names who says which.
void add(Picture& picture, DisagreementKind kind, uint32_t index,
         std::vector<DisagreementSide> sides) {
  if (sides.size() < 2) return;
  std::vector<uint32_t> all;
  bool others = false;
  for (const DisagreementSide& one : sides) {
    others = others || std::any_of(sides.begin(), sides.end(), [&](const DisagreementSide& other) {
               return by_others(picture, one, other);
             });
    all.insert(all.end(), one.facts.begin(), one.facts.end());
  }
  if (!others && support_of(picture, all).independent < 2) return;
  picture.disagreements.push_back({.kind = kind, .index = index, .sides = std::move(sides)});
}

std::string amount(double value) {
  return value == std::floor(value) ? fmt::format("{:.0f}", value) : fmt::format("{}", value);
}

std::string words_of(const Range& range) {
  if (std::isinf(range.high)) return "at least " + amount(range.low);
  if (range.low == range.high) return amount(range.low);
  return amount(range.low) + " to " + amount(range.high);
}

void by_status(const Scene& scene, uint32_t index) {
  const Event& event = scene.picture.events[index];
  std::map<std::string_view, std::vector<uint32_t>> told;  // "denied", "negated", or "told as so"
  bool so = false;
  bool not_so = false;
  for (const uint32_t fact : event.facts) {
    const Status status = scene.claim_of(fact).status;
    if (status == Status::possible) continue;
    (is_firm(status) ? so : not_so) = true;
    told[is_firm(status) ? name_of(event.status) : name_of(status)].push_back(fact);
  }
  if (!so || !not_so) return;
  std::vector<DisagreementSide> sides;
  for (auto& [status, facts] : told) {
    sides.push_back(side(scene.picture, std::string(status), std::move(facts)));
  }
  add(scene.picture, DisagreementKind::status, index, std::move(sides));
}

void by_holder(const Scene& scene, uint32_t index) {
  const PlaceHolding& holding = scene.picture.holdings[index];
  if (holding.rivals.empty()) return;
  const auto words = [&](const HoldingVersion& version) {
    return fmt::format("{}: {}{}", scene.picture.actors[version.holder].name,
                       name_of(version.change), version.claimed ? ", as claimed" : "");
  };
  std::vector<DisagreementSide> sides;
  sides.push_back(side(scene.picture, words(holding.current), holding.current.facts));
  for (const HoldingVersion& rival : holding.rivals) {
    sides.push_back(side(scene.picture, words(rival), rival.facts));
  }
  add(scene.picture, DisagreementKind::holder, index, std::move(sides));
}

void by_number(const Scene& scene, uint32_t index) {
  std::map<std::pair<double, double>, std::vector<uint32_t>> told;
  Range shared{0, INFINITY};  // what all allow
  for (const uint32_t fact : scene.picture.casualties[index].facts) {
    const auto range = range_of(scene.claim_of(fact).numbers.front());
    told[{range->low, range->high}].push_back(fact);
    shared = {std::max(shared.low, range->low), std::min(shared.high, range->high)};
  }
  if (shared.low <= shared.high) return;
  std::vector<DisagreementSide> sides;
  for (auto& [range, facts] : told) {
    sides.push_back(side(scene.picture, words_of({range.first, range.second}), std::move(facts)));
  }
  add(scene.picture, DisagreementKind::number, index, std::move(sides));
}

Range range_of_all(const Scene& scene, const std::vector<uint32_t>& facts) {
  Range all{INFINITY, 0};
  for (const uint32_t fact : facts) {
    const auto range = range_of(number_of(scene, fact));
    all = {std::min(all.low, range->low), std::max(all.high, range->high)};
  }
  return all;
}

// Two totals of one strength at about the same time that cannot both be.
void by_force(const Scene& scene, uint32_t index) {
  const auto& forces = scene.picture.forces;
  const Force& one = forces[index];
  if (one.role != "total" && one.role != "present") return;
  const Range range = range_of_all(scene, one.facts);
  // Lines of one party stand together.
  for (uint32_t at = index + 1; at < forces.size() && forces[at].actor == one.actor; ++at) {
    const Force& other = forces[at];
    if (other.role != one.role || other.unit != one.unit ||
        !within(one.time, other.time, kSameTime) ||
        scene.cast.nearness(one.site, other.site) == Nearness::far) {
      continue;
    }
    const Range told = range_of_all(scene, other.facts);
    if (range.low <= told.high && told.low <= range.high) continue;
    add(scene.picture, DisagreementKind::force, index,
        {side(scene.picture, words_of(range), one.facts),
         side(scene.picture, words_of(told), other.facts)});
  }
}

}  // namespace

void gather_statements(Scene& scene) {
  Picture& picture = scene.picture;
  std::map<uint64_t, size_t> known;
  for (uint32_t source = 0; source < picture.sources.size(); ++source) {
    const Report& report = scene.report_of(picture.sources[source]);
    if (picture.as_of && report.published.day > picture.as_of) continue;
    for (uint32_t at = 0; at < report.statements.size(); ++at) {
      const Statement& statement = report.statements[at];
      if (statement.content.empty()) continue;
      const Source& from = picture.sources[source];
      const uint64_t key = key_of(scene, from, scene.digest_of(from).statements[at]);
      const auto [found, is_new] = known.try_emplace(key, picture.statements.size());
      if (is_new) {
        const uint32_t speaker =
            statement.speaker ? scene.cast.actor(report, *statement.speaker, source) : kNone;
        picture.statements.push_back({.source = source,
                                      .statement = at,
                                      .speaker = speaker,
                                      .sources = {source},
                                      .support = {}});
      } else if (picture.statements[found->second].sources.back() != source) {
        picture.statements[found->second].sources.push_back(source);
      }
    }
  }
  for (PictureStatement& statement : picture.statements) {
    statement.support = support_of_sources(picture, statement.sources);
  }
}

void find_disagreements(Scene& scene) {
  for (uint32_t at = 0; at < scene.picture.events.size(); ++at) by_status(scene, at);
  for (uint32_t at = 0; at < scene.picture.holdings.size(); ++at) by_holder(scene, at);
  for (uint32_t at = 0; at < scene.picture.casualties.size(); ++at) by_number(scene, at);
  for (uint32_t at = 0; at < scene.picture.forces.size(); ++at) by_force(scene, at);
}

void find_loaded_words(Scene& scene) {
  std::set<std::pair<uint32_t, Span>> seen;  // claims share sentences
  for (uint32_t at = 0; at < scene.picture.facts.size(); ++at) {
    const Fact& fact = scene.picture.facts[at];
    const Digest& digest = scene.digest_of(scene.picture.sources[fact.source]);
    for (const LoadedAt& word : digest.claims[fact.claim].loaded) {
      if (!seen.emplace(fact.source, word.span).second) continue;
      scene.picture.loaded.push_back({.fact = at,
                                      .words = word.span,
                                      .neutral = std::string(word.neutral),
                                      .kind = std::string(word.kind)});
    }
  }
}

}  // namespace sitrep
