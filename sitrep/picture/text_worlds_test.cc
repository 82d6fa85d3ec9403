// Mini worlds from text: short reports read by the whole engine, and what the picture must then say
// on both clocks.
#include <gtest/gtest.h>

#include <algorithm>

#include "sitrep/picture/changes.h"
#include "sitrep/picture/text_world.h"

namespace sitrep {
namespace {

const Casualties* killed_at(const Picture& picture, const std::string& site, bool civilians) {
  for (const Casualties& line : picture.casualties) {
    if (line.role == "killed" && line.civilians == civilians && line.site != kNone &&
        picture.sites[line.site].name == site) {
      return &line;
    }
  }
  return nullptr;
}

const PlaceHolding* holding_at(const Picture& picture, const std::string& site) {
  for (const PlaceHolding& holding : picture.holdings) {
    if (picture.sites[holding.site].name == site) return &holding;
  }
  return nullptr;
}

std::string holder_at(const Picture& picture, const std::string& site) {
  const PlaceHolding* holding = holding_at(picture, site);
  if (holding == nullptr || holding->holder == kNone) return "";
  const Actor& actor = picture.actors[holding->holder];
  return actor.for_state ? actor.code.substr(0, 3) : actor.name;
}

size_t count_of(const Picture& picture, DisagreementKind kind) {
  return static_cast<size_t>(
      std::count_if(picture.disagreements.begin(), picture.disagreements.end(),
                    [&](const Disagreement& one) { return one.kind == kind; }));
}

size_t attacks(const Picture& picture) {
  return static_cast<size_t>(std::count_if(picture.events.begin(), picture.events.end(),
                                           [](const Event& e) { return e.type == "ASSAULT"; }));
}

// Casualties of one strike, told in the words of each report, without its place and day again.
const std::vector<Told> kJadida = {
    {"Agency", "2017-03-26",
     "The US-led coalition has confirmed that its aircraft struck the al-Jadida district of "
     "western "
     "Mosul on March 17. Rescue workers had pulled 136 bodies from the ruins by Sunday, a civil "
     "defence official said. More than 200 people had died, a member of the provincial council "
     "said."},
    {"State TV", "2017-03-26",
     "An air strike had killed civilians in the Mosul district of al-Jadida, the Joint Operations "
     "Command said. Sixty-one bodies were recovered."},
    {"Observer", "2017-05-26",
     "A US investigation has found that at least 105 civilians were killed by an American air "
     "strike "
     "in Mosul on March 17, the Pentagon said on Thursday."}};

TEST(TextWorlds, TollsOfOneStrikeMeetAndDisagree) {
  const Picture picture = TextWorld(kJadida).picture();
  EXPECT_LE(attacks(picture),
            2u);  // State TV gives no day: its strike may stand apart, not its toll
  const Casualties* all = killed_at(picture, "Mosul", false);
  ASSERT_NE(all, nullptr);
  EXPECT_EQ(all->figure.low, 61);
  EXPECT_GE(all->facts.size(), 3u);
  EXPECT_EQ(count_of(picture, DisagreementKind::number), 1u);
  const Casualties* civilians = killed_at(picture, "Mosul", true);
  ASSERT_NE(civilians, nullptr);
  EXPECT_EQ(civilians->figure.best, 105);
  // The second clock: in April nobody had spoken of 105.
  const Picture april = TextWorld(kJadida).picture("", "2017-04-01");
  EXPECT_EQ(killed_at(april, "Mosul", true), nullptr);
  EXPECT_EQ(april.left_out, 1u);
  // The first: on the day before the strike there was none.
  EXPECT_EQ(attacks(TextWorld(kJadida).picture("2017-03-16")), 0u);
}

const std::string kWire =
    "Iraqi forces retook the Qayyarah airbase from Islamic State militants on Saturday, the "
    "defence "
    "ministry said. The base lies on the west bank of the Tigris and is to serve as a hub for the "
    "campaign in the north.";

TEST(TextWorlds, AWireRunByTwoPapersIsOneVoice) {
  const TextWorld world(
      {{"Agency", "2016-07-10", kWire},
       {"Morning", "2016-07-10", "By our staff. " + kWire},
       {"Radio", "2016-07-11",
        "Iraqi troops captured the Qayyarah airbase on Saturday, an officer told the radio."}});
  const Picture picture = world.picture();
  const auto taken = std::find_if(picture.events.begin(), picture.events.end(), [](const Event& e) {
    return e.acled_sub_event == "Government regains territory";
  });
  ASSERT_NE(taken, picture.events.end());
  EXPECT_EQ(taken->support.reports, 3u);
  EXPECT_EQ(taken->support.independent, 2u);
  EXPECT_EQ(picture.stories.size(), 1u);
  EXPECT_EQ(picture.stories.at(0).support.independent, 2u);
  // Before the radio told it there were two papers and one voice; on the day before, nothing.
  const Picture sunday = world.picture("", "2016-07-10");
  EXPECT_EQ(sunday.stories.at(0).support.reports, 2u);
  EXPECT_EQ(sunday.stories.at(0).support.independent, 1u);
  EXPECT_EQ(attacks(world.picture("2016-07-08")), 0u);
}

TEST(TextWorlds, APlaceChangesHands) {
  const TextWorld world(
      {{"Alpha", "2014-06-11", "Islamic State militants captured the city of Mosul on Tuesday."},
       {"Beta", "2017-07-11",
        "Iraqi forces recaptured the city of Mosul from Islamic State on Monday."}});
  EXPECT_EQ(holder_at(world.picture("2014-06-09"), "Mosul"), "");
  EXPECT_EQ(holder_at(world.picture("2016-01-01"), "Mosul"), "Islamic State");
  EXPECT_EQ(holder_at(world.picture("2017-07-10"), "Mosul"), "IRQ");
  EXPECT_EQ(holder_at(world.picture("2017-07-10", "2017-07-10"), "Mosul"), "Islamic State");
  const Picture picture = world.picture();
  const PlaceHolding* mosul = holding_at(picture, "Mosul");
  ASSERT_NE(mosul, nullptr);
  EXPECT_FALSE(mosul->contested);
  ASSERT_EQ(mosul->spans.size(), 2u);
  EXPECT_EQ(mosul->spans[0].until, mosul->spans[1].from);
  EXPECT_FALSE(mosul->spans[1].until);
}

TEST(TextWorlds, WhatAPartyClaimsStandsBesideWhatIsAssessed) {
  const TextWorld world(
      {{"Alpha", "2015-05-18", "Islamic State militants captured the city of Ramadi on Sunday."},
       {"Beta", "2015-05-25",
        "The Iraqi army said on Monday that its troops had recaptured the city of Ramadi from "
        "Islamic State."}});
  const Picture picture = world.picture();
  const PlaceHolding* ramadi = holding_at(picture, "Ramadi");
  ASSERT_NE(ramadi, nullptr);
  EXPECT_EQ(holder_at(picture, "Ramadi"), "Islamic State");
  EXPECT_FALSE(ramadi->current.claimed);
  EXPECT_TRUE(ramadi->contested);
  ASSERT_EQ(ramadi->rivals.size(), 1u);
  EXPECT_TRUE(ramadi->rivals[0].claimed);
  EXPECT_FALSE(holding_at(world.picture("2015-05-20"), "Ramadi")->contested);
}

TEST(TextWorlds, MilitantsMayBeTheGroupThatAnotherReportNames) {
  const TextWorld world(
      {{"Alpha", "2014-06-11", "Militants seized the city of Mosul on Tuesday."},
       {"Beta", "2014-06-11", "Islamic State captured the city of Mosul on Tuesday."},
       {"Gamma", "2014-06-12", "Iraqi forces recaptured the city of Mosul on Wednesday."}});
  const Picture tuesday = world.picture("", "2014-06-11");
  ASSERT_NE(holding_at(tuesday, "Mosul"), nullptr);
  EXPECT_FALSE(holding_at(tuesday, "Mosul")->contested);
  EXPECT_EQ(count_of(tuesday, DisagreementKind::holder), 0u);
  EXPECT_EQ(holder_at(world.picture(), "Mosul"), "IRQ");
  // Militants are not taken for the army.
  EXPECT_NE(holder_at(world.picture("2014-06-10"), "Mosul"), "IRQ");
}

TEST(TextWorlds, AnIncrementExplainsTheNewTotal) {
  const TextWorld world(
      {{"Alpha", "2016-04-20",
        "The United States has 4,087 troops in Iraq, the Pentagon said on Tuesday."},
       {"Beta", "2016-07-11",
        "The United States will send 560 more troops to Iraq, Defense Secretary Ash Carter said on "
        "Monday. The move will bring the total number of US troops in Iraq to 4,647."}});
  const Picture picture = world.picture();
  const auto total = std::find_if(picture.forces.begin(), picture.forces.end(),
                                  [](const Force& force) { return force.role == "total"; });
  ASSERT_NE(total, picture.forces.end());
  EXPECT_EQ(total->figure.best, 4647);
  EXPECT_EQ(total->before, 4087);
  EXPECT_TRUE(picture.warnings.empty());
  EXPECT_EQ(world.picture("", "2016-05-01").forces.size(), 1u);
}

TEST(TextWorlds, ALedgerThatDoesNotAddUpIsWarnedOf) {
  const TextWorld world(
      {{"Alpha", "2016-04-20",
        "There are a total of 4,087 US troops in Iraq, the Pentagon said on Tuesday."},
       {"Beta", "2016-07-11", "The United States sent 560 more troops to Iraq on Monday."},
       {"Gamma", "2016-07-20",
        "There are a total of 6,500 US troops in Iraq, the Pentagon said on Tuesday."}});
  const Picture picture = world.picture();
  ASSERT_EQ(picture.warnings.size(), 1u);
  EXPECT_EQ(picture.warnings[0].least, 4647);
  EXPECT_EQ(picture.forces[picture.warnings[0].later].figure.best, 6500);
  EXPECT_TRUE(world.picture("", "2016-07-12").warnings.empty());
}

TEST(TextWorlds, APlanIsDone) {
  const TextWorld world(
      {{"Alpha", "2016-10-10",
        "Iraqi forces will attack Islamic State in the city of Mosul next week, the prime minister "
        "said."},
       {"Beta", "2016-10-18",
        "Iraqi forces attacked Islamic State in the city of Mosul on Monday."}});
  const Picture picture = world.picture();
  ASSERT_EQ(picture.plans.size(), 1u);
  EXPECT_EQ(picture.plans[0].outcome, Outcome::done);
  const Picture before = world.picture("", "2016-10-12");
  ASSERT_EQ(before.plans.size(), 1u);
  EXPECT_EQ(before.plans[0].outcome, Outcome::open);
}

TEST(TextWorlds, APlanIsPutOff) {
  const TextWorld world(
      {{"Alpha", "2016-10-03",
        "Iraqi forces will attack the town of Hawija on Friday, the prime minister said."},
       {"Beta", "2016-10-07",
        "Iraqi forces will attack the town of Hawija on Sunday, the prime minister said."}});
  const Picture picture = world.picture();
  ASSERT_FALSE(picture.plans.empty());
  EXPECT_EQ(picture.plans[0].outcome, Outcome::delayed);
  EXPECT_FALSE(picture.plans[0].outcome_facts.empty());
  EXPECT_EQ(world.picture("", "2016-10-04").plans.at(0).outcome, Outcome::open);
}

TEST(TextWorlds, ADenialIsADisagreement) {
  const TextWorld world(
      {{"Alpha", "2016-03-02",
        "Witnesses said that the army shelled the town of Sinjar on Tuesday."},
       {"Beta", "2016-03-03",
        "A spokesman denied that the army shelled the town of Sinjar on 1 March."}});
  const Picture picture = world.picture();
  EXPECT_EQ(attacks(picture), 1u);
  ASSERT_EQ(count_of(picture, DisagreementKind::status), 1u);
  EXPECT_EQ(count_of(world.picture("", "2016-03-02"), DisagreementKind::status), 0u);
}

const std::vector<Told> kTolls = {
    {"Alpha", "2017-01-17", "An air strike on Mosul killed 12 civilians on Monday."},
    {"Beta", "2017-01-18",
     "On Monday an air strike in Mosul killed 30 civilians and wounded 14 people."},
    {"Gamma", "2017-01-18",
     "At least 12 civilians died when an air strike hit Mosul on Monday, residents said."}};

TEST(TextWorlds, TheRuleChoosesTheFigureAndKeepsTheOthers) {
  const TextWorld world(kTolls);
  const auto best = [&](Rule rule) {
    const Picture picture = world.picture("", "", rule);
    const Casualties* line = killed_at(picture, "Mosul", true);
    EXPECT_NE(line, nullptr);
    if (line == nullptr) return 0.0;
    EXPECT_EQ(line->facts.size(), 3u);
    EXPECT_EQ(line->figure.low, 12);
    EXPECT_EQ(line->figure.high, 30);
    EXPECT_TRUE(line->figure.open);  // "at least 12" has no upper bound
    return line->figure.best.value_or(0);
  };
  EXPECT_EQ(best(Rule::lowest), 12);
  EXPECT_EQ(best(Rule::highest), 30);
  EXPECT_EQ(best(Rule::most_recent), 30);
  EXPECT_EQ(best(Rule::ucdp), 12);
  EXPECT_EQ(count_of(world.picture(), DisagreementKind::number), 1u);
  EXPECT_EQ(count_of(world.picture("", "2017-01-17"), DisagreementKind::number), 0u);
  EXPECT_TRUE(world.picture("2017-01-15").casualties.empty());
}

TEST(TextWorlds, CiviliansAreCountedApartAndOnce) {
  const TextWorld world(
      {{"Alpha", "2015-11-02",
        "A car bomb in Baghdad killed 20 people on Sunday. Four soldiers were killed in the "
        "explosion."},
       {"Beta", "2015-11-02",
        "The car bomb that exploded in Baghdad on Sunday killed 16 civilians, police said."}});
  const Picture picture = world.picture();
  const Casualties* civilians = killed_at(picture, "Baghdad", true);
  ASSERT_NE(civilians, nullptr);
  EXPECT_EQ(civilians->figure.best, 16);
  EXPECT_EQ(sum_of(picture.casualties).best, 20);
  EXPECT_TRUE(world.picture("2015-10-31").casualties.empty());
  EXPECT_TRUE(world.picture("", "2015-11-01").casualties.empty());
}

TEST(TextWorlds, LoadedWordsStandBesideTheNeutralRecord) {
  const TextWorld world(
      {{"State", "2016-06-27",
        "Our heroic forces liberated the city of Fallujah from Daesh terrorists on Sunday."},
       {"Agency", "2016-06-27",
        "Iraqi forces captured the city of Fallujah from Islamic State fighters on Sunday."}});
  const Picture picture = world.picture();
  std::vector<std::string> words;
  for (const LoadedWord& word : picture.loaded) {
    const Fact& fact = picture.facts[word.fact];
    const Report& report = world.reports()[picture.sources[fact.source].report];
    words.emplace_back(report.document.words(word.words));
  }
  EXPECT_EQ(words, (std::vector<std::string>{"heroic", "liberated", "terrorists"}));
  EXPECT_TRUE(world.picture("2016-06-25").loaded.empty());
  EXPECT_TRUE(world.picture("", "2016-06-26").loaded.empty());
}

TEST(TextWorlds, SoldiersOfTwoStoriesAreNotOnePatrol) {
  const TextWorld world(
      {{"Alpha", "2025-11-30",
        "QUITO - Ecuador's President Daniel Noboa declared a state of emergency in nine "
        "provinces on Friday after dissident guerrillas ambushed an army patrol near "
        "the Colombian border, killing 11 soldiers. Police detained 14 suspects and "
        "seized a cache of rifles, ammunition and explosives. Noboa said the killers "
        "would be hunted down."},
       {"Beta", "2025-11-30",
        "NIAMEY - Islamic State fighters on motorbikes killed 22 villagers at a baptism "
        "in Takoubatt, western Niger, on Monday, residents said. The junta expelled the "
        "Red Cross in February and has turned to Russia for arms. In neighbouring "
        "Burkina Faso, JNIM said it killed 40 soldiers and captured a camp in Djibo; "
        "the army acknowledged an attack but gave no toll."},
       {"Gamma", "2025-11-30",
        "GAZA - Israeli tank fire killed two Palestinians east of Gaza City on Monday, "
        "medics said, in the latest violence to test an October truce. Hamas handed "
        "over the body of a hostage to the Red Cross on Tuesday. Israel still holds "
        "about 9,000 Palestinian prisoners, according to rights groups. Qatar and "
        "Egypt, which mediate, said talks on a second phase would start within days."},
       {"Delta", "2025-11-30",
        "MOGADISHU - Al Shabaab fighters stormed a prison near the presidential palace "
        "in Mogadishu on Saturday using a car disguised as a security vehicle, the "
        "government said. All seven attackers were killed and the siege ended after six "
        "hours. The group, which is allied to al Qaeda, said its fighters had freed "
        "dozens of inmates; the government denied this. Somali and US forces have "
        "stepped up air strikes on the militants in Puntland and Jubaland."},
       {"Epsilon", "2025-11-30",
        "TBILISI - Tens of thousands of Georgians rallied outside parliament on "
        "Saturday to mark a year of daily protests against the Georgian Dream party. "
        "Riot police fired water cannon and tear gas as some demonstrators tried to "
        "break into the presidential palace. The interior ministry said 21 officers "
        "were hurt and five organisers were charged with attempting a coup. The "
        "European Union urged all sides to show restraint."},
       {"Zeta", "2025-11-30",
        "JUBA - Fighting between government troops and forces loyal to Riek Machar "
        "displaced more than 100,000 people in Upper Nile state, the UN mission said on "
        "Wednesday. The army bombed Nasir from helicopters and retook the town it lost "
        "in March. Machar has been on trial since September on charges of treason and "
        "murder. Uganda has deployed special forces to Juba."}});
  for (const Event& event : world.picture().events) EXPECT_EQ(event.support.reports, 1u);
}

TEST(TextWorlds, TwoBombingsOfOneDayStayTwo) {
  const TextWorld world(
      {{"Alpha", "2016-05-02",
        "A suicide bomber killed 32 people in the town of Samawah on Sunday."},
       {"Beta", "2016-05-02", "A suicide bomber killed 11 people in Baghdad on Sunday."},
       {"Gamma", "2016-05-03",
        "The bombing in Samawah on Sunday killed at least 33 people, police said."}});
  const Picture picture = world.picture();
  EXPECT_EQ(attacks(picture), 2u);
  EXPECT_EQ(picture.casualties.size(), 2u);
  EXPECT_EQ(sum_of(world.picture("", "2016-05-02").casualties).best, 43);
  EXPECT_EQ(attacks(world.picture("2016-04-30")), 0u);
}

TEST(TextWorlds, ALateReportCorrectsTheToll) {
  const TextWorld world(
      {{"Beta", "2016-09-20", "Shelling killed five civilians in Aleppo on Monday."},
       {"Gamma", "2016-10-15",
        "The shelling of Aleppo on 19 September killed 17 civilians, the United Nations said."}});
  const Picture then = world.picture("", "2016-10-01");
  const Picture now = world.picture("", "", Rule::most_recent);
  ASSERT_EQ(then.casualties.size(), 1u);
  EXPECT_EQ(then.casualties[0].figure.best, 5);
  ASSERT_EQ(now.casualties.size(), 1u);
  EXPECT_EQ(now.casualties[0].figure.best, 17);
  const std::vector<Change> changes = changes_between(then, now);
  EXPECT_TRUE(std::any_of(changes.begin(), changes.end(), [](const Change& change) {
    return change.part == Part::casualties && change.kind == ChangeKind::corrected &&
           change.aspect == Aspect::figure;
  }));
}

// A new report moves only what it touches: a world apart stays as it was, and all of it is the same
// as if it had been assembled at once.
TEST(TextWorlds, ANewReportMovesOnlyWhatItTouches) {
  std::vector<Told> told = kTolls;
  const Picture before = TextWorld(told).picture("2017-12-31");
  told.push_back({"Delta", "2017-02-02", "Gunmen abducted a teacher in Nairobi on Wednesday."});
  told.push_back(kJadida.front());
  const Picture after = TextWorld(told).picture("2017-12-31");
  for (const Event& event : before.events) {
    const auto same = std::find_if(after.events.begin(), after.events.end(),
                                   [&](const Event& other) { return other.id == event.id; });
    ASSERT_NE(same, after.events.end());
    EXPECT_EQ(same->facts.size(), event.facts.size());
    EXPECT_EQ(same->time, event.time);
    EXPECT_EQ(same->support.independent, event.support.independent);
  }
  for (const Change& change : changes_between(before, after)) {
    EXPECT_EQ(change.kind, ChangeKind::became_known) << name_of(change.part);
  }
}

TEST(PictureLexicon, EveryEntryReadsItsExamples) {
  const auto lexicon = Lexicon::open(SITREP_DATA_DIR "/lexicon.bin");
  ASSERT_TRUE(lexicon);
  const PictureLexicon& words = TextWorld::words();
  size_t examples = 0;
  for (const char* section : {"victims", "loaded", "turn"}) {
    for (const LexiconEntry* entry : lexicon->section(section)) {
      for (const std::string_view example : entry->all("example")) {
        const size_t arrow = example.find(" => ");
        ASSERT_NE(arrow, std::string_view::npos) << entry->where();
        const std::string_view text = example.substr(0, arrow);
        const std::string_view wanted = example.substr(arrow + 4);
        const Span all{0, static_cast<uint32_t>(text.size())};
        std::string read;
        if (entry->section() == "victims") {
          read = words.victims(text) == Victims::civilians ? "civilians" : "everyone";
        } else if (entry->section() == "turn") {
          read = words.turn(text, all) == Turn::delayed ? "delayed" : "dropped";
        } else {
          for (const LoadedAt& word : words.loaded(text, all)) {
            if (word.span.of(text) == wanted) read = wanted;
          }
        }
        EXPECT_EQ(read, wanted) << entry->where() << ": " << text;
        ++examples;
      }
    }
  }
  EXPECT_GE(examples, 15u);
}

}  // namespace
}  // namespace sitrep
