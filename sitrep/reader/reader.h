// Reads one document after another: from a Document to a Report.
#pragma once

#include <memory>

#include "sitrep/base/result.h"
#include "sitrep/reader/engine.h"
#include "sitrep/reader/layers.h"
#include "sitrep/reader/report.h"

namespace sitrep {

// Keeps its scratch memory: one Reader a thread, all on one Engine, which outlives them.
class Reader {
 public:
  explicit Reader(const Engine& engine);

  // Reads what `layers` ask for and what that needs; the rest of the report stays empty, except for
  // language and day of publication, which everything needs.
  // Errors: invalid_utf8, empty, too_large (past 64 MiB of text).
  Result<Report> read(Document document, const Layers& layers = {});

 private:
  void ground(const Layers& layers, Report& report) const;
  void read_claims(const Layers& layers, Report& report) const;

  const Engine* engine_;
  Analyser analyser_;
};

}  // namespace sitrep
