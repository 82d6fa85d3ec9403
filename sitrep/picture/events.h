// Claims of one happening become one event; planned acts find the event that tells what became of
// them.
#pragma once

#include <vector>

#include "sitrep/picture/facts.h"

namespace sitrep {

// Fills Picture::events and Picture::plans. A fact joins the event that it fits best: of one type,
// the times meet, no other place, and enough of the parties, the place and the kind of act agree.
// Facts are compared only within blocks of one type, time and place or party, and with a bounded
// number of events of each block, so that the time is near-linear.
void find_events(Scene& scene);

}  // namespace sitrep
