// A dossier: what an analyst hands on. One ZIP with the brief, the claims and the quoted sources.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sitrep/server/snapshot.h"

namespace sitrep {

// The rows of the snapshot as a ZIP file:
//
//     brief.txt       the situation report
//     claims.csv, claims.jsonl, claims.geojson    the rows
//     sources.csv     number, document, publisher, title, url, published, copy_of, file
//     sources/N-HASH.txt    the text of every source that a row quotes, as it came
//
// The same rows give the same bytes. Errors: too_large (past 256 MiB), io.
Result<std::string> dossier_of(const Snapshot& snapshot, const std::vector<uint32_t>& rows);

}  // namespace sitrep
