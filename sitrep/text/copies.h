// Which documents repeat another's words: one agency text in several papers is one source.
//
//     later    ...  Government forces  retook the town on Monday  , an official said.
//     earlier       Rebels said that    retook the town on Monday   was a lie.
//                                       └───── a shared run ────┘
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "sitrep/base/span.h"
#include "sitrep/text/document.h"

namespace sitrep {

// Words that two documents share, one after another. Unlike elsewhere, the spans are of code points
// of each document's text: of the earlier one the bytes are not kept.
struct SharedRun {
  Span later;
  Span earlier;
};

struct Copy {
  uint32_t original = 0;         // the number of the earlier document
  double share = 0;              // of the words of the later document that stand in shared runs
  double share_of_original = 0;  // of those of the earlier one
  std::vector<SharedRun> runs;   // in the order of the later document; no two overlap in either
};

// Finds copies as documents come, one after another. A document is a copy when half of its runs of
// five words stand in an earlier one, or six tenths of its words, and sixty at least, in shared
// runs, or when it holds nearly all of a shorter earlier one and little else. A copy of a copy
// names the first of them; two texts that a third quotes both stay apart.
//
// Method: word shingles (Broder, "On the resemblance and containment of documents", 1997). Of each
// document the shingles with the least hashes stand in an index, which finds candidates; each
// candidate is then aligned word by word, by greedy string tiling (Wise 1993), for which the hashes
// of its words are kept: three bytes a word, about 1.4 KB for a report of 400 words.
//
// Not for several threads at once.
class CopyIndex {
 public:
  // Past `most_bytes` of memory the documents that came first are forgotten.
  explicit CopyIndex(size_t most_bytes = kNoLimit);
  CopyIndex(CopyIndex&&) noexcept;
  CopyIndex& operator=(CopyIndex&&) noexcept;
  ~CopyIndex();

  // What the document copies of those that are remembered.
  std::optional<Copy> find(const Document& document);
  // The same; remembers the document under `number` where it copies nothing. The numbers rise.
  std::optional<Copy> add(const Document& document, uint32_t number);

  size_t bytes() const;     // of memory
  uint32_t oldest() const;  // the number of the first document that is not forgotten
  static constexpr size_t kNoLimit = SIZE_MAX;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// For each document the index of the earliest one that it copies, or its own index. `documents` are
// in the order in which they count as earlier.
std::vector<uint32_t> find_originals(std::span<const Document* const> documents);

}  // namespace sitrep
