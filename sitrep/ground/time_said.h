// Typed access to the features of a time phrase, and the words that they stand for in TIMEX3.
#pragma once

#include <string_view>

#include "sitrep/ground/time_value.h"

namespace sitrep {

inline constexpr std::string_view kTimeParts[] = {"MO", "MI", "AF", "EV", "NI", "DT"};
inline constexpr std::string_view kTimeUnits[] = {
    "second", "minute",  "hour", "day",  "weekend", "week",    "month",
    "season", "quarter", "half", "year", "decade",  "century", "millennium"};
inline constexpr std::string_view kSeenFrom[] = {"published", "narrative"};
inline constexpr std::string_view kTimeMods[] = {
    "START",     "MID",       "END",           "APPROX",        "BEFORE",       "AFTER",
    "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE", "ON_OR_BEFORE", "ON_OR_AFTER"};
inline constexpr std::string_view kTimeQuants[] = {"EVERY", "EACH"};
inline constexpr std::string_view kTimeRefs[] = {"PAST_REF", "PRESENT_REF", "FUTURE_REF"};

// Typed access to the features of a phrase.
class Said {
 public:
  explicit Said(const Features& features) : features_(features) {}
  bool has(TimeFeature f) const { return features_.has(static_cast<size_t>(f)); }
  double number(TimeFeature f, double otherwise = 0) const {
    return features_.get(static_cast<size_t>(f), otherwise);
  }
  int integer(TimeFeature f, int otherwise = 0) const {
    return static_cast<int>(number(f, otherwise));
  }
  Unit unit_said() const { return static_cast<Unit>(integer(TimeFeature::unit)); }
  std::string_view mod_said() const {
    return has(TimeFeature::mod) ? kTimeMods[integer(TimeFeature::mod)] : std::string_view();
  }

 private:
  const Features& features_;
};

// The reading of a date phrase, without the cases that read_date takes before it.
std::optional<Resolved> read_calendar(const Features& features, const Viewpoint& from,
                                      std::span<const Holiday> holidays);

}  // namespace sitrep
