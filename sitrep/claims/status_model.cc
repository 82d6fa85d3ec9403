#include "sitrep/claims/status_model.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace sitrep {
namespace {

constexpr std::string_view kMagic = "sitrep/factuality/2\n";
constexpr uint32_t kMostFeatures = 1u << 24;

template <class T>
void append(std::string& out, const T* values, size_t count) {
  out.append(reinterpret_cast<const char*>(values), count * sizeof(T));
}

template <class T>
void take(std::string_view& bytes, T* values, size_t count) {
  std::memcpy(values, bytes.data(), count * sizeof(T));
  bytes.remove_prefix(count * sizeof(T));
}

}  // namespace

Result<FactualityModel> FactualityModel::read(std::string_view bytes) {
  const auto corrupt = [] { return fail(ErrorCode::corrupt, "factuality.model is damaged"); };
  uint32_t count = 0;
  FactualityModel model;
  if (!bytes.starts_with(kMagic)) return corrupt();
  bytes.remove_prefix(kMagic.size());
  if (bytes.size() < sizeof count + sizeof model.scale_) return corrupt();
  take(bytes, &count, 1);
  take(bytes, &model.scale_, 1);
  if (count > kMostFeatures || bytes.size() != count * (sizeof(uint32_t) + sizeof(int16_t))) {
    return corrupt();
  }
  model.features_.resize(count);
  model.weights_.resize(count);
  take(bytes, model.features_.data(), count);
  take(bytes, model.weights_.data(), count);
  const auto& f = model.features_;
  const bool ascending = std::adjacent_find(f.begin(), f.end(), std::greater_equal<>()) == f.end();
  if (!ascending || !std::isfinite(model.scale_)) return corrupt();
  return model;
}

FactualityModel FactualityModel::of(std::vector<std::pair<uint32_t, float>> weights) {
  std::sort(weights.begin(), weights.end());
  float largest = 1e-6F;
  for (const auto& [feature, weight] : weights) largest = std::max(largest, std::abs(weight));
  FactualityModel model;
  model.scale_ = largest / 32767.0F;
  for (const auto& [feature, weight] : weights) {
    model.features_.push_back(feature);
    model.weights_.push_back(static_cast<int16_t>(std::lround(weight / model.scale_)));
  }
  return model;
}

double FactualityModel::squashed(double sum) {
  return 3 * sum / std::sqrt(1 + sum * sum);
}

double FactualityModel::score(const std::vector<uint32_t>& features) const {
  int64_t sum = 0;
  for (const uint32_t feature : features) {
    const auto at = std::lower_bound(features_.begin(), features_.end(), feature);
    if (at != features_.end() && *at == feature) sum += weights_[at - features_.begin()];
  }
  return squashed(static_cast<double>(sum) * static_cast<double>(scale_));
}

std::string FactualityModel::bytes() const {
  std::string out(kMagic);
  const auto count = static_cast<uint32_t>(features_.size());
  append(out, &count, 1);
  append(out, &scale_, 1);
  append(out, features_.data(), count);
  append(out, weights_.data(), count);
  return out;
}

}  // namespace sitrep
