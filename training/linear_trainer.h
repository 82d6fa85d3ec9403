// Trains a LinearModel: an averaged perceptron. Weights live in small rows, one a feature, that
// have a cell only for the classes that were ever updated.
#pragma once

#include <cstdint>
#include <span>
#include <string>
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

  // A section that LinearModel::open reads, with averaged weights. Left out are features without a
  // weight of `least_row` and weights below `least_cell`, in units of one update.
  std::string section(float least_cell = 0, float least_row = 0) const;

 private:
  struct Cell {
    float weight = 0;
    float sum = 0;  // of weight over time, up to `since`
    uint32_t since = 0;
    uint8_t cls = 0;
  };
  static constexpr uint32_t kNoRow = 0xFFFFFFFF;
  struct Entry {
    uint64_t feature = 0;
    uint32_t row = kNoRow;
  };
  uint32_t find(uint64_t feature) const;
  uint32_t row_of(uint64_t feature);
  void grow();

  uint32_t classes_;
  uint32_t now_ = 1;
  std::vector<Entry> entries_ = std::vector<Entry>(1U << 16);  // open addressing; a power of two
  std::vector<std::vector<Cell>> rows_;
};

// The order of a round: the same for the same seed on every machine.
std::vector<uint32_t> shuffled(size_t size, uint64_t seed);

}  // namespace sitrep::training
