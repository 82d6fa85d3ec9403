#include "training/factuality_fit.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <unordered_map>

namespace sitrep::training {
namespace {

struct Weight {
  double value = 0;
  double squares = 1e-2;  // of the gradients so far
};

// Fisher and Yates; std::shuffle is not the same everywhere.
void shuffle(std::vector<uint32_t>& order, std::mt19937_64& random) {
  for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
}

void fit_once(const std::vector<FactualityExample>& examples, const FactualityFit& fit,
              std::mt19937_64& random, std::unordered_map<uint32_t, Weight>& weights) {
  std::vector<uint32_t> order(examples.size());
  std::iota(order.begin(), order.end(), 0u);
  std::vector<Weight*> active;
  for (int pass = 0; pass < fit.passes; ++pass) {
    shuffle(order, random);
    for (const uint32_t at : order) {
      active.clear();
      double sum = 0;
      for (const uint32_t feature : examples[at].features) {
        const auto found = weights.find(feature);
        if (found == weights.end()) continue;
        active.push_back(&found->second);
        sum += found->second.value;
      }
      const double error = FactualityModel::squashed(sum) - examples[at].factuality;
      const double slope = 3 / std::pow(1 + sum * sum, 1.5);
      const double gradient = std::clamp(error, -fit.huber, fit.huber) * slope;
      for (Weight* weight : active) {
        weight->squares += gradient * gradient;
        weight->value -= fit.rate * gradient / std::sqrt(weight->squares);
      }
    }
  }
}

}  // namespace

FactualityModel fit_factuality(const std::vector<FactualityExample>& examples,
                               const FactualityFit& fit) {
  std::unordered_map<uint32_t, uint32_t> counts;
  for (const auto& example : examples) {
    for (const uint32_t feature : example.features) ++counts[feature];
  }
  std::unordered_map<uint32_t, double> mean;
  std::mt19937_64 random(fit.seed);
  for (int run = 0; run < fit.runs; ++run) {
    std::unordered_map<uint32_t, Weight> weights;
    for (const auto& [feature, count] : counts) {
      if (count >= fit.least_count) weights[feature];
    }
    fit_once(examples, fit, random, weights);
    for (const auto& [feature, weight] : weights) mean[feature] += weight.value / fit.runs;
  }
  std::vector<std::pair<uint32_t, float>> out;
  for (const auto& [feature, weight] : mean) out.emplace_back(feature, static_cast<float>(weight));
  return FactualityModel::of(std::move(out));
}

}  // namespace sitrep::training
