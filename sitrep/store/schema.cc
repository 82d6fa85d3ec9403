#include "sitrep/store/schema.h"

#include <fmt/format.h>

#include <array>

namespace sitrep {
namespace {

// Positions count code points, as in the JSON of a report and in SQLite's substr().
constexpr const char* kVersion1 = R"sql(
CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  title TEXT,
  publisher TEXT,
  url TEXT,
  published TEXT,
  published_from TEXT NOT NULL
);
CREATE INDEX document_published ON document (published);

CREATE TABLE report (
  document INTEGER PRIMARY KEY REFERENCES document,
  json TEXT NOT NULL
);
CREATE VIEW document_text (id, title, text) AS
  SELECT document.id, document.title, json_extract(report.json, '$.text')
  FROM document JOIN report ON report.document = document.id;

CREATE TABLE entity (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  party TEXT,
  code TEXT,
  country TEXT,
  title TEXT
);
CREATE INDEX entity_document ON entity (document);
CREATE INDEX entity_party ON entity (party) WHERE party IS NOT NULL;
CREATE VIEW party (name, code, country, documents) AS
  SELECT party, code, country, count(DISTINCT document) FROM entity
  WHERE party IS NOT NULL GROUP BY party, code, country;

CREATE TABLE place (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document,
  number INTEGER NOT NULL,
  begin INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  words TEXT NOT NULL,
  name TEXT NOT NULL,
  gazetteer TEXT,
  country TEXT,
  admin1 TEXT,
  feature TEXT,
  lat REAL,
  lon REAL,
  radius_km REAL,
  confidence REAL NOT NULL
);
CREATE INDEX place_document ON place (document);
CREATE INDEX place_name ON place (name);

CREATE TABLE claim (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  type TEXT,
  mode TEXT,
  acled_event TEXT,
  acled_sub_event TEXT,
  cameo TEXT,
  status TEXT NOT NULL,
  place INTEGER REFERENCES place,
  time_from TEXT,
  time_to TEXT,
  change TEXT,
  confidence REAL NOT NULL,
  salience REAL NOT NULL,
  why TEXT NOT NULL
);
CREATE INDEX claim_document ON claim (document);
CREATE INDEX claim_kind ON claim (kind, type, time_from);
CREATE INDEX claim_place ON claim (place) WHERE place IS NOT NULL;

CREATE TABLE claim_party (
  claim INTEGER NOT NULL REFERENCES claim,
  role TEXT NOT NULL,
  entity INTEGER REFERENCES entity,
  begin INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  words TEXT NOT NULL
);
CREATE INDEX claim_party_claim ON claim_party (claim);
CREATE INDEX claim_party_entity ON claim_party (entity) WHERE entity IS NOT NULL;

CREATE TABLE claim_number (
  claim INTEGER NOT NULL REFERENCES claim,
  role TEXT,
  value REAL,
  low REAL,
  high REAL,
  bound TEXT NOT NULL,
  unit TEXT,
  begin INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  words TEXT NOT NULL
);
CREATE INDEX claim_number_claim ON claim_number (claim);

CREATE TABLE statement (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  speaker INTEGER REFERENCES entity,
  cue TEXT
);
CREATE INDEX statement_document ON statement (document);
CREATE INDEX statement_speaker ON statement (speaker) WHERE speaker IS NOT NULL;

CREATE TABLE evidence (
  id INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES document,
  claim INTEGER REFERENCES claim,
  statement INTEGER REFERENCES statement,
  begin INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  quote TEXT NOT NULL,
  CHECK ((claim IS NULL) <> (statement IS NULL))
);
CREATE INDEX evidence_claim ON evidence (claim) WHERE claim IS NOT NULL;
CREATE INDEX evidence_statement ON evidence (statement) WHERE statement IS NOT NULL;

CREATE VIRTUAL TABLE text_index USING fts5 (
  title, text, content = 'document_text', content_rowid = 'id', tokenize = "unicode61"
);
CREATE VIRTUAL TABLE quote_index USING fts5 (
  quote, content = 'evidence', content_rowid = 'id', tokenize = "unicode61"
);
CREATE VIRTUAL TABLE claim_point USING rtree (
  claim, min_lat, max_lat, min_lon, max_lon
);
)sql";

// The files that `sitrep watch` has done.
constexpr const char* kVersion2 = R"sql(
CREATE TABLE watched (
  path TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  changed INTEGER NOT NULL
) WITHOUT ROWID;
)sql";

constexpr std::array<Migration, 2> kMigrations = {{{1, kVersion1}, {2, kVersion2}}};

// Whether there is nothing in the file yet.
Result<bool> is_empty(Database& database) {
  auto tables = database.value("SELECT count(*) FROM sqlite_schema");
  if (!tables) return tl::unexpected(tables.error());
  return *tables == 0;
}

Result<int64_t> version_of(Database& database, int64_t newest) {
  auto empty = is_empty(database);
  if (!empty) return tl::unexpected(empty.error());
  if (*empty) return 0;
  auto application = database.value("PRAGMA application_id");
  if (!application) return tl::unexpected(application.error());
  if (*application != kApplicationId) {
    return fail(ErrorCode::corrupt,
                fmt::format("{}: a database, but not one of sitrep", database.path()));
  }
  auto version = database.value("PRAGMA user_version");
  if (version && *version > newest) {
    return fail(ErrorCode::corrupt,
                fmt::format("{}: written by a newer sitrep (version {} of the tables; this one "
                            "knows {})",
                            database.path(), *version, newest));
  }
  return version;
}

}  // namespace

std::span<const Migration> migrations() {
  return kMigrations;
}

Result<void> migrate(Database& database, std::span<const Migration> steps) {
  const int64_t newest = steps.empty() ? 0 : steps.back().to;
  auto version = version_of(database, newest);
  if (!version) return tl::unexpected(version.error());
  if (*version == newest) return {};

  auto transaction = Transaction::begin(database);
  if (!transaction) return tl::unexpected(transaction.error());
  version = version_of(database, newest);  // another program may have been faster
  if (!version) return tl::unexpected(version.error());
  for (const Migration& step : steps) {
    if (step.to <= *version) continue;
    if (auto done = database.execute(step.sql); !done) return done;
  }
  const std::string marks =
      fmt::format("PRAGMA application_id = {}; PRAGMA user_version = {}", kApplicationId, newest);
  if (auto done = database.execute(marks.c_str()); !done) return done;
  return transaction->commit();
}

Result<void> check_version(Database& database, std::span<const Migration> steps) {
  const int64_t newest = steps.empty() ? 0 : steps.back().to;
  auto version = version_of(database, newest);
  if (!version) return tl::unexpected(version.error());
  if (*version == newest) return {};
  return fail(
      ErrorCode::corrupt,
      fmt::format("{}: {}", database.path(),
                  *version == 0 ? "an empty file, no database"
                                : "written by an older sitrep; `sitrep add` with any report "
                                  "brings it up to date"));
}

}  // namespace sitrep
