// Text for a person: a page of headings, items, details and quotations, wrapped to a width.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sitrep/base/span.h"

namespace sitrep {

enum class Style : uint8_t { plain, strong, dim, sure, open, no };

// Cut at a word to at most `columns` code points, with an ellipsis.
std::string shortened(std::string_view line, size_t columns);
// The words of `span`, on one line; where they have more than `most` bytes, those around `focus`.
std::string excerpt(std::string_view text, Span span, Span focus, uint32_t most);
// Whether `words` has `part`, upper and lower case of ASCII alike.
bool contains_folded(std::string_view words, std::string_view part);

class Prose {
 public:
  // What is printed is appended to `out`, which outlives the page.
  Prose(std::string& out, bool colour) : out_(out), colour_(colour) {}

  std::string styled(Style style, std::string_view words) const;
  void line(Style style, std::string_view words);
  void heading(std::string_view words);
  void item(std::string_view words);
  void detail(std::string_view words);
  void quote(std::string_view words);
  void end();  // an empty line

 private:
  void wrapped(std::string_view words, std::string_view first, std::string_view rest, Style style);

  std::string& out_;
  bool colour_;
};

}  // namespace sitrep
