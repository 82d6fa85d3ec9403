// Which rows somebody wants to see. The page filters in the browser by the same rules
// (web/src/filter.ts).
//
// Several values of one parameter are alternatives; different parameters must all hold.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "sitrep/server/http.h"
#include "sitrep/server/snapshot.h"

namespace sitrep {

struct Filter {
  std::vector<std::string> kinds;
  std::vector<std::string> types;
  std::vector<std::string> parties;
  std::vector<std::string> places;  // of a place, its first-order division or its country
  std::vector<std::string> statuses;
  std::vector<std::string> sources;  // publishers
  std::vector<std::string> words;    // lower case; all of them occur
  std::string from;                  // ISO 8601 days, both included
  std::string to;
  std::optional<double> confidence;          // at least
  std::optional<std::array<double, 4>> box;  // west, south, east, north; degrees
  bool disputed = false;

  // From kind, type, party, place, status, source, q, from, to, confidence, bbox, disputed. Errors:
  // invalid_argument, with the parameter's name.
  static Result<Filter> parse(const Parameters& parameters);

  // The indices of the rows that pass, ascending.
  std::vector<uint32_t> of(const Snapshot& snapshot) const;
};

// A day such as 2016-07-12, or none where the parameter is not given. Errors: invalid_argument.
Result<std::optional<Day>> day_parameter(const Parameters& parameters, std::string_view name);

}  // namespace sitrep
