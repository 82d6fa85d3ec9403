// What a page says of itself: headline, date, publisher, author, address, language.
//
// Sources, the first that says it: JSON-LD (schema.org NewsArticle and its kin), OpenGraph and
// other meta tags, microdata (itemprop), <time>, <title>, <h1>, <link rel=canonical>.
#pragma once

#include "sitrep/ingest/html_page.h"
#include "sitrep/text/document.h"

namespace sitrep {

struct PageMetadata {
  Metadata meta;  // the date is ISO 8601, as far as the page's own form says it
  std::string author;
  std::string language;
  std::string description;  // the line or two that it is announced with
};

// What the page does not say is empty.
PageMetadata metadata_of(const HtmlPage& page);

}  // namespace sitrep
