// Which documents repeat another's words: one agency text in several papers is one source.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sitrep/text/document.h"

namespace sitrep {

// For each document the index of the earliest one whose words it repeats, or its own index. A
// document is a copy when at least half of its runs of five words stand in that earlier one, or
// when it holds nearly all of a shorter earlier one and little else. A copy of a copy names the
// first of them; two texts that a third quotes both stay apart.
//
// Method: word shingles (Broder, "On the resemblance and containment of documents", 1997), with an
// index of a sample of them to find candidates in near-linear time.
//
// `documents` are in the order in which they count as earlier.
std::vector<uint32_t> find_originals(std::span<const Document* const> documents);

}  // namespace sitrep
