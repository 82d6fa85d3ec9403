// The day of publication: from the metadata, the dateline, a caption, or a full date in the text.

#include "sitrep/ground/time_grammar.h"

namespace sitrep {

PublicationDate publication_date(const Document& document, const Analysis&, const TimeGrammar&) {
  PublicationDate out;
  out.day = day_of_iso(document.meta.published);
  if (out.day) out.from = PublishedFrom::metadata;
  return out;
}

}  // namespace sitrep
