// Where a publisher sits, as its name and web address say: "gainesvilletimes.com" is of a town
// called Gainesville, "independent.ie" of Ireland.
#pragma once

#include <string>
#include <vector>

#include "sitrep/ground/gazetteer.h"
#include "sitrep/ground/place_grammar.h"
#include "sitrep/text/document.h"

namespace sitrep {

struct PublisherHome {
  std::string country;        // ISO 3166-1 alpha-3; empty where the address is of no country
  std::vector<NameHit> hits;  // the towns and divisions of that name
};

PublisherHome publisher_home(const Metadata& meta, const PlaceGrammar::Parts& grammar,
                             const Gazetteer& gazetteer);

}  // namespace sitrep
