// The kernels for AVX2 with FMA. Compiled with these sets switched on: see CMakeLists.txt.
#if defined(__AVX2__)
#include "sitrep/language/kernels_avx2_body.h"

namespace sitrep {
namespace {

// Its own product of bytes saturates, so they are multiplied as pairs of 16 bits: every second byte
// by itself.
struct Avx2 : Registers256 {
  struct Pairs {
    __m256i even;
    __m256i odd;
  };
  using Weights = Pairs;
  using Inputs = Pairs;
  static constexpr size_t kByteBlocksOfFour = 1, kByteBlocksOfOne = 2;
  static Weights load_weights(const int8_t* from) {
    const __m256i bytes = load_ints(from);
    return {_mm256_srai_epi16(_mm256_slli_epi16(bytes, 8), 8), _mm256_srai_epi16(bytes, 8)};
  }
  static Inputs fill_inputs(const uint8_t* from) {
    const __m256i bytes = fill_four(from);
    return {_mm256_and_si256(bytes, _mm256_set1_epi16(0xFF)), _mm256_srli_epi16(bytes, 8)};
  }
  static Ints add_dots(Weights w, Inputs x, Ints sum) {
    sum = _mm256_add_epi32(sum, _mm256_madd_epi16(w.even, x.even));
    return _mm256_add_epi32(sum, _mm256_madd_epi16(w.odd, x.odd));
  }
};

}  // namespace

const Kernels kKernelsAvx2 = {multiply_bytes<Avx2>, multiply<Avx2>, lstm_step};

}  // namespace sitrep
#endif
