// The layout of a text: which lines belong together, and what kind of block they are.
//
// Three layouts are common and are told apart by the length of their lines: paragraphs with blank
// lines between them, one paragraph a line, and lines broken at a fixed width (agency wires), where
// the next word would not have fitted on the line.
#pragma once

#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/text/document.h"

namespace sitrep {

// The blocks of a text, ascending and not overlapping. `title` is the document's own title where
// it is known: a text that begins with it has its headline there. Errors: too_deep.
Result<std::vector<Block>> find_blocks(std::string_view text, std::string_view title);

}  // namespace sitrep
