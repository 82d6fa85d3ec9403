#include "sitrep/ingest/lines.h"

#include <algorithm>

namespace sitrep {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Bytes of the white space that the text begins with, 0 where it begins with none.
uint32_t space_at(std::string_view text) {
  const char c = text.front();
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  for (const std::string_view space :
       {"\u00A0", "\u2003", "\u2009", "\u200B", "\u2028", "\u2029", "\u202F", "\u3000", "\uFEFF"}) {
    if (text.starts_with(space)) return static_cast<uint32_t>(space.size());
  }
  return 0;
}

uint32_t space_before_end(std::string_view text) {
  for (uint32_t size = 1; size <= 3 && size <= text.size(); ++size) {
    if (space_at(text.substr(text.size() - size)) == size) return size;
  }
  return 0;
}

uint32_t code_points(std::string_view text) {
  return static_cast<uint32_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

Marker marker_of(std::string_view line) {
  if (line.front() == '>') return Marker::quote;
  size_t at = 0;
  for (const std::string_view bullet :
       {"-", "*", "\u2022", "\u2013", "\u00B7", "\u25CF", "\u25AA"}) {
    if (line.starts_with(bullet)) at = bullet.size();
  }
  if (at == 0) {
    while (at < line.size() && at < 3 && is_digit(line[at])) ++at;
    if (at == 0 || at == line.size() || (line[at] != '.' && line[at] != ')')) return Marker::none;
    ++at;
  }
  const bool item = at + 1 < line.size() && (line[at] == ' ' || line[at] == '\t');
  return item ? Marker::item : Marker::none;
}

bool ends_sentence(std::string_view line) {
  // Quotation marks and brackets may stand after the full stop.
  for (bool closed = true; closed && !line.empty();) {
    closed = false;
    for (const std::string_view close : {"\"", "'", ")", "]", "\u201D", "\u2019", "\u00BB"}) {
      if (!line.ends_with(close)) continue;
      line.remove_suffix(close.size());
      closed = true;
    }
  }
  if (line.empty()) return false;
  const char last = line.back();
  return last == '.' || last == '!' || last == '?' || line.ends_with("\u2026") ||
         line.ends_with("\u3002") || line.ends_with("\u061F") || line.ends_with("\u0964");
}

bool ends_in_dash(std::string_view line) {
  return line.ends_with('-') || line.ends_with('_') || line.ends_with("\u2013") ||
         line.ends_with("\u2014");
}

bool is_letter_or_digit(char c) {
  return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
         static_cast<unsigned char>(c) >= 0xC3;
}

Line measure(std::string_view text, Span whole, Span span) {
  const std::string_view words = span.of(text);
  Line line;
  line.span = span;
  line.indent = code_points(text.substr(whole.begin, span.begin - whole.begin));
  line.columns = line.indent + code_points(words);
  line.first_word = code_points(words.substr(0, words.find(' ')));
  line.ends_sentence = ends_sentence(words);
  line.ends_in_dash = ends_in_dash(words);
  line.starts_lower = words.front() >= 'a' && words.front() <= 'z';
  line.rule = std::none_of(words.begin(), words.end(), is_letter_or_digit);
  line.marker = marker_of(words);
  return line;
}

}  // namespace

Span trim(std::string_view text, Span span) {
  while (!span.empty()) {
    const uint32_t space = space_at(span.of(text));
    if (space == 0) break;
    span.begin += space;
  }
  while (!span.empty()) {
    const uint32_t space = space_before_end(span.of(text));
    if (space == 0) break;
    span.end -= space;
  }
  return span;
}

void append_lines(std::string_view text, Span span, std::vector<Line>& lines) {
  bool after_markup = true;
  bool after_blank = true;
  for (uint32_t begin = span.begin; begin < span.end;) {
    const auto end =
        static_cast<uint32_t>(std::min<size_t>(text.find_first_of("\n\r", begin), span.end));
    const Span whole{begin, end};
    const Span words = trim(text, whole);
    if (words.empty()) {
      // "\r\n" is one line end.
      after_blank |= !(end > span.begin && begin == end && end < span.end && text[end] == '\n' &&
                       text[end - 1] == '\r');
    } else {
      lines.push_back(measure(text, whole, words));
      lines.back().after_markup = after_markup;
      lines.back().after_blank = after_blank;
      after_markup = after_blank = false;
    }
    begin = end + 1;
  }
}

}  // namespace sitrep
