// A report as one JSON object (schema sitrep/report/1, docs/report.schema.json), and back.
//
// JSON counts code points; inside, everything is bytes. What is not known is left out.
#pragma once

#include <string>
#include <string_view>

#include "sitrep/reader/layers.h"
#include "sitrep/reader/report.h"

namespace sitrep {

// Appends one line, without a newline.
void write_report(const Report& report, const Layers& layers, std::string& out);
// {"id": ..., "error": {"code": ..., "message": ...}}
void write_error(std::string_view id, const Error& error, std::string& out);

// Reads what write_report wrote with the default layers; for the store. Errors: malformed.
Result<Report> read_report(std::string_view json);

}  // namespace sitrep
