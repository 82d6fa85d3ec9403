#include "sitrep/claims/statements.h"

#include <gtest/gtest.h>

#include "sitrep/claims/attribution.h"
#include "sitrep/claims/tree_notation.h"

namespace sitrep {
namespace {

const StatementRules& rules() {
  static const Lexicon lexicon = *Lexicon::open(SITREP_DATA_DIR "/lexicon.bin");
  static const StatementRules compiled = *StatementRules::compile(lexicon);
  return compiled;
}

// "speaker | cue | content + content | kind", a statement a line.
std::string statements(std::string_view notation) {
  const WrittenTree w = written(notation);
  const Tree tree(w.document, w.analysis);
  std::string out;
  for (const Statement& s : find_statements(tree, rules())) {
    if (!out.empty()) out += '\n';
    out += s.speaker ? std::string(w.document.words(s.speaker->span)) : "-";
    out += " | " + std::string(w.document.words(s.cue)) + " | ";
    for (size_t i = 0; i < s.content.size(); ++i) {
      if (i > 0) out += " + ";
      out += w.document.words(s.content[i]);
    }
    out += " | " + std::string(name_of(s.kind));
  }
  return out;
}

TEST(Statements, IndirectSpeechLeavesOutThat) {
  EXPECT_EQ(statements("Carter//NNP/2/nsubj said/say/VBD/0/root that//IN/5/mark "
                       "troops//NNS/5/nsubj left/leave/VBD/2/ccomp "
                       "Mosul//NNP/5/obj ~.//./2/punct"),
            "Carter | said | troops left Mosul | indirect");
}

TEST(Statements, DirectSpeechBeforeItsCue) {
  EXPECT_EQ(statements("“//``/3/punct ~We//PRP/3/nsubj left/leave/VBD/6/ccomp ~,//,/3/punct "
                       "~”//''/3/punct said/say/VBD/0/root Carter//NNP/6/nsubj"),
            "Carter | said | We left | direct");
}

TEST(Statements, TheSpeakerIsNeverWithinWhatIsQuoted) {
  EXPECT_EQ(statements("“//``/4/punct ~The//DT/3/det town//NN/7/nsubj fell/fall/VBD/0/root "
                       "~,//,/4/punct ~”//''/4/punct said/say/VBD/4/dep Carter//NNP/7/obj"),
            "Carter | said | The town fell | direct");
}

TEST(Statements, WhatASpeakerAddsIsHis) {
  EXPECT_EQ(
      statements("Carter//NNP/2/nsubj said/say/VBD/0/root troops//NNS/4/nsubj "
                 "left/leave/VBD/2/ccomp ~,//,/6/punct adding/add/VBG/4/advcl others//NNS/8/nsubj "
                 "stayed/stay/VBD/6/ccomp"),
      "Carter | said | troops left | indirect\nCarter | adding | others stayed | indirect");
}

TEST(Statements, WhatWasNotSaidIsNone) {
  EXPECT_EQ(statements("Carter//NNP/4/nsubj did/do/VBD/4/aux not//RB/4/advmod say/say/VB/0/root "
                       "that//IN/7/mark troops//NNS/7/nsubj left/leave/VBD/4/ccomp"),
            "");
}

TEST(Statements, OneCueOverSeveralStretches) {
  EXPECT_EQ(statements("\"//``/3/punct ~We//PRP/3/nsubj left/leave/VBD/7/ccomp ~,//,/3/punct "
                       "~\"//''/3/punct he//PRP/7/nsubj "
                       "said/say/VBD/0/root ~.//./7/punct $ \"//``/3/punct ~They//PRP/3/nsubj "
                       "came/come/VBD/0/root ~.//./3/punct "
                       "~\"//''/3/punct"),
            "he | said | We left + They came. | direct");
}

TEST(Statements, AQuotationOfSeveralSentencesIsTakenWhole) {
  EXPECT_EQ(
      statements(
          "“//``/3/punct ~We//PRP/3/nsubj left/leave/VBD/0/root ~.//./3/punct $ They//PRP/2/nsubj "
          "came/come/VBD/6/ccomp ~,//,/2/punct ~”//''/2/punct he//PRP/6/nsubj said/say/VBD/0/root"),
      "he | said | We left. They came | direct");
}

TEST(Statements, ACueInTheMiddleDividesItsContent) {
  EXPECT_EQ(statements("The//DT/2/det town//NN/8/nsubj ~,//,/5/punct he//PRP/5/nsubj "
                       "said/say/VBD/8/parataxis ~,//,/5/punct "
                       "is/be/VBZ/8/cop quiet//JJ/0/root"),
            "he | said | The town + is quiet | indirect");
}

TEST(Statements, AccordingToNamesTheSource) {
  EXPECT_EQ(statements("According/accord/VBG/3/case to//IN/1/fixed residents//NNS/6/obl "
                       "~,//,/3/punct rebels//NNS/6/nsubj "
                       "left/leave/VBD/0/root ~.//./6/punct"),
            "residents | According to | rebels left | indirect");
}

TEST(Statements, WhatANameIsCalledIsContent) {
  EXPECT_EQ(statements("The//DT/2/det official//NN/4/nsubj had/have/VBD/4/aux "
                       "called/call/VBN/0/root the//DT/6/det "
                       "recapture//NN/4/obj a//DT/8/det victory//NN/4/xcomp ~.//./4/punct"),
            "The official | called | the recapture a victory | indirect");
}

TEST(Statements, NounsWithASpeakerAfterBy) {
  EXPECT_EQ(
      statements("Troops//NNS/2/nsubj left/leave/VBD/0/root despite//IN/4/case criticism//NN/2/obl "
                 "by//IN/6/case "
                 "Damascus//NNP/4/nmod that//IN/9/mark they//PRP/9/nsubj stole/steal/VBD/4/acl"),
      "Damascus | criticism | they stole | indirect");
}

TEST(Statements, WordsInMarksThatNobodySaysAreNoStatement) {
  EXPECT_EQ(statements("The//DT/5/det “//``/5/punct ~big//JJ/5/amod ~”//''/5/punct "
                       "town//NN/6/nsubj fell/fall/VBD/0/root"),
            "");
}

TEST(Attribution, NearestSourceFirst) {
  const WrittenTree w = written(
      "Carter//NNP/2/nsubj said/say/VBD/0/root commanders//NNS/4/nsubj told/tell/VBD/2/ccomp "
      "him//PRP/4/obj rebels//NNS/7/nsubj "
      "left/leave/VBD/4/ccomp Mosul//NNP/7/obj");
  const Tree tree(w.document, w.analysis);
  const auto found = find_statements(tree, rules());
  const Attribution attribution(found);
  const auto names = [&](std::string_view word) {
    std::string out;
    for (const Participant& p : attribution.at(w.analysis.tokens.span[w.token(word)])) {
      out += std::string(w.document.words(p.span)) + ";";
    }
    return out;
  };
  EXPECT_EQ(names("left"), "commanders;Carter;");
  EXPECT_EQ(names("told"), "Carter;");
  EXPECT_EQ(names("said"), "");
}

TEST(Attribution, WhatIsCondemnedIsNotSaidByWhoCondemnsIt) {
  const WrittenTree w =
      written("They//PRP/2/nsubj condemned/condemn/VBD/0/root the//DT/4/det attack//NN/2/obj");
  const Tree tree(w.document, w.analysis);
  const auto found = find_statements(tree, rules());
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(Attribution(found).at(w.analysis.tokens.span[3]).empty());
}

TEST(StatementRules, AMalformedEntryIsNamed) {
  const auto lexicon = Lexicon::parse("cue-verb: say\ncontent: song\n", "own.txt");
  ASSERT_TRUE(lexicon.has_value());
  const auto compiled = StatementRules::compile(*lexicon);
  ASSERT_FALSE(compiled.has_value());
  EXPECT_NE(compiled.error().message.find("own.txt:1"), std::string::npos);
}

}  // namespace
}  // namespace sitrep
