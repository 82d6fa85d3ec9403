// Small reports of violence: which claims tell one happening, what it was done with, by whom and
// against what.
#include "sitrep/claims/incidents.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "sitrep/claims/test_claims.h"

namespace sitrep {
namespace {

class Incidents : public ReadsClaims {
 protected:
  void read(const std::string& text) {
    ReadsClaims::read(text);
    mark_roles_in_violence(claims_, parties_, steps().claims, analysis_);
  }

  size_t happenings() const {
    std::set<uint32_t> events;
    for (const Claim& c : claims_) {
      if (c.event) events.insert(*c.event);
    }
    return events.size();
  }

  // All words of one slot over the claims of violence: "car bomb; rifles".
  std::set<std::string> instruments() const {
    std::set<std::string> words;
    for (const Claim& c : claims_) {
      for (const Span s : c.instruments) words.emplace(document_.words(s));
    }
    return words;
  }
  std::set<std::string> parties(std::vector<Participant> Claim::*side) const {
    std::set<std::string> words;
    for (const Claim& c : claims_) {
      if (c.type != "ASSAULT") continue;
      for (const Participant& p : c.*side) words.emplace(document_.words(p.span));
    }
    return words;
  }
};

TEST_F(Incidents, WhatAReportComesBackToIsOneHappening) {
  read(
      "A powerful car bomb exploded outside a bank in Lima. Two guards were killed. "
      "Police said that the attack happened before dawn.");
  EXPECT_EQ(happenings(), 1U);
  EXPECT_EQ(instruments(), std::set<std::string>{"powerful car bomb"});
  EXPECT_EQ(parties(&Claim::recipients).count("bank"), 1U);
}

TEST_F(Incidents, AnotherKindOfDeedIsAnotherHappening) {
  read("Gunmen kidnapped a farmer near the river. The guerrillas bombed a bridge.");
  EXPECT_EQ(happenings(), 2U);
}

TEST_F(Incidents, AWordMaySayThatItIsAnother) {
  read("A bomb destroyed a shop. Another bomb damaged a school. A second bomb exploded in a park.");
  EXPECT_GE(happenings(), 2U);
}

TEST_F(Incidents, WhoClaimsADeedDidIt) {
  read(
      "A bomb destroyed a bridge on Monday. The Shining Path claimed responsibility for the "
      "attack.");
  EXPECT_EQ(parties(&Claim::actors).count("Shining Path"), 1U);
}

TEST_F(Incidents, WhoIsHeldResponsibleDidIt) {
  read(
      "A bomb destroyed a bridge on Monday. The government held the Shining Path responsible for "
      "the attack.");
  EXPECT_EQ(parties(&Claim::actors).count("Shining Path"), 1U);
  EXPECT_EQ(parties(&Claim::actors).count("government"), 0U);
}

TEST_F(Incidents, WhoStagedAnAttackDidIt) {
  read("Two guards died in an attack staged by guerrillas on the bank.");
  EXPECT_EQ(parties(&Claim::actors).count("guerrillas"), 1U);
}

TEST_F(Incidents, PeopleWithoutANameWhoAttackAreArmed) {
  read("Three unidentified individuals attacked a bus. Several individuals watched.");
  bool armed = false;
  for (const Claim& c : claims_) {
    for (const Participant& p : c.actors) {
      armed |=
          p.entity != kNoEntity && analysis_.entities[p.entity].kind == EntityKind::armed_group;
    }
  }
  EXPECT_TRUE(armed);
}

TEST_F(Incidents, AListNamesTheVictims) {
  read("Gunmen attacked the union, killing nine people, including the union leader Ana Paz.");
  EXPECT_EQ(parties(&Claim::recipients).count("Ana Paz"), 1U);
}

TEST_F(Incidents, TheInjuredAreNamedInASentenceOfTheirOwn) {
  read(
      "Gunmen attacked a bus in Lima. The injured were Robinson Ramirez, 19, and Hugo Morales. "
      "Carlos Mora was not there.");
  EXPECT_EQ(parties(&Claim::recipients).count("Hugo Morales"), 1U);
  EXPECT_EQ(parties(&Claim::recipients).count("Carlos Mora"), 0U);
}

TEST_F(Incidents, WhoSpeaksOfTheVictimsIsNone) {
  read("Gunmen killed two soldiers, President Luis Paz said.");
  EXPECT_EQ(parties(&Claim::recipients).count("Luis Paz"), 0U);
  EXPECT_EQ(parties(&Claim::recipients).count("President Luis Paz"), 0U);
}

TEST_F(Incidents, AWeaponThatIsThrownIsNoVictim) {
  read("Two men threw a grenade at the police station.");
  EXPECT_EQ(instruments(), std::set<std::string>{"grenade"});
  EXPECT_EQ(parties(&Claim::recipients).count("grenade"), 0U);
}

TEST_F(Incidents, WhatAVehicleOrABombHoldsIsAWeaponAndTheVehicleNoParty) {
  read("A truck rigged with dynamite exploded outside a police station in Bogota, killing nine.");
  EXPECT_EQ(instruments(), std::set<std::string>{"dynamite"});
  EXPECT_EQ(parties(&Claim::actors), std::set<std::string>{});
  read("The car bomb, containing 300 kg of explosives, destroyed a shop.");
  EXPECT_EQ(instruments(), (std::set<std::string>{"car bomb", "explosives"}));
  read("Over 55 kg of dynamite were used in the attacks on the two banks.");
  EXPECT_EQ(instruments(), std::set<std::string>{"dynamite"});
  read("The guards were killed with two bursts of machine-gun fire.");
  EXPECT_EQ(instruments(), std::set<std::string>{"machine-gun"});
}

TEST_F(Incidents, WhatIsStruckIsToldInARowBehindAColonOrAsTheTarget) {
  read("Rebels burned three vehicles: an ambulance, a fuel truck and a van.");
  EXPECT_EQ(parties(&Claim::recipients),
            (std::set<std::string>{"vehicles", "ambulance", "fuel truck", "van"}));
  read("The presidential residence was the target of an attack on Monday night.");
  EXPECT_EQ(parties(&Claim::recipients), std::set<std::string>{"presidential residence"});
}

TEST_F(Incidents, TheLastOfSeveralPassivesNamesTheAgentOfAll) {
  read("Two mayors were abducted and killed by gunmen in Mali.");
  EXPECT_EQ(happenings(), 2U);
  for (const Claim& claim : claims_) {
    EXPECT_EQ(claim.actors.size(), claim.type == "ASSAULT" ? 1U : claim.actors.size());
  }
}

}  // namespace
}  // namespace sitrep
