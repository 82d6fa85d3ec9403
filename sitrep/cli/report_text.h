// A report for a person: what it says happened, who holds what, numbers, and who said what; each
// with its words.
#pragma once

#include <cstdio>
#include <string>

#include "sitrep/reader/report.h"

namespace sitrep {

// Whether the stream is a terminal that shows colours, and the user has not said otherwise
// (NO_COLOR).
bool wants_colour(std::FILE* stream);

void print_report(const Report& report, bool colour, std::string& out);

}  // namespace sitrep
