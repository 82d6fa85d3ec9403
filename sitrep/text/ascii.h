// Letters of ASCII, without asking a locale: what formats are made of, and most words of English.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace sitrep {

constexpr char to_ascii_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

constexpr bool is_ascii_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

constexpr bool is_ascii_lower(char c) {
  return c >= 'a' && c <= 'z';
}

constexpr bool has_ascii_lower(std::string_view words) {
  return std::any_of(words.begin(), words.end(), is_ascii_lower);
}

constexpr bool is_ascii_letter(char c) {
  const char lower = to_ascii_lower(c);
  return lower >= 'a' && lower <= 'z';
}

constexpr bool is_ascii_digit(char c) {
  return c >= '0' && c <= '9';
}

// Other bytes stay as they are.
inline std::string ascii_lower(std::string_view words) {
  std::string lower(words);
  std::transform(lower.begin(), lower.end(), lower.begin(), to_ascii_lower);
  return lower;
}

constexpr bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return to_ascii_lower(x) == to_ascii_lower(y);
         });
}

constexpr bool starts_with_ignoring_case(std::string_view words, std::string_view begin) {
  return equals_ignoring_case(words.substr(0, begin.size()), begin);
}

inline bool contains_ignoring_case(std::string_view words, std::string_view part) {
  return std::search(words.begin(), words.end(), part.begin(), part.end(), [](char x, char y) {
           return to_ascii_lower(x) == to_ascii_lower(y);
         }) != words.end();
}

// Without ASCII white space at both ends.
constexpr std::string_view trim_ascii(std::string_view words) {
  constexpr std::string_view kSpace = " \t\r\n\f\v";
  const size_t begin = words.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return words.substr(begin, words.find_last_not_of(kSpace) - begin + 1);
}

}  // namespace sitrep
