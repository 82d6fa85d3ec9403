// Hashes of content: the same bytes give the same number on every machine (XXH3, 64 bit).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace sitrep {

uint64_t hash64(std::string_view bytes, uint64_t seed = 0);

// 16 lower-case hexadecimal digits.
std::string hex(uint64_t value);

}  // namespace sitrep
