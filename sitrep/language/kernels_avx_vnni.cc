// The kernels for AVX-VNNI. Compiled with that set switched on: see CMakeLists.txt.
#if defined(__AVXVNNI__)
#include "sitrep/language/kernels_avx2_body.h"

namespace sitrep {
namespace {

struct AvxVnni : Registers256 {
  using Weights = Ints;
  using Inputs = Ints;
  static constexpr size_t kByteBlocksOfFour = 1, kByteBlocksOfOne = 4;
  static Weights load_weights(const int8_t* from) { return load_ints(from); }
  static Inputs fill_inputs(const uint8_t* from) { return fill_four(from); }
  static Ints add_dots(Weights w, Inputs x, Ints sum) { return _mm256_dpbusd_avx_epi32(sum, x, w); }
};

}  // namespace

const Kernels kKernelsAvxVnni = {multiply_bytes<AvxVnni>, multiply<AvxVnni>, lstm_step};

}  // namespace sitrep
#endif
