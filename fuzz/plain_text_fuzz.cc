// make_document: any bytes give an error, or blocks that lie in order inside of the text.
#include <cstdint>

#include "fuzz/check.h"
#include "sitrep/ingest/plain_text.h"
#include "sitrep/text/positions.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto document = sitrep::make_document(text, {});
  if (!document) return 0;
  FUZZ_CHECK(document->text == text);
  FUZZ_CHECK(!document->blocks.empty());
  uint32_t end = 0;
  for (const sitrep::Block& block : document->blocks) {
    FUZZ_CHECK(end <= block.span.begin && !block.span.empty());
    FUZZ_CHECK(block.span.end <= text.size());
    FUZZ_CHECK(sitrep::is_valid_utf8(block.span.of(text)));
    FUZZ_CHECK(block.credit.empty() || block.span.contains(block.credit));
    end = block.span.end;
  }
  return 0;
}
