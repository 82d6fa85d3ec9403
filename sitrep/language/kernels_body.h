// The body of the kernels, compiled once an instruction set: each kernels_SET.cc names its
// registers and includes this file. Everything here has internal linkage, for the linker must not
// take one set's code for another's.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "sitrep/language/kernels.h"

namespace sitrep {

extern const Kernels kKernelsAvx2;
extern const Kernels kKernelsAvxVnni;
extern const Kernels kKernelsAvx512;

namespace {

#define SITREP_INLINE inline __attribute__((always_inline))

// `Rows` rows of y by `Blocks` registers of columns, so that each weight is loaded once for all
// rows.
template <class Set, size_t Rows, size_t Blocks>
SITREP_INLINE void multiply_tile(const float* w, size_t inputs, size_t outputs, const float* x,
                                 size_t x_stride, float* y, size_t y_stride) {
  typename Set::Register sums[Rows][Blocks];
  for (size_t r = 0; r < Rows; ++r) {
    for (size_t b = 0; b < Blocks; ++b) sums[r][b] = Set::load(y + r * y_stride + b * Set::kWidth);
  }
  for (size_t i = 0; i < inputs; ++i) {
    typename Set::Register weights[Blocks];
    for (size_t b = 0; b < Blocks; ++b) weights[b] = Set::load(w + i * outputs + b * Set::kWidth);
    for (size_t r = 0; r < Rows; ++r) {
      const typename Set::Register factor = Set::fill(x[r * x_stride + i]);
      for (size_t b = 0; b < Blocks; ++b)
        sums[r][b] = Set::add_product(weights[b], factor, sums[r][b]);
    }
  }
  for (size_t r = 0; r < Rows; ++r) {
    for (size_t b = 0; b < Blocks; ++b) Set::store(sums[r][b], y + r * y_stride + b * Set::kWidth);
  }
}

template <class Set, size_t Rows, size_t Blocks>
SITREP_INLINE void multiply_rows(const float* w, size_t inputs, size_t outputs, const float* x,
                                 size_t x_stride, float* y, size_t y_stride) {
  size_t c = 0;
  for (; c + Blocks * Set::kWidth <= outputs; c += Blocks * Set::kWidth)
    multiply_tile<Set, Rows, Blocks>(w + c, inputs, outputs, x, x_stride, y + c, y_stride);
  for (; c < outputs; c += 16)
    multiply_tile<Set, Rows, 16 / Set::kWidth>(w + c, inputs, outputs, x, x_stride, y + c,
                                               y_stride);
}

template <class Set>
void multiply(const float* w, size_t inputs, size_t outputs, const float* x, size_t x_stride,
              float* y, size_t y_stride, size_t rows) {
  size_t r = 0;
  for (; r + 4 <= rows; r += 4)
    multiply_rows<Set, 4, Set::kBlocksOfFour>(w, inputs, outputs, x + r * x_stride, x_stride,
                                              y + r * y_stride, y_stride);
  for (; r < rows; ++r)
    multiply_rows<Set, 1, Set::kBlocksOfOne>(w, inputs, outputs, x + r * x_stride, x_stride,
                                             y + r * y_stride, y_stride);
}

// A tile as above, of bytes: sums are whole numbers until the end.
template <class Set, size_t Rows, size_t Blocks>
SITREP_INLINE void multiply_bytes_tile(const ByteMatrix& w, size_t column, const uint8_t* x,
                                       size_t x_stride, const float* x_scale, const float* start,
                                       size_t start_stride, float* y, size_t y_stride) {
  // A block of sixteen columns is one or more registers wide.
  constexpr size_t kOfBlock = ByteMatrix::kColumns / Set::kWidth;
  constexpr size_t kBytes = Set::kWidth * ByteMatrix::kTogether;
  const size_t steps = w.inputs / ByteMatrix::kTogether;
  const size_t block = steps * ByteMatrix::kColumns * ByteMatrix::kTogether;
  const int8_t* const weights = w.weights.data() + column / ByteMatrix::kColumns * block;
  typename Set::Ints sums[Rows][Blocks * kOfBlock];
  for (size_t b = 0; b < Blocks * kOfBlock; ++b) {
    const auto offset = Set::load_ints(w.offset.data() + column + b * Set::kWidth);
    for (size_t r = 0; r < Rows; ++r) sums[r][b] = offset;
  }
  for (size_t i = 0; i < steps; ++i) {
    typename Set::Weights factors[Blocks * kOfBlock];
    for (size_t b = 0; b < Blocks * kOfBlock; ++b)
      factors[b] = Set::load_weights(weights + b / kOfBlock * block +
                                     (i * kOfBlock + b % kOfBlock) * kBytes);
    for (size_t r = 0; r < Rows; ++r) {
      const auto inputs = Set::fill_inputs(x + r * x_stride + i * ByteMatrix::kTogether);
      for (size_t b = 0; b < Blocks * kOfBlock; ++b)
        sums[r][b] = Set::add_dots(factors[b], inputs, sums[r][b]);
    }
  }
  for (size_t b = 0; b < Blocks * kOfBlock; ++b) {
    const size_t at = column + b * Set::kWidth;
    const auto scale = Set::load(w.scale.data() + at);
    for (size_t r = 0; r < Rows; ++r) {
      const auto product =
          Set::times(Set::times(Set::to_floats(sums[r][b]), scale), Set::fill(x_scale[r]));
      Set::store(Set::plus(Set::load(start + r * start_stride + at), product),
                 y + r * y_stride + at);
    }
  }
}

template <class Set, size_t Rows, size_t Blocks>
SITREP_INLINE void multiply_bytes_rows(const ByteMatrix& w, const uint8_t* x, size_t x_stride,
                                       const float* x_scale, const float* start,
                                       size_t start_stride, float* y, size_t y_stride) {
  size_t c = 0;
  for (; c + Blocks * ByteMatrix::kColumns <= w.outputs; c += Blocks * ByteMatrix::kColumns)
    multiply_bytes_tile<Set, Rows, Blocks>(w, c, x, x_stride, x_scale, start, start_stride, y,
                                           y_stride);
  for (; c < w.outputs; c += ByteMatrix::kColumns)
    multiply_bytes_tile<Set, Rows, 1>(w, c, x, x_stride, x_scale, start, start_stride, y, y_stride);
}

template <class Set>
void multiply_bytes(const ByteMatrix& w, const uint8_t* x, size_t x_stride, const float* x_scale,
                    const float* start, size_t start_stride, float* y, size_t y_stride,
                    size_t rows) {
  const auto take = [&]<size_t Rows, size_t Blocks>(size_t r) {
    multiply_bytes_rows<Set, Rows, Blocks>(w, x + r * x_stride, x_stride, x_scale + r,
                                           start + r * start_stride, start_stride, y + r * y_stride,
                                           y_stride);
  };
  size_t r = 0;
  for (; r + 4 <= rows; r += 4) take.template operator()<4, Set::kByteBlocksOfFour>(r);
  for (; r + 2 <= rows; r += 2) take.template operator()<2, Set::kByteBlocksOfFour>(r);
  if (r < rows) take.template operator()<1, Set::kByteBlocksOfOne>(r);
}

// Sixteen floats; the compiler makes of it one, two or four registers.
typedef float Lanes __attribute__((vector_size(64)));
typedef int32_t IntLanes __attribute__((vector_size(64)));
typedef uint8_t ByteLanes __attribute__((vector_size(16)));

SITREP_INLINE void load(const float* from, Lanes& v) {
  std::memcpy(&v, from, sizeof v);
}
SITREP_INLINE void store(const Lanes& v, float* to) {
  std::memcpy(to, &v, sizeof v);
}

// 2 to the power of `factor` * x, as 2^n times a polynomial of the rest that errs by 3 parts in a
// million (fitted by least squares, reweighted until the errors were even). x is held within
// +-`most`.
SITREP_INLINE void power(Lanes& x, float factor, float most) {
  const Lanes low = x < -most ? Lanes{} - most : x;
  const Lanes scaled = (low > most ? Lanes{} + most : low) * factor;
  const Lanes rounded = scaled + 12582912.0F;  // adding 1.5 * 2^23 rounds to a whole number
  const Lanes f = scaled - (rounded - 12582912.0F);
  const Lanes p =
      (((f * 9.57010155E-3F + 5.59178622E-2F) * f + 2.40247449E-1F) * f + 6.93121815E-1F) * f +
      9.99999261E-1F;
  IntLanes bits;
  std::memcpy(&bits, &p, sizeof bits);
  IntLanes whole;
  std::memcpy(&whole, &rounded, sizeof whole);
  bits += whole << 23;  // the number's low bits become the exponent
  std::memcpy(&x, &bits, sizeof x);
}

// e to the -x: sigmoid(x) is 1 / (1 + it).
SITREP_INLINE void for_sigmoid(Lanes& x) {
  power(x, -1.44269504F, 20.0F);
}

// e to the -2x: the tangent of x is (1 - it) / (1 + it).
SITREP_INLINE void for_tangent(Lanes& x) {
  power(x, -2.88539008F, 10.0F);
}

// Numbers between -1 and 1 as bytes of scale 1 / 127.
SITREP_INLINE void store_bytes(const Lanes& x, uint8_t* to) {
  const Lanes rounded = x * ByteMatrix::kLargest + (12582912.0F + ByteMatrix::kZero);
  IntLanes bits;
  std::memcpy(&bits, &rounded, sizeof bits);
  const ByteLanes bytes = __builtin_convertvector(bits, ByteLanes);  // the low byte of each
  std::memcpy(to, &bytes, sizeof bytes);
}

// Divisions are slow: the fractions of a sum are brought over one denominator.
SITREP_INLINE void lstm_step(const float* gates, size_t hidden, float* cell, uint8_t* out) {
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
    for_sigmoid(input);
    for_sigmoid(forget);
    for_tangent(fresh);
    for_sigmoid(open);
    const Lanes of_fresh = (1.0F + input) * (1.0F + fresh);
    state = (state * of_fresh + (1.0F - fresh) * (1.0F + forget)) / ((1.0F + forget) * of_fresh);
    store(state, cell + k);
    for_tangent(state);
    store_bytes((1.0F - state) / ((1.0F + open) * (1.0F + state)), out + k);
  }
}

#undef SITREP_INLINE

}  // namespace
}  // namespace sitrep
