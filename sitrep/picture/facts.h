// The claims of the reports that the picture may use, in the terms of the picture.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "sitrep/picture/cast.h"
#include "sitrep/picture/digest.h"
#include "sitrep/picture/picture.h"
#include "sitrep/picture/picture_lexicon.h"

namespace sitrep {

// What the passes of the picture work on. Outlives none of its parts.
struct Scene {
  const ReportList& reports;
  std::span<const Digest> digests;  // by report
  Picture& picture;
  Cast& cast;
  const PictureLexicon& lexicon;

  const Report& report_of(const Source& source) const { return reports[source.report]; }
  const Digest& digest_of(const Source& source) const { return digests[source.report]; }
  const Report& report_of(const Fact& fact) const {
    return reports[picture.sources[fact.source].report];
  }
  const Claim& claim_of(const Fact& fact) const { return report_of(fact).claims[fact.claim]; }
  const Claim& claim_of(uint32_t fact) const { return claim_of(picture.facts[fact]); }
  // Where and when it is told to be so: by itself, else by its setting.
  uint32_t site_of(const Fact& fact) const {
    return fact.setting == kNone ? fact.site : picture.facts[fact.setting].site;
  }
  const Fact& dated_by(const Fact& fact) const {
    return fact.setting == kNone || fact.dated ? fact : picture.facts[fact.setting];
  }
  std::optional<Day> day_of(uint32_t fact) const {
    return picture.sources[picture.facts[fact].source].published;
  }
  std::string_view words(const Fact& fact, Span span) const {
    return report_of(fact).document.words(span);
  }
};

// Chooses the reports by the known clock and orders them: Picture::sources.
void gather_sources(const ReportList& reports, std::span<const Digest> digests,
                    const PictureOptions& options, Picture& picture);

// Who copies whom and what is one story, for a set of sources in their order.
struct Groups {
  std::vector<uint64_t> ids;  // of the sources
  std::vector<uint32_t> originals;
  std::vector<uint32_t> stories;
};
// Source::original and Picture::stories: by `groups` where these are of the same sources, else they
// are found anew and left there.
void gather_stories(Scene& scene, Groups& groups, StoryFinder& finder);

// The claims that hold or are told by the valid clock: Picture::facts, actors and sites. Left out:
// hypothetical claims, claims without evidence, and what is so only after the as-of day.
void gather_facts(Scene& scene);

// Finds the settings: Fact::setting. A report that has told of an attack at a place goes on about
// it until it names another place: an account of harm or of an attack without a place of its own
// is told within the last one of its kind, unless its date says otherwise.
void find_settings(Scene& scene);

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
