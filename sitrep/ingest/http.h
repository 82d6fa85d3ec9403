// What a server answered: status, headers, body; and the lines "Name: value" that other formats
// have.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sitrep/base/result.h"

namespace sitrep {

// Lines "Name: value" up to an empty line; a line that begins with white space goes on with the one
// above.
class Headers {
 public:
  // Takes them from the beginning of `bytes`, which is left with what follows the empty line.
  static Headers take_from(std::string_view& bytes);

  // The value of the first of that name, whatever its case; empty where there is none.
  std::string_view get(std::string_view name) const;

 private:
  std::vector<std::pair<std::string, std::string>> lines_;
};

struct HttpHead {
  int status = 0;  // 0: there is no status line
  Headers headers;
};

// Takes the head off the beginning of `bytes`.
HttpHead take_http_head(std::string_view& bytes);

// The body as it was meant: chunks joined, unpacked. Errors: those of unpack().
Result<std::string> http_body(const HttpHead& head, std::string_view body, size_t most);

}  // namespace sitrep
