#include "sitrep/language/kernels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <vector>

namespace sitrep {
namespace {

std::vector<float> numbers(size_t count, uint64_t seed) {
  std::vector<float> out(count);
  for (float& x : out) {
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    x = static_cast<float>(static_cast<int64_t>(seed >> 33) - (1LL << 30)) /
        static_cast<float>(1LL << 29);
  }
  return out;
}

TEST(Kernels, ProductIsThatOfTheDefinition) {
  constexpr size_t kInputs = 37, kOutputs = 48, kRows = 7;
  const auto w = numbers(kInputs * kOutputs, 1);
  const auto x = numbers(kInputs * kRows, 2);
  std::vector<float> y(kOutputs * kRows, 0.5F);
  kernels(InstructionSet::portable)
      .multiply(w.data(), kInputs, kOutputs, x.data(), kInputs, y.data(), kOutputs, kRows);
  for (size_t r = 0; r < kRows; ++r) {
    for (size_t c = 0; c < kOutputs; ++c) {
      float sum = 0.5F;
      for (size_t i = 0; i < kInputs; ++i)
        sum = std::fma(w[i * kOutputs + c], x[r * kInputs + i], sum);
      EXPECT_EQ(y[r * kOutputs + c], sum) << r << ' ' << c;
    }
  }
}

std::vector<uint8_t> bytes(size_t count, uint64_t seed) {
  std::vector<uint8_t> out;
  for (const float x : numbers(count, seed)) out.push_back(static_cast<uint8_t>(x * 64 + 128));
  return out;
}

TEST(ByteMatrix, ProductIsNearlyThatOfTheFloats) {
  constexpr size_t kInputs = 30, kOutputs = 48;
  const auto w = numbers(kInputs * kOutputs, 1);
  const auto x = numbers(kInputs, 2);
  const ByteMatrix matrix = ByteMatrix::of(w, kInputs, kOutputs);
  ASSERT_EQ(matrix.inputs, 32U);
  std::vector<uint8_t> row(matrix.inputs, 77);  // what lies behind the inputs must not count
  const float scale = to_bytes(x.data(), kInputs, row.data());
  std::vector<float> y(kOutputs);
  const std::vector<float> start(kOutputs, 0.5F);
  kernels(InstructionSet::portable)
      .multiply_bytes(matrix, row.data(), row.size(), &scale, start.data(), 0, y.data(), kOutputs,
                      1);
  for (size_t c = 0; c < kOutputs; ++c) {
    double sum = 0.5;
    for (size_t i = 0; i < kInputs; ++i) sum += static_cast<double>(w[i * kOutputs + c]) * x[i];
    EXPECT_NEAR(y[c], sum, 0.15) << c;
  }
}

TEST(ByteMatrix, TheLargestNumbersDoNotOverflow) {
  constexpr size_t kInputs = 64, kOutputs = 16;
  std::vector<float> w(kInputs * kOutputs, 1.0F);
  for (size_t i = 0; i < w.size(); i += 2) w[i] = -1.0F;
  const ByteMatrix matrix = ByteMatrix::of(w, kInputs, kOutputs);
  const float scale = 1;
  const std::vector<float> start(kOutputs, 0.0F);
  for (const InstructionSet set : kInstructionSets) {
    if (!has(set)) continue;
    for (const int byte : {0, 1, 128, 255}) {
      const std::vector<uint8_t> row(kInputs, static_cast<uint8_t>(byte));
      std::vector<float> y(kOutputs);
      kernels(set).multiply_bytes(matrix, row.data(), kInputs, &scale, start.data(), 0, y.data(),
                                  kOutputs, 1);
      EXPECT_FLOAT_EQ(y[0], static_cast<float>(-64 * (byte - 128))) << byte;
      EXPECT_FLOAT_EQ(y[1], static_cast<float>(64 * (byte - 128))) << byte;
    }
  }
}

TEST(ByteMatrix, ARowOfZerosIsZeros) {
  const std::vector<float> x(7, 0.0F);
  std::vector<uint8_t> row(7);
  EXPECT_EQ(to_bytes(x.data(), x.size(), row.data()), 0.0F);
  EXPECT_EQ(row, std::vector<uint8_t>(7, ByteMatrix::kZero));
}

TEST(Kernels, GatesAreThoseOfAnLstm) {
  constexpr size_t kHidden = 32;
  const auto gates = numbers(4 * kHidden, 3);
  std::vector<float> cell(kHidden, 0.25F);
  std::vector<uint8_t> out(kHidden);
  kernels(InstructionSet::portable).lstm_step(gates.data(), kHidden, cell.data(), out.data());
  const auto sigmoid = [](double v) { return 1 / (1 + std::exp(-v)); };
  for (size_t k = 0; k < kHidden; ++k) {
    const double state =
        sigmoid(gates[kHidden + k]) * 0.25 + sigmoid(gates[k]) * std::tanh(gates[2 * kHidden + k]);
    EXPECT_NEAR(cell[k], state, 1e-5);
    EXPECT_NEAR((out[k] - 128) / 127.0, sigmoid(gates[3 * kHidden + k]) * std::tanh(state),
                0.5 / 127 + 1e-5);
  }
}

// As many rows and columns as make every size of tile.
TEST(Kernels, AllInstructionSetsGiveTheSameBits) {
  constexpr size_t kInputs = 176, kOutputs = 528, kRows = 15, kHidden = 128;
  const auto w = numbers(kInputs * kOutputs, 4);
  const auto x = numbers(kInputs * kRows, 5);
  const auto rows = bytes(kInputs * kRows, 7);
  const auto scales = numbers(kRows, 8);
  const ByteMatrix matrix = ByteMatrix::of(w, kInputs, kOutputs);
  auto gates = numbers(4 * kHidden, 6);
  gates[0] = 500;  // past where the exponential is held
  gates[1] = -500;
  const auto run = [&](InstructionSet set) {
    std::vector<float> y(kOutputs * kRows, 0.0F), z(y), cell(kHidden, 0.5F);
    std::vector<uint8_t> out(kHidden);
    const Kernels& k = kernels(set);
    k.multiply(w.data(), kInputs, kOutputs, x.data(), kInputs, y.data(), kOutputs, kRows);
    k.multiply_bytes(matrix, rows.data(), kInputs, scales.data(), y.data(), kOutputs, z.data(),
                     kOutputs, kRows);
    k.lstm_step(gates.data(), kHidden, cell.data(), out.data());
    y.insert(y.end(), z.begin(), z.end());
    y.insert(y.end(), cell.begin(), cell.end());
    y.insert(y.end(), out.begin(), out.end());
    return y;
  };
  const auto portable = run(InstructionSet::portable);
  for (const InstructionSet set : kInstructionSets) {
    if (!has(set)) continue;
    EXPECT_EQ(run(set), portable) << static_cast<int>(set);
  }
}

}  // namespace
}  // namespace sitrep
