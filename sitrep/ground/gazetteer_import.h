// Reads gazetteers of others, row by row, into a builder.
//
//     geonames        allCountries.txt, cities500.txt: tab-separated, 19 columns, no header.
//     Rivers,
//                     hills and their like are taken where they have more names than one
//     geonames-names  alternateNamesV2.txt: tab-separated, no header: id, geonames id, language,
//                     name ... Names in English or in no language, for places that are there
//                     already
//     whosonfirst     tab-separated with a header: wof_id, geonames_id, name, alternative_names
//                     (parted by |), latitude, longitude, country, admin1, placetype, population
//     ourairports     comma-separated with a header, OurAirports's own (ident, type, name,
//                     latitude_deg, longitude_deg, iso_country, keywords) or that of airportsdata
//                     (icao, name, lat, lon, country, subd)
//     csv             comma-separated with a header: name, lat, lon; and where there: id, names
//                     (parted by |), country, admin1, feature, population, radius_km
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/ground/gazetteer.h"
#include "sitrep/ground/gazetteer_build.h"
#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

enum class ImportFormat : uint8_t { geonames, geonames_names, whosonfirst, ourairports, csv };

std::optional<ImportFormat> import_format_of(std::string_view name);

struct ImportCount {
  uint64_t rows = 0;
  uint64_t added = 0;
  uint64_t left_out = 0;           // of a kind that the gazetteer does not keep
  uint64_t bad = 0;                // cannot be read: no name, no such coordinates
  std::vector<std::string> first;  // what is wrong with the first bad rows: "file:12: ..."
};

// Streams: holds one row at a time. A bad row costs that row. `progress` is told now and then how
// far it is; it may be empty. Errors: malformed (a header without the columns that are needed),
// too_many.
Result<ImportCount> import_gazetteer(std::istream& in, const std::string& file, ImportFormat format,
                                     const Lexicon& lexicon, GazetteerBuilder& builder,
                                     const std::function<void(const ImportCount&)>& progress = {});

// All places of a gazetteer that was built before, with their names.
void add_gazetteer(const Gazetteer& gazetteer, GazetteerBuilder& builder);

}  // namespace sitrep
