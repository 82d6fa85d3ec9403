// split_at_shortcodes: stretches in order, and what lies between them begins and ends as a tag
// does.
#include <cstdint>

#include "fuzz/check.h"
#include "sitrep/ingest/shortcodes.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto stretches = sitrep::split_at_shortcodes(text);
  if (!stretches) return 0;
  uint32_t end = 0;
  const auto is_markup = [&](uint32_t from, uint32_t to) {
    return from == to || (text[from] == '[' && text[to - 1] == ']');
  };
  for (const sitrep::Stretch& stretch : *stretches) {
    FUZZ_CHECK(end <= stretch.span.begin && !stretch.span.empty());
    FUZZ_CHECK(is_markup(end, stretch.span.begin));
    end = stretch.span.end;
  }
  FUZZ_CHECK(is_markup(end, static_cast<uint32_t>(size)));
  return 0;
}
