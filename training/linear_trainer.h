// Trains a LinearModel: an averaged perceptron. Weights live in small rows, one a feature, that
// have a cell only for the classes that were ever updated.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace sitrep::training {

struct FeatureWeights {
  uint64_t feature;
  std::vector<std::pair<uint8_t, float>> weights;  // class and weight
};

// A section that LinearModel::open reads. Weights are multiplied by `scale` and rounded; those that
// round to nothing are left out. REQUIRES: no weight times scale is past 32767.
std::string linear_section(uint32_t classes, std::vector<FeatureWeights> kept, float scale);

class LinearTrainer {
 public:
  explicit LinearTrainer(uint32_t classes) : classes_(classes) {}

  uint32_t classes() const { return classes_; }
  // Adds the current weights of these features to `scores`.
  void add_scores(std::span<const uint64_t> features, std::span<float> scores) const;
  // Adds `amount` to the weight of that class in each feature.
  void update(std::span<const uint64_t> features, uint32_t cls, float amount);
  // Once an example: the clock of the average.
  void tick() { ++now_; }

  // A section that LinearModel::open reads, with averaged weights. Features whose largest update
  // count is below `least_updates`, and weights that round to nothing, are left out.
  std::string section(uint32_t least_updates = 1) const;

 private:
  struct Cell {
    float weight = 0;
    float sum = 0;  // of weight over time, up to `since`
    uint32_t since = 0;
    uint16_t updates = 0;
    uint8_t cls = 0;
  };
  uint32_t row_of(uint64_t feature);

  uint32_t classes_;
  uint32_t now_ = 1;
  std::unordered_map<uint64_t, uint32_t> rows_of_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace sitrep::training
