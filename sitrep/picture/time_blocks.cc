#include "sitrep/picture/time_blocks.h"

namespace sitrep {
namespace {

constexpr int64_t kMonth = 31 * kMinutesPerDay;
constexpr int64_t kNarrow = 8 * kMinutesPerDay;

}  // namespace

std::vector<uint64_t> time_blocks(std::optional<Interval> time, bool filing) {
  enum : uint64_t { kDay, kAnyMonth, kWideMonth, kWide };
  std::vector<uint64_t> out;
  const auto add = [&out](uint64_t kind, int64_t number) {
    out.push_back(kind << 56 ^ static_cast<uint64_t>(number));
  };
  if (!time || time->to - time->from > 3 * kMonth) {
    add(kWide, 0);
    return out;
  }
  const bool narrow = time->to - time->from <= kNarrow;
  for (int64_t month = time->from / kMonth; month * kMonth < time->to; ++month) {
    if (!narrow || filing) add(kAnyMonth, month);
    if (!narrow || !filing) add(kWideMonth, month);
  }
  if (!narrow) return out;
  for (int64_t day = time->from / kMinutesPerDay; day * kMinutesPerDay < time->to; ++day) {
    add(kDay, day);
  }
  return out;
}

}  // namespace sitrep
