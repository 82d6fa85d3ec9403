// Everything that reading an input may cost. `sitrep read --help` names what can be changed.
#pragma once

#include <cstddef>
#include <cstdint>

#include "sitrep/ingest/html_page.h"

namespace sitrep {

struct IngestLimits {
  HtmlLimits html;
  size_t record = size_t{64} << 20;  // bytes of one record of an archive, one item, one letter
  uint64_t expansion = 2'000;        // bytes out of a packed input for a byte in ...
  uint64_t expansion_from = uint64_t{64} << 20;  // ... looked at from so many bytes out on
  uint32_t archives = 3;                         // archives within archives
  uint32_t depth = 256;  // elements within elements of a feed, parts of a letter
};

}  // namespace sitrep
