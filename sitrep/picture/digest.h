// What the picture needs of the text of a report, worked out once however many pictures are made of
// it.
#pragma once

#include <cstdint>
#include <vector>

#include "sitrep/picture/picture_lexicon.h"
#include "sitrep/picture/stories.h"
#include "sitrep/reader/report.h"

namespace sitrep {

struct ClaimDigest {
  uint64_t id = 0;          // see Fact::id
  uint64_t words_hash = 0;  // see Fact::words_hash
  std::vector<LoadedAt> loaded;
};

struct SaidDigest {
  uint64_t words_hash = 0;
  bool few = false;  // so few words that others may say them too
};

struct Digest {
  uint64_t id = 0;  // see document_id
  StoryText story;
  std::vector<ClaimDigest> claims;     // by claim of the report
  std::vector<SaidDigest> statements;  // by statement of the report
};

// The lexicon must outlive the digest.
Digest digest_of(const Report& report, const PictureLexicon& lexicon);

}  // namespace sitrep
