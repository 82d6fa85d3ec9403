#include "sitrep/store/sqlite.h"

#include <fmt/format.h>

namespace sitrep {

Error error_of(sqlite3* db, int code, const std::string& path) {
  const char* words = db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(code);
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::locked, fmt::format("{}: another program is writing to it", path)};
    case SQLITE_FULL:
      return {ErrorCode::no_space, fmt::format("{}: the disk is full", path)};
    case SQLITE_CORRUPT:
      return {ErrorCode::corrupt, fmt::format("{}: the database is damaged: {}", path, words)};
    case SQLITE_NOTADB:
      return {ErrorCode::corrupt, fmt::format("{}: not a database", path)};
    case SQLITE_INTERRUPT:
      return {ErrorCode::interrupted, fmt::format("{}: interrupted", path)};
    case SQLITE_TOOBIG:
      return {ErrorCode::too_large, fmt::format("{}: {}", path, words)};
    default:
      return {ErrorCode::io, fmt::format("{}: {}", path, words)};
  }
}

Query& Query::bind(int at, std::string_view text) {
  sqlite3_bind_text64(statement_.get(), at, text.data() != nullptr ? text.data() : "", text.size(),
                      SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Query& Query::bind(int at, int64_t value) {
  sqlite3_bind_int64(statement_.get(), at, value);
  return *this;
}

Query& Query::bind(int at, double value) {
  sqlite3_bind_double(statement_.get(), at, value);
  return *this;
}

Query& Query::bind_null(int at) {
  sqlite3_bind_null(statement_.get(), at);
  return *this;
}

Query& Query::bind(int at, std::optional<double> value) {
  return value ? bind(at, *value) : bind_null(at);
}

Query& Query::bind_known(int at, std::string_view text) {
  return text.empty() ? bind_null(at) : bind(at, text);
}

Result<bool> Query::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return tl::unexpected(error_of(sqlite3_db_handle(statement_.get()), code, *path_));
}

Result<void> Query::run() {
  auto row = step();
  reset();
  if (!row) return tl::unexpected(row.error());
  return {};
}

void Query::reset() {
  sqlite3_reset(statement_.get());
}

std::string_view Query::text(int column) const {
  const auto* bytes = sqlite3_column_text(statement_.get(), column);
  if (bytes == nullptr) return {};
  return {reinterpret_cast<const char*>(bytes),
          static_cast<size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

int64_t Query::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

Result<Database> Database::open(const std::string& path, int flags, const char* vfs) {
  sqlite3* db = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &db, flags, vfs);
  Database database(db, path);  // also a failed connection has to be closed
  if (code != SQLITE_OK) return tl::unexpected(error_of(db, code, path));
  sqlite3_extended_result_codes(db, 1);
  return database;
}

Result<void> Database::execute(const char* sql) {
  const int code = sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(error_of(db_.get(), code, *path_));
  return {};
}

Result<Query> Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(db_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(error_of(db_.get(), code, *path_));
  return Query(statement, path_.get());
}

Result<int64_t> Database::value(const char* sql) {
  auto query = prepare(sql);
  if (!query) return tl::unexpected(query.error());
  auto row = query->step();
  if (!row) return tl::unexpected(row.error());
  return *row ? query->integer(0) : 0;
}

Result<Transaction> Transaction::begin(Database& database) {
  auto begun = database.execute("BEGIN IMMEDIATE");
  if (!begun) return tl::unexpected(begun.error());
  return Transaction(database);
}

Transaction::~Transaction() {
  // After some errors SQLite has rolled back by itself; then this does nothing.
  if (database_ != nullptr)
    sqlite3_exec(database_->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Result<void> Transaction::commit() {
  auto done = database_->execute("COMMIT");
  if (done) database_ = nullptr;
  return done;
}

}  // namespace sitrep
