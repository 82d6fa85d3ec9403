// Which language a text is in.
#pragma once

#include <string>
#include <string_view>

namespace sitrep {

// ISO 639-1 ("en", "ar"), or more letters where there is no such code. Empty where the text is too
// short, or of several languages, so that it cannot be said. Method: CLD2 (Google), four-grams.
// REQUIRES: `text` is UTF-8.
std::string language_of(std::string_view text);

}  // namespace sitrep
