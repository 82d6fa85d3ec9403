// A picture as a flat list of records, for tables and maps: the same list for every format.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/formats/view.h"

namespace sitrep {

// What is not known is empty. Names follow ACLED's codebook where it has the same thing.
struct Record {
  std::string id;              // hash of the content
  std::string_view kind;       // event, plan, holding, force, casualties
  std::string event_date;      // the first day, ISO 8601
  std::string event_date_end;  // the last day
  bool date_given = false;     // else the day of the report
  std::string event_type;      // ACLED
  std::string sub_event_type;  // ACLED
  std::string plover_type;
  std::string status;   // of a plan: planned or threatened; of a holding: gained, lost, ...
  std::string outcome;  // of a plan
  std::string actor1, actor1_code;
  std::string actor2, actor2_code;
  std::string country, admin1, location, location_id;
  std::optional<double> latitude, longitude, radius_km;
  std::string role;  // of a number: killed, total, ...
  std::optional<double> low, best, high;
  bool open = false;  // there may be more than `high`
  std::string_view bound;
  std::string unit;
  std::optional<double> fatalities;  // of an event: the killed of all groups, best figures
  Support support;
  std::string source;           // publishers, "; " between them
  std::string notes;            // the words
  std::string document;         // hash of the document that has the words
  uint32_t begin = 0, end = 0;  // the words there, in code points
};

// Events, then plans, holdings, forces and casualties, each in the order of the picture.
std::vector<Record> records_of(const PictureView& view);

}  // namespace sitrep
