#include "sitrep/ground/values.h"

#include "sitrep/base/names.h"

namespace sitrep {
namespace {

constexpr std::array<std::string_view, 4> kTimeTypes = {"DATE", "TIME", "DURATION", "SET"};
constexpr std::array<std::string_view, 7> kBounds = {
    "exact", "about", "at_least", "more_than", "at_most", "less_than", "range"};

}  // namespace

std::string_view name_of(TimeType type) {
  return name_in(kTimeTypes, type);
}
std::string_view name_of(Bound bound) {
  return name_in(kBounds, bound);
}

}  // namespace sitrep
