#include "sitrep/ingest/ingest.h"

#include <fmt/format.h>

namespace sitrep {

Result<Document> Ingester::read(RawDocument raw, std::string& id) {
  id.clear();
  Result<Document> document = tl::unexpected(Error{});
  if (!raw.bytes) {
    document = tl::unexpected(raw.bytes.error());
  } else if (raw.form == Form::json_lines) {
    document = json_.read(*raw.bytes, raw.where, id);
  } else {
    document = make_document(std::move(*raw.bytes), {});
    if (!document) {
      Error& error = document.error();
      error.message = fmt::format("{}: {}", raw.where, error.message);
    }
  }
  if (document) {
    id = document->meta.id;
  } else if (id.empty()) {
    id = raw.where;
  }
  return document;
}

}  // namespace sitrep
