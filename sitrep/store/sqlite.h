// SQLite with errors as values: a connection, and prepared statements.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "sitrep/base/result.h"

namespace sitrep {

// The error that a result code of SQLite stands for: locked, no_space, corrupt, io; the message
// names the file and has SQLite's words.
Error error_of(sqlite3* db, int code, const std::string& path);

// A prepared statement. Values are bound from 1 and read from 0, as in SQLite.
class Query {
 public:
  // Text is not copied: it must live until the next step or reset.
  Query& bind(int at, std::string_view text);
  Query& bind(int at, int64_t value);
  Query& bind(int at, double value);
  Query& bind_null(int at);
  Query& bind(int at, std::optional<double> value);
  // Empty text stands for what is not known: NULL.
  Query& bind_known(int at, std::string_view text);

  // Whether there is a row.
  Result<bool> step();
  // Runs a statement that gives no rows, and makes it ready for the next values.
  Result<void> run();
  void reset();

  std::string_view text(int column) const;  // until the next step
  int64_t integer(int column) const;

 private:
  friend class Database;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  Query(sqlite3_stmt* statement, const std::string* path) : statement_(statement), path_(path) {}

  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  const std::string* path_;
};

// One connection; not for several threads at once.
class Database {
 public:
  // `flags` are SQLite's; `vfs` names one of SQLite's file systems, or nullptr for its own.
  static Result<Database> open(const std::string& path, int flags, const char* vfs);

  // Runs statements that give no rows.
  Result<void> execute(const char* sql);
  Result<Query> prepare(std::string_view sql);
  // The first value of the first row; 0 where there is none.
  Result<int64_t> value(const char* sql);

  int64_t last_row() const { return sqlite3_last_insert_rowid(db_.get()); }
  const std::string& path() const { return *path_; }
  sqlite3* handle() const { return db_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
  };
  Database(sqlite3* db, const std::string& path)
      : db_(db), path_(std::make_unique<std::string>(path)) {}

  std::unique_ptr<sqlite3, Close> db_;
  std::unique_ptr<std::string> path_;  // queries point to it
};

// All or nothing: what was not committed is undone at the end of the scope.
class Transaction {
 public:
  // Waits for other writers as long as the busy timeout of the connection says. Errors: locked.
  static Result<Transaction> begin(Database& database);
  Transaction(Transaction&& other) noexcept : database_(other.database_) {
    other.database_ = nullptr;
  }
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();
  Result<void> commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

}  // namespace sitrep
