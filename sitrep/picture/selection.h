// A part of a picture: some of its lines, with all that they rest on.
#pragma once

#include <cstdint>
#include <vector>

#include "sitrep/picture/picture.h"

namespace sitrep {

// Indices into the lists of a picture, ascending, each once.
struct Lines {
  std::vector<uint32_t> events;
  std::vector<uint32_t> plans;
  std::vector<uint32_t> holdings;
  std::vector<uint32_t> forces;
  std::vector<uint32_t> casualties;
};

// These lines alone, with the disagreements, the warnings and the loaded words that are about them.
// Sources, stories, actors, sites and facts stay, so that indices into them still hold; statements
// go. Where a line leads to one that is left out, it leads nowhere.
Picture keep_only(const Picture& picture, const Lines& lines);

}  // namespace sitrep
