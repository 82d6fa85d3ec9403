#include "sitrep/ingest/json_lines.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>
#include <optional>

#include "sitrep/ingest/plain_text.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

// Not simdjson's ondemand interface: that one is compiled for one instruction set, this one picks
// the machine's own, and looks at all of the line.
namespace dom = simdjson::dom;

struct Fields {
  std::optional<std::string> text;
  Metadata meta;
  std::string author;
  std::string language;
};

tl::unexpected<Error> malformed(std::string_view where, std::string_view what) {
  return fail(ErrorCode::malformed, fmt::format("{}: {}", where, what));
}

tl::unexpected<Error> malformed(std::string_view where, simdjson::error_code code) {
  if (code == simdjson::UTF8_ERROR) {
    return fail(ErrorCode::invalid_utf8, fmt::format("{}: not UTF-8", where));
  }
  return malformed(where, fmt::format("no JSON object: {}", simdjson::error_message(code)));
}

// The place that a field's value goes to; null where sitrep knows no such field.
std::string* slot_of(Fields& fields, std::string_view key) {
  if (key == "text") return &fields.text.emplace();
  if (key == "id") return &fields.meta.id;
  if (key == "title") return &fields.meta.title;
  if (key == "published") return &fields.meta.published;
  if (key == "publisher") return &fields.meta.publisher;
  if (key == "url") return &fields.meta.url;
  if (key == "author") return &fields.author;
  if (key == "language") return &fields.language;
  return nullptr;
}

// Reads all fields even where one is wrong, so that the id is known in the end. A null is a field
// that is not known.
Result<void> read_fields(dom::object object, std::string_view where, Fields& fields) {
  Result<void> result;
  for (const auto& [key, value] : object) {
    std::string* slot = value.is_null() ? nullptr : slot_of(fields, key);
    if (slot == nullptr) continue;
    std::string_view words;
    if (value.get(words)) {
      result = malformed(where, fmt::format("\"{}\" is not a string", key));
    } else {
      slot->assign(words);
    }
  }
  return result;
}

// The value at "source.name"; a list on the way gives its first. None where there is none.
std::optional<dom::element> value_at(dom::element from, std::string_view path) {
  for (;;) {
    dom::array list;
    if (!from.get(list) && list.size() > 0) from = list.at(0);
    if (path.empty()) return from;
    const size_t dot = path.find('.');
    dom::element inner;
    if (from[path.substr(0, dot)].get(inner)) return std::nullopt;
    from = inner;
    path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
  }
}

constexpr std::array<std::string_view, 8> kFields = {"text",      "id",  "title",  "published",
                                                     "publisher", "url", "author", "language"};

// Fields of other names. A number serves as an id; HTML stays as it is.
Result<void> read_mapped(dom::element json, const FieldMap& map, std::string_view where,
                         Fields& fields) {
  Result<void> result;
  for (const std::string_view field : kFields) {
    const std::optional<dom::element> found = value_at(json, map.path(field));
    std::string_view words;
    int64_t number = 0;
    if (!found || found->is_null()) continue;
    const dom::element value = *found;
    if (!value.get(words)) {
      slot_of(fields, field)->assign(words);
    } else if (field == "id" && !value.get(number)) {
      fields.meta.id = std::to_string(number);
    } else {
      result = malformed(where, fmt::format("\"{}\" is not a string", map.path(field)));
    }
  }
  return result;
}

}  // namespace

Result<FieldMap> FieldMap::parse(std::string_view list) {
  FieldMap map;
  while (!list.empty()) {
    const std::string_view part = trim_ascii(list.substr(0, list.find(',')));
    list.remove_prefix(std::min(
        list.size(), list.find(',') == std::string_view::npos ? list.size() : list.find(',') + 1));
    const size_t equals = part.find('=');
    const std::string_view field = part.substr(0, equals);
    if (equals == std::string_view::npos || equals + 1 == part.size() ||
        std::find(kFields.begin(), kFields.end(), field) == kFields.end()) {
      return fail(ErrorCode::invalid_argument, fmt::format("\"{}\" is no field=path; fields are {}",
                                                           part, fmt::join(kFields, ", ")));
    }
    map.paths_.emplace_back(field, part.substr(equals + 1));
  }
  return map;
}

std::string_view FieldMap::path(std::string_view field) const {
  for (const auto& [name, path] : paths_) {
    if (name == field) return path;
  }
  return field;
}

struct JsonLineReader::Parser {
  dom::parser parser;
};

JsonLineReader::JsonLineReader(FieldMap fields)
    : parser_(std::make_unique<Parser>()), fields_(std::move(fields)) {}
JsonLineReader::~JsonLineReader() = default;

Result<Intake> JsonLineReader::read(std::string& line, std::string_view where, std::string& id) {
  line.reserve(line.size() + simdjson::SIMDJSON_PADDING);
  dom::element json;
  auto code = parser_->parser.parse(line.data(), line.size(), false).get(json);
  if (code) return malformed(where, code);
  dom::object object;
  if (code = json.get(object); code) return malformed(where, code);
  Fields fields;
  const Result<void> read = fields_.empty() ? read_fields(object, where, fields)
                                            : read_mapped(json, fields_, where, fields);
  id = fields.meta.id;
  if (!read) return tl::unexpected(read.error());
  if (!fields.text) return malformed(where, "no \"text\"");
  auto document = make_document(std::move(*fields.text), std::move(fields.meta));
  if (!document) {
    return fail(document.error().code, fmt::format("{}: {}", where, document.error().message));
  }
  return Intake{std::move(*document), std::move(fields.author), std::move(fields.language), {}};
}

}  // namespace sitrep
