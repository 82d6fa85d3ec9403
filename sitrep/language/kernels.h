// The arithmetic of the encoder: products of matrices and vectors, and the gates of an LSTM.
//
// Each result is the same on every instruction set: every sum is taken in the order of the inputs,
// products and sums are rounded one by one, and the exponential is our own. The widest set that the
// machine has is chosen once, at run time.
#pragma once

#include <cstddef>
#include <cstdint>

namespace sitrep {

enum class InstructionSet : uint8_t { portable, avx2, avx512 };

// The widest that this machine has.
InstructionSet best_instruction_set();

struct Kernels {
  // y[r][c] += sum over i of x[r][i] * w[i][c], with i ascending. Rows of x and y lie `x_stride`
  // and `y_stride` floats apart; w is `inputs` rows of `outputs` floats. REQUIRES: outputs is a
  // multiple of 16.
  void (*multiply)(const float* w, size_t inputs, size_t outputs, const float* x, size_t x_stride,
                   float* y, size_t y_stride, size_t rows);
  // One step of an LSTM (gates i, f, g, o, each of `hidden` floats in `gates`): updates `cell`,
  // writes `out`. REQUIRES: hidden is a multiple of 16.
  void (*lstm_step)(const float* gates, size_t hidden, float* cell, float* out);
};

// REQUIRES: the machine has this set.
const Kernels& kernels(InstructionSet set);

}  // namespace sitrep
