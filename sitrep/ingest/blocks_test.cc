#include "sitrep/ingest/blocks.h"

#include <gtest/gtest.h>

namespace sitrep {
namespace {

// "kind: words (credit)" a block; line breaks within a block are shown as '/'.
std::vector<std::string> blocks_of(std::string_view text, std::string_view title = {}) {
  std::vector<std::string> out;
  const auto blocks = find_blocks(text, title);
  if (!blocks) return {blocks.error().message};
  for (const Block& block : *blocks) {
    std::string words(block.span.of(text));
    std::replace(words.begin(), words.end(), '\n', '/');
    out.push_back(std::string(name_of(block.kind)) + ": " + words);
    if (!block.credit.empty()) out.back() += " (" + std::string(block.credit.of(text)) + ")";
  }
  return out;
}

using Lines = std::vector<std::string>;

TEST(Blocks, BlankLinesDivideParagraphs) {
  EXPECT_EQ(blocks_of("  One is here.\n \t\n\nTwo is here.\r\n\r\nThree.\n"),
            (Lines{"paragraph: One is here.", "paragraph: Two is here.", "paragraph: Three."}));
}

TEST(Blocks, LongLinesAreParagraphs) {
  const std::string one =
      "Government troops entered the eastern districts of the city at dawn, and by the evening "
      "they had reached the river, a spokesman said.";
  EXPECT_EQ(blocks_of(one + "\n" + one + "\nIt is over."),
            (Lines{"paragraph: " + one, "paragraph: " + one, "paragraph: It is over."}));
}

TEST(Blocks, LinesOfOneWidthAreJoined) {
  EXPECT_EQ(blocks_of("   GUNMEN ATTACKED THE TOWN HALL OF A NORTHERN VILLAGE EARLY\n"
                      "TODAY AND FLED BEFORE THE ARMY ARRIVED. NO ONE WAS HURT IN THE\n"
                      "ATTACK.\n"
                      "   THE MAYOR SAID THAT THE POLICE HAD BEEN WARNED A DAY BEFORE THE\n"
                      "GUNMEN CAME.\n"),
            (Lines{"paragraph: GUNMEN ATTACKED THE TOWN HALL OF A NORTHERN VILLAGE EARLY/"
                   "TODAY AND FLED BEFORE THE ARMY ARRIVED. NO ONE WAS HURT IN THE/ATTACK.",
                   "paragraph: THE MAYOR SAID THAT THE POLICE HAD BEEN WARNED A DAY BEFORE THE/"
                   "GUNMEN CAME."}));
}

TEST(Blocks, ASentenceALineIsNotJoined) {
  EXPECT_EQ(blocks_of("The bridge is closed.\nTwo men were hurt.\nPolice are there.\n"),
            (Lines{"paragraph: The bridge is closed.", "paragraph: Two men were hurt.",
                   "paragraph: Police are there."}));
}

TEST(Blocks, ADatelineOfItsOwnGoesWithWhatFollows) {
  EXPECT_EQ(blocks_of("BAGHDAD (AP) --\n\nTroops left the town on Sunday."),
            (Lines{"paragraph: BAGHDAD (AP) --//Troops left the town on Sunday."}));
}

TEST(Blocks, NothingIsJoinedOverACaption) {
  EXPECT_EQ(blocks_of("BAGHDAD (AP) --[caption]A tank.[/caption]\nTroops left."),
            (Lines{"paragraph: BAGHDAD (AP) --", "caption: A tank.", "paragraph: Troops left."}));
}

TEST(Blocks, AShortFirstLineWithoutAFullStopIsAHeadline) {
  EXPECT_EQ(blocks_of("Troops retake airbase\n\nTroops retook the airbase on Saturday."),
            (Lines{"headline: Troops retake airbase",
                   "paragraph: Troops retook the airbase on Saturday."}));
  EXPECT_EQ(blocks_of("24 January 2019\n\nTroops retook the airbase on Saturday.").front(),
            "paragraph: 24 January 2019");
}

TEST(Blocks, TheTitleIsTheHeadlineEvenOnOneLineWithTheText) {
  EXPECT_EQ(blocks_of("Home hit by fire. BYESVILLE -- A home burned.", "Home hit by fire"),
            (Lines{"headline: Home hit by fire.", "paragraph: BYESVILLE -- A home burned."}));
  EXPECT_EQ(blocks_of("Fire fighters came.", "Fire"), (Lines{"paragraph: Fire fighters came."}));
}

TEST(Blocks, ListsAndQuotes) {
  EXPECT_EQ(blocks_of("We need:\n- tents\n- water\n\n1. Food\n2) Fuel\n> he wrote\n"),
            (Lines{"paragraph: We need:", "list: - tents", "list: - water", "list: 1. Food",
                   "list: 2) Fuel", "quote: > he wrote"}));
}

TEST(Blocks, CaptionsHaveTheirCredit) {
  EXPECT_EQ(
      blocks_of("One.\n[caption id=\"\"]<img src=\"a.jpg\" /> A tank. (AP photo)[/caption]\nTwo."),
      (Lines{"paragraph: One.", "caption: A tank. (AP photo) (AP photo)", "paragraph: Two."}));
  EXPECT_EQ(blocks_of("[caption] A man (right) waves.[/caption]"),
            (Lines{"caption: A man (right) waves."}));
}

TEST(Blocks, WhatStandsBelowALongTextIsBoilerplate) {
  std::string text;
  for (int i = 0; i < 10; ++i) text += "Troops retook the airbase on Saturday morning.\n\n";
  EXPECT_EQ(blocks_of(text + "By The News Desk\n").back(), "boilerplate: By The News Desk");
  EXPECT_EQ(blocks_of(text + "they say that more troops will come").back(),
            "paragraph: they say that more troops will come");
  EXPECT_EQ(blocks_of("They left.\n\nBy The News Desk").back(), "paragraph: By The News Desk");
}

TEST(Blocks, WhiteSpaceOfAllKindsIsNoBlock) {
  EXPECT_TRUE(blocks_of(" \t\r\n\u00A0\n\uFEFF\u3000\n").empty());
  EXPECT_EQ(blocks_of("\uFEFFHere.\u00A0\n"), (Lines{"paragraph: Here."}));
}

}  // namespace
}  // namespace sitrep
