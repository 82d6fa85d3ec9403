// What the lexicon says of countries, divisions and other places, as records for the gazetteer.
#include <fmt/format.h>

#include <charconv>

#include "sitrep/ground/gazetteer_build.h"

namespace sitrep {
namespace {

std::optional<double> number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string slug(std::string_view name) {
  std::string out;
  for (char c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    out += c == ' ' ? '-' : c;
  }
  return out;
}

void add_names(const LexiconEntry& entry, std::string_view key, NameKind kind,
               GazetteerRecord& record) {
  for (const std::string_view value : entry.all(key)) {
    for (const std::string_view name : split_list(value)) {
      record.names.push_back({std::string(name), kind});
    }
  }
}

Result<GazetteerRecord> record_of(const LexiconEntry& entry) {
  auto wrong = [&entry](std::string_view what) {
    return fail(ErrorCode::malformed, fmt::format("{}: {}", entry.where(), what));
  };
  GazetteerRecord record;
  record.name = entry.title();
  add_names(entry, "alias", NameKind::alias, record);
  add_names(entry, "demonym", NameKind::adjective, record);
  add_names(entry, "abbreviation", NameKind::abbreviation, record);
  if (entry.has("point")) {
    const auto parts = split_list(entry.get("point"));
    const auto lat = parts.size() == 2 ? number(parts[0]) : std::nullopt;
    const auto lon = parts.size() == 2 ? number(parts[1]) : std::nullopt;
    if (!lat || !lon) return wrong("'point' takes a latitude and a longitude");
    record.lat = *lat;
    record.lon = *lon;
  }
  if (entry.has("radius_km")) {
    const auto radius = number(entry.get("radius_km"));
    if (!radius || !(*radius > 0)) return wrong("'radius_km' takes a number");
    record.radius_km = *radius;
  }
  if (entry.has("population")) {
    const auto population = number(entry.get("population"));
    if (!population || !(*population >= 0)) return wrong("'population' takes a number");
    record.population = static_cast<uint64_t>(*population);
  }
  record.iso3 = entry.has("iso3") ? entry.get("iso3") : entry.get("country");
  if (entry.section() == "country") {
    record.id = "iso:" + record.iso3;
    record.feature = Feature::country;
    if (record.iso3.size() != 3) return wrong("a country needs 'iso3'");
  } else if (entry.section() == "division") {
    record.admin1 = entry.get("code");
    record.id = "geonames-admin1:" + record.admin1;
    record.feature = Feature::admin1;
    if (record.admin1.size() < 4) return wrong("a division needs 'code'");
  } else {
    const auto feature = feature_of(entry.get("feature"));
    if (!feature) return wrong("a place needs 'feature', one of those in gazetteer.h");
    record.id = entry.has("id") ? std::string(entry.get("id")) : "sitrep:" + slug(record.name);
    record.feature = *feature;
    record.admin1 = entry.get("admin1");
  }
  return record;
}

}  // namespace

Result<void> add_lexicon(const Lexicon& lexicon, GazetteerBuilder& builder) {
  for (const std::string_view section : {"country", "division", "place"}) {
    for (const LexiconEntry* entry : lexicon.section(section)) {
      auto record = record_of(*entry);
      if (!record) return tl::unexpected(record.error());
      if (auto added = builder.add(*record); !added) {
        return fail(ErrorCode::malformed,
                    fmt::format("{}: {}", entry->where(), added.error().message));
      }
    }
  }
  return {};
}

}  // namespace sitrep
