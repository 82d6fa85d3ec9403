// Inputs and Ingester: any bytes, taken for each form in turn, give documents in UTF-8 or errors,
// and end.
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>

#include "fuzz/check.h"
#include "sitrep/ingest/ingest.h"
#include "sitrep/text/positions.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const sitrep::HtmlRules rules;
  if (size == 0) return 0;
  const int file = memfd_create("fuzz", 0);
  FUZZ_CHECK(write(file, data + 1, size - 1) == static_cast<ssize_t>(size - 1));
  constexpr sitrep::Form kForms[] = {sitrep::Form::detect, sitrep::Form::warc, sitrep::Form::feed,
                                     sitrep::Form::mbox, sitrep::Form::mail};
  sitrep::IngestLimits limits;
  limits.record = size_t{1} << 20;
  limits.expansion_from = size_t{1} << 20;
  sitrep::Inputs inputs({"/proc/self/fd/" + std::to_string(file)}, kForms[data[0] % 5], limits);
  sitrep::Ingester ingester(rules, {limits, {}, true});
  size_t count = 0;
  while (auto raw = inputs.next()) {
    FUZZ_CHECK(++count <= size + 1);
    if (raw->kind == sitrep::RawKind::pdf) continue;  // another program's
    std::string id;
    const auto intake = ingester.read(std::move(*raw), id);
    FUZZ_CHECK(!id.empty());
    FUZZ_CHECK(!intake || sitrep::is_valid_utf8(intake->document.text));
  }
  close(file);
  return 0;
}
