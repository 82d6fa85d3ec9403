// When two places of a document are one, or one lies in the other.
#pragma once

#include "sitrep/ground/values.h"

namespace sitrep {

// The same entry or name, or two that lie closer than either is large: "Qayyarah", "a town some 60
// km south of Mosul". A country is only itself.
bool same_place(const Place& a, const Place& b);

// "Tsuen Wan" lies in "Hong Kong", "Mosul" in "Iraq": what is told of the one may be told of the
// other. True of the same place too.
bool lies_in(const Place& inner, const Place& outer);

}  // namespace sitrep
