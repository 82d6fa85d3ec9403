// Bytes of any character encoding as UTF-8.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/ingest/intake.h"

namespace sitrep {

// By a byte order mark, else `said` (a header's charset), else UTF-8 where the bytes are that, else
// what their letters look like (ICU's detector), else windows-1252, as browsers do. Bytes that make
// no sense become U+FFFD. `source`, where given, gets the way back: what is not the same size in
// both goes back by words.
std::string to_utf8(std::string_view bytes, std::string_view said,
                    std::vector<SourceRun>* source = nullptr);

// Whether to_utf8 would give other bytes.
bool needs_decoding(std::string_view bytes, std::string_view said);

// What a page's own <meta> says, within its first bytes; empty where it does not.
std::string_view charset_of_page(std::string_view html);

// The charset in "text/html; charset=utf-8"; empty where there is none.
std::string_view charset_of_type(std::string_view content_type);

}  // namespace sitrep
