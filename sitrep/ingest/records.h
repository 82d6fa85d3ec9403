// The readers of each form of input. `path` names the input in messages.
#pragma once

#include <memory>
#include <string>

#include "sitrep/ingest/byte_source.h"
#include "sitrep/ingest/inputs.h"

namespace sitrep {

std::unique_ptr<Records> whole_file(std::string path, ByteReader reader, RawKind kind,
                                    const IngestLimits& limits);
std::unique_ptr<Records> json_lines(std::string path, ByteReader reader);
std::unique_ptr<Records> warc_records(std::string path, ByteReader reader,
                                      const IngestLimits& limits);
std::unique_ptr<Records> feed_items(std::string path, ByteReader reader,
                                    const IngestLimits& limits);
std::unique_ptr<Records> mbox_letters(std::string path, ByteReader reader,
                                      const IngestLimits& limits);

// Whether these first bytes, 512 or all that there are, are of a zip or tar archive.
bool is_archive(std::string_view bytes);
// The documents of all files in it, each taken as `form`.
std::unique_ptr<Records> archive_files(std::string path, ByteReader reader, Form form,
                                       const IngestLimits& limits, uint32_t depth);

// The documents of an input of any form. `depth` is that of archives within archives. Errors: those
// of the reader, too_deep.
Result<std::unique_ptr<Records>> records_in(const std::string& path, ByteReader reader, Form form,
                                            const IngestLimits& limits, uint32_t depth);

}  // namespace sitrep
