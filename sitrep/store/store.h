// Where reports are kept: one SQLite file that any tool can read (docs/database.md).
//
// The report as JSON is the record; the other tables are the same facts as columns, for queries.
// Every row leads back to its document, its positions and its words. A report is added once and
// never changed.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sitrep/picture/picture.h"
#include "sitrep/store/sqlite.h"

namespace sitrep {

struct StoreOptions {
  enum class Mode : uint8_t { read, write };
  Mode mode = Mode::write;                     // write: makes the file where there is none
  std::chrono::milliseconds patience{10'000};  // how long to wait for another writer
  const char* vfs = nullptr;  // SQLite's name of a file system; tests put a failing one here
};

struct AddCount {
  uint64_t added = 0;
  uint64_t known = 0;  // were already there
};

// A file of a watched folder as it was when all its reports had been added.
struct WatchedFile {
  std::string path;
  uint64_t size = 0;    // bytes
  int64_t changed = 0;  // when, by the clock of std::filesystem
  friend bool operator==(const WatchedFile&, const WatchedFile&) = default;
};

// One connection: not for several threads at once. Several processes may read while one writes.
class Store {
 public:
  // Errors: not_found (reading), io (a directory, no permission), corrupt (damaged, no database of
  // ours, or of a newer version), locked, no_space.
  static Result<Store> open(const std::string& path, const StoreOptions& options = {});

  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;
  ~Store();

  // All of them in one transaction, or none. Errors: locked, no_space, corrupt, io.
  Result<AddCount> add(std::span<const Report> reports);

  // All reports, in the order of their documents' hashes.
  Result<std::vector<Report>> reports();

  // Those that were added since the last call, all of them at the first, in the order of adding.
  // After an error the next call gives them again.
  Result<std::vector<Report>> new_reports();

  // The files that are done, by path, and more of them. Errors: those of add().
  Result<std::vector<WatchedFile>> watched();
  Result<void> note_watched(std::span<const WatchedFile> files);

  // A number that changes when another connection has changed the file.
  Result<int64_t> version();

  // Checks the whole file. Errors: corrupt, with what SQLite found.
  Result<void> check();

 private:
  struct Parts;
  explicit Store(std::unique_ptr<Parts> parts);
  Result<std::vector<Report>> reports_after(int64_t& last, const char* order);
  std::unique_ptr<Parts> parts_;
};

}  // namespace sitrep
