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
      for (size_t i = 0; i < kInputs; ++i) sum += x[r * kInputs + i] * w[i * kOutputs + c];
      EXPECT_EQ(y[r * kOutputs + c], sum) << r << ' ' << c;
    }
  }
}

TEST(Kernels, GatesAreThoseOfAnLstm) {
  constexpr size_t kHidden = 32;
  const auto gates = numbers(4 * kHidden, 3);
  std::vector<float> cell(kHidden, 0.25F), out(kHidden);
  kernels(InstructionSet::portable).lstm_step(gates.data(), kHidden, cell.data(), out.data());
  const auto sigmoid = [](double v) { return 1 / (1 + std::exp(-v)); };
  for (size_t k = 0; k < kHidden; ++k) {
    const double state =
        sigmoid(gates[kHidden + k]) * 0.25 + sigmoid(gates[k]) * std::tanh(gates[2 * kHidden + k]);
    EXPECT_NEAR(cell[k], state, 1e-6);
    EXPECT_NEAR(out[k], sigmoid(gates[3 * kHidden + k]) * std::tanh(state), 1e-6);
  }
}

TEST(Kernels, AllInstructionSetsGiveTheSameBits) {
  constexpr size_t kInputs = 176, kOutputs = 528, kRows = 13, kHidden = 128;
  const auto w = numbers(kInputs * kOutputs, 4);
  const auto x = numbers(kInputs * kRows, 5);
  auto gates = numbers(4 * kHidden, 6);
  gates[0] = 500;  // past where the exponential is held
  gates[1] = -500;
  const auto run = [&](InstructionSet set) {
    std::vector<float> y(kOutputs * kRows, 0.0F), cell(kHidden, 0.5F), out(kHidden);
    kernels(set).multiply(w.data(), kInputs, kOutputs, x.data(), kInputs, y.data(), kOutputs,
                          kRows);
    kernels(set).lstm_step(gates.data(), kHidden, cell.data(), out.data());
    y.insert(y.end(), cell.begin(), cell.end());
    y.insert(y.end(), out.begin(), out.end());
    return y;
  };
  const auto portable = run(InstructionSet::portable);
  for (int set = 1; set <= static_cast<int>(best_instruction_set()); ++set) {
    EXPECT_EQ(run(static_cast<InstructionSet>(set)), portable) << set;
  }
}

}  // namespace
}  // namespace sitrep
