// The kernels for AVX-512 with VNNI. Compiled with these sets switched on: see CMakeLists.txt.
#if defined(__AVX512VNNI__)
#include <immintrin.h>

#include "sitrep/language/kernels_body.h"

namespace sitrep {
namespace {

struct Avx512 {
  using Register = __m512;
  using Ints = __m512i;
  using Weights = __m512i;
  using Inputs = __m512i;
  static constexpr size_t kWidth = 16, kBlocksOfFour = 4, kBlocksOfOne = 8;
  static constexpr size_t kByteBlocksOfFour = 4, kByteBlocksOfOne = 8;
  static Register load(const float* from) { return _mm512_loadu_ps(from); }
  static void store(Register v, float* to) { _mm512_storeu_ps(to, v); }
  static Register fill(float x) { return _mm512_set1_ps(x); }
  static Register add_product(Register a, Register b, Register sum) {
    return _mm512_fmadd_ps(a, b, sum);
  }
  static Register times(Register a, Register b) { return _mm512_mul_ps(a, b); }
  static Register plus(Register a, Register b) { return _mm512_add_ps(a, b); }

  static Ints load_ints(const void* from) { return _mm512_loadu_si512(from); }
  static Weights load_weights(const int8_t* from) { return load_ints(from); }
  static Inputs fill_inputs(const uint8_t* from) {
    int32_t four;
    std::memcpy(&four, from, sizeof four);
    return _mm512_set1_epi32(four);
  }
  static Ints add_dots(Weights w, Inputs x, Ints sum) { return _mm512_dpbusd_epi32(sum, x, w); }
  // The masked form, for g++ 12 takes the plain one for a use of what nobody wrote.
  static Register to_floats(Ints v) { return _mm512_maskz_cvtepi32_ps(0xFFFF, v); }
};

}  // namespace

const Kernels kKernelsAvx512 = {multiply_bytes<Avx512>, multiply<Avx512>, lstm_step};

}  // namespace sitrep
#endif
