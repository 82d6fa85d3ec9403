// Records as files for other programs: CSV, GeoJSON and JSON lines (docs/formats.md).
#pragma once

#include <string>
#include <vector>

#include "sitrep/formats/records.h"
#include "sitrep/reader/json_out.h"

namespace sitrep {

// RFC 4180 with a header line. A text cell that a spreadsheet would take for a formula begins with
// an apostrophe.
void write_csv(const std::vector<Record>& records, std::string& out);

// RFC 7946: a FeatureCollection of the records with coordinates; `left_out` counts the others.
void write_geojson(const std::vector<Record>& records, std::string& out);

// The fields of a record into an object that is open.
void put_fields(JsonOut& json, const Record& record);

// One object a line, for every record.
void write_json_lines(const std::vector<Record>& records, std::string& out);

}  // namespace sitrep
