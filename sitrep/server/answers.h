// What the interface answers under each address, once the clocks have chosen a picture.
#pragma once

#include <memory>
#include <string_view>

#include "sitrep/server/http.h"
#include "sitrep/server/snapshot.h"

namespace sitrep {

struct Asked {
  std::shared_ptr<const Snapshot> snapshot;
  const Parameters& parameters;
  std::string_view name;   // the last part of the path: the list, or the id of one thing
  std::string_view tiles;  // ApiOptions::tiles
};

// Days, counts, and what the filters can choose from.
HttpResponse situation_answer(const Asked& asked);
// Pages of rows; `events_answer` has those of kind event only.
HttpResponse events_answer(const Asked& asked);
HttpResponse records_answer(const Asked& asked);
// One event or plan with every version.
HttpResponse event_answer(const Asked& asked);
// One document: its text and all that was read in it.
HttpResponse document_answer(const Asked& asked);
// A list of the picture, as `sitrep show --to json` has it.
HttpResponse part_answer(const Asked& asked);
// The chosen rows as CSV, GeoJSON or JSON lines; as a ZIP file.
HttpResponse export_answer(const Asked& asked);
HttpResponse dossier_answer(const Asked& asked);

}  // namespace sitrep
