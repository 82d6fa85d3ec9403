// Reports on their way into the database, a batch a transaction.
#pragma once

#include <optional>
#include <vector>

#include "sitrep/store/store.h"

namespace sitrep {

class Adder {
 public:
  explicit Adder(Store& store) : store_(store) {}

  // Whether to go on.
  bool take(Report report);
  // What was taken goes into the database. Whether it could.
  bool flush();

  const AddCount& count() const { return count_; }
  const std::optional<Error>& error() const { return error_; }

 private:
  Store& store_;
  std::vector<Report> batch_;
  AddCount count_;
  std::optional<Error> error_;
};

}  // namespace sitrep
