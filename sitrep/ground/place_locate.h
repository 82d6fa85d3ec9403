// Where a place is that is given by another: a point by geodesic offset, or on a border, and a
// radius that says how vague that is.
#pragma once

#include <optional>
#include <vector>

#include "sitrep/ground/place_relative.h"

namespace sitrep {

// What has been found out about the names of a document. `named` goes with `toponyms`.
struct NamedPlaces {
  const std::vector<Toponym>& toponyms;
  const std::vector<Place>& named;
  const Gazetteer& gazetteer;
  const Analysis& analysis;
  std::string_view text;
};

// The place that it comes to; none where the words do not tell, or what they are measured from has
// no coordinates.
std::optional<Place> locate(const RelativePlace& relative, const NamedPlaces& places);

// The place of the gazetteer that bears a subject's name and lies about where `located` is: then
// the words tell where that place is, and its own point is the better one.
struct Subject {
  size_t toponym = kNoToponym;
  uint32_t place = kNoPlace;
};
Subject find_subject(const RelativePlace& relative, const Place& located,
                     const std::vector<Toponym>& toponyms, const Gazetteer& gazetteer);

}  // namespace sitrep
