// WordPress shortcodes in a text: [caption id="" width="555"] The photo shows ...[/caption]
//
// Source: the Shortcode API of WordPress. Brackets that writers use in prose, such as "[sic]" or
// "[he]", are no shortcodes: one has attributes, or a closing tag somewhere, or a name that
// WordPress itself defines.
#pragma once

#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/base/span.h"

namespace sitrep {

// A stretch of text between shortcodes.
struct Stretch {
  Span span;
  bool caption = false;  // inside of [caption]
};

// The text without its shortcodes, in order. A caption that is never closed ends with its line.
// Errors: too_deep (captions within captions past kDeepestCaption).
Result<std::vector<Stretch>> split_at_shortcodes(std::string_view text);

inline constexpr uint32_t kDeepestCaption = 100;

}  // namespace sitrep
