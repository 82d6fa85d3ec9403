// Parts that many towns have, under one name: "the Old City" is that of the town which the text
// names, not some town of that name.
#pragma once

#include <string_view>
#include <vector>

#include "sitrep/ground/gazetteer.h"
#include "sitrep/ground/place_names.h"
#include "sitrep/ground/values.h"

namespace sitrep {

// Puts the toponyms that are parts of a town where that town is; `named` goes with `toponyms`. A
// place of the gazetteer that bears the name and lies in the town is taken; else it is somewhere
// in the town. Without a town nothing is known of it, unless it is known alone.
void place_parts(const std::vector<Toponym>& toponyms, const Gazetteer& gazetteer,
                 std::string_view text, std::vector<Place>& named);

}  // namespace sitrep
