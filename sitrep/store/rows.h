// Writes one report into the tables.
#pragma once

#include <vector>

#include "sitrep/reader/report.h"
#include "sitrep/store/sqlite.h"

namespace sitrep {

// The statements that fill the tables, prepared once a connection.
class RowWriter {
 public:
  static Result<RowWriter> prepare(Database& database);

  // Whether the report was new. REQUIRES: a transaction is open.
  Result<bool> write(const Report& report);

 private:
  enum Insert : size_t {
    kFind,  // of a document that is there already
    kDocument,
    kReport,
    kEntity,
    kPlace,
    kClaim,
    kParty,
    kNumber,
    kStatement,
    kEvidence,
    kText,
    kQuote,
    kPoint,
  };
  enum class EvidenceOf : uint8_t { claim, statement };
  struct Rows;

  explicit RowWriter(Database& database) : database_(&database) {}
  Result<void> write_entities(const Report& report, Rows& rows);
  Result<void> write_places(const Report& report, Rows& rows);
  Result<void> write_claim(const Report& report, uint32_t number, const Rows& rows);
  Result<void> write_statement(const Report& report, uint32_t number, const Rows& rows);
  Result<void> write_evidence(const Rows& rows, EvidenceOf of, int64_t row, Span span);
  Result<int64_t> insert(Insert which);

  Database* database_;
  std::vector<Query> queries_;  // by Insert
};

}  // namespace sitrep
