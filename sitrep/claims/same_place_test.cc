// Which places are one, and which lie in others.
#include "sitrep/claims/same_place.h"

#include <gtest/gtest.h>

#include "sitrep/claims/same_side.h"

namespace sitrep {
namespace {

Place place(const char* name, double lat, double lon, double radius) {
  Place p;
  p.name = name;
  p.id = name;
  p.lat = lat;
  p.lon = lon;
  p.radius_km = radius;
  p.feature = "city";
  p.country = "IRQ";
  return p;
}

TEST(SamePlace, ATownAndThePointMeasuredToItAreOne) {
  Place measured = place("60 km south of Mosul", 35.80, 43.29, 10);
  measured.id.clear();
  EXPECT_TRUE(same_place(place("Qayyarah", 35.80, 43.29, 1), measured));
  EXPECT_FALSE(same_place(place("Mosul", 36.34, 43.12, 16), measured));
}

TEST(SamePlace, TwoTownsOfOneProvinceAreTwo) {
  Place province = place("Nineveh", 36.34, 43.04, 100);
  province.feature = "admin1";
  province.admin1 = "Nineveh";
  Place mosul = place("Mosul", 36.34, 43.12, 16);
  mosul.admin1 = "Nineveh";
  Place sinjar = place("Sinjar", 36.32, 41.88, 5);
  sinjar.admin1 = "Nineveh";
  EXPECT_FALSE(same_place(mosul, sinjar));
  EXPECT_FALSE(same_place(mosul, province));
  EXPECT_TRUE(lies_in(mosul, province));
  EXPECT_FALSE(lies_in(province, mosul));
}

TEST(SamePlace, ACountryHoldsItsTownsAndNoOthers) {
  Place iraq = place("Iraq", 33, 44, 370);
  iraq.feature = "country";
  Place damascus = place("Damascus", 33.51, 36.29, 10);
  damascus.country = "SYR";
  EXPECT_TRUE(lies_in(place("Mosul", 36.34, 43.12, 16), iraq));
  EXPECT_FALSE(lies_in(damascus, iraq));
}

TEST(SameSide, ArmiesOfOneStateAreOneAndTheirMinisterIsNot) {
  Party forces;
  forces.country = "IRQ";
  forces.sectors = {"MIL"};
  Party army = forces;
  army.sectors = {"GOV", "MIL"};
  Party minister = army;
  minister.title = "Defence Minister";
  Party other = forces;
  other.country = "SYR";
  const std::vector<Party> parties = {forces, army, minister, other};
  const auto at = [](uint32_t entity) { return Participant{entity, {entity, entity + 1}}; };
  EXPECT_TRUE(same_side(parties, at(0), at(1)));
  EXPECT_FALSE(same_side(parties, at(0), at(2)));
  EXPECT_FALSE(same_side(parties, at(0), at(3)));
}

}  // namespace
}  // namespace sitrep
