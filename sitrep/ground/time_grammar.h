// The parts of a compiled TimeGrammar, for the files of the time floor.
#pragma once

#include <vector>

#include "sitrep/ground/phrases.h"
#include "sitrep/ground/time.h"
#include "sitrep/ground/time_direction.h"
#include "sitrep/ground/time_links.h"
#include "sitrep/ground/time_value.h"

namespace sitrep {

struct TimeGrammar::Parts {
  PhraseGrammar phrases;
  TenseCues cues;
  std::vector<Holiday> holidays;
  std::vector<std::string> zones;
  std::vector<Link> links;  // by symbol
  EventClasses events;
};

}  // namespace sitrep
