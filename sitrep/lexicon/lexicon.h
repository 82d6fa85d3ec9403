// What the program knows, as entries that a person wrote in lexicon/en/*.txt.
//
// A file is a list of entries with empty lines between them; an entry is a list of fields, one a
// line:
//
//     # a comment
//     verb: retake, recapture
//     event: ASSAULT
//     example: Iraqi forces retook the airbase on Saturday. => ASSAULT occurred
//
// The key of an entry's first field is its section ("verb"). A field may be given several times; a
// line that begins with two spaces goes on with the field above. The build compiles all files to
// one binary file (lexicon.bin); files of the user's own are read beside it at run time and go
// before it: see docs/lexicon.md.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sitrep/base/result.h"

namespace sitrep {

struct LexiconField {
  std::string_view key;
  std::string_view value;  // trimmed, never empty
};

class LexiconEntry {
 public:
  std::string_view section() const { return fields.front().key; }
  std::string_view title() const { return fields.front().value; }
  // The value of the first field of that key; empty where there is none.
  std::string_view get(std::string_view key) const;
  std::vector<std::string_view> all(std::string_view key) const;
  bool has(std::string_view key) const { return !get(key).empty(); }
  // "lexicon/en/verbs/fight.txt:12", for messages and for the `why` of a claim.
  std::string where() const;

  std::vector<LexiconField> fields;
  std::string_view file;
  uint32_t line = 0;
};

// The parts of "a, b, c", trimmed; empty parts are dropped.
std::vector<std::string_view> split_list(std::string_view value, char separator = ',');

// Immutable once opened; safe to share between threads. Views live as long as the Lexicon or a copy
// of it.
class Lexicon {
 public:
  // Reads a compiled lexicon. Errors: not_found, io, corrupt (foreign version, wrong checksum).
  static Result<Lexicon> open(const std::string& path);
  // Reads the source text of a file. Errors: malformed, with file and line; invalid_utf8.
  static Result<Lexicon> parse(std::string_view text, std::string_view file);

  // The entries of both; those of `first` stand first.
  static Lexicon merged(const Lexicon& first, const Lexicon& second);

  // The entries whose first key is `section`, in the order of the files.
  std::vector<const LexiconEntry*> section(std::string_view section) const;
  std::span<const LexiconEntry> entries() const { return entries_; }

  // The bytes of a compiled lexicon with these entries.
  std::string compile() const;

 private:
  std::vector<std::shared_ptr<const std::string>> buffers_;  // what the views point into
  std::vector<LexiconEntry> entries_;
};

}  // namespace sitrep
