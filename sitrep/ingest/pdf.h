// The text of a PDF, by pdftotext (poppler-utils), where that is installed.
//
// The format is a program in a thousand dialects and its readers have a history of holes: it runs
// in a child process with limits on time and memory, and dies alone.
#pragma once

#include <string>
#include <string_view>

#include "sitrep/base/result.h"

namespace sitrep {

// Errors: unsupported (no pdftotext), malformed (it could not read it, or took too long),
// too_large.
Result<std::string> pdf_text(std::string_view bytes, size_t most);

}  // namespace sitrep
