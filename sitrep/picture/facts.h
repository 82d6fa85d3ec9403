// The claims of the reports that the picture may use, in the terms of the picture.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "sitrep/picture/cast.h"
#include "sitrep/picture/picture.h"

namespace sitrep {

// What the passes of the picture work on. Outlives none of its parts.
struct Scene {
  std::span<const Report> reports;
  Picture& picture;
  Cast& cast;

  const Report& report_of(const Source& source) const { return reports[source.report]; }
  const Report& report_of(const Fact& fact) const {
    return reports[picture.sources[fact.source].report];
  }
  const Claim& claim_of(const Fact& fact) const { return report_of(fact).claims[fact.claim]; }
  const Claim& claim_of(uint32_t fact) const { return claim_of(picture.facts[fact]); }
  std::optional<Day> day_of(uint32_t fact) const {
    return picture.sources[picture.facts[fact].source].published;
  }
  std::string_view words(const Fact& fact, Span span) const {
    return report_of(fact).document.words(span);
  }
};

// Chooses the reports by the known clock, orders them, finds copies: Picture::sources.
void gather_sources(std::span<const Report> reports, const PictureOptions& options,
                    Picture& picture);

// The claims that hold or are told by the valid clock: Picture::facts, actors and sites. Left out:
// hypothetical claims, claims without evidence, and what is so only after the as-of day.
void gather_facts(Scene& scene);

// How many reports and how many voices of their own stand behind these facts.
Support support_of(const Picture& picture, const std::vector<uint32_t>& facts);

// A plan or a threat: it is told now, and to happen later.
constexpr bool is_ahead(Status status) {
  return status == Status::planned || status == Status::threatened;
}
// Told as not so.
constexpr bool is_refuted(Status status) {
  return status == Status::denied || status == Status::negated;
}
// Told as so.
constexpr bool is_firm(Status status) {
  return status == Status::occurred || status == Status::ongoing;
}

}  // namespace sitrep
