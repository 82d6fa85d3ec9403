// A half-open range of bytes of a document's text. Everything that sitrep says points to one.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <string_view>

namespace sitrep {

struct Span {
  uint32_t begin = 0;  // bytes, UTF-8
  uint32_t end = 0;

  constexpr uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  constexpr bool contains(uint32_t at) const { return begin <= at && at < end; }
  constexpr bool overlaps(Span other) const { return begin < other.end && other.begin < end; }
  // The bytes of this span in the text that it belongs to. REQUIRES: end <= text.size().
  constexpr std::string_view of(std::string_view text) const { return text.substr(begin, size()); }
  friend constexpr auto operator<=>(const Span&, const Span&) = default;
};

// The smallest span that holds both.
constexpr Span cover(Span a, Span b) {
  return {std::min(a.begin, b.begin), std::max(a.end, b.end)};
}

}  // namespace sitrep
