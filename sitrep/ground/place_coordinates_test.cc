#include "sitrep/ground/place_coordinates.h"

#include <gtest/gtest.h>

namespace sitrep {
namespace {

TEST(Coordinates, AreReadInAllTheirForms) {
  for (const std::string_view said :
       {"36°20'06\"N 43°07'08\"E", "36°20′N, 43°07′E", "36.335 N, 43.119 E", "36.335°N 43.119°E",
        "36 degrees 20' N 43 degrees 7' E", "36.335N/43.119E"}) {
    const std::string text = "The base at " + std::string(said) + " was hit.";
    const auto found = find_coordinates(text);
    ASSERT_EQ(found.size(), 1u) << said;
    EXPECT_EQ(found[0].span.of(text), said);
    EXPECT_NEAR(found[0].point.lat, 36.335, 0.01) << said;
    EXPECT_NEAR(found[0].point.lon, 43.119, 0.01) << said;
    EXPECT_GT(found[0].radius_km, 0);
  }
  const auto south = find_coordinates("33.5 S, 70.6 W");
  ASSERT_EQ(south.size(), 1u);
  EXPECT_NEAR(south[0].point.lat, -33.5, 1e-9);
  EXPECT_NEAR(south[0].point.lon, -70.6, 1e-9);
  EXPECT_NEAR(south[0].radius_km, 5.6, 0.1);
}

TEST(Coordinates, AreReadFromTheMilitaryGrid) {
  for (const std::string_view said : {"38S LF 31200 22600", "38S LF 312 226", "38SLF31202260"}) {
    const std::string text = "Grid " + std::string(said) + ".";
    const auto found = find_coordinates(text);
    ASSERT_EQ(found.size(), 1u) << said;
    EXPECT_EQ(found[0].span.of(text), said);
    EXPECT_NEAR(found[0].point.lat, 36.34, 0.05) << said;
    EXPECT_NEAR(found[0].point.lon, 43.12, 0.05) << said;
  }
}

TEST(Coordinates, WhatIsNoPointIsAbsent) {
  for (const std::string_view text :
       {"", "5 N 3 E", "95.1 N, 43.1 E", "36°61'N 43°08'E", "36.3 N", "0.0 N, 0.0 E",
        "99S LF 31200 22600", "38S LF 3120 226", "3 CDs", "10A BC 1", "36.335 N, 243.119 E",
        "12 NEW 3 EAST", "1.2.3.4 N 5 E"}) {
    EXPECT_TRUE(find_coordinates(text).empty()) << text;
  }
  EXPECT_TRUE(find_coordinates(std::string(10'000, '7')).empty());
  EXPECT_TRUE(find_coordinates(std::string(400, '7') + "°N").empty());
}

}  // namespace
}  // namespace sitrep
