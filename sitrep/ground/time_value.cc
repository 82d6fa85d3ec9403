#include "sitrep/ground/time_value.h"

#include <fmt/format.h>

#include <cmath>

#include "sitrep/ground/time_said.h"

namespace sitrep {
namespace {

using F = TimeFeature;

constexpr FeatureName kFeatureNames[kTimeFeatures] = {
    {"year", {}},         {"yy", {}},
    {"century", {}},      {"decade", {}},
    {"month", {}},        {"day", {}},
    {"weekday", {}},      {"quarter", {}},
    {"half", {}},         {"season", {}},
    {"holiday", {}},      {"nth", {}},
    {"part", kTimeParts}, {"from", {}},
    {"to", {}},           {"hour", {}},
    {"minute", {}},       {"pm", {}},
    {"unit", kTimeUnits}, {"count", {}},
    {"vague", {}},        {"fraction", {}},
    {"shift", {}},        {"sign", {}},
    {"seen", kSeenFrom},  {"offset", {}},
    {"mod", kTimeMods},   {"ref", kTimeRefs},
    {"fiscal", {}},       {"granule", kTimeUnits},
    {"clock", {}},        {"quant", kTimeQuants},
    {"freq", {}},         {"zone", {}},
    {"hijri", {}},
};

std::string duration_value(const Said& said);

// "a few years ago": no day, but a side. "A few days later" than what the passage tells is neither
// past nor future, only so long.
std::optional<Resolved> vague_shift(const Said& said) {
  Resolved out;
  if (said.integer(F::seen_from) == static_cast<int>(SeenFrom::narrative)) {
    out.time.type = TimeType::duration;
    out.time.value = duration_value(said);
    return out;
  }
  out.time.type = TimeType::date;
  out.time.value = kTimeRefs[said.integer(F::sign) < 0 ? 0 : 2];
  return out;
}

// The letter of a unit in a duration, and how many of that letter one unit is.
struct Letter {
  std::string_view letter;
  int times;
  bool clock;
};
Letter letter_of(Unit u) {
  switch (u) {
    case Unit::second:
      return {"S", 1, true};
    case Unit::minute:
      return {"M", 1, true};
    case Unit::hour:
      return {"H", 1, true};
    case Unit::day:
      return {"D", 1, false};
    case Unit::weekend:
      return {"WE", 1, false};
    case Unit::week:
      return {"W", 1, false};
    case Unit::month:
      return {"M", 1, false};
    case Unit::season:
      return {"M", 3, false};
    case Unit::quarter:
      return {"Q", 1, false};
    case Unit::half:
      return {"M", 6, false};
    case Unit::year:
      return {"Y", 1, false};
    case Unit::decade:
      return {"Y", 10, false};
    case Unit::century:
      return {"Y", 100, false};
    case Unit::millennium:
      return {"Y", 1000, false};
  }
  return {"D", 1, false};
}

// "P3D", "PT1M30S", "PXY"; empty where it would be absurd.
std::string duration_value(const Said& said) {
  const Unit u = said.unit_said();
  const Letter letter = letter_of(u);
  const std::string_view head = letter.clock ? "PT" : "P";
  if (said.has(F::vague)) {
    return fmt::format("{}X{}", head, u == Unit::century ? "C" : letter.letter);
  }
  const double n = said.number(F::count, 1) + said.number(F::fraction);
  if (!(n > 0) || n > 1e9) return {};
  const double total = n * letter.times;
  const double whole = std::floor(total);
  if (whole == total) return fmt::format("{}{:.0f}{}", head, total, letter.letter);
  // A part of an hour or a minute is written in the unit below.
  const double below = (total - whole) * 60;
  if ((u == Unit::hour || u == Unit::minute) && below == std::floor(below)) {
    const std::string first = whole > 0 ? fmt::format("{:.0f}{}", whole, letter.letter) : "";
    return fmt::format("PT{}{:.0f}{}", first, below, u == Unit::hour ? "M" : "S");
  }
  const double months = (total - whole) * 12;
  if (u == Unit::year && months == std::floor(months)) {
    return whole > 0 ? fmt::format("P{:.0f}Y{:.0f}M", whole, months)
                     : fmt::format("P{:.0f}M", months);
  }
  return fmt::format("{}{:g}{}", head, total, letter.letter);
}

}  // namespace

std::span<const FeatureName> time_features() {
  return kFeatureNames;
}

std::optional<Resolved> read_date(const Features& features, const Viewpoint& from,
                                  std::span<const Holiday> holidays) {
  const Said said(features);
  if (said.has(F::sign) && said.has(F::vague)) return vague_shift(said);
  // The clock of the moment of writing is not known: "an hour ago" is no more than an hour.
  if (said.has(F::sign) && said.has(F::unit) && said.unit_said() < Unit::day) {
    return read_duration(features, from);
  }
  return read_calendar(features, from, holidays);
}

std::optional<Resolved> read_duration(const Features& features, const Viewpoint& from) {
  const Said said(features);
  Resolved out;
  out.time.type = TimeType::duration;
  out.time.value = duration_value(said);
  if (out.time.value.empty()) return std::nullopt;
  out.time.mod = said.mod_said();
  // "the past three months" ends on the day of publication, "the next two weeks" begins there.
  if (said.has(F::shift) && said.integer(F::shift) != 0 && !said.has(F::vague) && from.published) {
    const double n = said.number(F::count, 1);
    const bool past = said.integer(F::shift) < 0;
    const auto other =
        n <= 10000 ? plus(*from.published, said.unit_said(), static_cast<int64_t>(past ? -n : n))
                   : std::nullopt;
    if (other && *other != *from.published) {
      const Day first = past ? *other : *from.published;
      const Day last = past ? *from.published : *other;
      out.time.begin_point = iso_date(first);
      out.time.end_point = iso_date(last);
      out.time.interval = Interval{minute_of(first), minute_of(last) + kMinutesPerDay};
    }
  }
  return out;
}

std::optional<Resolved> read_set(const Features& features) {
  const Said said(features);
  Resolved out;
  out.time.type = TimeType::set;
  if (said.has(F::quant)) out.time.quant = kTimeQuants[said.integer(F::quant)];
  if (said.has(F::freq)) out.time.freq = fmt::format("{}X", said.integer(F::freq));
  if (said.has(F::weekday)) {
    out.time.value = fmt::format("XXXX-WXX-{}", said.integer(F::weekday));
    if (said.has(F::part)) out.time.value += fmt::format("T{}", kTimeParts[said.integer(F::part)]);
    return out;
  }
  if (said.has(F::month)) {
    out.time.value = fmt::format("XXXX-{:02}", said.integer(F::month));
    return out;
  }
  if (said.has(F::part)) {
    out.time.value = fmt::format("XXXX-XX-XXT{}", kTimeParts[said.integer(F::part)]);
    return out;
  }
  if (!said.has(F::unit)) return std::nullopt;
  out.time.value = duration_value(said);
  if (out.time.value.empty()) return std::nullopt;
  return out;
}

std::optional<Resolved> read_reference(const Features& features) {
  const Said said(features);
  if (!said.has(F::ref)) return std::nullopt;
  Resolved out;
  out.time.type = TimeType::date;
  out.time.value = kTimeRefs[said.integer(F::ref)];
  return out;
}

}  // namespace sitrep
