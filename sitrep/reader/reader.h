// Reads one document after another: from a Document to a Report.
#pragma once

#include <memory>

#include "sitrep/base/result.h"
#include "sitrep/reader/engine.h"
#include "sitrep/reader/report.h"

namespace sitrep {

// Keeps its scratch memory: one Reader a thread, all on one Engine, which outlives them.
class Reader {
 public:
  explicit Reader(const Engine& engine);

  // Errors: invalid_utf8, empty, too_large (past 64 MiB of text).
  Result<Report> read(Document document);

 private:
  const Engine* engine_;
  Analyser analyser_;
};

}  // namespace sitrep
