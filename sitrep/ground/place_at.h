// Where a place is, taken over from the gazetteer or from another place.
#pragma once

#include "sitrep/ground/gazetteer.h"
#include "sitrep/ground/values.h"

namespace sitrep {

// Name, id, point, radius and divisions of an entry. What the place is, which words say it and how
// sure that is stays as it was.
void take_entry(const GazetteerPlace& known, Place& place);

// Point, radius and divisions alone: it is where the other is.
void put_where(const Place& other, Place& place);

}  // namespace sitrep
