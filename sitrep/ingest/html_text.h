// The text of a page, piece by piece: what stands between two breaks of lines of a page as shown.
//
// One buffer holds the text of all pieces, with white space as it shows (one blank, or none), and
// runs lead from there back to the bytes of the page.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/span.h"
#include "sitrep/ingest/html_page.h"
#include "sitrep/ingest/intake.h"

namespace sitrep {

struct HtmlPiece {
  uint32_t block = 0;       // the element that lays it out
  uint32_t first = 0;       // its first text node
  Span text;                // in HtmlText::text
  uint32_t letters = 0;     // bytes that are no white space
  uint32_t linked = 0;      // those of them in links
  uint32_t emphasised = 0;  // those of them in bold or italic type
  uint32_t words = 0;
};

struct HtmlText {
  std::string text;
  std::vector<SourceRun> runs;  // ascending
  std::vector<HtmlPiece> pieces;

  std::string_view words(const HtmlPiece& piece) const { return piece.text.of(text); }
};

// `shown` says for each node of the page whether it is to be seen.
HtmlText text_of(const HtmlPage& page, std::string_view html, const std::vector<bool>& shown);

// Elements that stand on lines of their own.
bool is_block(GumboTag tag);

}  // namespace sitrep
