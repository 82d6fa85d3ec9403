#include "sitrep/ingest/json_lines.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <optional>

#include "sitrep/ingest/plain_text.h"

namespace sitrep {
namespace {

// Not simdjson's ondemand interface: that one is compiled for one instruction set, this one picks
// the machine's own, and looks at all of the line.
namespace dom = simdjson::dom;

struct Fields {
  std::optional<std::string> text;
  Metadata meta;
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

}  // namespace

struct JsonLineReader::Parser {
  dom::parser parser;
};

JsonLineReader::JsonLineReader() : parser_(std::make_unique<Parser>()) {}
JsonLineReader::~JsonLineReader() = default;

Result<Document> JsonLineReader::read(std::string& line, std::string_view where, std::string& id) {
  line.reserve(line.size() + simdjson::SIMDJSON_PADDING);
  dom::element json;
  auto code = parser_->parser.parse(line.data(), line.size(), false).get(json);
  if (code) return malformed(where, code);
  dom::object object;
  if (code = json.get(object); code) return malformed(where, code);
  Fields fields;
  const Result<void> read = read_fields(object, where, fields);
  id = fields.meta.id;
  if (!read) return tl::unexpected(read.error());
  if (!fields.text) return malformed(where, "no \"text\"");
  auto document = make_document(std::move(*fields.text), std::move(fields.meta));
  if (!document) {
    return fail(document.error().code, fmt::format("{}: {}", where, document.error().message));
  }
  return document;
}

}  // namespace sitrep
