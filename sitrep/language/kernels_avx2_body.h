// Registers of 256 bits, for the two sets that have them.
#pragma once

#include <immintrin.h>

#include <cstring>

#include "sitrep/language/kernels_body.h"

namespace sitrep {
namespace {

struct Registers256 {
  using Register = __m256;
  using Ints = __m256i;
  static constexpr size_t kWidth = 8, kBlocksOfFour = 2, kBlocksOfOne = 8;
  static Register load(const float* from) { return _mm256_loadu_ps(from); }
  static void store(Register v, float* to) { _mm256_storeu_ps(to, v); }
  static Register fill(float x) { return _mm256_set1_ps(x); }
  static Register add_product(Register a, Register b, Register sum) {
    return _mm256_fmadd_ps(a, b, sum);
  }
  static Register times(Register a, Register b) { return _mm256_mul_ps(a, b); }
  static Register plus(Register a, Register b) { return _mm256_add_ps(a, b); }

  static Ints load_ints(const void* from) {
    return _mm256_loadu_si256(static_cast<const __m256i*>(from));
  }
  static Ints fill_four(const uint8_t* from) {
    int32_t four;
    std::memcpy(&four, from, sizeof four);
    return _mm256_set1_epi32(four);
  }
  static Register to_floats(Ints v) { return _mm256_cvtepi32_ps(v); }
};

}  // namespace
}  // namespace sitrep
