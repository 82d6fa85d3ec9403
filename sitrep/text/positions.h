// From bytes to code points and back, for the edges of the program: JSON counts code points.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sitrep/base/span.h"

namespace sitrep {

bool is_valid_utf8(std::string_view bytes);

// Built once for a text; each question costs a look-up and at most 63 bytes of counting.
// REQUIRES: `text` is valid UTF-8, at most 4 GiB, and outlives this.
class Positions {
 public:
  explicit Positions(std::string_view text);

  uint32_t code_point(uint32_t byte) const;
  uint32_t byte(uint32_t code_point) const;  // past the end: the size of the text
  Span code_points(Span bytes) const { return {code_point(bytes.begin), code_point(bytes.end)}; }
  Span bytes(Span points) const { return {byte(points.begin), byte(points.end)}; }

 private:
  std::string_view text_;
  bool ascii_;
  std::vector<uint32_t> before_;  // code points before every 64th byte
};

}  // namespace sitrep
