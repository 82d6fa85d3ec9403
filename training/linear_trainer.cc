#include "training/linear_trainer.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include "sitrep/base/hash.h"
#include "sitrep/language/linear_model.h"
#include "sitrep/language/model_file.h"

namespace sitrep::training {
namespace {

constexpr float kLargest = 32767;
constexpr double kLoad = 0.8;  // of the slots

}  // namespace

std::string linear_section(uint32_t classes, std::vector<FeatureWeights> kept, float scale) {
  std::sort(kept.begin(), kept.end(),
            [](const FeatureWeights& a, const FeatureWeights& b) { return a.feature < b.feature; });

  std::vector<LinearModel::Slot> slots(
      static_cast<size_t>(static_cast<double>(kept.size()) / kLoad) + 16);
  std::vector<uint8_t> class_of;
  std::vector<int16_t> weights;
  for (FeatureWeights& k : kept) {
    std::sort(k.weights.begin(), k.weights.end());
    const auto begin = static_cast<uint32_t>(weights.size());
    for (const auto& [cls, weight] : k.weights) {
      const auto rounded = static_cast<int16_t>(std::lround(weight * scale));
      if (rounded == 0) continue;
      class_of.push_back(cls);
      weights.push_back(rounded);
    }
    const auto count = static_cast<uint32_t>(weights.size()) - begin;
    if (count == 0) continue;
    const auto check = static_cast<uint32_t>(k.feature);
    uint64_t at = LinearModel::slot_of(k.feature, slots.size());
    while (slots[at].begin_and_count != 0) at = at + 1 == slots.size() ? 0 : at + 1;
    slots[at] = {check, begin << LinearModel::kCountBits | std::min(count, 255U)};
  }
  SectionWriter writer;
  writer.number(classes);
  writer.number(std::bit_cast<uint32_t>(scale));
  writer.number(static_cast<uint32_t>(slots.size()));
  writer.number(static_cast<uint32_t>(weights.size()));
  writer.array(std::span<const LinearModel::Slot>(slots));
  writer.array(std::span<const uint8_t>(class_of));
  writer.array(std::span<const int16_t>(weights));
  return writer.take();
}

uint32_t LinearTrainer::find(uint64_t feature) const {
  const size_t mask = entries_.size() - 1;
  size_t at = (feature >> 20) & mask;
  while (entries_[at].row != kNoRow && entries_[at].feature != feature) at = (at + 1) & mask;
  return entries_[at].row;
}

void LinearTrainer::add_scores(std::span<const uint64_t> features, std::span<float> scores) const {
  for (const uint64_t feature : features) {
    const uint32_t row = find(feature);
    if (row == kNoRow) continue;
    for (const Cell& cell : rows_[row]) scores[cell.cls] += cell.weight;
  }
}

uint32_t LinearTrainer::row_of(uint64_t feature) {
  if (rows_.size() * 2 > entries_.size()) grow();
  const size_t mask = entries_.size() - 1;
  size_t at = (feature >> 20) & mask;
  while (entries_[at].row != kNoRow && entries_[at].feature != feature) at = (at + 1) & mask;
  if (entries_[at].row == kNoRow) {
    entries_[at] = {feature, static_cast<uint32_t>(rows_.size())};
    rows_.emplace_back();
  }
  return entries_[at].row;
}

void LinearTrainer::grow() {
  std::vector<Entry> old(entries_.size() * 2);
  old.swap(entries_);
  const size_t mask = entries_.size() - 1;
  for (const Entry& e : old) {
    if (e.row == kNoRow) continue;
    size_t at = (e.feature >> 20) & mask;
    while (entries_[at].row != kNoRow) at = (at + 1) & mask;
    entries_[at] = e;
  }
}

void LinearTrainer::update(std::span<const uint64_t> features, uint32_t cls, float amount) {
  for (const uint64_t feature : features) {
    auto& row = rows_[row_of(feature)];
    auto cell = std::find_if(row.begin(), row.end(), [&](const Cell& c) { return c.cls == cls; });
    if (cell == row.end()) {
      row.push_back({0, 0, now_, static_cast<uint8_t>(cls)});
      cell = row.end() - 1;
    }
    cell->sum += cell->weight * static_cast<float>(now_ - cell->since);
    cell->since = now_;
    cell->weight += amount;
  }
}

std::string LinearTrainer::section(float least_cell, float least_row) const {
  std::vector<FeatureWeights> kept;
  float largest = 1e-6F;
  for (const auto& [feature, row] : entries_) {
    if (row == kNoRow) continue;
    FeatureWeights k{feature, {}};
    float most = 0;
    for (const Cell& cell : rows_[row]) {
      const float mean = (cell.sum + cell.weight * static_cast<float>(now_ - cell.since)) /
                         static_cast<float>(now_);
      most = std::max(most, std::abs(mean));
      if (mean != 0 && std::abs(mean) >= least_cell) k.weights.emplace_back(cell.cls, mean);
    }
    if (most < least_row || k.weights.empty()) continue;
    largest = std::max(largest, most);
    kept.push_back(std::move(k));
  }
  return linear_section(classes_, std::move(kept), kLargest / largest);
}

std::vector<uint32_t> shuffled(size_t size, uint64_t seed) {
  std::vector<std::pair<uint64_t, uint32_t>> keys(size);
  for (uint32_t i = 0; i < size; ++i)
    keys[i] = {hash64({reinterpret_cast<const char*>(&i), sizeof i}, seed), i};
  std::sort(keys.begin(), keys.end());
  std::vector<uint32_t> order(size);
  for (size_t i = 0; i < size; ++i) order[i] = keys[i].second;
  return order;
}

}  // namespace sitrep::training
