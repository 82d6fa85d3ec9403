// What of a page's bytes is worth a parser: finds what no text or fact is read from, to cut it out:
// scripts, styles, comments, drawings, most attributes, and all but one byte of white space.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/base/span.h"

namespace sitrep {

struct HtmlScan {
  std::vector<Span> kept;                 // ascending
  std::vector<std::string_view> json_ld;  // the contents of its scripts
  size_t elements = 0;                    // tags in what is kept that begin one
};

// One pass over the tags, as the HTML standard's tokenizer finds them. Errors: too_many (more than
// `most_attributes` in one tag).
Result<HtmlScan> scan_html(std::string_view html, uint32_t most_attributes);

}  // namespace sitrep
