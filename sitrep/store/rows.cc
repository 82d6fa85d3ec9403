#include "sitrep/store/rows.h"

#include <array>

#include "sitrep/base/hash.h"
#include "sitrep/picture/picture.h"
#include "sitrep/reader/report_json.h"
#include "sitrep/text/positions.h"

namespace sitrep {
namespace {

// In the order of RowWriter::Insert.
constexpr std::array<std::string_view, 13> kSql = {
    "SELECT id FROM document WHERE hash = ?",
    "INSERT INTO document (hash, name, title, publisher, url, published, published_from) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)",
    "INSERT INTO report (document, json) VALUES (?, ?)",
    "INSERT INTO entity (document, number, kind, words, party, code, country, title) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "INSERT INTO place (document, number, begin, \"end\", words, name, gazetteer, country, admin1, "
    "feature, lat, lon, radius_km, confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "INSERT INTO claim (document, number, kind, type, mode, acled_event, acled_sub_event, cameo, "
    "status, place, time_from, time_to, change, confidence, salience, why) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "INSERT INTO claim_party (claim, role, entity, begin, \"end\", words) "
    "VALUES (?, ?, ?, ?, ?, ?)",
    "INSERT INTO claim_number (claim, role, value, low, high, bound, unit, begin, \"end\", words) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "INSERT INTO statement (document, number, kind, speaker, cue) VALUES (?, ?, ?, ?, ?)",
    "INSERT INTO evidence (document, claim, statement, begin, \"end\", quote) "
    "VALUES (?, ?, ?, ?, ?, ?)",
    "INSERT INTO text_index (rowid, title, text) VALUES (?, ?, ?)",
    "INSERT INTO quote_index (rowid, quote) VALUES (?, ?)",
    "INSERT INTO claim_point (claim, min_lat, max_lat, min_lon, max_lon) VALUES (?, ?, ?, ?, ?)",
};

constexpr int64_t as_row(uint32_t number) {
  return static_cast<int64_t>(number);
}

}  // namespace

// What the rows of one report share. Positions go in as code points, words as they stand.
struct RowWriter::Rows {
  explicit Rows(const Report& report) : text(report.document.text), positions(text) {}

  // Binds begin, end and words of a span, from parameter `at` on.
  void bind(Query& query, int at, Span span) const {
    const Span points = positions.code_points(span);
    query.bind(at, as_row(points.begin))
        .bind(at + 1, as_row(points.end))
        .bind(at + 2, span.of(text));
  }
  void bind_entity(Query& query, int at, const Participant& participant) const {
    if (participant.entity < entities.size()) {
      query.bind(at, entities[participant.entity]);
    } else {
      query.bind_null(at);
    }
  }

  std::string_view text;
  Positions positions;
  int64_t document = 0;
  std::vector<int64_t> entities;  // rows, by index in the report
  std::vector<int64_t> places;
};

Result<RowWriter> RowWriter::prepare(Database& database) {
  RowWriter writer(database);
  for (const std::string_view sql : kSql) {
    auto query = database.prepare(sql);
    if (!query) return tl::unexpected(query.error());
    writer.queries_.push_back(std::move(*query));
  }
  return writer;
}

Result<int64_t> RowWriter::insert(Insert which) {
  auto done = queries_[which].run();
  if (!done) return tl::unexpected(done.error());
  return database_->last_row();
}

Result<bool> RowWriter::write(const Report& report) {
  const std::string hash = hex(document_id(report.document));
  Query& find = queries_[kFind].bind(1, hash);
  auto known = find.step();
  find.reset();
  if (!known) return tl::unexpected(known.error());
  if (*known) return false;

  const Metadata& meta = report.document.meta;
  const std::string published = report.published.day ? iso_date(*report.published.day) : "";
  queries_[kDocument]
      .bind(1, hash)
      .bind(2, meta.id)
      .bind_known(3, meta.title)
      .bind_known(4, meta.publisher)
      .bind_known(5, meta.url)
      .bind_known(6, published)
      .bind(7, name_of(report.published.from));
  auto document = insert(kDocument);
  if (!document) return tl::unexpected(document.error());

  std::string json;
  write_report(report, Layers{}, json);
  queries_[kReport].bind(1, *document).bind(2, json);
  if (auto row = insert(kReport); !row) return tl::unexpected(row.error());
  queries_[kText].bind(1, *document).bind_known(2, meta.title).bind(3, report.document.text);
  if (auto row = insert(kText); !row) return tl::unexpected(row.error());

  Rows rows(report);
  rows.document = *document;
  if (auto done = write_entities(report, rows); !done) return tl::unexpected(done.error());
  if (auto done = write_places(report, rows); !done) return tl::unexpected(done.error());
  for (uint32_t i = 0; i < report.claims.size(); ++i) {
    if (auto done = write_claim(report, i, rows); !done) return tl::unexpected(done.error());
  }
  for (uint32_t i = 0; i < report.statements.size(); ++i) {
    if (auto done = write_statement(report, i, rows); !done) return tl::unexpected(done.error());
  }
  return true;
}

Result<void> RowWriter::write_entities(const Report& report, Rows& rows) {
  for (uint32_t i = 0; i < report.analysis.entities.size(); ++i) {
    const Entity& entity = report.analysis.entities[i];
    const Party party = i < report.parties.size() ? report.parties[i] : Party{};
    queries_[kEntity]
        .bind(1, rows.document)
        .bind(2, as_row(i))
        .bind(3, name_of(entity.kind))
        .bind(4, entity.name.of(rows.text))
        .bind_known(5, party.name)
        .bind_known(6, party.code)
        .bind_known(7, party.country)
        .bind_known(8, party.title);
    auto row = insert(kEntity);
    if (!row) return tl::unexpected(row.error());
    rows.entities.push_back(*row);
  }
  return {};
}

Result<void> RowWriter::write_places(const Report& report, Rows& rows) {
  for (uint32_t i = 0; i < report.places.size(); ++i) {
    const Place& place = report.places[i];
    Query& query = queries_[kPlace].bind(1, rows.document).bind(2, as_row(i));
    rows.bind(query, 3, place.span);
    query.bind(6, place.name)
        .bind_known(7, place.id)
        .bind_known(8, place.country)
        .bind_known(9, place.admin1)
        .bind_known(10, place.feature)
        .bind(11, place.lat)
        .bind(12, place.lon)
        .bind(13, place.radius_km)
        .bind(14, place.confidence);
    auto row = insert(kPlace);
    if (!row) return tl::unexpected(row.error());
    rows.places.push_back(*row);
  }
  return {};
}

Result<void> RowWriter::write_claim(const Report& report, uint32_t number, const Rows& rows) {
  const Claim& claim = report.claims[number];
  const Place* place =
      claim.place && *claim.place < report.places.size() ? &report.places[*claim.place] : nullptr;
  std::string from;
  std::string to;
  if (claim.time && *claim.time < report.times.size()) {
    if (const auto& interval = report.times[*claim.time].interval) {
      from = iso_minute(interval->from);
      to = iso_minute(interval->to);
    }
  }
  Query& query = queries_[kClaim]
                     .bind(1, rows.document)
                     .bind(2, as_row(number))
                     .bind(3, name_of(claim.kind))
                     .bind_known(4, claim.type)
                     .bind_known(5, claim.mode)
                     .bind_known(6, claim.acled_event)
                     .bind_known(7, claim.acled_sub_event)
                     .bind_known(8, claim.cameo)
                     .bind(9, name_of(claim.status))
                     .bind_known(11, from)
                     .bind_known(12, to)
                     .bind(14, claim.confidence)
                     .bind(15, claim.salience)
                     .bind(16, claim.why);
  query.bind_null(10).bind_null(13);
  if (place != nullptr) query.bind(10, rows.places[*claim.place]);
  if (claim.holding) query.bind(13, name_of(claim.holding->change));
  auto row = insert(kClaim);
  if (!row) return tl::unexpected(row.error());

  const auto write_parties = [&](const char* role,
                                 const std::vector<Participant>& parties) -> Result<void> {
    for (const Participant& party : parties) {
      Query& insert_party = queries_[kParty].bind(1, *row).bind(2, std::string_view(role));
      rows.bind_entity(insert_party, 3, party);
      rows.bind(insert_party, 4, party.span);
      if (auto done = insert(kParty); !done) return tl::unexpected(done.error());
    }
    return {};
  };
  if (auto done = write_parties("actor", claim.actors); !done) return done;
  if (auto done = write_parties("recipient", claim.recipients); !done) return done;
  if (auto done = write_parties("attribution", claim.attribution); !done) return done;
  if (claim.holding) {
    if (auto done = write_parties("holder", {claim.holding->holder}); !done) return done;
  }
  for (const ClaimNumber& figure : claim.numbers) {
    Query& insert_number = queries_[kNumber]
                               .bind(1, *row)
                               .bind_known(2, figure.role)
                               .bind(3, figure.value)
                               .bind(4, figure.low)
                               .bind(5, figure.high)
                               .bind(6, name_of(figure.bound))
                               .bind_known(7, figure.unit);
    rows.bind(insert_number, 8, figure.span);
    if (auto done = insert(kNumber); !done) return tl::unexpected(done.error());
  }
  for (const Span span : claim.evidence) {
    if (auto done = write_evidence(rows, EvidenceOf::claim, *row, span); !done) return done;
  }
  if (place == nullptr || !place->lat || !place->lon) return {};
  queries_[kPoint]
      .bind(1, *row)
      .bind(2, place->lat)
      .bind(3, place->lat)
      .bind(4, place->lon)
      .bind(5, place->lon);
  if (auto done = insert(kPoint); !done) return tl::unexpected(done.error());
  return {};
}

Result<void> RowWriter::write_statement(const Report& report, uint32_t number, const Rows& rows) {
  const Statement& statement = report.statements[number];
  Query& query = queries_[kStatement]
                     .bind(1, rows.document)
                     .bind(2, as_row(number))
                     .bind(3, name_of(statement.kind))
                     .bind_null(4)
                     .bind_known(5, statement.cue.of(rows.text));
  if (statement.speaker) rows.bind_entity(query, 4, *statement.speaker);
  auto row = insert(kStatement);
  if (!row) return tl::unexpected(row.error());
  for (const Span span : statement.content) {
    if (auto done = write_evidence(rows, EvidenceOf::statement, *row, span); !done) return done;
  }
  return {};
}

Result<void> RowWriter::write_evidence(const Rows& rows, EvidenceOf of, int64_t row, Span span) {
  Query& query = queries_[kEvidence].bind(1, rows.document).bind_null(2).bind_null(3);
  query.bind(of == EvidenceOf::claim ? 2 : 3, row);
  rows.bind(query, 4, span);
  auto evidence = insert(kEvidence);
  if (!evidence) return tl::unexpected(evidence.error());
  queries_[kQuote].bind(1, *evidence).bind(2, span.of(rows.text));
  if (auto done = insert(kQuote); !done) return tl::unexpected(done.error());
  return {};
}

}  // namespace sitrep
