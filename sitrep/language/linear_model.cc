#include "sitrep/language/linear_model.h"

#include <algorithm>
#include <array>
#include <bit>

#include "sitrep/language/model_file.h"

namespace sitrep {

Result<LinearModel> LinearModel::open(std::string_view section) {
  SectionReader reader(section);
  LinearModel m;
  m.classes_ = reader.number();
  m.scale_ = std::bit_cast<float>(reader.number());
  const uint32_t slots = reader.number();
  const uint32_t weights = reader.number();
  m.slots_ = reader.array<Slot>(slots);
  m.class_ = reader.array<uint8_t>(weights);
  m.weight_ = reader.array<int16_t>(weights);
  // A free slot at least, or a search would not end.
  bool sound =
      reader.ok() && m.classes_ > 0 && m.classes_ <= 256 &&
      std::any_of(m.slots_.begin(), m.slots_.end(),
                  [](Slot s) { return s.begin_and_count == 0; }) &&
      std::all_of(m.class_.begin(), m.class_.end(), [&](uint8_t c) { return c < m.classes_; });
  for (const Slot s : m.slots_) {
    const uint32_t count = s.begin_and_count & ((1U << kCountBits) - 1);
    if ((s.begin_and_count >> kCountBits) + count > weights) sound = false;
  }
  if (!sound) return fail(ErrorCode::corrupt, "a classifier of the model is damaged");
  return m;
}

// Waiting for memory is nearly all of the cost, so it goes in three passes over a group of
// features: ask for the slots, read them and ask for the weights, add the weights.
void LinearModel::add_scores(std::span<const uint64_t> features, std::span<int32_t> scores) const {
  constexpr size_t kGroup = 32;
  const uint64_t slots = slots_.size();
  while (!features.empty()) {
    const auto group = features.first(std::min(kGroup, features.size()));
    features = features.subspan(group.size());
    for (const uint64_t feature : group) __builtin_prefetch(&slots_[slot_of(feature, slots)]);
    std::array<uint32_t, kGroup> found;
    size_t count = 0;
    for (const uint64_t feature : group) {
      const uint32_t where = find(feature);
      if (where == 0) continue;
      const uint32_t begin = where >> kCountBits;
      __builtin_prefetch(class_.data() + begin);
      __builtin_prefetch(weight_.data() + begin);
      found[count++] = where;
    }
    for (size_t i = 0; i < count; ++i) {
      const uint32_t begin = found[i] >> kCountBits;
      const uint32_t end = begin + (found[i] & ((1U << kCountBits) - 1));
      for (uint32_t w = begin; w < end; ++w) scores[class_[w]] += weight_[w];
    }
  }
}

// The begin_and_count of a feature; 0 where it has no weights.
uint32_t LinearModel::find(uint64_t feature) const {
  const auto check = static_cast<uint32_t>(feature);
  uint64_t at = slot_of(feature, slots_.size());
  while (slots_[at].begin_and_count != 0 && slots_[at].check != check) {
    if (++at == slots_.size()) at = 0;
  }
  return slots_[at].begin_and_count;
}

uint32_t best_class(std::span<const int32_t> scores) {
  return static_cast<uint32_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
}

}  // namespace sitrep
