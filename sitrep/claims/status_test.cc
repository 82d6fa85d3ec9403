#include "sitrep/claims/status.h"

#include <gtest/gtest.h>

#include "sitrep/claims/status_model.h"
#include "sitrep/claims/tree_notation.h"

namespace sitrep {
namespace {

std::string status(std::string_view notation, std::string_view word) {
  static const Lexicon lexicon = *Lexicon::open(SITREP_DATA_DIR "/lexicon.bin");
  static const StatusRules rules = *StatusRules::compile(lexicon);
  const WrittenTree w = written(notation);
  const TokenId t = w.token(word);
  EXPECT_NE(t, kNoToken) << word;
  const Tree tree(w.document, w.analysis);
  return std::string(name_of(status_of_predicate(tree, rules, t).status));
}

TEST(Status, WhatIsToldPlainlyOccurred) {
  EXPECT_EQ(status("Troops//NNS/2/nsubj left/leave/VBD/0/root Mosul//NNP/2/obj", "left"),
            "occurred");
}

TEST(Status, NegationAndNegativeArguments) {
  EXPECT_EQ(
      status("Troops//NNS/4/nsubj did/do/VBD/4/aux not//RB/4/advmod leave//VB/0/root", "leave"),
      "negated");
  EXPECT_EQ(status("No//DT/2/det troops//NNS/3/nsubj left/leave/VBD/0/root", "left"), "negated");
}

TEST(Status, ModalsAndTense) {
  EXPECT_EQ(status("Troops//NNS/3/nsubj will//MD/3/aux leave//VB/0/root", "leave"), "planned");
  EXPECT_EQ(status("Troops//NNS/3/nsubj may//MD/3/aux leave//VB/0/root", "leave"), "possible");
  EXPECT_EQ(status("Troops//NNS/3/nsubj would//MD/3/aux leave//VB/0/root", "leave"),
            "hypothetical");
  EXPECT_EQ(status("He//PRP/2/nsubj said/say/VBD/0/root troops//NNS/5/nsubj would//MD/5/aux "
                   "leave//VB/2/ccomp",
                   "leave"),
            "planned");
  EXPECT_EQ(status("Troops//NNS/3/nsubj are/be/VBP/3/aux leaving/leave/VBG/0/root", "leaving"),
            "ongoing");
}

TEST(Status, ConditionsMakeTheMainClauseHypothetical) {
  const std::string text =
      "If//IN/3/mark rebels//NNS/3/nsubj attack//VBP/6/advcl troops//NNS/6/nsubj will//MD/6/aux "
      "respond//VB/0/root";
  EXPECT_EQ(status(text, "attack"), "hypothetical");
  EXPECT_EQ(status(text, "respond"), "hypothetical");
}

TEST(Status, GoverningVerbs) {
  EXPECT_EQ(
      status("Troops//NNS/2/nsubj failed/fail/VBD/0/root to//TO/4/mark leave//VB/2/xcomp", "leave"),
      "negated");
  EXPECT_EQ(status("Troops//NNS/4/nsubj did/do/VBD/4/aux not//RB/4/advmod fail//VB/0/root "
                   "to//TO/6/mark leave//VB/4/xcomp",
                   "leave"),
            "occurred");
  EXPECT_EQ(
      status("Rebels//NNS/2/nsubj threatened/threaten/VBD/0/root to//TO/4/mark attack//VB/2/xcomp",
             "attack"),
      "threatened");
  EXPECT_EQ(status("Rebels//NNS/2/nsubj denied/deny/VBD/0/root they//PRP/4/nsubj "
                   "attacked/attack/VBD/2/ccomp",
                   "attacked"),
            "denied");
  EXPECT_EQ(status("Troops//NNS/2/nsubj managed/manage/VBD/0/root to//TO/4/mark leave//VB/2/xcomp",
                   "leave"),
            "occurred");
}

TEST(Status, CoordinatedInfinitivesShareTheirStatus) {
  EXPECT_EQ(status("Troops//NNS/2/nsubj plan//VBP/0/root to//TO/4/mark encircle//VB/2/xcomp "
                   "and//CC/6/cc retake//VB/4/conj "
                   "Mosul//NNP/6/obj",
                   "retake"),
            "planned");
}

TEST(Status, PurposesAndHeadlinesArePlans) {
  EXPECT_EQ(status("Turkey//NNP/2/nsubj sent/send/VBD/0/root troops//NNS/2/obj to//TO/5/mark "
                   "fight//VB/2/advcl",
                   "fight"),
            "planned");
  EXPECT_EQ(status("Carter//NNP/3/nsubj to//TO/3/mark visit//VB/0/root Iraq//NNP/3/obj", "visit"),
            "planned");
}

TEST(Status, NounsByTheirModifiersAndGovernors) {
  EXPECT_EQ(status("The//DT/3/det planned//JJ/3/amod attack//NN/4/nsubj worried/worry/VBD/0/root "
                   "them//PRP/4/obj",
                   "attack"),
            "planned");
  EXPECT_EQ(
      status("Troops//NNS/3/nsubj will//MD/3/aux launch//VB/0/root an//DT/5/det attack//NN/3/obj",
             "attack"),
      "planned");
  EXPECT_EQ(status("They//PRP/2/nsubj condemned/condemn/VBD/0/root the//DT/4/det attack//NN/2/obj",
                   "attack"),
            "occurred");
}

TEST(Status, CapitalsChangeNothing) {
  EXPECT_EQ(
      status("TROOPS/troops/NNS/4/nsubj DID/DO/VBD/4/aux NOT/NOT/RB/4/advmod LEAVE/LEAVE/VB/0/root",
             "LEAVE"),
      "negated");
}

TEST(Status, PredicatesAreVerbsAndPredicativeWords) {
  const Lexicon lexicon = *Lexicon::open(SITREP_DATA_DIR "/lexicon.bin");
  const StatusRules rules = *StatusRules::compile(lexicon);
  const WrittenTree w = written(
      "Troops//NNS/2/nsubj left/leave/VBD/0/root $ The//DT/2/det town//NN/4/nsubj is/be/VBZ/4/cop "
      "quiet//JJ/0/root");
  const Tree tree(w.document, w.analysis);
  const auto found = find_predicates(tree, rules);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(w.document.words(w.analysis.tokens.span[found[0].token]), "left");
  EXPECT_EQ(w.document.words(w.analysis.tokens.span[found[1].token]), "quiet");
}

TEST(FactualityModel, ComesBackFromItsBytes) {
  const auto model = FactualityModel::of({{7, 1.5F}, {3, -4.0F}, {9, 0.25F}});
  const auto again = FactualityModel::read(model.bytes());
  ASSERT_TRUE(again.has_value());
  EXPECT_NEAR(again->score({7, 9, 8}), FactualityModel::squashed(1.75), 1e-3);
  EXPECT_NEAR(again->score({3}), FactualityModel::squashed(-4), 1e-3);
}

TEST(FactualityModel, SaysNothingBeyondItsScale) {
  EXPECT_DOUBLE_EQ(FactualityModel::squashed(0), 0.0);
  EXPECT_LT(FactualityModel::squashed(1), FactualityModel::squashed(2));
  EXPECT_LE(FactualityModel::squashed(1e6), 3.0);
  EXPECT_GE(FactualityModel::squashed(-1e6), -3.0);
}

TEST(FactualityModel, DamagedBytesAreRefused) {
  const std::string bytes = FactualityModel::of({{7, 1.5F}, {3, -4.0F}}).bytes();
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(FactualityModel::read(bytes.substr(0, size)).has_value()) << size;
  }
  EXPECT_FALSE(FactualityModel::read(bytes + "x").has_value());
}

TEST(StatusRules, AMalformedEntryIsNamed) {
  const auto lexicon = Lexicon::parse("modal: will\nstatus: sure\n", "own.txt");
  ASSERT_TRUE(lexicon.has_value());
  const auto rules = StatusRules::compile(*lexicon);
  ASSERT_FALSE(rules.has_value());
  EXPECT_NE(rules.error().message.find("own.txt:1"), std::string::npos) << rules.error().message;
}

}  // namespace
}  // namespace sitrep
