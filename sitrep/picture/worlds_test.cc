// Mini worlds: a few short reports, and what the picture must then say.
#include <gtest/gtest.h>

#include "sitrep/picture/picture.h"
#include "sitrep/picture/test_story.h"

namespace sitrep {
namespace {

const std::string kAgency =
    "Iraqi forces retook the airbase at Qayyarah from Daesh on Saturday, the defence ministry "
    "said. "
    "The base lies on the west bank of the Tigris and is to serve as a hub for the march on the "
    "city of Mosul, which the group took two years ago.";

Tale retaken(const std::string& publisher, const std::string& published, const std::string& text) {
  return Tale(publisher, published, text)
      .party("Iraqi forces", "Iraqi forces", "IRQ MIL")
      .party("Daesh", "Islamic State", "IRQ REB")
      .place("Qayyarah", 35.77, 43.13)
      .time("Saturday", "2016-07-09", "2016-07-10")
      .event("ASSAULT", "Government regains territory", "retook", {"Iraqi forces"}, {"Daesh"});
}

std::string name(const Picture& picture, uint32_t actor) {
  return actor == kNone ? "" : picture.actors[actor].name;
}

TEST(Worlds, CopiesOfAnAgencyTextAreOneVoice) {
  const std::vector<Report> reports = {
      retaken("Agency", "2016-07-10", kAgency),
      retaken("Morning Paper", "2016-07-10", "By our staff. " + kAgency),
      retaken("Evening Paper", "2016-07-11", kAgency + " Prices of bread rose."),
      retaken("Radio", "2016-07-10",
              "On Saturday the town of Qayyarah changed hands again: Iraqi forces retook its base, "
              "driving out Daesh after a night of heavy shelling, our reporter says.")};
  const Picture picture = assemble(reports);
  ASSERT_EQ(picture.events.size(), 1u);
  EXPECT_EQ(picture.events[0].support.reports, 4u);
  EXPECT_EQ(picture.events[0].support.independent, 2u);
  EXPECT_EQ(picture.events[0].facts.size(), 4u);
}

TEST(Worlds, ContradictingTollsStandSideBySide) {
  const auto strike = [](const std::string& publisher, const std::string& published,
                         const std::string& text, const std::string& words, double killed) {
    return Tale(publisher, published, text)
        .party("civilians", "civilians", "")
        .place("Mosul", 36.34, 43.12)
        .time("Monday", "2017-01-16", "2017-01-17")
        .event("ASSAULT", "Air/drone strike", "strike", {}, {"civilians"})
        .casualties("killed", words, killed, {"civilians"});
  };
  const std::vector<Report> reports = {
      strike("Alpha", "2017-01-17", "A strike on Mosul on Monday killed 12 civilians.", "12", 12),
      strike("Beta", "2017-01-18", "Monday: strike in the west of Mosul, 30 civilians dead.", "30",
             30),
      strike("Gamma", "2017-01-18",
             "At least 12 civilians died in Mosul when a strike hit on Monday.", "12", 12)};
  const Picture picture = assemble(reports);
  ASSERT_EQ(picture.events.size(), 1u);
  ASSERT_EQ(picture.casualties.size(), 1u);
  const Figure& figure = picture.casualties[0].figure;
  EXPECT_EQ(figure.low, 12);
  EXPECT_EQ(figure.best, 12);  // two voices of three
  EXPECT_EQ(figure.high, 30);
  EXPECT_EQ(picture.casualties[0].event, 0u);
  ASSERT_EQ(picture.disagreements.size(), 1u);
  EXPECT_EQ(picture.disagreements[0].kind, DisagreementKind::number);
  ASSERT_EQ(picture.disagreements[0].sides.size(), 2u);
  EXPECT_EQ(picture.disagreements[0].sides[0].value, "12");
  EXPECT_EQ(picture.disagreements[0].sides[1].value, "30");
}

TEST(Worlds, APlanIsDoneWhenALaterReportTellsIt) {
  const Report plan =
      Tale("Alpha", "2016-07-05", "Iraqi forces will storm Qayyarah, held by Daesh.")
          .party("Iraqi forces", "Iraqi forces", "IRQ MIL")
          .party("Daesh", "Islamic State", "IRQ REB")
          .place("Qayyarah", 35.77, 43.13)
          .event("ASSAULT", "", "storm", {"Iraqi forces"}, {"Daesh"}, Status::planned);
  Picture before = assemble(std::vector<Report>{plan});
  ASSERT_EQ(before.plans.size(), 1u);
  EXPECT_EQ(before.plans[0].outcome, Outcome::open);
  EXPECT_TRUE(before.events.empty());

  const std::vector<Report> both = {plan, retaken("Beta", "2016-07-10", kAgency)};
  const Picture after = assemble(both);
  ASSERT_EQ(after.plans.size(), 1u);
  EXPECT_EQ(after.plans[0].outcome, Outcome::done);
  ASSERT_EQ(after.events.size(), 1u);
  EXPECT_EQ(after.plans[0].outcome_event, 0u);
  // By what was known the day before, it was still ahead.
  const Picture known = assemble(both, {.as_of = {}, .known_by = day_of_iso("2016-07-09")});
  ASSERT_EQ(known.plans.size(), 1u);
  EXPECT_EQ(known.plans[0].outcome, Outcome::open);
  EXPECT_EQ(known.left_out, 1u);
}

TEST(Worlds, APlanWhoseDayHasPassedIsOverdue) {
  const std::vector<Report> reports = {
      Tale("Alpha", "2016-07-05", "The envoys will meet in Geneva on Friday.")
          .party("envoys", "envoys", "")
          .place("Geneva", 46.2, 6.15)
          .time("Friday", "2016-07-08", "2016-07-09")
          .event("CONSULT", "", "meet", {"envoys"}, {}, Status::planned)};
  EXPECT_EQ(assemble(reports).plans.at(0).outcome, Outcome::open);
  const Picture later = assemble(reports, {.as_of = day_of_iso("2016-07-20"), .known_by = {}});
  EXPECT_EQ(later.plans.at(0).outcome, Outcome::overdue);
}

TEST(Worlds, ADenialIsADisagreementAndNoSecondEvent) {
  const auto raid = [](const std::string& publisher, const std::string& text, Status status) {
    return Tale(publisher, "2016-03-02", text)
        .party("the army", "Army of Utopia", "UTO MIL")
        .place("Elm", 10, 20)
        .time("Tuesday", "2016-03-01", "2016-03-02")
        .event("ASSAULT", "Shelling/artillery/missile attack", "shelled", {"the army"}, {}, status);
  };
  const std::vector<Report> reports = {
      raid("Alpha", "Witnesses say the army shelled Elm on Tuesday.", Status::occurred),
      raid("Beta", "A spokesman denied that the army shelled Elm on Tuesday.", Status::denied)};
  const Picture picture = assemble(reports);
  ASSERT_EQ(picture.events.size(), 1u);
  EXPECT_EQ(picture.events[0].status, Status::occurred);
  ASSERT_EQ(picture.disagreements.size(), 1u);
  EXPECT_EQ(picture.disagreements[0].kind, DisagreementKind::status);
  EXPECT_EQ(picture.disagreements[0].sides.size(), 2u);
}

Tale holding(const std::string& publisher, const std::string& published, const std::string& holder,
             const std::string& code, HoldingChange change, const std::string& day) {
  return Tale(publisher, published,
              "In the town of Elm, " + holder + " have the say since " + day + ".")
      .party(holder, holder, code)
      .place("Elm", 10, 20)
      .time(day, day, iso_date(*day_of_iso(day) + std::chrono::days(1)))
      .holding(holder, change, "have the say");
}

TEST(Worlds, HoldingsChangeHandsAndAreAskedAsOfADay) {
  const std::vector<Report> reports = {
      holding("Alpha", "2016-01-06", "Reds", "", HoldingChange::gained, "2016-01-05"),
      holding("Beta", "2016-03-11", "Blues", "", HoldingChange::gained, "2016-03-10")};
  const auto holder = [&](const char* as_of) {
    const Picture picture = assemble(reports, {.as_of = day_of_iso(as_of), .known_by = {}});
    return picture.holdings.empty() ? "" : name(picture, picture.holdings[0].holder);
  };
  EXPECT_EQ(holder("2016-01-04"), "");
  EXPECT_EQ(holder("2016-01-05"), "Reds");
  EXPECT_EQ(holder("2016-03-09"), "Reds");
  EXPECT_EQ(holder("2016-03-10"), "Blues");
  const Picture all = assemble(reports);
  EXPECT_FALSE(all.holdings.at(0).contested);
  EXPECT_EQ(all.holdings.at(0).history.size(), 2u);
  // The second clock: on 10 March nobody had yet reported that the Blues were there.
  const Picture known =
      assemble(reports, {.as_of = day_of_iso("2016-03-10"), .known_by = day_of_iso("2016-03-10")});
  EXPECT_EQ(name(known, known.holdings.at(0).holder), "Reds");
}

TEST(Worlds, TwoAccountsOfOneDayAreContested) {
  const std::vector<Report> reports = {
      holding("Alpha", "2016-03-11", "Reds", "", HoldingChange::holds, "2016-03-10"),
      holding("Beta", "2016-03-11", "Blues", "", HoldingChange::gained, "2016-03-10")};
  const Picture picture = assemble(reports);
  ASSERT_EQ(picture.holdings.size(), 1u);
  EXPECT_TRUE(picture.holdings[0].contested);
  ASSERT_EQ(picture.disagreements.size(), 1u);
  EXPECT_EQ(picture.disagreements[0].kind, DisagreementKind::holder);
}

TEST(Worlds, WhatOneSideGainsAndTheOtherLosesIsNoContradiction) {
  const std::vector<Report> reports = {
      holding("Alpha", "2016-03-11", "Reds", "", HoldingChange::lost, "2016-03-10"),
      holding("Beta", "2016-03-11", "Blues", "", HoldingChange::gained, "2016-03-10")};
  const Picture picture = assemble(reports);
  ASSERT_EQ(picture.holdings.size(), 1u);
  EXPECT_FALSE(picture.holdings[0].contested);
}

TEST(Worlds, AnIncrementAndATotalAreReconciled) {
  const auto story = [](const std::string& publisher, const std::string& text) {
    return Tale(publisher, "2016-07-11", text)
        .party("US", "United States", "USA GOV")
        .place("Iraq", 33, 44, 500)
        .force("US", "increment", "560 more", 560, Bound::exact, Status::planned)
        .force("US", "total", "more than 4,647", 4647, Bound::more_than);
  };
  const std::vector<Report> reports = {
      story("Alpha", "The US sends 560 more troops to Iraq, to make it more than 4,647."),
      story("Beta",
            "With 560 more soldiers the US contingent in Iraq grows to more than 4,647 men.")};
  const Picture picture = assemble(reports);
  ASSERT_EQ(picture.forces.size(), 2u);
  const Force& total = picture.forces[0].role == "total" ? picture.forces[0] : picture.forces[1];
  EXPECT_EQ(total.support.reports, 2u);
  EXPECT_EQ(total.before, 4087);
  ASSERT_NE(total.increment, kNone);
  EXPECT_EQ(picture.forces[total.increment].figure.best, 560);
  EXPECT_EQ(picture.forces[total.increment].status, Status::planned);
}

TEST(Worlds, OneStatementInTwoReportsIsOne) {
  const auto story = [](const std::string& publisher, const std::string& lead) {
    return Tale(publisher, "2016-07-11",
                lead + " Ash Carter said the base was a key to the whole campaign.")
        .party("Ash Carter", "Ash Carter", "USA GOV")
        .statement("Ash Carter", "the base was a key to the whole campaign");
  };
  const std::vector<Report> reports = {
      story("Alpha", "The visit was not announced, and took few hours in all."),
      story("Beta", "Rain fell on the capital when the guest came down the steps.")};
  const Picture picture = assemble(reports);
  ASSERT_EQ(picture.statements.size(), 1u);
  EXPECT_EQ(picture.statements[0].sources.size(), 2u);
  EXPECT_EQ(name(picture, picture.statements[0].speaker), "Ash Carter");
}

TEST(Worlds, FarPlacesAndOtherDaysAreOtherEvents) {
  const auto blast = [](const std::string& town, double lat, const std::string& day) {
    return Tale("Alpha " + town, day, "A car bomb went off in " + town + " on " + day + ".")
        .place(town, lat, 43)
        .time(day, day, iso_date(*day_of_iso(day) + std::chrono::days(1)))
        .event("ASSAULT", "Suicide bomb", "car bomb", {}, {});
  };
  const std::vector<Report> reports = {
      blast("Oak", 30, "2016-05-01"), blast("Ash", 32, "2016-05-01"),
      blast("Oak", 30, "2016-05-02"), blast("Oak", 30, "2016-05-01")};
  EXPECT_EQ(assemble(reports).events.size(), 3u);
}

TEST(Worlds, TheSameReportTwiceChangesNothing) {
  const Report report = retaken("Agency", "2016-07-10", kAgency);
  const Picture picture = assemble(std::vector<Report>{report, report});
  EXPECT_EQ(picture.sources.size(), 1u);
  ASSERT_EQ(picture.events.size(), 1u);
  EXPECT_EQ(picture.events[0].support.reports, 1u);
}

TEST(Worlds, ReportsWithoutADateAreLeftOutOfTheKnownClock) {
  const std::vector<Report> reports = {retaken("Agency", "", kAgency)};
  EXPECT_EQ(assemble(reports).events.size(), 1u);
  const Picture known = assemble(reports, {.as_of = {}, .known_by = day_of_iso("2016-07-12")});
  EXPECT_TRUE(known.events.empty());
  EXPECT_EQ(known.undated_left_out, 1u);
}

}  // namespace
}  // namespace sitrep
