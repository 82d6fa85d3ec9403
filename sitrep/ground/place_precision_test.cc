#include "sitrep/ground/place_precision.h"

#include <gtest/gtest.h>

namespace sitrep {
namespace {

Place located(std::string feature) {
  Place place;
  place.feature = std::move(feature);
  place.lat = 36.3;
  place.lon = 43.1;
  place.radius_km = 5;
  return place;
}

TEST(PlacePrecision, FollowsTheCodebooks) {
  struct Case {
    const char* feature;
    std::optional<int> ucdp, acled;
  };
  const Case cases[] = {
      {"city", 1, 1},   {"airbase", 1, 1},  {"admin2", 3, 2},
      {"admin1", 4, 3}, {"river", 5, 3},    {"region", 5, 3},
      {"sea", 7, 3},    {"country", 6, {}}, {"continent", {}, {}},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(ucdp_where_prec(located(c.feature)), c.ucdp) << c.feature;
    EXPECT_EQ(acled_geo_precision(located(c.feature)), c.acled) << c.feature;
  }
}

TEST(PlacePrecision, WhatLiesByAPlaceIsLessExact) {
  Place near = located("");
  near.relation = PlaceRelation{0, "near", {}, ""};
  EXPECT_EQ(ucdp_where_prec(near), 2);
  EXPECT_EQ(acled_geo_precision(near), 2);
  near.radius_km = 60;
  EXPECT_EQ(ucdp_where_prec(near), 5);
  EXPECT_EQ(acled_geo_precision(near), 3);
  Place border = located("");
  border.relation = PlaceRelation{0, "border", {}, ""};
  EXPECT_EQ(ucdp_where_prec(border), 5);
}

TEST(PlacePrecision, WithoutAPointThereIsNone) {
  Place place;
  place.feature = "city";
  EXPECT_EQ(ucdp_where_prec(place), std::nullopt);
  EXPECT_EQ(acled_geo_precision(place), std::nullopt);
}

}  // namespace
}  // namespace sitrep
