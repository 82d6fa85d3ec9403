#include "sitrep/formats/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

namespace sitrep {
namespace {

using Value = std::variant<std::string_view, std::optional<double>, bool>;

struct Field {
  std::string_view name;
  Value value;
};

// The columns of every format, in order.
std::vector<Field> fields_of(const Record& r) {
  const auto count = [](uint32_t n) { return std::optional<double>(n); };
  const bool dated = !r.event_date.empty();
  return {{"id", r.id},
          {"kind", r.kind},
          {"event_date", r.event_date},
          {"event_date_end", r.event_date_end},
          {"date_given", dated ? Value(r.date_given) : Value(std::string_view())},
          {"event_type", r.event_type},
          {"sub_event_type", r.sub_event_type},
          {"plover_type", r.plover_type},
          {"status", r.status},
          {"outcome", r.outcome},
          {"actor1", r.actor1},
          {"actor1_code", r.actor1_code},
          {"actor2", r.actor2},
          {"actor2_code", r.actor2_code},
          {"country", r.country},
          {"admin1", r.admin1},
          {"location", r.location},
          {"location_id", r.location_id},
          {"latitude", r.latitude},
          {"longitude", r.longitude},
          {"radius_km", r.radius_km},
          {"role", r.role},
          {"low", r.low},
          {"best", r.best},
          {"high", r.high},
          {"open", r.open ? Value(true) : Value(std::string_view())},
          {"bound", r.bound},
          {"unit", r.unit},
          {"fatalities", r.fatalities},
          {"reports", count(r.support.reports)},
          {"independent", count(r.support.independent)},
          {"source", r.source},
          {"notes", r.notes},
          {"document", r.document},
          {"begin", count(r.begin)},
          {"end", count(r.end)}};
}

// Spreadsheets run a cell that begins so as a formula.
bool looks_like_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

std::string csv_cell(std::string_view text) {
  std::string cell = looks_like_formula(text) ? "'" : "";
  cell += text;
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string csv_cell(const Value& value) {
  if (const auto* text = std::get_if<std::string_view>(&value)) return csv_cell(*text);
  if (const auto* truth = std::get_if<bool>(&value)) return *truth ? "true" : "false";
  const auto& number = std::get<std::optional<double>>(value);
  return number ? fmt::format("{}", *number) : "";
}

}  // namespace

void put_fields(JsonOut& json, const Record& record) {
  for (const Field& field : fields_of(record)) {
    if (const auto* text = std::get_if<std::string_view>(&field.value)) {
      json.field(field.name, *text);
    } else if (const auto* truth = std::get_if<bool>(&field.value)) {
      json.key(field.name).truth(*truth);
    } else if (const auto& number = std::get<std::optional<double>>(field.value)) {
      json.field(field.name, *number);
    }
  }
}

void write_csv(const std::vector<Record>& records, std::string& out) {
  const Record header;
  std::string line;
  for (const Field& field : fields_of(header)) {
    line += fmt::format("{}{}", line.empty() ? "" : ",", field.name);
  }
  out += line + "\r\n";
  for (const Record& record : records) {
    bool first = true;
    for (const Field& field : fields_of(record)) {
      if (!first) out += ',';
      first = false;
      out += csv_cell(field.value);
    }
    out += "\r\n";
  }
}

void write_geojson(const std::vector<Record>& records, std::string& out) {
  JsonOut json(out);
  json.open('{').field("type", "FeatureCollection").key("features").open('[');
  uint32_t left_out = 0;
  for (const Record& record : records) {
    if (!record.latitude || !record.longitude) {
      ++left_out;
      continue;
    }
    json.open('{').field("type", "Feature").field("id", record.id).key("geometry").open('{');
    json.field("type", "Point").key("coordinates").open('[');
    json.number(*record.longitude).number(*record.latitude).close(']').close('}');
    json.key("properties").open('{');
    put_fields(json, record);
    json.close('}').close('}');
  }
  json.close(']').field("left_out", left_out).close('}');
  out += '\n';
}

void write_json_lines(const std::vector<Record>& records, std::string& out) {
  for (const Record& record : records) {
    JsonOut json(out);
    json.open('{');
    put_fields(json, record);
    json.close('}');
    out += '\n';
  }
}

}  // namespace sitrep
