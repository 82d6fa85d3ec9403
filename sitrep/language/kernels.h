// The arithmetic of the encoder: products of matrices and vectors, and the gates of an LSTM.
//
// Each result is the same on every instruction set: sums of bytes are whole numbers; sums of floats
// are taken in the order of the inputs, each product added in one rounding (fused); the exponential
// is our own. The fastest set that the machine has is chosen once, at run time.
#pragma once

#include <cstddef>
#include <cstdint>

#include "sitrep/language/byte_matrix.h"

namespace sitrep {

// From the slowest to the fastest. avx_vnni and avx512 multiply bytes in one instruction.
enum class InstructionSet : uint8_t { portable, avx2, avx_vnni, avx512 };
inline constexpr InstructionSet kInstructionSets[] = {
    InstructionSet::portable, InstructionSet::avx2, InstructionSet::avx_vnni,
    InstructionSet::avx512};

// Does this machine have it?
bool has(InstructionSet set);
// The fastest that this machine has.
InstructionSet best_instruction_set();

struct Kernels {
  // y[r][c] = start[r][c] + scale[c] * x_scale[r] * sum over i of w[i][c] * (x[r][i] - 128), for
  // all columns of `w`. Rows of x, start and y lie so many elements apart; start may be y, and a
  // stride of 0 gives all rows the same start. REQUIRES: rows of x have w.inputs bytes.
  void (*multiply_bytes)(const ByteMatrix& w, const uint8_t* x, size_t x_stride,
                         const float* x_scale, const float* start, size_t start_stride, float* y,
                         size_t y_stride, size_t rows);
  // y[r][c] += sum over i of x[r][i] * w[i][c], with i ascending. Rows of x and y lie `x_stride`
  // and `y_stride` floats apart; w is `inputs` rows of `outputs` floats. REQUIRES: outputs is a
  // multiple of 16.
  void (*multiply)(const float* w, size_t inputs, size_t outputs, const float* x, size_t x_stride,
                   float* y, size_t y_stride, size_t rows);
  // One step of an LSTM (gates i, f, g, o, each of `hidden` floats in `gates`): updates `cell`,
  // writes `out` as bytes of scale 1 / 127. REQUIRES: hidden is a multiple of 16.
  void (*lstm_step)(const float* gates, size_t hidden, float* cell, uint8_t* out);
};

// REQUIRES: the machine has this set.
const Kernels& kernels(InstructionSet set);

}  // namespace sitrep
