// From bytes to Documents: what a raw document holds.
#pragma once

#include <string>

#include "sitrep/ingest/html_rules.h"
#include "sitrep/ingest/inputs.h"
#include "sitrep/ingest/intake.h"
#include "sitrep/ingest/json_lines.h"
#include "sitrep/ingest/plain_text.h"

namespace sitrep {

struct IngestOptions {
  IngestLimits limits;
  FieldMap fields;               // of JSON lines that other programs wrote
  bool detect_language = false;  // fills Intake::language from the text
};

// Keeps its scratch memory: one a thread. The rules outlive it.
class Ingester {
 public:
  explicit Ingester(const HtmlRules& rules, IngestOptions options = {})
      : rules_(&rules), options_(std::move(options)), json_(options_.fields) {}

  // `id` is the document's own id as far as it could be read, else where it stands; also where the
  // document could not be read. Errors: those of the raw document and of the reader of its kind.
  Result<Intake> read(RawDocument raw, std::string& id);

 private:
  Result<Intake> intake_of(RawDocument& raw, std::string& id);
  Result<Intake> page(std::string_view bytes, std::string_view charset) const;
  Result<Intake> response(std::string_view bytes) const;
  Result<Intake> wordpress(std::string_view bytes) const;
  Result<Intake> letter(std::string_view bytes) const;

  const HtmlRules* rules_;
  IngestOptions options_;
  JsonLineReader json_;
};

}  // namespace sitrep
