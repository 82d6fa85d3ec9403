// A web page as a Document: its main text as blocks, what it says of itself, the way back to its
// bytes.
#pragma once

#include <string>
#include <string_view>

#include "sitrep/base/result.h"
#include "sitrep/ingest/html_page.h"
#include "sitrep/ingest/html_rules.h"
#include "sitrep/ingest/intake.h"

namespace sitrep {

struct HtmlOptions {
  HtmlLimits limits;
  std::string_view charset;  // as a server said it; empty: by the page itself
};

// Errors: those of HtmlPage::parse; empty (no main text). Safe to call from many
// threads.
Result<Intake> read_html(std::string_view bytes, const HtmlRules& rules,
                         const HtmlOptions& options = {});

// A piece of HTML that is nothing but a text: an item of a feed, a letter. Errors: as above.
Result<Intake> read_fragment(std::string_view html, const HtmlLimits& limits = {});

}  // namespace sitrep
