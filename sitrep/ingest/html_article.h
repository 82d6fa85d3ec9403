// Which pieces of a page are the article.
//
// Method: pieces that read like prose count for the elements that hold them, links and furniture
// count against them; the element with the best sum holds the article (a maximum-weight subtree,
// after the readability family of extractors). Within it, what the lexicon knows as furniture,
// lists of links and what stands before the first or after the last paragraph are left out.
#pragma once

#include <string_view>
#include <vector>

#include "sitrep/ingest/html_page.h"
#include "sitrep/ingest/html_rules.h"
#include "sitrep/ingest/html_text.h"

namespace sitrep {

struct MainPiece {
  uint32_t piece = 0;  // in HtmlText::pieces
  BlockKind kind = BlockKind::paragraph;
};

struct MainText {
  HtmlText text;
  std::vector<MainPiece> pieces;  // ascending
};

// What the page says of itself and the main text does not repeat.
struct PageHints {
  std::string_view title;
  std::string_view description;
};

MainText find_main_text(const HtmlPage& page, std::string_view html, const HtmlRules& rules,
                        const PageHints& hints);

// All that shows, where the page is nothing but the article: an item of a feed, a letter.
MainText whole_text(const HtmlPage& page, std::string_view html);

}  // namespace sitrep
