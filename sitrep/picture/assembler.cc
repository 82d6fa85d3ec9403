#include "sitrep/picture/assembler.h"

#include <algorithm>

#include "sitrep/picture/events.h"
#include "sitrep/picture/facts.h"
#include "sitrep/picture/state.h"

namespace sitrep {
namespace {

constexpr size_t kMostGrouped = 3;  // sets of sources whose groups are remembered
const PictureLexicon kNoWords;

}  // namespace

// The groups of the reports that were known on one day, and what finding them left behind.
struct Assembler::Grouped {
  std::optional<Day> known_by;
  Groups groups;
  StoryFinder finder;
};

Assembler::Assembler(const PictureLexicon* lexicon)
    : lexicon_(lexicon != nullptr ? *lexicon : kNoWords) {}
Assembler::~Assembler() = default;

void Assembler::add(std::span<const Report> reports) {
  reports_.append(reports);
  for (const Report& report : reports) {
    digests_.push_back(digest_of(report, lexicon_));
  }
}

Picture Assembler::picture(const PictureOptions& options) {
  Picture picture;
  picture.known_by = options.known_by;
  picture.rule = options.rule;
  gather_sources(reports_, digests_, options, picture);
  picture.as_of = options.as_of ? options.as_of : picture.last;

  auto grouped = std::find_if(grouped_.begin(), grouped_.end(),
                              [&](const Grouped& one) { return one.known_by == options.known_by; });
  if (grouped == grouped_.end()) {
    grouped = grouped_.insert(grouped_.begin(), Grouped{options.known_by, {}, {}});
    if (grouped_.size() > kMostGrouped) grouped_.pop_back();
  }
  grouped_.splice(grouped_.begin(), grouped_, grouped);

  Cast cast(picture.actors, picture.sites);
  Scene scene{reports_, digests_, picture, cast, lexicon_};
  gather_stories(scene, grouped->groups, grouped->finder);
  gather_facts(scene);
  find_settings(scene);
  find_events(scene);
  find_holdings(scene);
  find_forces(scene);
  find_casualties(scene);
  gather_statements(scene);
  find_disagreements(scene);
  find_loaded_words(scene);
  return picture;
}

size_t Assembler::compared() const {
  return grouped_.empty() ? 0 : grouped_.front().finder.compared();
}

}  // namespace sitrep
