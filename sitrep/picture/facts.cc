#include "sitrep/picture/facts.h"

#include <algorithm>
#include <numeric>

#include "sitrep/base/hash.h"
#include "sitrep/picture/copies.h"
#include "sitrep/picture/words.h"

namespace sitrep {
namespace {

constexpr size_t kFewWords = 6;  // so few words may well be chosen twice

bool known_by(const Report& report, Day day) {
  return report.published.day && *report.published.day <= day;
}

uint64_t mix(Span span, uint64_t seed) {
  const uint32_t bounds[2] = {span.begin, span.end};
  return hash64({reinterpret_cast<const char*>(bounds), sizeof bounds}, seed);
}

uint64_t id_of(const Claim& claim, uint64_t document) {
  uint64_t id = hash64(name_of(claim.kind), document);
  id = mix(claim.trigger, id);
  for (const Span span : claim.evidence) id = mix(span, id);
  for (const ClaimNumber& number : claim.numbers) id = hash64(number.role, mix(number.span, id));
  for (const Participant& actor : claim.actors) id = mix(actor.span, id);
  for (const Participant& recipient : claim.recipients) id = mix(recipient.span, id);
  if (claim.holding) id = mix(claim.holding->holder.span, id);
  return id;
}

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
  fact.id = id_of(claim, from.id);
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
  size_t words = 0;
  fact.words_hash = hash_of_words(report.document.words(claim.evidence.front()), &words);
  if (words < kFewWords) fact.words_hash = fact.id;
  return fact;
}

// What is to come was told on the day of its report; all else must have begun by the as-of day.
bool told_by(const Fact& fact, const Claim& claim, const Source& source, Day as_of) {
  if (is_ahead(claim.status)) return !source.published || *source.published <= as_of;
  return !fact.valid || fact.valid->from < minute_of(as_of) + kMinutesPerDay;
}

}  // namespace

uint64_t document_id(const Document& document) {
  uint64_t id = hash64(document.text);
  id = hash64(document.meta.publisher, id);
  id = hash64(document.meta.url, id);
  return hash64(document.meta.published, id);
}

void gather_sources(std::span<const Report> reports, const PictureOptions& options,
                    Picture& picture) {
  for (uint32_t at = 0; at < reports.size(); ++at) {
    const Report& report = reports[at];
    if (options.known_by && !known_by(report, *options.known_by)) {
      ++(report.published.day ? picture.left_out : picture.undated_left_out);
      continue;
    }
    picture.sources.push_back({.id = document_id(report.document),
                               .report = at,
                               .published = report.published.day,
                               .original = 0});
  }
  auto& sources = picture.sources;
  std::sort(sources.begin(), sources.end(), [](const Source& a, const Source& b) {
    if (a.published != b.published) {
      return a.published && (!b.published || *a.published < *b.published);
    }
    return a.id < b.id;
  });
  const auto same = [](const Source& a, const Source& b) { return a.id == b.id; };
  sources.erase(std::unique(sources.begin(), sources.end(), same), sources.end());

  std::vector<const Document*> documents;
  for (const Source& source : sources) {
    documents.push_back(&reports[source.report].document);
    if (!source.published) continue;
    if (!picture.first) picture.first = source.published;
    picture.last = source.published;
  }
  const std::vector<uint32_t> originals = find_originals(documents);
  for (size_t i = 0; i < sources.size(); ++i) sources[i].original = originals[i];
}

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
