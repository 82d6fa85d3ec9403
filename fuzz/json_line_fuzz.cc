// JsonLineReader: any line gives an error or a document whose text is UTF-8.
#include <cstdint>

#include "fuzz/check.h"
#include "sitrep/ingest/json_lines.h"
#include "sitrep/text/positions.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static sitrep::JsonLineReader reader;
  std::string line(reinterpret_cast<const char*>(data), size);
  std::string id;
  const auto document = reader.read(line, "fuzz:1", id);
  FUZZ_CHECK(line.size() == size);
  if (!document) {
    FUZZ_CHECK(!document.error().message.empty());
    return 0;
  }
  FUZZ_CHECK(sitrep::is_valid_utf8(document->document.text));
  FUZZ_CHECK(!document->document.meta.id.empty());
  return 0;
}
