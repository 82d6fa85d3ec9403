// From a text to a Document: checks it, gives it an id, finds its blocks.
#pragma once

#include <string>

#include "sitrep/base/result.h"
#include "sitrep/text/document.h"

namespace sitrep {

inline constexpr size_t kMostTextBytes = size_t{64} << 20;

// The text stays byte for byte what it was. Without an id in `meta`, the id is the hash of the
// text. Errors: empty, too_large, invalid_utf8, binary (NUL bytes, or mostly control characters),
// too_deep (shortcodes). Safe to call from many threads.
Result<Document> make_document(std::string text, Metadata meta);

}  // namespace sitrep
