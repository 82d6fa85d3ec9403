#include "sitrep/language/kernels.h"

#if defined(__x86_64__)
#include <cpuid.h>
#endif

#include <cmath>

#include "sitrep/language/kernels_body.h"

namespace sitrep {
namespace {

// Any machine: fused multiply-add is the compiler's, or the C library's where the machine has none.
struct Portable {
  using Register = float;
  using Ints = int32_t;
  using Weights = const int8_t*;
  using Inputs = const uint8_t*;
  static constexpr size_t kWidth = 1, kBlocksOfFour = 4, kBlocksOfOne = 16;
  static constexpr size_t kByteBlocksOfFour = 1, kByteBlocksOfOne = 1;
  static Register load(const float* from) { return *from; }
  static void store(Register v, float* to) { *to = v; }
  static Register fill(float x) { return x; }
  static Register add_product(Register a, Register b, Register sum) { return std::fma(a, b, sum); }
  static Register times(Register a, Register b) { return a * b; }
  static Register plus(Register a, Register b) { return a + b; }

  static Ints load_ints(const int32_t* from) { return *from; }
  static Weights load_weights(const int8_t* from) { return from; }
  static Inputs fill_inputs(const uint8_t* from) { return from; }
  static Ints add_dots(Weights w, Inputs x, Ints sum) {
    for (size_t i = 0; i < ByteMatrix::kTogether; ++i) sum += w[i] * x[i];
    return sum;
  }
  static Register to_floats(Ints v) { return static_cast<float>(v); }
};

constexpr Kernels kKernelsPortable = {multiply_bytes<Portable>, multiply<Portable>, lstm_step};

#if defined(__x86_64__)
// Not every compiler's __builtin_cpu_supports knows it: leaf 7.1, bit 4 of EAX.
bool has_avx_vnni() {
  unsigned a = 0;
  unsigned b = 0;
  unsigned c = 0;
  unsigned d = 0;
  return __get_cpuid_count(7, 1, &a, &b, &c, &d) != 0 && ((a >> 4) & 1U) != 0;
}
#endif

}  // namespace

bool has(InstructionSet set) {
#if defined(__x86_64__)
  const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  switch (set) {
    case InstructionSet::avx2:
      return avx2;
    case InstructionSet::avx_vnni:
      return avx2 && has_avx_vnni();
    case InstructionSet::avx512:
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vnni");
    default:
      break;
  }
#endif
  return set == InstructionSet::portable;
}

InstructionSet best_instruction_set() {
  InstructionSet best = InstructionSet::portable;
  for (const InstructionSet set : kInstructionSets) {
    if (has(set)) best = set;
  }
  return best;
}

const Kernels& kernels(InstructionSet set) {
#if defined(__x86_64__)
  if (set == InstructionSet::avx512) return kKernelsAvx512;
  if (set == InstructionSet::avx_vnni) return kKernelsAvxVnni;
  if (set == InstructionSet::avx2) return kKernelsAvx2;
#endif
  return kKernelsPortable;
}

}  // namespace sitrep
