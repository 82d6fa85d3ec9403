// Fits the factuality regressor: a squashed sum of feature weights, by AdaGrad on Huber's loss; the
// mean of some runs, each in an order of its own.
#pragma once

#include <cstdint>
#include <vector>

#include "sitrep/claims/status_model.h"

namespace sitrep::training {

struct FactualityExample {
  std::vector<uint32_t> features;
  double factuality = 0;
};

struct FactualityFit {
  int runs = 5;
  int passes = 3;
  double rate = 0.02;
  double huber = 0.8;        // beyond this distance an example pulls with constant force
  uint32_t least_count = 2;  // a feature of fewer examples is left out
  uint64_t seed = 1;
};

// The same examples in the same order give the same model.
FactualityModel fit_factuality(const std::vector<FactualityExample>& examples,
                               const FactualityFit& fit = {});

}  // namespace sitrep::training
