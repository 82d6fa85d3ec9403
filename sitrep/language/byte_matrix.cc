#include "sitrep/language/byte_matrix.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace sitrep {
namespace {

// Adding 1.5 * 2^23 rounds to a whole number, which then stands in the low bits.
constexpr float kRounder = 12582912.0F;

uint32_t rounded_bits(float x) {
  const float sum = x + kRounder;
  uint32_t bits;
  std::memcpy(&bits, &sum, sizeof bits);
  return bits;
}

}  // namespace

ByteMatrix ByteMatrix::of(std::span<const float> weights, size_t inputs, size_t outputs) {
  ByteMatrix m;
  m.inputs = padded_inputs(inputs);
  m.outputs = outputs;
  m.weights.assign(m.inputs * outputs, 0);
  m.scale.assign(outputs, 0.0F);
  m.offset.assign(outputs, 0);
  for (size_t i = 0; i < inputs; ++i) {
    for (size_t c = 0; c < outputs; ++c)
      m.scale[c] = std::max(m.scale[c], std::abs(weights[i * outputs + c]));
  }
  std::vector<float> units(outputs, 0.0F);  // of a weight of 1
  for (size_t c = 0; c < outputs; ++c) {
    if (m.scale[c] > 0) units[c] = kLargest / m.scale[c];
    m.scale[c] /= kLargest;
  }
  for (size_t i = 0; i < inputs; ++i) {
    for (size_t c = 0; c < outputs; ++c) {
      const auto weight = static_cast<int8_t>(rounded_bits(weights[i * outputs + c] * units[c]));
      const size_t block = (c / kColumns) * (m.inputs / kTogether) + i / kTogether;
      m.weights[(block * kColumns + c % kColumns) * kTogether + i % kTogether] = weight;
      m.offset[c] -= kZero * weight;
    }
  }
  return m;
}

float to_bytes(const float* from, size_t count, uint8_t* to) {
  // Floats without their signs are ordered as their bits are.
  uint32_t largest_bits = 0;
  for (size_t i = 0; i < count; ++i) {
    uint32_t bits;
    std::memcpy(&bits, from + i, sizeof bits);
    largest_bits = std::max(largest_bits, bits & 0x7FFFFFFFU);
  }
  float largest;
  std::memcpy(&largest, &largest_bits, sizeof largest);
  const float units = largest > 0 ? ByteMatrix::kLargest / largest : 0.0F;
  for (size_t i = 0; i < count; ++i)
    to[i] = static_cast<uint8_t>(rounded_bits(from[i] * units) + ByteMatrix::kZero);
  return largest / ByteMatrix::kLargest;
}

}  // namespace sitrep
