// The tables of the database, and the way from every older version of them: docs/database.md.
#pragma once

#include <span>

#include "sitrep/store/sqlite.h"

namespace sitrep {

// "sitr": marks the file as ours (PRAGMA application_id).
inline constexpr int64_t kApplicationId = 0x73697472;

// From version `to` - 1 to version `to` (PRAGMA user_version); 0 is an empty file.
struct Migration {
  int64_t to;
  const char* sql;
};

// In order, from version 1.
std::span<const Migration> migrations();

// Brings the database to the version of the last of `steps`: each step whole or not at all. Does
// nothing where it is already there. Errors: corrupt (not a database of ours, or of a newer
// version), locked, no_space, io.
Result<void> migrate(Database& database, std::span<const Migration> steps);

// Whether a reader can use the database as it is. Errors: corrupt, as above, or of an older
// version, which only a writer may change.
Result<void> check_version(Database& database, std::span<const Migration> steps);

}  // namespace sitrep
