// Laws of the picture: the order of the reports does not matter, and its time is near-linear.
#include "sitrep/picture/picture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <random>

#include "sitrep/picture/copies.h"
#include "sitrep/picture/test_story.h"
#include "sitrep/picture/time_blocks.h"

namespace sitrep {
namespace {

std::string day_after(const char* day, int days) {
  return iso_date(*day_of_iso(day) + std::chrono::days(days));
}

// A report of one or two happenings out of few, so that many agree, differ or deny.
Report random_story(std::mt19937& random) {
  const auto pick = [&](uint32_t n) { return static_cast<int>(random() % n); };
  const std::string towns[] = {"Oak", "Elm", "Ash"};
  const int town = pick(3);
  const std::string day = day_after("2016-03-01", pick(4));
  const std::string killed = std::to_string(10 + pick(3));
  const std::string side = pick(2) == 0 ? "Reds" : "Blues";
  const bool planned = pick(3) == 0;
  Story story("Paper " + std::to_string(pick(5)), day_after(day.c_str(), pick(3)),
              "On " + day + " " + side + " stormed " + towns[town] + " and " + killed +
                  " people died. They hold it now, paper " + std::to_string(pick(50)) +
                  (planned ? " hears, and plan more." : " hears."));
  story.party(side, side, "")
      .place(towns[town], 10 + town, 20)
      .time(day, day, day_after(day.c_str(), 1))
      .event("ASSAULT", "Armed clash", "stormed", {side}, {},
             side == "Blues" ? Status::denied : Status::occurred)
      .casualties("killed", killed, std::stod(killed), {})
      .holding(side, HoldingChange::gained, "hold it");
  if (planned) story.event("ASSAULT", "", "plan more", {side}, {}, Status::planned);
  return story;
}

// All that a picture says, without the positions of the reports in their list.
std::string told(const std::vector<Report>& reports, const PictureOptions& options) {
  const Picture picture = assemble(reports, options);
  std::string out;
  const auto say = [&out](auto value) { out += std::to_string(value) + ' '; };
  for (const Source& source : picture.sources) say(source.id), say(source.original);
  for (const Fact& fact : picture.facts) say(fact.id), say(fact.source), say(fact.site);
  for (const Event& event : picture.events) {
    say(event.id), say(event.lead), say(event.support.independent), say(int(event.status));
    for (const uint32_t fact : event.facts) say(fact);
  }
  for (const PlaceHolding& holding : picture.holdings) {
    say(holding.site), say(holding.holder), say(int(holding.contested));
    for (const HoldingVersion& version : holding.history) say(version.facts.front());
  }
  for (const Casualties& line : picture.casualties) {
    say(*line.figure.low), say(*line.figure.best), say(line.event);
  }
  for (const Plan& plan : picture.plans)
    say(plan.act.id), say(int(plan.outcome)), say(plan.outcome_event);
  for (const Disagreement& one : picture.disagreements) say(one.index), say(one.sides.size());
  for (const Actor& actor : picture.actors) out += actor.name;
  return out;
}

TEST(Picture, TheOrderOfTheReportsDoesNotMatter) {
  std::mt19937 random(7);
  for (int world = 0; world < 20; ++world) {
    std::vector<Report> reports;
    for (int i = 0; i < 40; ++i) reports.push_back(random_story(random));
    const std::string before = told(reports, {});
    const PictureOptions clocks{.as_of = day_of_iso("2016-03-03"),
                                .known_by = day_of_iso("2016-03-04")};
    const std::string before_on_clocks = told(reports, clocks);
    EXPECT_NE(before, before_on_clocks);
    for (int shuffle = 0; shuffle < 5; ++shuffle) {
      std::shuffle(reports.begin(), reports.end(), random);
      EXPECT_TRUE(told(reports, {}) == before) << "world " << world;
      EXPECT_TRUE(told(reports, clocks) == before_on_clocks) << "world " << world;
    }
  }
}

TEST(Picture, EveryFactOfAnEventIsInOneEventOnly) {
  std::mt19937 random(11);
  std::vector<Report> reports;
  for (int i = 0; i < 300; ++i) reports.push_back(random_story(random));
  const Picture picture = assemble(reports);
  std::vector<int> used(picture.facts.size());
  for (const Event& event : picture.events) {
    for (const uint32_t fact : event.facts) ++used[fact];
  }
  for (const Plan& plan : picture.plans) {
    for (const uint32_t fact : plan.act.facts) ++used[fact];
  }
  for (size_t at = 0; at < used.size(); ++at) {
    const Fact& fact = picture.facts[at];
    const Claim& claim = reports[picture.sources[fact.source].report].claims[fact.claim];
    EXPECT_EQ(used[at], claim.kind == ClaimKind::event ? 1 : 0);
  }
  EXPECT_LE(picture.events.size(), 12u * 2);  // three towns, four days, two sides
}

TEST(Picture, TenThousandReportsTakeSeconds) {
  std::vector<Report> reports;
  for (int i = 0; i < 10'000; ++i) {
    const std::string day = day_after("2010-01-01", i % 2000);
    const std::string town = "Town" + std::to_string(i % 700);
    Story story("Paper", day,
                "In " + town + " on " + day + " rebels struck, report " + std::to_string(i));
    story.party("rebels", "rebels", "UTO REB")
        .place(town, i % 70, i % 170)
        .time(day, day, day_after(day.c_str(), 1));
    for (int claim = 0; claim < 10; ++claim) {
      story.event("ASSAULT", claim % 2 == 0 ? "Attack" : "Suicide bomb", "struck", {"rebels"}, {});
    }
    reports.push_back(story);
  }
  const auto begin = std::chrono::steady_clock::now();
  const Picture picture = assemble(reports);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  EXPECT_EQ(picture.facts.size(), 100'000u);
  EXPECT_GT(picture.events.size(), 9'000u);
  EXPECT_LT(seconds.count(), 30) << "far from linear";
  RecordProperty("seconds", std::to_string(seconds.count()));
}

TEST(Copies, CutAndFramedTextsAreCopiesAndOthersAreNot) {
  const auto document = [](std::string text) {
    Document d;
    d.text = std::move(text);
    return d;
  };
  const std::string agency =
      "Government troops entered the northern town at dawn, officials said. Residents spoke of "
      "heavy "
      "shelling through the night and of many families on the road to the south with what they "
      "could "
      "carry. The river bridge was closed to all traffic by noon.";
  const std::vector<Document> documents = {
      document(agency), document("From our wires: " + agency.substr(0, agency.size() * 2 / 3)),
      document("A cold front is on its way, and snow may fall on the hills by the end of the week, "
               "the weather service told the ministry of transport this morning."),
      document(
          "By dawn the troops of the government were in the town; all night shells had fallen, and "
          "those who could left for the south before the bridge was closed.")};
  std::vector<const Document*> list;
  for (const Document& d : documents) list.push_back(&d);
  EXPECT_EQ(find_originals(list), (std::vector<uint32_t>{0, 0, 2, 3}));
}

TEST(TimeBlocks, IntervalsThatMeetShareABlock) {
  std::mt19937 random(3);
  const auto share = [](std::optional<Interval> filed, std::optional<Interval> asked) {
    for (const uint64_t a : time_blocks(filed, true)) {
      for (const uint64_t b : time_blocks(asked, false)) {
        if (a == b) return true;
      }
    }
    return false;
  };
  for (int i = 0; i < 5000; ++i) {
    const auto one = [&] {
      const int64_t from = random() % (200 * kMinutesPerDay);
      return Interval{from, from + 1 + static_cast<int64_t>(random() % (60 * kMinutesPerDay))};
    };
    const Interval a = one();
    const Interval b = one();
    const bool meet = a.from < b.to && b.from < a.to;
    EXPECT_TRUE(!meet || share(a, b)) << a.from << ' ' << b.from;
  }
}

}  // namespace
}  // namespace sitrep
