// Which documents are on one happening: a story.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "sitrep/ground/civil.h"
#include "sitrep/picture/picture_lexicon.h"
#include "sitrep/text/document.h"

namespace sitrep {

// How much a word, or a pair of names side by side, counts in a document.
struct StoryTerm {
  uint64_t word = 0;  // hash of its stem
  double weight = 0;
  bool pair = false;
};

// What stories compare of a document: its words, by their hashes, each once.
struct StoryText {
  uint64_t id = 0;         // of the document
  std::optional<Day> day;  // of its publication, where that is known
  std::vector<StoryTerm> terms;
};
StoryText story_text_of(const Document& document, uint64_t id, std::optional<Day> day);

// Groups documents into stories.
//
// Method: a document is a vector of its words and of pairs of names, names and headline counting
// more, each weighted by how few documents have it: those given, and the news at large (common
// words of the lexicon), so that few documents can be told apart as well as many. Documents are
// alike by the cosine of their vectors, less so where more than two years lie between them, and
// joined by average link (Sokal and Michener 1958) while
// two groups are alike enough. Only pairs that share one of their weightiest words are compared,
// each document with a bounded number of others, so that the time is near-linear.
//
// How many documents have a word is rounded, so that one more document changes the weights of few
// words. What the last call worked out for a document is used again where all that it rests on is
// the same: after a few more documents only those are compared that share a changed word with them.
// The result is that of a new StoryFinder.
class StoryFinder {
 public:
  // For each document the number of its story; stories are numbered from 0 in the order of their
  // first documents. `originals` are those of find_originals: a copy is in the story of its
  // original, and counts for nothing else. The order of the documents decides only between equals.
  std::vector<uint32_t> find(std::span<const StoryText* const> documents,
                             std::span<const uint32_t> originals, const PictureLexicon& lexicon);

  // How many documents the last call compared with others anew.
  size_t compared() const { return compared_; }

 private:
  // What a document was found to be like, and all that this was worked out from, as one hash.
  struct Compared {
    uint64_t from = 0;
    std::vector<std::pair<uint64_t, double>> alike;  // documents before it, by their ids
  };
  std::unordered_map<uint64_t, Compared> known_;  // by the document's id
  size_t compared_ = 0;

  friend class Likenesses;
};

// The same for documents that are grouped once.
std::vector<uint32_t> find_stories(std::span<const Document* const> documents,
                                   std::span<const uint32_t> originals,
                                   const PictureLexicon& lexicon);

}  // namespace sitrep
