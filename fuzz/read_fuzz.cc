// Any text read whole: all that a report points to lies in its text, and what it refers to is
// there.
#include <cstdint>

#include "fuzz/check.h"
#include "sitrep/reader/engine.h"
#include "sitrep/reader/reader.h"
#include "sitrep/text/positions.h"

namespace {

const sitrep::Engine& engine() {
  static const auto opened = sitrep::Engine::open({.data = SITREP_DATA_DIR, .lexicons = {}});
  FUZZ_CHECK(opened.has_value());
  return **opened;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static sitrep::Reader reader(engine());
  sitrep::Document document;
  document.text.assign(reinterpret_cast<const char*>(data), size);
  if (!sitrep::is_valid_utf8(document.text)) return 0;
  document.blocks.push_back({sitrep::BlockKind::paragraph, {0, static_cast<uint32_t>(size)}, {}});
  const auto report = reader.read(std::move(document));
  if (!report) return 0;
  const auto inside = [&](sitrep::Span span) { return span.begin <= span.end && span.end <= size; };
  const auto parties_are_there = [&](const std::vector<sitrep::Participant>& parties) {
    for (const sitrep::Participant& p : parties) {
      FUZZ_CHECK(inside(p.span));
      FUZZ_CHECK(p.entity == sitrep::kNoEntity || p.entity < report->analysis.entities.size());
    }
  };
  for (const sitrep::Statement& statement : report->statements) {
    for (const sitrep::Span span : statement.content) FUZZ_CHECK(inside(span));
  }
  for (const sitrep::Claim& claim : report->claims) {
    FUZZ_CHECK(!claim.evidence.empty());
    for (const sitrep::Span span : claim.evidence) FUZZ_CHECK(inside(span));
    parties_are_there(claim.actors);
    parties_are_there(claim.recipients);
    parties_are_there(claim.attribution);
    FUZZ_CHECK(claim.confidence >= 0 && claim.confidence <= 1);
  }
  return 0;
}
