#include "sitrep/formats/page.h"

#include <fmt/format.h>

#include <array>

#include "sitrep/formats/view.h"

namespace sitrep {
namespace {

// ANSI, in the order of Style.
constexpr std::array<std::string_view, 4> kOn = {"", "\033[1m", "\033[2m", "\033[33m"};
constexpr std::string_view kOff = "\033[0m";
constexpr size_t kDeepestHang = 24;  // columns: a longer head does not push the lines below it

}  // namespace

std::string Page::styled(std::string_view words, Style style) const {
  if (!colour_ || style == Style::plain || words.empty()) return std::string(words);
  return fmt::format("{}{}{}", kOn[static_cast<size_t>(style)], words, kOff);
}

void Page::title(std::string_view words) {
  out_ += fmt::format("\n{}\n", styled(words, Style::strong));
}

void Page::line(std::string_view words, Style style) {
  out_ += fmt::format("{}\n", styled(words, style));
}

void Page::wrapped(size_t indent, std::string_view head, std::string_view words, Style style) {
  std::string before = std::string(indent, ' ') + std::string(head);
  size_t used = columns_of(before);
  const size_t hang = used <= kDeepestHang ? used : indent + 2;
  std::string text;
  for (size_t at = 0; at < words.size();) {
    const size_t space = std::min(words.find(' ', at), words.size());
    const std::string_view word = words.substr(at, space - at);
    const size_t wide = columns_of(word);
    if (!text.empty() && used + 1 + wide > columns_) {
      out_ += before + styled(text, style) + '\n';
      before = std::string(hang, ' ');
      text.clear();
      used = hang;
    }
    used += wide + (text.empty() ? 0 : 1);
    if (!text.empty()) text += ' ';
    text += word;
    at = space + 1;
  }
  out_ += before + styled(text, style) + '\n';
}

}  // namespace sitrep
