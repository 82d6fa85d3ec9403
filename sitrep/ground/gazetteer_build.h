// Makes a gazetteer: takes places from any number of sources, merges those that are one place, and
// writes the file.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/ground/gazetteer.h"
#include "sitrep/ground/gazetteer_key.h"
#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

struct GazetteerName {
  std::string text;
  NameKind kind = NameKind::alias;
};

// A place as a source tells it.
struct GazetteerRecord {
  std::string id;    // records of the same id are one place
  std::string name;  // in English where the source has it
  std::vector<GazetteerName> names;
  // Degrees; both NaN where the source does not say. A division without a point gets that of the
  // places in it; any other place without one is left out.
  double lat = std::numeric_limits<double>::quiet_NaN();
  double lon = std::numeric_limits<double>::quiet_NaN();
  std::string iso3;
  std::string admin1;  // code: "IQ.15"; of a division its own
  std::string admin2;  // "US.LA.079"
  Feature feature = Feature::city;
  uint64_t population = 0;
  double radius_km = 0;  // 0: the usual one of the feature and the population
};

// Takes some 100 bytes a record and the bytes of its names, so that tens of millions fit in memory.
class GazetteerBuilder {
 public:
  explicit GazetteerBuilder(NameSpelling spelling);

  // Errors: invalid_argument (no name, or coordinates out of range or at 0, 0), too_many. The
  // record is then left out and nothing else changes.
  Result<void> add(const GazetteerRecord& record);
  // One more name of the place of that id. False where there is no such place, or no room.
  bool add_name(std::string_view id, const GazetteerName& name);
  // The code of the first-level division of a country that bears this name; empty where there is
  // none. Divisions that are added after the first question are not found.
  std::string_view division_code(std::string_view iso3, std::string_view name);
  // Words that thank a source; the same words once.
  void thank(std::string_view words);
  // Outlines of countries (borders.h), which become part of the file.
  void set_borders(std::string bytes) { borders_ = std::move(bytes); }
  // Leaves out what lies farther from the outline of its own country than an outline may be out of
  // date, and gives the country to what came without one. The number left out.
  size_t check_borders();
  size_t size() const { return rows_.size(); }

  // The bytes of the file. Of records that have the same name and kind of feature and lie within 10
  // km, one remains, with the names of all. The builder is empty then.
  std::string finish();

 private:
  struct Row {
    uint32_t id = 0;  // offsets into text_
    uint32_t name = 0;
    int32_t lat = 0;
    int32_t lon = 0;
    bool located = false;
    bool dropped = false;
    Feature feature = Feature::city;
    char iso3[3] = {};
    uint32_t admin1 = 0;
    uint32_t admin2 = 0;
    uint32_t population = 0;
    float radius_km = 0;
  };
  struct Name {
    uint32_t row;
    uint32_t text;
    NameKind kind;
  };

  uint32_t keep(std::string_view text);
  uint32_t keep_once(std::string_view text);
  std::string_view text(uint32_t at) const;
  void merge(uint32_t into, uint32_t from);
  void merge_same_ids();
  void merge_neighbours();
  void locate_divisions();
  void order_rows();

  NameSpelling spelling_;
  std::string text_;  // u16 size and bytes, one after another
  std::map<std::string, uint32_t, std::less<>> kept_;
  std::vector<Row> rows_;
  std::vector<Name> names_;
  std::vector<std::pair<uint64_t, uint32_t>> ids_;          // hash of the id and row, in order
  std::map<std::string, uint32_t, std::less<>> divisions_;  // by country and key; texts
  bool divisions_known_ = false;
  std::string thanks_;
  std::string borders_;
};

// The countries, divisions and places of the lexicon (sections `country`, `division`, `place`).
// Errors: malformed, with file and line.
Result<void> add_lexicon(const Lexicon& lexicon, GazetteerBuilder& builder);

}  // namespace sitrep
