#include "sitrep/ground/gazetteer_import.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <map>
#include <set>

#include "sitrep/base/names.h"
#include "sitrep/ground/gazetteer_npm.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

constexpr std::array<std::string_view, 5> kFormats = {"geonames", "geonames-names", "whosonfirst",
                                                      "ourairports", "csv"};
constexpr size_t kGeoNamesColumns = 19;
constexpr size_t kNamesColumns = 8;
constexpr uint64_t kProgressRows = 1000000;
constexpr size_t kLongestLine = size_t{1} << 20;
constexpr size_t kMostNames = 200;  // of one place
constexpr size_t kFirstBad = 10;

using Fields = std::vector<std::string>;

// Comma-separated fields, quoted where they hold commas; a quote in quotes is doubled.
Fields comma_fields(std::string_view line) {
  Fields fields(1);
  bool quoted = false;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') {
      if (quoted && i + 1 < line.size() && line[i + 1] == '"') {
        fields.back() += line[++i];
      } else {
        quoted = !quoted;
      }
    } else if (line[i] == ',' && !quoted) {
      fields.emplace_back();
    } else {
      fields.back() += line[i];
    }
  }
  return fields;
}

Fields tab_fields(std::string_view line) {
  Fields fields;
  for (size_t tab = line.find('\t'); tab != std::string_view::npos; tab = line.find('\t')) {
    fields.emplace_back(line.substr(0, tab));
    line.remove_prefix(tab + 1);
  }
  fields.emplace_back(line);
  return fields;
}

template <class T>
std::optional<T> number(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// GeoNames's feature codes for what the gazetteer keeps.
std::optional<Feature> feature_of_code(std::string_view feature_class, std::string_view code) {
  if (feature_class == "P") return code == "PPLX" ? Feature::neighbourhood : Feature::city;
  if (code == "ADM1") return Feature::admin1;
  if (code == "ADM2") return Feature::admin2;
  if (code == "AIRB") return Feature::airbase;
  if (code == "AIRP") return Feature::airport;
  if (code == "INSM") return Feature::camp;
  if (code == "RGN") return Feature::region;
  if (code == "ISL") return Feature::island;
  if (code == "MT" || code == "MTS") return Feature::mountain;
  if (code == "STM") return Feature::river;
  if (code == "LK") return Feature::lake;
  if (code == "SEA") return Feature::sea;
  if (code == "DSRT") return Feature::desert;
  return std::nullopt;
}

std::optional<Feature> feature_of_type(std::string_view type) {
  if (type == "region") return Feature::admin1;
  if (type == "county" || type == "localadmin") return Feature::admin2;
  if (type == "locality") return Feature::city;
  if (type == "neighbourhood") return Feature::neighbourhood;
  return std::nullopt;
}

// The columns of one row by name, or by number where the format has no header.
class Row {
 public:
  Row(const std::map<std::string, size_t, std::less<>>& columns, const Fields& fields)
      : columns_(columns), fields_(fields) {}
  std::string_view operator[](std::string_view column) const {
    const auto found = columns_.find(column);
    return found == columns_.end() ? std::string_view() : (*this)[found->second];
  }
  std::string_view operator[](size_t at) const {
    return at < fields_.size() ? std::string_view(fields_[at]) : std::string_view();
  }

 private:
  const std::map<std::string, size_t, std::less<>>& columns_;
  const Fields& fields_;
};

void set_point(std::string_view lat, std::string_view lon, GazetteerRecord& record) {
  // What is no number is out of range, and so is refused by the builder.
  record.lat = number<double>(lat).value_or(999);
  record.lon = number<double>(lon).value_or(999);
}

// Names in Latin letters, which English text may have.
bool is_latin(std::string_view name) {
  // The first bytes of U+0000 to U+024F, of U+02B0 to U+02FF, and of U+1E00 to U+1EFF and U+2018.
  return std::all_of(name.begin(), name.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0xCC || byte == 0xE1 || byte == 0xE2;
  });
}

bool is_landform(Feature feature) {
  return feature == Feature::river || feature == Feature::mountain || feature == Feature::lake ||
         feature == Feature::island;
}

// Words of English and first names. Names in all languages hold some: Uman is "Humań" in Polish.
class EnglishWords {
 public:
  explicit EnglishWords(const Lexicon& lexicon) {
    for (const auto& [section, key] :
         {std::pair{"small-words", "words"}, std::pair{"first_name", "first_name"}}) {
      for (const LexiconEntry* entry : lexicon.section(section)) {
        for (const std::string_view line : entry->all(key)) {
          for (const std::string_view word : split_list(line)) words_.insert(ascii_lower(word));
        }
      }
    }
  }
  // Whether the name is one, as it is looked up: without accents.
  bool has(std::string_view name) const {
    std::string key;
    NameSpelling().key(name, key);
    return words_.contains(key);
  }

 private:
  std::set<std::string, std::less<>> words_;
};

// `english`: which names are left out; null where none are.
void add_names(std::string_view list, char separator, const EnglishWords* english,
               GazetteerRecord& record) {
  for (const std::string_view name : split_list(list, separator)) {
    if (record.names.size() >= kMostNames) return;
    if (name == record.name || !is_latin(name)) continue;
    if (english != nullptr && english->has(name)) continue;
    record.names.push_back({std::string(name), NameKind::alias});
  }
}

class Importer {
 public:
  Importer(ImportFormat format, const Lexicon& lexicon, GazetteerBuilder& builder)
      : format_(format), iso3_(iso3_by_iso2(lexicon)), english_(lexicon), builder_(builder) {
    for (const LexiconEntry* entry : lexicon.section("airbase_name")) {
      for (const std::string_view words : split_list(entry->title())) airbases_.push_back(words);
    }
  }

  // The place of a row; none where it is of a kind that is not kept.
  std::optional<GazetteerRecord> record(const Row& row) const {
    switch (format_) {
      case ImportFormat::geonames:
        return geonames(row);
      case ImportFormat::whosonfirst:
        return whosonfirst(row);
      case ImportFormat::ourairports:
        return airport(row);
      case ImportFormat::geonames_names:
      case ImportFormat::csv:
        break;
    }
    return csv(row);
  }

 private:
  std::string iso3(std::string_view code) const {
    const auto found = iso3_.find(code);
    return found == iso3_.end() ? std::string(code) : found->second;
  }

  std::optional<GazetteerRecord> geonames(const Row& row) const {
    const auto feature = feature_of_code(row[size_t{6}], row[size_t{7}]);
    if (!feature) return std::nullopt;
    GazetteerRecord record;
    record.feature = *feature;
    record.id = fmt::format("geonames:{}", row[size_t{0}]);
    record.name = row[size_t{1}];
    if (!row[size_t{2}].empty() && row[size_t{2}] != row[size_t{1}]) {
      record.names.push_back({std::string(row[size_t{2}]), {}});
    }
    add_names(row[size_t{3}], ',', &english_, record);
    if (is_landform(*feature) && record.names.empty()) return std::nullopt;
    set_point(row[size_t{4}], row[size_t{5}], record);
    record.iso3 = iso3(row[size_t{8}]);
    if (!row[size_t{10}].empty())
      record.admin1 = fmt::format("{}.{}", row[size_t{8}], row[size_t{10}]);
    if (!record.admin1.empty() && !row[size_t{11}].empty()) {
      record.admin2 = fmt::format("{}.{}", record.admin1, row[size_t{11}]);
    }
    // The divisions of the default gazetteer have their codes for ids.
    if (*feature == Feature::admin1) record.id = "geonames-admin1:" + record.admin1;
    if (*feature == Feature::admin2) record.id = "geonames-admin2:" + record.admin2;
    record.population = number<uint64_t>(row[size_t{14}]).value_or(0);
    return record;
  }

  std::optional<GazetteerRecord> whosonfirst(const Row& row) const {
    const auto feature = feature_of_type(row["placetype"]);
    if (!feature) return std::nullopt;
    GazetteerRecord record;
    record.feature = *feature;
    record.id = row["geonames_id"].empty() ? fmt::format("whosonfirst:{}", row["wof_id"])
                                           : fmt::format("geonames:{}", row["geonames_id"]);
    record.name = row["name"];
    add_names(row["alternative_names"], '|', &english_, record);
    set_point(row["latitude"], row["longitude"], record);
    record.iso3 = row["country"];
    record.population = number<uint64_t>(row["population"]).value_or(0);
    lie_in(row["admin1"], record);
    return record;
  }

  // Either OurAirports's own airports.csv or airportsdata's table made from it.
  std::optional<GazetteerRecord> airport(const Row& row) const {
    const bool own = !row["ident"].empty();
    if (own && !row["type"].ends_with("_airport")) return std::nullopt;  // heliports, what closed
    GazetteerRecord record;
    record.name = row["name"];
    record.feature = Feature::airport;
    for (const std::string_view words : airbases_) {
      if (record.name.find(words) != std::string::npos) record.feature = Feature::airbase;
    }
    record.id = fmt::format("icao:{}", own ? row["ident"] : row["icao"]);
    set_point(own ? row["latitude_deg"] : row["lat"], own ? row["longitude_deg"] : row["lon"],
              record);
    record.iso3 = iso3(own ? row["iso_country"] : row["country"]);
    add_names(row["keywords"], ',', nullptr, record);
    lie_in(row["subd"], record);
    return record;
  }

  std::optional<GazetteerRecord> csv(const Row& row) const {
    GazetteerRecord record;
    record.feature = feature_of(row["feature"]).value_or(Feature::city);
    record.id = row["id"];
    record.name = row["name"];
    add_names(row["names"], '|', nullptr, record);
    set_point(row["lat"], row["lon"], record);
    record.iso3 = iso3(row["country"]);
    record.population = number<uint64_t>(row["population"]).value_or(0);
    record.radius_km = number<double>(row["radius_km"]).value_or(0);
    lie_in(row["admin1"], record);
    return record;
  }

  // The division of that name, where the gazetteer has it.
  void lie_in(std::string_view admin1, GazetteerRecord& record) const {
    if (record.feature == Feature::country) return;
    record.admin1 = builder_.division_code(record.iso3, admin1);
  }

  ImportFormat format_;
  std::map<std::string, std::string, std::less<>> iso3_;
  EnglishWords english_;
  GazetteerBuilder& builder_;
  std::vector<std::string_view> airbases_;  // words in the names of airbases
};

std::string_view thanks(ImportFormat format) {
  switch (format) {
    case ImportFormat::geonames:
    case ImportFormat::geonames_names:
      return "GeoNames (https://www.geonames.org), CC BY 4.0";
    case ImportFormat::whosonfirst:
      return "Data from Who's On First (https://whosonfirst.org), with GeoNames (CC BY), GeoPlanet "
             "(CC BY), Quattroshapes (CC BY) and Natural Earth in it";
    case ImportFormat::ourairports:
      return "Airports: OurAirports (public domain) and airportsdata (MIT, Mike Borsetti)";
    case ImportFormat::csv:
      break;
  }
  return {};
}

}  // namespace

std::optional<ImportFormat> import_format_of(std::string_view name) {
  return value_in<ImportFormat>(kFormats, name);
}

Result<ImportCount> import_gazetteer(std::istream& in, const std::string& file, ImportFormat format,
                                     const Lexicon& lexicon, GazetteerBuilder& builder,
                                     const std::function<void(const ImportCount&)>& progress) {
  const bool commas = format == ImportFormat::ourairports || format == ImportFormat::csv;
  auto split = [commas](std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    return commas ? comma_fields(line) : tab_fields(line);
  };
  const Importer importer(format, lexicon, builder);
  std::map<std::string, size_t, std::less<>> columns;
  std::string line;
  uint64_t at = 0;
  const bool header = format != ImportFormat::geonames && format != ImportFormat::geonames_names;
  if (header) {
    std::getline(in, line);
    ++at;
    const Fields names = split(line);
    for (size_t i = 0; i < names.size(); ++i) columns.emplace(names[i], i);
    const std::string_view lat = format == ImportFormat::whosonfirst ? "latitude"
                                 : columns.contains("ident")         ? "latitude_deg"
                                                                     : "lat";
    if (!columns.contains("name") || !columns.contains(lat)) {
      return fail(ErrorCode::malformed,
                  fmt::format("{}:1: the header has no 'name' or no '{}'", file, lat));
    }
  }
  ImportCount count;
  auto bad = [&](std::string_view why) {
    if (++count.bad <= kFirstBad) count.first.push_back(fmt::format("{}:{}: {}", file, at, why));
  };
  while (std::getline(in, line)) {
    ++at;
    ++count.rows;
    if (progress && count.rows % kProgressRows == 0) progress(count);
    if (line.size() > kLongestLine) {
      bad("the row is too long");
      continue;
    }
    const Fields fields = split(line);
    const size_t least = format == ImportFormat::geonames         ? kGeoNamesColumns
                         : format == ImportFormat::geonames_names ? kNamesColumns
                                                                  : 1;
    if (fields.size() < least) {
      bad(fmt::format("{} columns, not {}", fields.size(), least));
      continue;
    }
    if (format == ImportFormat::geonames_names) {
      const bool english = fields[2].empty() || fields[2] == "en" || fields[2] == "abbr";
      const auto kind = fields[2] == "abbr" ? NameKind::abbreviation : NameKind::alias;
      if (fields[3].empty()) {
        bad("a place without a name");
      } else if (english && is_latin(fields[3]) &&
                 builder.add_name("geonames:" + fields[1], {fields[3], kind})) {
        ++count.added;
      } else {
        ++count.left_out;
      }
      continue;
    }
    const auto record = importer.record(Row(columns, fields));
    if (!record) {
      ++count.left_out;
      continue;
    }
    const auto added = builder.add(*record);
    if (added) {
      ++count.added;
    } else if (added.error().code == ErrorCode::too_many) {
      return tl::unexpected(added.error());
    } else {
      bad(added.error().message);
    }
  }
  if (const auto words = thanks(format); !words.empty()) builder.thank(words);
  return count;
}

void add_gazetteer(const Gazetteer& gazetteer, GazetteerBuilder& builder) {
  std::vector<std::vector<GazetteerName>> names(gazetteer.size());
  gazetteer.each_name([&](std::string_view name, NameHit hit) {
    names[hit.place].push_back({std::string(name), hit.kind});
  });
  // A division's code is the end of its id: "geonames-admin1:IQ.15".
  auto code_of = [&](uint32_t place) -> std::string {
    if (place == kNoPlace) return {};
    const std::string_view id = gazetteer.place(place).id;
    return std::string(id.substr(id.find(':') + 1));
  };
  for (uint32_t i = 0; i < gazetteer.size(); ++i) {
    const GazetteerPlace place = gazetteer.place(i);
    GazetteerRecord record;
    record.id = place.id;
    record.name = place.name;
    record.names = std::move(names[i]);
    record.lat = place.lat;
    record.lon = place.lon;
    record.iso3 = place.country;
    record.admin1 = code_of(place.feature == Feature::admin1 ? i : place.admin1_place);
    record.admin2 = code_of(place.feature == Feature::admin2 ? i : place.admin2_place);
    record.feature = place.feature;
    record.population = place.population;
    record.radius_km = place.radius_km;
    (void)builder.add(record);  // it was good when it was added the first time
  }
  builder.set_borders(std::string(gazetteer.borders_bytes()));
  for (const std::string_view words : split_list(gazetteer.attribution(), '\n')) {
    builder.thank(words);
  }
}

}  // namespace sitrep
