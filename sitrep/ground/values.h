// Grounded values: what the words of a report stand for, each with the words that say it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sitrep/base/span.h"
#include "sitrep/ground/civil.h"

namespace sitrep {

// ISO-TimeML TIMEX3.
enum class TimeType : uint8_t { date, time, duration, set };

struct Time {
  Span span;
  TimeType type = TimeType::date;
  std::string value;        // "2016-07-11", "P3D", "PAST_REF"; never empty
  std::string mod;          // "APPROX", "START", ...; empty where none
  std::string quant;        // of a set: "EVERY", "EACH"
  std::string freq;         // of a set: "2X" of "twice a week"
  std::string zone;         // of a clock: "GMT"; the interval is in the clock of that zone
  std::string begin_point;  // of a duration: "2016-04-11" of "the past three months"
  std::string end_point;
  std::optional<Interval> interval;  // where the value stands for a stretch of the calendar
};

// One reference to a place. `span` is the whole expression: "60 kilometers (40 miles) south of
// Mosul".
struct PlaceRelation {
  uint32_t anchor = 0;  // index of the anchor among the places of the document
  std::string kind;     // "offset", "near", "between", "border", ...
  std::optional<double> distance_km;
  std::string bearing;  // compass point: "S", "NNE"; empty where none
};

struct Place {
  Span span;
  std::string name;           // the gazetteer's name in English; else the words
  std::string id;             // "geonames:99072"; empty where the gazetteer has none
  std::optional<double> lat;  // degrees, WGS 84; both or neither
  std::optional<double> lon;
  std::string country;  // ISO 3166-1 alpha-3
  std::string admin1;   // names of the divisions that it lies in, or is
  std::string admin2;
  std::string feature;  // "city", "country", "airbase", "river", ...
  std::optional<double> radius_km;
  double confidence = 0;  // 0 to 1
  std::optional<PlaceRelation> relation;
};

enum class Bound : uint8_t { exact, about, at_least, more_than, at_most, less_than, range };

struct Quantity {
  Span span;                    // the number phrase with what bounds it: "more than 4,647"
  std::optional<double> value;  // none for "dozens"
  std::optional<double> low;    // inclusive
  std::optional<double> high;
  Bound bound = Bound::exact;
  std::string
      unit;  // "troops", "km", "percent", "USD"; lemma of the counted noun where it is a count
  Span of;   // the counted noun phrase: "US troops"; empty where none
  bool more = false;  // "560 more": an increment
  double si = 0;      // of a distance: km; else 0
};

// A resolved actor.
struct Party {
  std::string name;                  // neutral: "Islamic State"
  std::string code;                  // PLOVER: "USA GOV MIL"
  std::string country;               // ISO 3166-1 alpha-3
  std::vector<std::string> sectors;  // PLOVER sectors: GOV MIL REB OPP CVL ...
  std::string title;                 // office held: "Defense Secretary"
  bool known() const { return !code.empty(); }
};

std::string_view name_of(TimeType type);
std::string_view name_of(Bound bound);

}  // namespace sitrep
