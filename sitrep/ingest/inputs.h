// The documents of files and of standard input, one after another, without holding a file whole
// (but for a plain text, which is one document).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sitrep/base/result.h"

namespace sitrep {

// How the documents of an input are written down. `detect` goes by the first byte that is no white
// space: '{' begins JSON lines.
enum class Form { detect, text, json_lines };

// The bytes of one document, not looked into yet.
struct RawDocument {
  std::string where;  // "story.txt", "reports.jsonl:12"; "-" is standard input
  Form form = Form::text;
  // Errors: not_found and io are of the whole input, too_large of one line or text.
  Result<std::string> bytes;
};

// Not for several threads at once. No paths, or "-": standard input.
class Inputs {
 public:
  Inputs(std::vector<std::string> paths, Form form);
  ~Inputs();

  // None at the end. An input that cannot be read gives one error, and the next goes on.
  std::optional<RawDocument> next();

  // Bytes taken from the inputs so far.
  uint64_t bytes_read() const;

 private:
  class File;
  // None at the end of the open file.
  std::optional<RawDocument> next_of_file();

  std::vector<std::string> paths_;
  Form form_;
  size_t at_ = 0;  // index of the next path
  std::unique_ptr<File> file_;
  uint64_t bytes_before_ = 0;  // of the files that are done
};

}  // namespace sitrep
