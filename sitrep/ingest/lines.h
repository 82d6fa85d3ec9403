// The lines of a text, measured for layout.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sitrep/base/span.h"

namespace sitrep {

// What a line begins with: "- " or "1. ", or "> ".
enum class Marker : uint8_t { none, item, quote };

struct Line {
  Span span;                // without white space around it; never empty
  uint32_t indent = 0;      // columns
  uint32_t columns = 0;     // code points, with the indent
  uint32_t first_word = 0;  // code points
  bool after_markup = false;
  bool after_blank = false;  // a blank line, or markup, stands before it
  bool ends_sentence = false;
  bool ends_in_dash = false;  // "WASHINGTON (AP) --"
  bool starts_lower = false;
  bool rule = false;  // no letter and no digit: "* * *"
  Marker marker = Marker::none;
};

// Without white space (Unicode's, and the byte order mark) at both ends.
Span trim(std::string_view text, Span span);

// The lines of `span`, before which markup stands.
void append_lines(std::string_view text, Span span, std::vector<Line>& lines);

}  // namespace sitrep
