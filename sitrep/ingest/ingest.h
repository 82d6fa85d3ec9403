// From bytes to Documents: what a raw document holds.
#pragma once

#include <string>

#include "sitrep/ingest/inputs.h"
#include "sitrep/ingest/json_lines.h"
#include "sitrep/ingest/plain_text.h"

namespace sitrep {

// Keeps its scratch memory: one a thread.
class Ingester {
 public:
  // `id` is the document's own id as far as it could be read, else where it stands; also where the
  // document could not be read. Errors: those of the raw document, of make_document, malformed.
  Result<Document> read(RawDocument raw, std::string& id);

 private:
  JsonLineReader json_;
};

}  // namespace sitrep
