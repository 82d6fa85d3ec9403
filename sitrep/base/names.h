// Enumerations and their words in the output: one table for both directions.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace sitrep {

// REQUIRES: the enumerators of E count up from 0 in the order of `names`.
template <class E, size_t N>
constexpr std::string_view name_in(const std::array<std::string_view, N>& names, E value) {
  const auto at = static_cast<size_t>(value);
  return at < N ? names[at] : std::string_view("unknown");
}

template <class E, size_t N>
constexpr std::optional<E> value_in(const std::array<std::string_view, N>& names,
                                    std::string_view name) {
  for (size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<E>(i);
  }
  return std::nullopt;
}

}  // namespace sitrep
