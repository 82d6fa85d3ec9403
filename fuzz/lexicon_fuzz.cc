// Lexicon::parse: any bytes give an error or entries that survive being compiled.
#include <cstdint>

#include "fuzz/check.h"
#include "sitrep/lexicon/lexicon.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto lexicon = sitrep::Lexicon::parse(text, "fuzz.txt");
  if (!lexicon) {
    FUZZ_CHECK(!lexicon.error().message.empty());
    return 0;
  }
  for (const sitrep::LexiconEntry& entry : lexicon->entries()) {
    FUZZ_CHECK(!entry.fields.empty());
    for (const sitrep::LexiconField& field : entry.fields) FUZZ_CHECK(!field.value.empty());
  }
  FUZZ_CHECK(!lexicon->compile().empty());
  return 0;
}
