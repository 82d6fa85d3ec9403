#include "sitrep/cli/adder.h"

namespace sitrep {
namespace {

constexpr size_t kReportsATransaction = 64;

}  // namespace

bool Adder::take(Report report) {
  batch_.push_back(std::move(report));
  return batch_.size() < kReportsATransaction || flush();
}

bool Adder::flush() {
  if (batch_.empty() || error_) return !error_;
  auto added = store_.add(batch_);
  batch_.clear();
  if (!added) {
    error_ = added.error();
    return false;
  }
  count_.added += added->added;
  count_.known += added->known;
  return true;
}

}  // namespace sitrep
