#include "sitrep/cli/report_text.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>

namespace sitrep {

bool wants_colour(std::FILE* stream) {
  const char* no_colour = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return isatty(fileno(stream)) == 1 && (no_colour == nullptr || *no_colour == '\0') &&
         term != nullptr && std::string_view(term) != "dumb";
}

void print_report(const Report& report, bool, std::string& out) {
  out += fmt::format("{}\n", report.document.meta.id);
  for (const Claim& claim : report.claims) {
    out += fmt::format("  {} {}", name_of(claim.status), name_of(claim.kind));
    for (const Span span : claim.evidence) out += fmt::format(" | {}", report.document.words(span));
    out += '\n';
  }
}

}  // namespace sitrep
