// How exact a place is, in the codes that coders of conflict data use.
//
// UCDP GED `where_prec` (codebook 24.1): 1 the place itself, 2 within some 25 km of it, 3 a
// second-level division, 4 a first-level one, 5 a line or an area that is no division (a river, a
// border, a region), 6 no more than the country, 7 waters of no country. ACLED `geo_precision`
// (codebook 2024): 1 a town or site, 2 a small part of a region around a town, 3 a larger region.
#pragma once

#include <optional>

#include "sitrep/ground/values.h"

namespace sitrep {

// Nothing where the place has no coordinates, or is too wide for the scheme: a continent, and for
// ACLED a whole country.
std::optional<int> ucdp_where_prec(const Place& place);
std::optional<int> acled_geo_precision(const Place& place);

}  // namespace sitrep
