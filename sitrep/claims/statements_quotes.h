// Pairs the quotation marks of a document: curly, straight, angular, `` and '', double and single,
// over paragraphs.
//
//     “First paragraph.        a paragraph that is not closed and whose successor opens again, or
//     closes “Second,” he said.       without opening, is one quotation in two stretches
//
// One pass over the text of each block; linear in its length whatever is left open.
#pragma once

#include <cstdint>
#include <vector>

#include "sitrep/base/span.h"
#include "sitrep/text/document.h"

namespace sitrep {

struct Quotation {
  Span outer;              // with its marks, as far as there are any
  Span inner;              // without
  uint32_t block = 0;      // index into the blocks of the document
  bool continues = false;  // goes on from the quotation before it, in an earlier block
  bool single = false;     // in single marks
};

// Ascending, not overlapping: what is quoted within a quotation belongs to it.
std::vector<Quotation> find_quotations(const Document& document);

}  // namespace sitrep
