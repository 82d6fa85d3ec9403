// Letters: a head, and a text that may be one of several parts, each packed in its own way.
//
// Source: RFC 5322 (letters), 2045 to 2047 (MIME: parts, encodings, words in headers).
#pragma once

#include <string>
#include <string_view>

#include "sitrep/base/result.h"
#include "sitrep/text/document.h"

namespace sitrep {

struct Letter {
  Metadata meta;  // subject, sender, date
  std::string text;
  bool html = false;  // the text is a page
};

// The plain text of a letter where it has one, else its page. Errors: malformed (no head), empty
// (no text), too_deep (parts within parts).
Result<Letter> read_letter(std::string_view bytes);

// Exposed for tests. "=?utf-8?q?caf=C3=A9?=" -> "café".
std::string decoded_header(std::string_view value);
std::string from_base64(std::string_view packed);
std::string from_quoted_printable(std::string_view packed);

}  // namespace sitrep
