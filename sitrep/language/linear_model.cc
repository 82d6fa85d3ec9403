#include "sitrep/language/linear_model.h"

#include <algorithm>
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

void LinearModel::add_scores(std::span<const uint64_t> features, std::span<int32_t> scores) const {
  constexpr size_t kAhead = 8;
  const uint64_t slots = slots_.size();
  for (size_t i = 0; i < std::min(kAhead, features.size()); ++i) {
    __builtin_prefetch(&slots_[slot_of(features[i], slots)]);
  }
  for (size_t i = 0; i < features.size(); ++i) {
    if (i + kAhead < features.size()) {
      __builtin_prefetch(&slots_[slot_of(features[i + kAhead], slots)]);
    }
    const auto check = static_cast<uint32_t>(features[i]);
    uint64_t at = slot_of(features[i], slots);
    while (slots_[at].begin_and_count != 0) {
      if (slots_[at].check == check) {
        const uint32_t begin = slots_[at].begin_and_count >> kCountBits;
        const uint32_t end = begin + (slots_[at].begin_and_count & ((1U << kCountBits) - 1));
        for (uint32_t w = begin; w < end; ++w) scores[class_[w]] += weight_[w];
        break;
      }
      if (++at == slots) at = 0;
    }
  }
}

uint32_t best_class(std::span<const int32_t> scores) {
  return static_cast<uint32_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
}

}  // namespace sitrep
