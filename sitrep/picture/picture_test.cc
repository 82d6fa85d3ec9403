// Laws of the picture: the order of the reports does not matter, and its time is near-linear.
#include "sitrep/picture/picture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <random>

#include "sitrep/picture/assembler.h"
#include "sitrep/picture/test_story.h"
#include "sitrep/picture/time_blocks.h"
#include "sitrep/text/copies.h"

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
  Tale story("Paper " + std::to_string(pick(5)), day_after(day.c_str(), pick(3)),
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

// Every line of a picture in words that do not depend on indices: facts by their ids, actors and
// places by name.
std::vector<std::string> lines_of(const Picture& picture) {
  std::vector<std::string> lines;
  const auto list = [&](const std::vector<uint32_t>& facts) {
    std::string out;
    for (const uint32_t fact : facts) out += ' ' + std::to_string(picture.facts[fact].id);
    return out;
  };
  const auto actor = [&](uint32_t at) { return at == kNone ? "-" : picture.actors[at].name; };
  const auto site = [&](uint32_t at) { return at == kNone ? "-" : picture.sites[at].name; };
  const auto number = [](std::optional<double> n) { return n ? std::to_string(*n) : "-"; };
  const auto time = [](const std::optional<Interval>& at) {
    return at ? std::to_string(at->from) + ".." + std::to_string(at->to) : "-";
  };
  const auto support = [](const Support& s) {
    return std::to_string(s.reports) + "/" + std::to_string(s.independent);
  };
  const auto figure = [&](const Figure& f) {
    return number(f.low) + " " + number(f.best) + " " + number(f.high);
  };
  const auto event = [&](const Event& e) {
    std::string out = std::to_string(e.id) + e.type + e.acled_sub_event + " " + site(e.site) + " " +
                      time(e.time) + " " + std::to_string(int(e.status)) + support(e.support);
    for (const uint32_t at : e.actors) out += " " + actor(at);
    for (const uint32_t at : e.recipients) out += " to " + actor(at);
    return out + list(e.facts) + list({e.lead});
  };
  for (const Source& source : picture.sources) {
    lines.push_back("source " + std::to_string(source.id) + " " +
                    std::to_string(picture.sources[source.original].id));
  }
  for (const Story& story : picture.stories) {
    std::string line = "story " + std::to_string(story.id) + support(story.support);
    for (const uint32_t at : story.sources) line += " " + std::to_string(picture.sources[at].id);
    lines.push_back(line);
  }
  for (const Event& e : picture.events) lines.push_back("event " + event(e));
  for (const Plan& plan : picture.plans) {
    const bool told = plan.outcome_event != kNone;
    lines.push_back("plan " + event(plan.act) + std::to_string(int(plan.outcome)) +
                    (told ? event(picture.events[plan.outcome_event]) : "") +
                    list(plan.outcome_facts));
  }
  for (const PlaceHolding& holding : picture.holdings) {
    std::string line = "holding " + site(holding.site) + " " + actor(holding.holder) +
                       (holding.contested ? " contested" : "") + list(holding.current.facts);
    for (const HoldingVersion& version : holding.history) {
      line += " | " + actor(version.holder) + time(version.time) + support(version.support) +
              (version.claimed ? "claimed" : "") + list(version.facts);
    }
    for (const HoldingSpan& span : holding.spans) line += " " + actor(span.holder);
    lines.push_back(line);
  }
  for (const Force& force : picture.forces) {
    lines.push_back("force " + actor(force.actor) + force.role + figure(force.figure) +
                    number(force.before) + list(force.facts));
  }
  for (const Casualties& line : picture.casualties) {
    lines.push_back("harm " + line.role + actor(line.who) + figure(line.figure) + site(line.site) +
                    time(line.time) + support(line.support) + list(line.facts) +
                    (line.event == kNone ? "" : event(picture.events[line.event])));
  }
  for (const PictureStatement& said : picture.statements) {
    lines.push_back("said " + std::to_string(picture.sources[said.source].id) +
                    std::to_string(said.statement) + support(said.support));
  }
  for (const Disagreement& one : picture.disagreements) {
    std::string line = "disagreement " + std::to_string(int(one.kind));
    for (const DisagreementSide& side : one.sides) {
      line += " | " + side.value + support(side.support) + list(side.facts);
    }
    lines.push_back(line);
  }
  for (const LoadedWord& word : picture.loaded) {
    lines.push_back("loaded " + list({word.fact}) + word.neutral);
  }
  return lines;
}

std::vector<std::string> told(const std::vector<Report>& reports, const PictureOptions& options) {
  return lines_of(assemble(reports, options));
}

TEST(Picture, TheOrderOfTheReportsDoesNotMatter) {
  std::mt19937 random(7);
  for (int world = 0; world < 20; ++world) {
    std::vector<Report> reports;
    for (int i = 0; i < 40; ++i) reports.push_back(random_story(random));
    const auto before = told(reports, {});
    const PictureOptions clocks{.as_of = day_of_iso("2016-03-03"),
                                .known_by = day_of_iso("2016-03-04")};
    const auto before_on_clocks = told(reports, clocks);
    EXPECT_NE(before, before_on_clocks);
    for (int shuffle = 0; shuffle < 5; ++shuffle) {
      std::shuffle(reports.begin(), reports.end(), random);
      EXPECT_TRUE(told(reports, {}) == before) << "world " << world;
      EXPECT_TRUE(told(reports, clocks) == before_on_clocks) << "world " << world;
    }
  }
}

TEST(Assembler, IsInAnyOrderWhatAssemblingAllAnewGives) {
  std::mt19937 random(5);
  std::vector<PictureOptions> asked(4);
  asked[1].as_of = day_of_iso("2016-03-03");
  asked[2].known_by = day_of_iso("2016-03-04");
  asked[3].rule = Rule::lowest;
  for (int world = 0; world < 30; ++world) {
    std::vector<Report> reports;
    for (int i = 0; i < 40; ++i) reports.push_back(random_story(random));
    for (int i = 0; i < 5; ++i) reports.push_back(reports[random() % reports.size()]);
    std::shuffle(reports.begin(), reports.end(), random);
    Assembler assembler;
    for (size_t begin = 0, end = 0; begin < reports.size(); begin = end) {
      end = std::min(reports.size(), begin + 1 + random() % 6);
      assembler.add(std::span<const Report>(&reports[begin], end - begin));
      const PictureOptions& options = asked[random() % asked.size()];
      const std::vector<Report> so_far(reports.begin(), reports.begin() + static_cast<long>(end));
      ASSERT_EQ(lines_of(assembler.picture(options)), told(so_far, options))
          << "world " << world << ", after " << end << " reports";
    }
    for (const PictureOptions& options : asked) {
      ASSERT_EQ(lines_of(assembler.picture(options)), told(reports, options)) << world;
    }
  }
}

// Words that hardly any other report has.
std::string number_words(int number) {
  std::string out;
  for (const char* word : {" smoke", " barley", " lanterns", " ferry", " millstone", " orchard"}) {
    out += word + std::to_string(number);
  }
  return out + ".";
}

// A report of a country of its own, by people of its own, that shares no word with the others: not
// even a number of a date, for how often a word stands in all reports weighs in every story.
Report elsewhere(int number) {
  const std::string town = "Quarry" + std::to_string(number);
  const std::string side = "Herders" + std::to_string(number);
  const std::string feast = "Shearing" + std::to_string(number);
  const char* day = "2014-05-01";
  return Tale("Gazette", day_after("2014-05-02", number),
              side + " burned " + town + " granary " + feast + number_words(number))
      .party(side, side, "")
      .place(town, -60 + number % 30, -60)
      .time(feast, day, day_after(day, 1))
      .event("ASSAULT", "Armed clash", "burned", {side}, {})
      .holding(side, HoldingChange::gained, "granary");
}

TEST(Assembler, ANewReportMovesOnlyWhatItTouches) {
  std::mt19937 random(13);
  for (int world = 0; world < 20; ++world) {
    std::vector<Report> reports;
    for (int i = 0; i < 40; ++i) reports.push_back(random_story(random));
    std::vector<std::string> before = told(reports, {});
    reports.push_back(elsewhere(world));
    std::vector<std::string> after = told(reports, {});
    std::sort(before.begin(), before.end());
    std::sort(after.begin(), after.end());
    std::vector<std::string> moved;
    std::set_difference(before.begin(), before.end(), after.begin(), after.end(),
                        std::back_inserter(moved));
    EXPECT_EQ(moved, std::vector<std::string>()) << "world " << world;
    EXPECT_GE(after.size(), before.size() + 4);  // a source, a story, an event, a holding
  }
}

TEST(Assembler, ComparesANewReportOnlyWithThoseThatShareItsWords) {
  std::vector<Report> reports;
  for (int i = 0; i < 300; ++i) reports.push_back(elsewhere(i % 100));
  for (int i = 0; i < 300; ++i) {
    reports[static_cast<size_t>(i)].document.text += " Copy desk " + std::to_string(i) + ".";
  }
  Assembler assembler;
  assembler.add(reports);
  assembler.picture();
  EXPECT_GE(assembler.compared(), 100u);
  const std::vector<Report> one = {elsewhere(150)};
  assembler.add(one);
  assembler.picture();
  EXPECT_LE(assembler.compared(), 30u);
  PictureOptions other;
  other.as_of = day_of_iso("2014-05-02");
  assembler.picture(other);
  EXPECT_LE(assembler.compared(), 30u);
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
    Tale story("Paper", day,
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
