// Times, the publication date and quantities of any text: they lie in order inside of it, do not
// overlap, and their intervals and bounds are not reversed.
#include <cmath>
#include <cstdint>

#include "fuzz/check.h"
#include "sitrep/ground/quantity.h"
#include "sitrep/ground/time.h"
#include "sitrep/text/positions.h"

namespace {

const sitrep::Lexicon& lexicon() {
  static const auto opened = sitrep::Lexicon::open(SITREP_DATA_DIR "/lexicon.bin");
  FUZZ_CHECK(opened.has_value());
  return *opened;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const auto times_of = sitrep::TimeGrammar::compile(lexicon());
  static const auto quantities_of = sitrep::QuantityGrammar::compile(lexicon());
  FUZZ_CHECK(times_of.has_value() && quantities_of.has_value());
  sitrep::Document document;
  document.text.assign(reinterpret_cast<const char*>(data), size);
  if (!sitrep::is_valid_utf8(document.text)) return 0;
  document.blocks.push_back({sitrep::BlockKind::paragraph, {0, static_cast<uint32_t>(size)}, {}});
  const sitrep::Analysis analysis;
  const auto published = sitrep::publication_date(document, analysis, *times_of);
  const auto times = sitrep::ground_times(document, analysis, *times_of, published);
  uint32_t end = 0;
  for (const sitrep::Time& time : times) {
    FUZZ_CHECK(end <= time.span.begin && !time.span.empty() && time.span.end <= size);
    FUZZ_CHECK(!time.value.empty());
    FUZZ_CHECK(!time.interval || time.interval->from < time.interval->to);
    end = time.span.end;
  }
  end = 0;
  for (const sitrep::Quantity& q :
       sitrep::ground_quantities(document, analysis, *quantities_of, times)) {
    FUZZ_CHECK(end <= q.span.begin && !q.span.empty() && q.span.end <= size);
    FUZZ_CHECK(q.of.end <= size && (q.of.empty() || q.span.end <= q.of.begin));
    FUZZ_CHECK(q.value || q.low || q.high);
    FUZZ_CHECK(!q.value || std::isfinite(*q.value));
    FUZZ_CHECK(!q.low || !q.high || *q.low <= *q.high);
    end = q.span.end;
  }
  return 0;
}
