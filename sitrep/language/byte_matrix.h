// Numbers as bytes: sums of products of bytes are whole, so every instruction set finds the same,
// and those that multiply bytes do it several times faster than floats.
//
// A row of activations is 128 + x / scale, a column of weights w / scale, each rounded. What the
// 128 adds to a sum of products is known beforehand: `offset` takes it away again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sitrep {

struct ByteMatrix {
  static constexpr size_t kTogether = 4;  // inputs whose bytes lie side by side
  static constexpr size_t kColumns = 16;  // columns of a block
  static constexpr uint8_t kZero = 128;   // the byte of an activation of 0
  static constexpr float kLargest = 127;  // of either sign

  size_t inputs = 0;            // padded to a multiple of kTogether
  size_t outputs = 0;           // a multiple of kColumns
  std::vector<int8_t> weights;  // [outputs / 16][inputs / 4][16][4]
  std::vector<float> scale;     // by column
  std::vector<int32_t> offset;  // by column

  // `weights`: a row of `outputs` for each input. REQUIRES: outputs is a multiple of kColumns, at
  // most 65536 inputs.
  static ByteMatrix of(std::span<const float> weights, size_t inputs, size_t outputs);
};

constexpr size_t padded_inputs(size_t inputs) {
  return (inputs + ByteMatrix::kTogether - 1) / ByteMatrix::kTogether * ByteMatrix::kTogether;
}

// Writes `count` activations as bytes and gives their scale.
float to_bytes(const float* from, size_t count, uint8_t* to);

}  // namespace sitrep
