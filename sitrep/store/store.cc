#include "sitrep/store/store.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "sitrep/reader/report_json.h"
#include "sitrep/store/rows.h"
#include "sitrep/store/schema.h"

namespace sitrep {
namespace {

// Clear words where SQLite only says that it cannot open the file.
Result<void> check_path(const std::string& path, StoreOptions::Mode mode) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (std::filesystem::is_directory(status)) {
    return fail(ErrorCode::io, fmt::format("{}: is a directory, not a database", path));
  }
  if (status.type() == std::filesystem::file_type::not_found && mode == StoreOptions::Mode::read) {
    return fail(ErrorCode::not_found, fmt::format("{}: no such database", path));
  }
  return {};
}

// SQLite keeps a file beside a database even for readers. Where it may not, as on a read-only disk,
// nobody else can be writing either, and it can do without.
bool is_on_read_only_disk(const std::string& path) {
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  return access(folder.empty() ? "." : folder.c_str(), W_OK) != 0 &&
         !std::filesystem::exists(path + "-wal", error);
}

std::string immutable_uri(const std::string& path) {
  std::string uri = "file:";
  for (const char c : path) {
    const bool reserved = c == '%' || c == '?' || c == '#';
    uri += reserved ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
  }
  return uri + "?immutable=1";
}

// Readers go on while one writes. SQLite does not wait by itself for the change to this mode.
Result<void> use_write_ahead_log(Database& database, std::chrono::milliseconds patience) {
  const auto until = std::chrono::steady_clock::now() + patience;
  for (;;) {
    auto done = database.execute("PRAGMA journal_mode = WAL");
    if (done || done.error().code != ErrorCode::locked) return done;
    if (std::chrono::steady_clock::now() >= until) return done;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

}  // namespace

struct Store::Parts {
  Database database;
  std::optional<RowWriter> writer;
  int64_t last_read = 0;  // row of a document; rows are added with rising numbers, and stay
};

Store::Store(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::string& path, const StoreOptions& options) {
  if (auto fine = check_path(path, options.mode); !fine) return tl::unexpected(fine.error());
  const bool writes = options.mode == StoreOptions::Mode::write;
  const bool immutable = !writes && is_on_read_only_disk(path);
  const int flags = writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
                           : SQLITE_OPEN_READONLY | (immutable ? SQLITE_OPEN_URI : 0);
  auto database = Database::open(immutable ? immutable_uri(path) : path, flags, options.vfs);
  if (!database) return tl::unexpected(database.error());
  sqlite3_busy_timeout(database->handle(), static_cast<int>(options.patience.count()));

  auto parts = std::make_unique<Parts>(Parts{std::move(*database), std::nullopt, 0});
  Database& opened = parts->database;
  if (writes) {
    if (auto done = use_write_ahead_log(opened, options.patience); !done) {
      return tl::unexpected(done.error());
    }
    if (auto done = migrate(opened, migrations()); !done) return tl::unexpected(done.error());
    auto writer = RowWriter::prepare(opened);
    if (!writer) return tl::unexpected(writer.error());
    parts->writer = std::move(*writer);
  } else if (auto done = check_version(opened, migrations()); !done) {
    return tl::unexpected(done.error());
  }
  return Store(std::move(parts));
}

Result<AddCount> Store::add(std::span<const Report> reports) {
  if (!parts_->writer) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("{}: opened for reading only", parts_->database.path()));
  }
  auto transaction = Transaction::begin(parts_->database);
  if (!transaction) return tl::unexpected(transaction.error());
  AddCount count;
  for (const Report& report : reports) {
    auto added = parts_->writer->write(report);
    if (!added) return tl::unexpected(added.error());
    ++(*added ? count.added : count.known);
  }
  if (auto done = transaction->commit(); !done) return tl::unexpected(done.error());
  return count;
}

Result<std::vector<Report>> Store::reports() {
  int64_t last = 0;
  return reports_after(last, "document.hash");
}

Result<std::vector<Report>> Store::new_reports() {
  return reports_after(parts_->last_read, "document.id");
}

// Moves `last` to the last row that it read.
Result<std::vector<Report>> Store::reports_after(int64_t& last, const char* order) {
  auto query = parts_->database.prepare(
      fmt::format("SELECT report.json, document.name, document.id FROM report JOIN document "
                  "ON document.id = report.document WHERE document.id > {} ORDER BY {}",
                  last, order));
  if (!query) return tl::unexpected(query.error());
  std::vector<Report> reports;
  int64_t newest = last;
  for (;;) {
    auto row = query->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    auto report = read_report(query->text(0));
    if (!report) {
      return fail(ErrorCode::corrupt,
                  fmt::format("{}: the report of document {}: {}", parts_->database.path(),
                              query->text(1), report.error().message));
    }
    reports.push_back(std::move(*report));
    newest = std::max(newest, query->integer(2));
  }
  last = newest;
  return reports;
}

Result<std::vector<WatchedFile>> Store::watched() {
  auto query = parts_->database.prepare("SELECT path, size, changed FROM watched ORDER BY path");
  if (!query) return tl::unexpected(query.error());
  std::vector<WatchedFile> files;
  for (;;) {
    auto row = query->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return files;
    files.push_back(
        {std::string(query->text(0)), static_cast<uint64_t>(query->integer(1)), query->integer(2)});
  }
}

Result<void> Store::note_watched(std::span<const WatchedFile> files) {
  auto transaction = Transaction::begin(parts_->database);
  if (!transaction) return tl::unexpected(transaction.error());
  auto query = parts_->database.prepare(
      "INSERT OR REPLACE INTO watched (path, size, changed) VALUES (?, ?, ?)");
  if (!query) return tl::unexpected(query.error());
  for (const WatchedFile& file : files) {
    query->bind(1, file.path).bind(2, static_cast<int64_t>(file.size)).bind(3, file.changed);
    if (auto done = query->run(); !done) return done;
  }
  return transaction->commit();
}

Result<int64_t> Store::version() {
  return parts_->database.value("PRAGMA data_version");
}

Result<void> Store::check() {
  auto query = parts_->database.prepare("PRAGMA integrity_check(1)");
  if (!query) return tl::unexpected(query.error());
  auto row = query->step();
  if (!row) return tl::unexpected(row.error());
  if (*row && query->text(0) != "ok") {
    return fail(ErrorCode::corrupt, fmt::format("{}: {}", parts_->database.path(), query->text(0)));
  }
  return {};
}

}  // namespace sitrep
