// The factuality regressor: a sum of weights, one for each feature of a predicate that the table
// has, drawn smoothly into -3 to 3: most verbs surely happened or surely did not.
//
// File: "sitrep/factuality/2\n", then u32 count, f32 scale, and count records of u32 feature hash
// (ascending) and i16 weight, first all hashes, then all weights; little-endian. Trained by
// training/factuality (models/factuality.md).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"

namespace sitrep {

// Immutable. An empty model answers nothing.
class FactualityModel {
 public:
  FactualityModel() = default;
  // Errors: corrupt.
  static Result<FactualityModel> read(std::string_view bytes);
  // From pairs of feature and weight, in any order, each feature once.
  static FactualityModel of(std::vector<std::pair<uint32_t, float>> weights);

  bool empty() const { return features_.empty(); }
  // -3 to 3, of such a sum. The root is exact on every machine, as a tangent would not be.
  static double squashed(double sum);
  // -3 to 3.
  double score(const std::vector<uint32_t>& features) const;
  std::string bytes() const;

 private:
  std::vector<uint32_t> features_;
  std::vector<int16_t> weights_;
  float scale_ = 1;
};

}  // namespace sitrep
