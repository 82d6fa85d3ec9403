// The documents of files, folders and standard input, one after another, without holding an archive
// whole.
//
//     paths ── folders are walked ── gzip, zstd, zip, tar unpacked ── form found out ──
//     RawDocument, RawDocument ...
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/ingest/limits.h"
#include "sitrep/text/document.h"

namespace sitrep {

// How the documents of an input are written down. `detect` goes by the first bytes.
enum class Form : uint8_t {
  detect,
  text,        // a file is a document
  json_lines,  // a line is a document
  html,        // a file is a page
  warc,        // a web archive: a response with a page is a document
  feed,        // RSS, Atom, or a WordPress export: an item is a document
  mbox,        // a letter is a document
  mail,        // one letter (.eml)
  pdf,         // a file is a document; needs pdftotext
};
// "text", "jsonl", "html", "warc", "feed", "mbox", "eml", "pdf"; "auto" is `detect`.
std::optional<Form> form_named(std::string_view name);

// What the bytes of a raw document are: a form of one document, or a part of an archive.
enum class RawKind : uint8_t { text, json_line, html, http, fragment, wordpress, mail, pdf };

// The bytes of one document, not looked into yet.
struct RawDocument {
  std::string where;  // "story.txt", "reports.jsonl:12", "a.warc.gz:4711", "a.zip:b.html"; "-":
                      // standard input
  RawKind kind = RawKind::text;
  // Errors: not_found and io are of the whole input; others of one record, line or text.
  Result<std::string> bytes;
  Metadata meta;  // what the archive says of it
  std::string author;
  std::string language;
};

// The documents within one input.
class Records {
 public:
  virtual ~Records() = default;
  // None at the end.
  virtual std::optional<RawDocument> next() = 0;
  // Bytes taken from the input so far.
  virtual uint64_t bytes_read() const = 0;
};

// Not for several threads at once. No paths, or "-": standard input.
class Inputs {
 public:
  Inputs(std::vector<std::string> paths, Form form, const IngestLimits& limits = {});
  ~Inputs();

  // None at the end. An input that cannot be read gives one error, and the next goes on.
  std::optional<RawDocument> next();

  // Bytes taken from the inputs so far.
  uint64_t bytes_read() const;

 private:
  std::vector<std::string> paths_;  // the next one last
  Form form_;
  IngestLimits limits_;
  std::unique_ptr<Records> records_;
  uint64_t bytes_before_ = 0;  // of the inputs that are done
};

}  // namespace sitrep
