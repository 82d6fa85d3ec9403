#include "sitrep/language/casing.h"

#include <gtest/gtest.h>

namespace sitrep {
namespace {

Casing opened() {
  auto lexicon = Lexicon::open(SITREP_DATA_DIR "/lexicon.bin");
  EXPECT_TRUE(lexicon) << lexicon.error().message;
  return Casing::of(*lexicon);
}

TEST(Casing, TellsATextInCapitalsFromPrintedOnes) {
  const std::string line =
      "POLICE SAID THAT A BOMB WENT OFF OUTSIDE THE TOWN HALL LATE ON MONDAY NIGHT AND HURT FOUR.";
  EXPECT_TRUE(Casing::is_in_capitals(line));
  EXPECT_FALSE(Casing::is_in_capitals("BOMB IN TOWN"));  // a headline says too little
  EXPECT_FALSE(Casing::is_in_capitals(line + " The mayor was not there, said his office."));
}

TEST(Casing, WritesAsItWouldBePrinted) {
  const Casing casing = opened();
  EXPECT_EQ(casing.printed("QUITO, 4 MAY 93 -- A BOMB DAMAGED THE HOUSE OF JUDGE VICTOR OCAMPO."),
            "Quito, 4 May 93 -- a bomb damaged the house of judge Victor Ocampo.");
  EXPECT_EQ(casing.printed("GUERRILLAS MAY ATTACK THE U.S. EMBASSY.  \"NOBODY KNOWS.\""),
            "Guerrillas may attack the U.S. embassy.  \"Nobody knows.\"");
}

TEST(Casing, KnowsTheNamesOfTheLexiconAcrossLines) {
  const Casing casing = opened();
  EXPECT_EQ(casing.printed("FIGHTERS OF THE FARABUNDO MARTI NATIONAL\nLIBERATION FRONT (FMLN)"),
            "Fighters of the Farabundo Marti National\nLiberation Front (FMLN)");
}

TEST(Casing, LeavesOutWhatAnEditorPutInBrackets) {
  const Casing casing = opened();
  EXPECT_EQ(casing.printed("LIMA, 3 JAN 91 -- [TEXT] THE MRTA [WORDS INDISTINCT] ATTACKED."),
            "Lima, 3 Jan 91 --        the MRTA                    attacked.");
}

TEST(Casing, KeepsEveryPosition) {
  const Casing casing = opened();
  for (const std::string text :
       {"", "A", "-", "'S", "ÉL SALIÓ DE AQUÍ", "X-15 O'NEILL'S PRO-IRAN", "A\xC3"}) {
    EXPECT_EQ(casing.printed(text).size(), text.size()) << text;
  }
}

}  // namespace
}  // namespace sitrep
