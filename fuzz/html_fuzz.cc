// read_html: any page gives an error or a text in UTF-8 whose words lead back into the page.
#include <cstdint>

#include "fuzz/check.h"
#include "sitrep/ingest/html.h"
#include "sitrep/text/positions.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto lexicon = sitrep::Lexicon::open(SITREP_DATA_DIR "/lexicon.bin").value();
  static const auto rules = sitrep::HtmlRules::compile(lexicon).value();
  const std::string_view html(reinterpret_cast<const char*>(data), size);
  const auto page = sitrep::read_html(html, rules);
  if (!page) {
    FUZZ_CHECK(!page.error().message.empty());
    return 0;
  }
  FUZZ_CHECK(sitrep::is_valid_utf8(page->document.text));
  for (const sitrep::Block& block : page->document.blocks) {
    FUZZ_CHECK(block.span.end <= page->document.text.size());
    const sitrep::Span raw = source_of(*page, block.span);
    FUZZ_CHECK(page->source.empty() || (raw.begin <= raw.end && raw.end <= size));
  }
  return 0;
}
