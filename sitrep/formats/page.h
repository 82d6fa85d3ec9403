// Lines of a fixed width for a terminal or a printer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sitrep {

enum class Style : uint8_t { plain, strong, faint, warning };

// Appends to a string. Styles are shown only with colour.
class Page {
 public:
  Page(size_t columns, bool colour, std::string& out)
      : columns_(columns), colour_(colour), out_(out) {}

  size_t columns() const { return columns_; }

  // An empty line and a heading.
  void title(std::string_view words);
  // One line as it is.
  void line(std::string_view words, Style style = Style::plain);
  // `words` on as many lines as they need, behind `indent` blanks and, on the first line, `head`;
  // the lines after it stand under the first word.
  void wrapped(size_t indent, std::string_view head, std::string_view words,
               Style style = Style::plain);

 private:
  std::string styled(std::string_view words, Style style) const;

  size_t columns_;
  bool colour_;
  std::string& out_;
};

}  // namespace sitrep
