// What became known since a day, for a person and for a program.
#pragma once

#include <span>
#include <string>

#include "sitrep/formats/view.h"
#include "sitrep/picture/changes.h"

namespace sitrep {

// Two pictures of the same reports, and what lies between them.
struct Changes {
  const PictureView& earlier;
  const PictureView& later;
  std::span<const Change> list;
};

struct ChangesTextOptions {
  bool colour = false;
  size_t columns = 100;
};

// By kind of change: what became known, was corrected, withdrawn, settled, supported; each with its
// words and the number of its source.
void print_changes(const Changes& changes, const ChangesTextOptions& options, std::string& out);

// {"schema": "sitrep/changes/1", "since": ..., "changes": [...]}.
void write_changes(const Changes& changes, std::string& out);

}  // namespace sitrep
