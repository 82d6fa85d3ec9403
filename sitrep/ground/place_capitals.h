// Finds what is called a capital and not by its name: "the Sudanese capital", "Sudan's capital",
// "the capital of Sudan"; "the capital" alone is that of a country that the document names.
#pragma once

#include <vector>

#include "sitrep/ground/place_names.h"

namespace sitrep {

// Adds a toponym for each to `found`, which stays in the order of the text. The containers of
// `found` are not set yet.
void add_capitals(const ToponymInput& input, std::vector<Toponym>& found);

// The nearest toponym that names the country of `found[capital]`, which is at `place`: before it,
// else behind it; else a place in that country.
size_t country_of_capital(size_t capital, const Place& place, const std::vector<Toponym>& found,
                          const std::vector<Place>& named);

}  // namespace sitrep
