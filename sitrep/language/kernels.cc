#include "sitrep/language/kernels.h"

#include <cstring>

namespace sitrep {
namespace {

// Sixteen floats; the compiler makes of it one, two or four registers of the instruction set at
// hand.
typedef float Lanes __attribute__((vector_size(64)));
typedef int32_t IntLanes __attribute__((vector_size(64)));

#define SITREP_INLINE inline __attribute__((always_inline))

SITREP_INLINE void load(const float* from, Lanes& v) {
  std::memcpy(&v, from, sizeof v);
}
SITREP_INLINE void store(const Lanes& v, float* to) {
  std::memcpy(to, &v, sizeof v);
}

// Rows rows of y at once, so that each weight is loaded once for all of them.
template <size_t Rows>
SITREP_INLINE void multiply_rows(const float* w, size_t inputs, size_t outputs, const float* x,
                                 size_t x_stride, float* y, size_t y_stride) {
  size_t c = 0;
  for (; c + 32 <= outputs; c += 32) {
    Lanes sums[Rows][2];
    for (size_t r = 0; r < Rows; ++r) {
      load(y + r * y_stride + c, sums[r][0]);
      load(y + r * y_stride + c + 16, sums[r][1]);
    }
    for (size_t i = 0; i < inputs; ++i) {
      Lanes a;
      Lanes b;
      load(w + i * outputs + c, a);
      load(w + i * outputs + c + 16, b);
      for (size_t r = 0; r < Rows; ++r) {
        const float factor = x[r * x_stride + i];
        sums[r][0] += a * factor;
        sums[r][1] += b * factor;
      }
    }
    for (size_t r = 0; r < Rows; ++r) {
      store(sums[r][0], y + r * y_stride + c);
      store(sums[r][1], y + r * y_stride + c + 16);
    }
  }
  for (; c < outputs; c += 16) {
    for (size_t r = 0; r < Rows; ++r) {
      Lanes sum;
      load(y + r * y_stride + c, sum);
      for (size_t i = 0; i < inputs; ++i) {
        Lanes a;
        load(w + i * outputs + c, a);
        sum += a * x[r * x_stride + i];
      }
      store(sum, y + r * y_stride + c);
    }
  }
}

SITREP_INLINE void multiply_body(const float* w, size_t inputs, size_t outputs, const float* x,
                                 size_t x_stride, float* y, size_t y_stride, size_t rows) {
  size_t r = 0;
  for (; r + 4 <= rows; r += 4) {
    multiply_rows<4>(w, inputs, outputs, x + r * x_stride, x_stride, y + r * y_stride, y_stride);
  }
  for (; r < rows; ++r) {
    multiply_rows<1>(w, inputs, outputs, x + r * x_stride, x_stride, y + r * y_stride, y_stride);
  }
}

// e to the x by 2^n times a polynomial of the rest (Cephes, expf); x is held within +-80.
SITREP_INLINE void exponential(Lanes& x) {
  const Lanes low = x < -80.0F ? Lanes{} - 80.0F : x;
  const Lanes held = low > 80.0F ? Lanes{} + 80.0F : low;
  const Lanes scaled =
      held * 1.44269504088896341F + 12582912.0F;  // adding 1.5 * 2^23 rounds to a whole number
  IntLanes whole;
  std::memcpy(&whole, &scaled, sizeof whole);
  whole = whole << 23;  // the number's low bits become the exponent
  const Lanes n = scaled - 12582912.0F;
  const Lanes f = held - n * 0.693359375F + n * 2.12194440e-4F;
  Lanes p = f * 1.9875691500E-4F + 1.3981999507E-3F;
  p = p * f + 8.3334519073E-3F;
  p = p * f + 4.1665795894E-2F;
  p = p * f + 1.6666665459E-1F;
  p = p * f + 5.0000001201E-1F;
  p = p * f * f + f + 1.0F;
  IntLanes bits;
  std::memcpy(&bits, &p, sizeof bits);
  bits += whole;
  std::memcpy(&x, &bits, sizeof x);
}

SITREP_INLINE void sigmoid(Lanes& x) {
  x = -x;
  exponential(x);
  x = 1.0F / (x + 1.0F);
}

SITREP_INLINE void tangent(Lanes& x) {
  x = x * 2.0F;
  sigmoid(x);
  x = x * 2.0F - 1.0F;
}

SITREP_INLINE void lstm_step_body(const float* gates, size_t hidden, float* cell, float* out) {
  for (size_t k = 0; k < hidden; k += 16) {
    Lanes input;
    Lanes forget;
    Lanes fresh;
    Lanes open;
    Lanes state;
    load(gates + k, input);
    load(gates + hidden + k, forget);
    load(gates + 2 * hidden + k, fresh);
    load(gates + 3 * hidden + k, open);
    load(cell + k, state);
    sigmoid(input);
    sigmoid(forget);
    tangent(fresh);
    sigmoid(open);
    state = forget * state + input * fresh;
    store(state, cell + k);
    tangent(state);
    store(open * state, out + k);
  }
}

#define SITREP_KERNELS(NAME, TARGET)                                                         \
  TARGET void multiply_##NAME(const float* w, size_t inputs, size_t outputs, const float* x, \
                              size_t x_stride, float* y, size_t y_stride, size_t rows) {     \
    multiply_body(w, inputs, outputs, x, x_stride, y, y_stride, rows);                       \
  }                                                                                          \
  TARGET void lstm_step_##NAME(const float* gates, size_t hidden, float* cell, float* out) { \
    lstm_step_body(gates, hidden, cell, out);                                                \
  }                                                                                          \
  constexpr Kernels kKernels_##NAME = {multiply_##NAME, lstm_step_##NAME};

SITREP_KERNELS(portable, )
#if defined(__x86_64__)
SITREP_KERNELS(avx2, __attribute__((target("avx2"))))
SITREP_KERNELS(avx512, __attribute__((target("avx512f"))))
#endif

#undef SITREP_KERNELS
#undef SITREP_INLINE

}  // namespace

InstructionSet best_instruction_set() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) return InstructionSet::avx512;
  if (__builtin_cpu_supports("avx2")) return InstructionSet::avx2;
#endif
  return InstructionSet::portable;
}

const Kernels& kernels(InstructionSet set) {
#if defined(__x86_64__)
  if (set == InstructionSet::avx512) return kKernels_avx512;
  if (set == InstructionSet::avx2) return kKernels_avx2;
#endif
  return kKernels_portable;
}

}  // namespace sitrep
