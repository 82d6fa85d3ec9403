// A part of a picture has its own lines and nothing that leads out of it.
#include "sitrep/picture/selection.h"

#include <gtest/gtest.h>

#include <numeric>

#include "sitrep/picture/test_story.h"

namespace sitrep {
namespace {

std::vector<Report> world() {
  return {strike_on_mosul("Alpha", "12", "A strike on Mosul killed 12 on Monday."),
          strike_on_mosul("Beta", "30",
                          "In Mosul 30 people died on Monday; doctors spoke of a strike."),
          Tale("Gamma", "2017-01-18", "Rebels stormed Erbil on Tuesday. They hold it now.")
              .party("Rebels", "Rebels", "")
              .place("Erbil", 36.19, 44.01)
              .time("Tuesday", "2017-01-17", "2017-01-18")
              .event("ASSAULT", "Armed clash", "stormed", {"Rebels"}, {})
              .holding("Rebels", HoldingChange::gained, "hold it")};
}

std::vector<uint32_t> all_of(size_t size) {
  std::vector<uint32_t> out(size);
  std::iota(out.begin(), out.end(), 0U);
  return out;
}

TEST(Selection, AllIsAllAndNoneIsNone) {
  const std::vector<Report> reports = world();
  const Picture picture = assemble(reports);
  ASSERT_EQ(picture.disagreements.size(), 1u);
  const Picture all =
      keep_only(picture, {all_of(picture.events.size()), all_of(picture.plans.size()),
                          all_of(picture.holdings.size()), all_of(picture.forces.size()),
                          all_of(picture.casualties.size())});
  EXPECT_EQ(all.events.size(), 2u);
  EXPECT_EQ(all.holdings.size(), 1u);
  EXPECT_EQ(all.casualties.at(0).event, picture.casualties.at(0).event);
  EXPECT_EQ(all.disagreements.size(), 1u);
  const Picture none = keep_only(picture, {});
  EXPECT_TRUE(none.events.empty() && none.holdings.empty() && none.casualties.empty());
  EXPECT_TRUE(none.disagreements.empty());
  EXPECT_EQ(none.sources.size(), 3u);
}

TEST(Selection, ALineLeadsToNothingThatIsLeftOut) {
  const std::vector<Report> reports = world();
  const Picture picture = assemble(reports);
  Lines lines;
  lines.casualties = all_of(picture.casualties.size());
  const Picture harm = keep_only(picture, lines);
  ASSERT_EQ(harm.casualties.size(), 1u);
  EXPECT_EQ(harm.casualties[0].event, kNone);
  EXPECT_EQ(harm.casualties[0].facts, picture.casualties[0].facts);
  ASSERT_EQ(harm.disagreements.size(), 1u);
  EXPECT_EQ(harm.disagreements[0].index, 0u);

  // The second event alone is the first one there.
  Lines second;
  second.events = {1};
  second.casualties = all_of(picture.casualties.size());
  const Picture part = keep_only(picture, second);
  ASSERT_EQ(part.events.size(), 1u);
  EXPECT_EQ(part.events[0].id, picture.events[1].id);
  EXPECT_EQ(part.casualties[0].event, picture.casualties[0].event == 1 ? 0u : kNone);
}

}  // namespace
}  // namespace sitrep
