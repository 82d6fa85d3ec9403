// Reports in a row, wherever each of them lies; owns none.
#pragma once

#include <span>
#include <vector>

#include "sitrep/reader/report.h"

namespace sitrep {

class ReportList {
 public:
  ReportList() = default;
  ReportList(const std::vector<Report>& reports)  // NOLINT: a vector of reports is a list of them
      : ReportList(std::span<const Report>(reports)) {}
  ReportList(std::span<const Report> reports) {  // NOLINT
    append(reports);
  }

  void append(std::span<const Report> reports) {
    for (const Report& report : reports) list_.push_back(&report);
  }

  size_t size() const { return list_.size(); }
  const Report& operator[](size_t at) const { return *list_[at]; }

 private:
  std::vector<const Report*> list_;
};

}  // namespace sitrep
