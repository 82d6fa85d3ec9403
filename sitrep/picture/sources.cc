// Which reports the picture rests on: chosen by the known clock, in their order, copies and stories
// marked.
#include <algorithm>
#include <tuple>

#include "sitrep/base/hash.h"
#include "sitrep/picture/facts.h"
#include "sitrep/picture/stories.h"
#include "sitrep/text/copies.h"

namespace sitrep {
namespace {

bool known_by(const Report& report, Day day) {
  return report.published.day && *report.published.day <= day;
}

}  // namespace

uint64_t document_id(const Document& document) {
  uint64_t id = hash64(document.text);
  id = hash64(document.meta.publisher, id);
  id = hash64(document.meta.url, id);
  return hash64(document.meta.published, id);
}

void gather_sources(const ReportList& reports, std::span<const Digest> digests,
                    const PictureOptions& options, Picture& picture) {
  for (uint32_t at = 0; at < reports.size(); ++at) {
    const Report& report = reports[at];
    if (options.known_by && !known_by(report, *options.known_by)) {
      ++(report.published.day ? picture.left_out : picture.undated_left_out);
      continue;
    }
    picture.sources.push_back(
        {.id = digests[at].id, .report = at, .published = report.published.day, .original = 0});
  }
  auto& sources = picture.sources;
  std::sort(sources.begin(), sources.end(), [](const Source& a, const Source& b) {
    if (a.published != b.published) {
      return a.published && (!b.published || *a.published < *b.published);
    }
    return std::tie(a.id, a.report) < std::tie(b.id, b.report);
  });
  const auto same = [](const Source& a, const Source& b) { return a.id == b.id; };
  sources.erase(std::unique(sources.begin(), sources.end(), same), sources.end());
  for (const Source& source : sources) {
    if (!source.published) continue;
    if (!picture.first) picture.first = source.published;
    picture.last = source.published;
  }
}

namespace {

void find_groups(const Scene& scene, Groups& groups, StoryFinder& finder) {
  std::vector<const Document*> documents;
  std::vector<const StoryText*> texts;
  for (const Source& source : scene.picture.sources) {
    documents.push_back(&scene.report_of(source).document);
    texts.push_back(&scene.digest_of(source).story);
  }
  groups.originals = find_originals(documents);
  groups.stories = finder.find(texts, groups.originals, scene.lexicon);
}

}  // namespace

void gather_stories(Scene& scene, Groups& groups, StoryFinder& finder) {
  Picture& picture = scene.picture;
  std::vector<uint64_t> ids;
  for (const Source& source : picture.sources) ids.push_back(source.id);
  if (ids != groups.ids) {
    groups.ids = std::move(ids);
    find_groups(scene, groups, finder);
  }
  for (uint32_t at = 0; at < picture.sources.size(); ++at) {
    Source& source = picture.sources[at];
    source.original = groups.originals[at];
    source.story = groups.stories[at];
    if (source.story == picture.stories.size()) {
      picture.stories.push_back({.id = source.id, .sources = {}, .support = {}});
    }
    Story& story = picture.stories[source.story];
    story.id = std::min(story.id, source.id);
    story.sources.push_back(at);
    ++story.support.reports;
    if (source.original == at) ++story.support.independent;
  }
}

}  // namespace sitrep
