#include "sitrep/cli/prose.h"

#include <algorithm>

#include "sitrep/formats/view.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

constexpr size_t kWidth = 100;  // columns

bool begins_code_point(char c) {
  return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

// Code points; what a terminal is told about colours takes no room.
size_t columns(std::string_view words) {
  size_t count = 0;
  bool escape = false;
  for (const char c : words) {
    if (c == '\033') escape = true;
    count += !escape && begins_code_point(c);
    if (escape && c == 'm') escape = false;
  }
  return count;
}

std::string_view code_of(Style style) {
  switch (style) {
    case Style::plain:
      return "";
    case Style::strong:
      return "\033[1m";
    case Style::dim:
      return "\033[2m";
    case Style::sure:
      return "\033[32m";
    case Style::open:
      return "\033[33m";
    case Style::no:
      return "\033[31m";
  }
  return "";
}

}  // namespace

std::string shortened(std::string_view line, size_t most) {
  if (columns(line) <= most) return std::string(line);
  size_t end = 0;
  size_t count = 0;
  for (size_t i = 0; i < line.size() && count < most; ++i) {
    if (line[i] == ' ') end = i;
    count += begins_code_point(line[i]);
    if (end == 0 && count == most) end = i;
  }
  return std::string(line.substr(0, end)) + " …";
}

std::string excerpt(std::string_view text, Span span, Span focus, uint32_t most) {
  if (span.size() <= most) return one_line(span.of(text));
  // Half of the room before the focus, the rest behind it, cut at words.
  const auto is_gap = [&](uint32_t at) { return text[at] == ' ' || text[at] == '\n'; };
  uint32_t begin = std::max(span.begin, focus.begin - std::min(focus.begin, most / 2));
  uint32_t end = std::min(span.end, begin + most);
  if (end == span.end) begin = end - most;
  if (begin > span.begin) {
    while (begin < focus.begin && !is_gap(begin)) ++begin;
  }
  if (end < span.end) {
    while (end > begin && !is_gap(end)) --end;
  }
  while (begin < end && !begins_code_point(text[begin])) ++begin;
  std::string words = one_line(text.substr(begin, end - begin));
  if (begin > span.begin) words.insert(0, "… ");
  if (end < span.end) words += " …";
  return words;
}

bool contains_folded(std::string_view words, std::string_view part) {
  const auto same = [](char a, char b) { return to_ascii_lower(a) == to_ascii_lower(b); };
  return std::search(words.begin(), words.end(), part.begin(), part.end(), same) != words.end();
}

std::string Prose::styled(Style style, std::string_view words) const {
  if (!colour_ || style == Style::plain) return std::string(words);
  return std::string(code_of(style)) + std::string(words) + "\033[0m";
}

void Prose::wrapped(std::string_view words, std::string_view first, std::string_view rest,
                    Style style) {
  std::string line(first);
  bool empty = true;
  const auto put = [&] {
    out_ += styled(style, line);
    out_ += '\n';
  };
  while (!words.empty()) {
    const size_t gap = std::min(words.find(' '), words.size());
    const std::string_view word = words.substr(0, gap);
    words.remove_prefix(std::min(gap + 1, words.size()));
    if (!empty && columns(line) + 1 + columns(word) > kWidth) {
      put();
      line = rest;
      empty = true;
    }
    if (!empty) line += ' ';
    line += word;
    empty = false;
  }
  if (!empty) put();
}

void Prose::line(Style style, std::string_view words) {
  wrapped(words, "", "", style);
}

void Prose::heading(std::string_view words) {
  out_ += '\n';
  out_ += styled(Style::strong, words);
  out_ += '\n';
}

void Prose::item(std::string_view words) {
  wrapped(words, "  • ", "    ", Style::plain);
}

void Prose::detail(std::string_view words) {
  wrapped(words, "    ", "    ", Style::plain);
}

void Prose::quote(std::string_view words) {
  if (words.empty()) return;
  const bool marked = words.starts_with("“") || words.starts_with('"');
  wrapped(marked ? std::string(words) : "“" + std::string(words) + "”", "    ", "     ",
          Style::dim);
}

void Prose::end() {
  out_ += '\n';
}

}  // namespace sitrep
