#include "sitrep/language/entities.h"

#include "sitrep/language/coref.h"
#include "sitrep/language/entity_words.h"
#include "sitrep/language/mentions.h"
#include "sitrep/language/names.h"

namespace sitrep {

struct EntityFinder::Steps {
  Steps(const Lexicon& lexicon, NameTagger tagger)
      : words(EntityWords::of(lexicon)),
        names(words, std::move(tagger)),
        mentions(words),
        coreference(lexicon, words) {}

  EntityWords words;
  NameFinder names;
  MentionFinder mentions;
  Coreference coreference;
};

namespace {

void index_by_head(Analysis& out) {
  out.innermost.assign(out.tokens.size(), kNoEntity);
  for (uint32_t i = 0; i < out.mentions.size(); ++i) {
    uint32_t& found = out.innermost[out.mentions[i].head];
    const bool shorter =
        found == kNoEntity || out.mentions[i].extent.size() < out.mentions[found].extent.size();
    if (shorter) found = i;
  }
}

}  // namespace

EntityFinder::Scratch::Scratch() = default;
EntityFinder::Scratch::Scratch(Scratch&&) noexcept = default;
EntityFinder::Scratch::~Scratch() = default;
EntityFinder::EntityFinder() = default;
EntityFinder::EntityFinder(EntityFinder&&) noexcept = default;
EntityFinder& EntityFinder::operator=(EntityFinder&&) noexcept = default;
EntityFinder::~EntityFinder() = default;

Result<EntityFinder> EntityFinder::open(const std::string& folder, const Lexicon& lexicon) {
  auto tagger = NameTagger::open(folder);
  if (!tagger) return tl::unexpected(tagger.error());
  EntityFinder finder;
  finder.steps_ = std::make_unique<Steps>(lexicon, std::move(*tagger));
  return finder;
}

void EntityFinder::find(std::string_view text, Scratch& scratch, Analysis& out) const {
  out.mentions.clear();
  out.entities.clear();
  out.innermost.clear();
  if (!steps_ || out.tokens.size() == 0) return;
  if (!scratch.features_)
    scratch.features_ = std::make_unique<NameFeatures>(steps_->names.scratch());
  steps_->names.find(text, *scratch.features_, out);
  steps_->mentions.find(text, out);
  steps_->coreference.resolve(text, out);
  index_by_head(out);
}

}  // namespace sitrep
