#include "sitrep/server/answers.h"

#include <fmt/format.h>

#include <charconv>
#include <map>

#include "sitrep/base/hash.h"
#include "sitrep/formats/picture_json.h"
#include "sitrep/formats/tables.h"
#include "sitrep/reader/report_json.h"
#include "sitrep/server/dossier.h"
#include "sitrep/server/filter.h"

namespace sitrep {
namespace {

constexpr uint32_t kUsualPage = 100;
constexpr uint32_t kLargestPage = 10'000;
constexpr size_t kRowsAPiece = 500;

HttpResponse json_response() {
  HttpResponse response;
  response.content_type = "application/json";
  return response;
}

HttpResponse not_found(std::string_view what, std::string_view id) {
  return error_response({ErrorCode::not_found, fmt::format("no {} has the id '{}'", what, id)});
}

std::optional<uint64_t> id_of(std::string_view text) {
  uint64_t id = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id, 16);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && text.size() == 16 ? std::optional(id) : std::nullopt;
}

Result<uint32_t> count_parameter(const Parameters& parameters, std::string_view name,
                                 uint32_t usual, uint32_t most) {
  const auto given = parameters.first(name);
  if (!given) return usual;
  uint32_t value = 0;
  const auto [end, error] = std::from_chars(given->data(), given->data() + given->size(), value);
  if (error != std::errc() || end != given->data() + given->size() || value > most) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("{}: '{}' is no number from 0 to {}", name, *given, most));
  }
  return value;
}

void attach(HttpResponse& response, std::string_view type, std::string_view name) {
  response.content_type = type;
  response.headers.emplace_back("Content-Disposition",
                                fmt::format("attachment; filename=\"{}\"", name));
}

// How many rows have each value, in the order of the values.
using Tally = std::map<std::string, uint32_t, std::less<>>;

void put(JsonOut& json, std::string_view name, const Tally& tally) {
  json.key(name).open('[');
  for (const auto& [value, rows] : tally) {
    json.open('{').field("value", value).field("rows", rows).close('}');
  }
  json.close(']');
}

void put_choices(JsonOut& json, const Snapshot& snapshot) {
  Tally kinds, types, parties, places, countries, statuses, publishers;
  const auto add = [](Tally& tally, std::string_view value) {
    if (value.empty()) return;
    const auto found = tally.find(value);
    if (found != tally.end())
      ++found->second;
    else
      tally.emplace(value, 1);
  };
  for (const Row& row : snapshot.rows()) {
    add(kinds, row.record.kind);
    add(types, row.type);
    add(places, row.record.location);
    add(countries, row.record.country);
    add(statuses, row.record.status);
    for (const std::string& party : row.parties) add(parties, party);
    for (const std::string& publisher : row.publishers) add(publishers, publisher);
  }
  json.key("choices").open('{');
  put(json, "kind", kinds);
  put(json, "type", types);
  put(json, "party", parties);
  put(json, "place", places);
  put(json, "country", countries);
  put(json, "status", statuses);
  put(json, "source", publishers);
  json.close('}');
}

// The rows that are left of a list of records, for write_csv and its kin.
std::vector<Record> records_at(const Snapshot& snapshot, const std::vector<uint32_t>& rows,
                               size_t begin, size_t end) {
  std::vector<Record> records;
  for (size_t at = begin; at < std::min(end, rows.size()); ++at) {
    records.push_back(snapshot.rows()[rows[at]].record);
  }
  return records;
}

// A page of rows as {"total", "rows", "next"}.
HttpResponse page_of(const Snapshot& snapshot, const std::vector<uint32_t>& rows, uint32_t after,
                     uint32_t limit) {
  HttpResponse response = json_response();
  const size_t begin = std::min<size_t>(after, rows.size());
  const size_t end = std::min<size_t>(begin + limit, rows.size());
  response.body = fmt::format("{{\"total\":{},\"rows\":[", rows.size());
  for (size_t at = begin; at < end; ++at) {
    if (at > begin) response.body += ",\n";
    response.body += snapshot.json(rows[at]);
  }
  response.body += ']';
  if (end < rows.size()) response.body += fmt::format(",\"next\":{}", end);
  response.body += "}\n";
  return response;
}

// All of the rows, an object a line, sent while it is written.
HttpResponse stream_of(std::shared_ptr<const Snapshot> snapshot, Snapshot::Selection rows) {
  HttpResponse response;
  response.content_type = "application/x-ndjson";
  response.more = [snapshot = std::move(snapshot), rows = std::move(rows),
                   at = size_t{0}](std::string& piece) mutable {
    for (size_t n = 0; n < kRowsAPiece && at < rows->size(); ++n, ++at) {
      piece += snapshot->json((*rows)[at]);
      piece += '\n';
    }
  };
  return response;
}

// CSV by pieces: its header is of the first only.
HttpResponse csv_of(std::shared_ptr<const Snapshot> snapshot, Snapshot::Selection rows) {
  HttpResponse response;
  attach(response, "text/csv; charset=utf-8", "sitrep.csv");
  write_csv({}, response.body);
  const size_t header = response.body.size();
  response.more = [snapshot = std::move(snapshot), rows = std::move(rows), header,
                   at = size_t{0}](std::string& piece) mutable {
    if (at >= rows->size()) return;
    write_csv(records_at(*snapshot, *rows, at, at + kRowsAPiece), piece);
    piece.erase(0, header);
    at += kRowsAPiece;
  };
  return response;
}

// The parameters that choose rows, as a name for what they choose.
std::string selection_name(const Parameters& parameters, std::string_view kind) {
  std::string name(kind);
  for (const auto& [key, value] : parameters.list()) {
    const bool pages = key == "after" || key == "limit" || key == "format";
    if (!pages) name += fmt::format("\n{}:{}={}", key.size(), key, value);
  }
  return name;
}

// The rows that the parameters choose; of one kind only where `kind` names it.
Result<Snapshot::Selection> chosen(const Asked& asked, std::string_view kind = "") {
  auto filter = Filter::parse(asked.parameters);
  if (!filter) return tl::unexpected(filter.error());
  if (!kind.empty()) filter->kinds = {std::string(kind)};
  return asked.snapshot->selection(selection_name(asked.parameters, kind),
                                   [&] { return filter->of(*asked.snapshot); });
}

HttpResponse rows_answer(const Asked& asked, std::string_view kind) {
  const auto after = count_parameter(asked.parameters, "after", 0, UINT32_MAX);
  if (!after) return error_response(after.error());
  const auto limit = count_parameter(asked.parameters, "limit", kUsualPage, kLargestPage);
  if (!limit) return error_response(limit.error());
  const std::string_view format = asked.parameters.first("format").value_or("json");
  auto rows = chosen(asked, kind);
  if (!rows) return error_response(rows.error());
  if (format == "json") return page_of(*asked.snapshot, **rows, *after, *limit);
  if (format == "jsonl") return stream_of(asked.snapshot, std::move(*rows));
  return error_response({ErrorCode::invalid_argument, "format: json or jsonl"});
}

}  // namespace

HttpResponse situation_answer(const Asked& asked) {
  const Picture& picture = asked.snapshot->picture();
  HttpResponse response = json_response();
  JsonOut json(response.body);
  json.open('{').field("schema", "sitrep/situation/1").field("id", hex(asked.snapshot->id()));
  const auto day = [&](std::string_view name, const std::optional<Day>& value) {
    if (value) json.field(name, iso_date(*value));
  };
  day("as_of", picture.as_of);
  day("known_by", picture.known_by);
  json.field("rule", name_of(picture.rule));
  day("first", picture.first);
  day("last", picture.last);
  json.field("left_out", picture.left_out).field("undated_left_out", picture.undated_left_out);
  json.key("counts").open('{');
  const auto count = [&](std::string_view name, size_t n) {
    json.field(name, static_cast<uint32_t>(n));
  };
  count("sources", picture.sources.size());
  count("independent", asked.snapshot->view().numbers());
  count("rows", asked.snapshot->rows().size());
  count("events", picture.events.size());
  count("plans", picture.plans.size());
  count("holdings", picture.holdings.size());
  count("forces", picture.forces.size());
  count("casualties", picture.casualties.size());
  count("statements", picture.statements.size());
  count("disagreements", picture.disagreements.size());
  json.close('}').field("tiles", asked.tiles);
  put_choices(json, *asked.snapshot);
  json.close('}');
  response.body += '\n';
  return response;
}

HttpResponse records_answer(const Asked& asked) {
  return rows_answer(asked, "");
}

HttpResponse events_answer(const Asked& asked) {
  return rows_answer(asked, "event");
}

HttpResponse event_answer(const Asked& asked) {
  const auto id = id_of(asked.name);
  const Event* event = id ? asked.snapshot->event(*id) : nullptr;
  if (event == nullptr) return not_found("event", asked.name);
  HttpResponse response = json_response();
  write_event(asked.snapshot->view(), *event, response.body);
  response.body += '\n';
  return response;
}

HttpResponse document_answer(const Asked& asked) {
  const auto id = id_of(asked.name);
  const std::vector<Source>& sources = asked.snapshot->picture().sources;
  for (uint32_t at = 0; id && at < sources.size(); ++at) {
    if (sources[at].id != *id) continue;
    HttpResponse response = json_response();
    write_report(asked.snapshot->view().report(at), Layers{}, response.body);
    response.body += '\n';
    return response;
  }
  return not_found("document", asked.name);
}

HttpResponse part_answer(const Asked& asked) {
  HttpResponse response = json_response();
  write_part(asked.snapshot->view(), asked.name, response.body);
  response.body += '\n';
  return response;
}

HttpResponse export_answer(const Asked& asked) {
  const std::string_view format = asked.parameters.first("format").value_or("");
  auto rows = chosen(asked);
  if (!rows) return error_response(rows.error());
  if (format == "csv") return csv_of(asked.snapshot, std::move(*rows));
  HttpResponse response;
  const std::vector<Record> records = records_at(*asked.snapshot, **rows, 0, (*rows)->size());
  if (format == "geojson") {
    attach(response, "application/geo+json", "sitrep.geojson");
    write_geojson(records, response.body);
    return response;
  }
  if (format == "jsonl") {
    attach(response, "application/x-ndjson", "sitrep.jsonl");
    write_json_lines(records, response.body);
    return response;
  }
  return error_response({ErrorCode::invalid_argument, "format: csv, geojson or jsonl"});
}

HttpResponse dossier_answer(const Asked& asked) {
  const auto rows = chosen(asked);
  if (!rows) return error_response(rows.error());
  auto dossier = dossier_of(*asked.snapshot, **rows);
  if (!dossier) return error_response(dossier.error());
  HttpResponse response;
  attach(response, "application/zip", "sitrep-dossier.zip");
  response.body = std::move(*dossier);
  return response;
}

}  // namespace sitrep
