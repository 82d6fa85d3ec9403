#include "sitrep/language/tree_repairs.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "sitrep/base/names.h"

namespace sitrep {
namespace {

// One sentence; a token is form/XPOS/head/relation, heads count from 1 and 0 is the root.
class RepairedTree {
 public:
  explicit RepairedTree(const std::string& notation, SentenceOpening opening = {}) {
    std::istringstream in(notation);
    for (std::string word; in >> word;) {
      std::istringstream parts(word);
      std::string form, xpos, head, relation;
      std::getline(parts, form, '/');
      std::getline(parts, xpos, '/');
      std::getline(parts, head, '/');
      std::getline(parts, relation, '/');
      const auto own = static_cast<TokenId>(forms_.size());
      forms_.push_back(form);
      tokens_.xpos.push_back(value_in<uint8_t>(kXposNames, xpos).value());
      tokens_.upos.push_back(xpos.starts_with("NNP") ? Upos::PROPN
                             : xpos.starts_with("N") ? Upos::NOUN
                             : xpos.starts_with("V") ? Upos::VERB
                             : xpos == "CD"          ? Upos::NUM
                             : xpos == ","           ? Upos::PUNCT
                                                     : Upos::X);
      const auto above = static_cast<TokenId>(std::stoul(head));
      tokens_.head.push_back(above == 0 ? own : above - 1);
      tokens_.deprel.push_back(deprel_of(relation));
    }
    repair_tree({0, static_cast<TokenId>(forms_.size()), 0}, opening, tokens_);
  }

  // "nsubj of called", "root"
  std::string operator[](const std::string& form) const {
    const size_t at = place_of(form);
    const std::string relation(name_of(tokens_.deprel[at]));
    return tokens_.head[at] == at ? relation : relation + " of " + forms_[tokens_.head[at]];
  }
  std::string_view tag(const std::string& form) const {
    return kXposNames[tokens_.xpos[place_of(form)]];
  }

 private:
  size_t place_of(const std::string& form) const {
    size_t at = 0;
    while (at + 1 < forms_.size() && forms_[at] != form) ++at;
    return at;
  }

  std::vector<std::string> forms_;
  Tokens tokens_;
};

TEST(TreeRepairs, OfTwoSubjectsOneIsThatOfTheClauseBetween) {
  const RepairedTree tree(
      "bomb/NN/7/nsubj ripped/VBN/7/ccomp through/IN/4/case town/NN/2/obl ,/,/2/punct "
      "ministry/NN/7/nsubj said/VBD/0/root");
  EXPECT_EQ(tree["bomb"], "nsubj of ripped");
  EXPECT_EQ(tree.tag("ripped"), "VBD");
  EXPECT_EQ(tree["ministry"], "nsubj of said");
}

TEST(TreeRepairs, APassiveHasAnAuxiliaryUnlessItIsAHeadline) {
  const RepairedTree active(
      "The/DT/2/det council/NN/3/nsubj:pass called/VBN/0/root for/IN/5/case talks/NNS/3/obl");
  EXPECT_EQ(active["council"], "nsubj of called");
  EXPECT_EQ(active.tag("called"), "VBD");
  const RepairedTree with_object(
      "Police/NNS/2/nsubj:pass arrested/VBN/0/root two/CD/4/nummod men/NNS/2/obj");
  EXPECT_EQ(with_object["Police"], "nsubj of arrested");
  const RepairedTree headline(
      "Two/CD/2/nummod men/NNS/3/nsubj:pass arrested/VBN/0/root in/IN/5/case raid/NN/3/obl");
  EXPECT_EQ(headline["men"], "nsubj:pass of arrested");
  const RepairedTree passive(
      "The/DT/2/det men/NNS/4/nsubj:pass were/VBD/4/aux:pass arrested/VBN/0/root");
  EXPECT_EQ(passive["men"], "nsubj:pass of arrested");
}

TEST(TreeRepairs, WhatIsDueIsSaidOfTheSubject) {
  const RepairedTree mark(
      "Talks/NNS/5/nsubj are/VBP/5/cop due/JJ/5/mark to/TO/3/fixed resume/VB/0/root ././5/punct");
  EXPECT_EQ(mark["due"], "root");
  EXPECT_EQ(mark["Talks"], "nsubj of due");
  EXPECT_EQ(mark["are"], "cop of due");
  EXPECT_EQ(mark["resume"], "xcomp of due");
  EXPECT_EQ(mark["to"], "mark of resume");
  const RepairedTree on_a_day(
      "vote/NN/5/nsubj is/VBZ/5/cop due/JJ/5/case on/IN/5/case Friday/NNP/0/root");
  EXPECT_EQ(on_a_day["due"], "root");
  EXPECT_EQ(on_a_day["Friday"], "obl of due");
  const RepairedTree cause(
      "It/PRP/6/nsubj was/VBD/6/cop due/JJ/6/case to/IN/3/fixed a/DT/6/det leak/NN/0/root");
  EXPECT_EQ(cause["leak"], "root");
}

TEST(TreeRepairs, WhatASentenceSaysIsNoRelativeClause) {
  const RepairedTree tree(
      "Roe/NNP/0/root ,/,/4/punct who/WP/4/nsubj leads/VBZ/1/acl:relcl it/PRP/4/obj ,/,/7/punct "
      "called/VBD/1/acl:relcl for/IN/9/case talks/NNS/7/obl ././1/punct");
  EXPECT_EQ(tree["called"], "root");
  EXPECT_EQ(tree["Roe"], "nsubj of called");
  EXPECT_EQ(tree["leads"], "acl:relcl of Roe");
}

TEST(TreeRepairs, ARowHangsOnItsFirst) {
  const RepairedTree tree(
      "Qatar/NNP/6/nsubj ,/,/1/punct Egypt/NNP/1/conj and/CC/5/cc Turkey/NNP/3/conj "
      "met/VBD/0/root");
  EXPECT_EQ(tree["Turkey"], "conj of Qatar");
}

TEST(TreeRepairs, WhatStandsWithWillIsAVerb) {
  const RepairedTree tree(
      "Israel/NNP/3/nsubj will/MD/3/aux free/JJ/0/root ten/CD/5/nummod men/NNS/6/nsubj "
      "serving/VBG/3/advcl life/NN/6/obj");
  EXPECT_EQ(tree.tag("free"), "VB");
  EXPECT_EQ(tree["men"], "obj of free");
  EXPECT_EQ(tree["serving"], "acl of men");
  const RepairedTree adjective("They/PRP/4/nsubj will/MD/4/aux be/VB/4/cop free/JJ/0/root");
  EXPECT_EQ(adjective.tag("free"), "JJ");
}

TEST(TreeRepairs, ANameBeforeAVerbIsItsSubject) {
  const RepairedTree tree("ECOWAS/NNP/2/advmod imposed/VBD/0/root sanctions/NNS/2/obj");
  EXPECT_EQ(tree["ECOWAS"], "nsubj of imposed");
}

TEST(TreeRepairs, WhatIsCoordinatedIsTheWholeName) {
  const RepairedTree tree(
      "Burkina/NNP/5/nsubj Faso/NNP/1/flat and/CC/4/cc Mali/NNP/2/conj warned/VBD/0/root");
  EXPECT_EQ(tree["Mali"], "conj of Burkina");
}

TEST(TreeRepairs, AParticleIsThePrepositionOfWhatHasNone) {
  const RepairedTree tree(
      "He/PRP/2/nsubj called/VBD/0/root on/IN/2/compound:prt residents/NNS/2/obl to/TO/6/mark "
      "leave/VB/2/xcomp");
  EXPECT_EQ(tree["on"], "case of residents");
  const RepairedTree particle(
      "He/PRP/2/nsubj set/VBD/0/root up/RP/2/compound:prt camps/NNS/2/obj in/IN/6/case "
      "May/NNP/2/obl");
  EXPECT_EQ(particle["up"], "compound:prt of set");
}

TEST(TreeRepairs, AParticipleBeforeANumberIsAVerb) {
  const RepairedTree tree(
      "Police/NNS/2/nsubj broke/VBD/0/root up/RP/2/compound:prt rallies/NNS/2/obj and/CC/8/cc "
      "detained/VBN/8/amod ten/CD/8/nummod men/NNS/4/conj ././2/punct");
  EXPECT_EQ(tree["detained"], "conj of broke");
  EXPECT_EQ(tree.tag("detained"), "VBD");
  EXPECT_EQ(tree["men"], "obj of detained");
  EXPECT_EQ(tree["and"], "cc of detained");
}

TEST(TreeRepairs, AParticipleBeforeATitleGoesWithTheName) {
  const RepairedTree tree(
      "Visiting/VBG/5/advcl Minister/NNP/3/nmod:desc Jane/NNP/1/obj Roe/NNP/3/flat "
      "arrived/VBD/0/root in/IN/7/case Kyiv/NNP/5/obl");
  EXPECT_EQ(tree["Jane"], "nsubj of arrived");
  EXPECT_EQ(tree["Visiting"], "amod of Jane");
  const RepairedTree aim("Arming/VBG/3/advcl Kyiv/NNP/1/obj risks/VBZ/0/root escalation/NN/3/obj");
  EXPECT_EQ(aim["Kyiv"], "obj of Arming");
}

TEST(TreeRepairs, APrepositionStandsBeforeTheNameAndNotBeforeItsTitle) {
  const RepairedTree tree(
      "The/DT/2/det murder/NN/0/root of/IN/4/case President/NNP/5/nmod:desc Ana/NNP/2/nmod "
      "Paz/NNP/5/flat");
  EXPECT_EQ(tree["of"], "case of Ana");
}

TEST(TreeRepairs, ANounIsNoActBesideAVerb) {
  const RepairedTree tree(
      "They/PRP/2/nsubj killed/VBD/0/root a/DT/4/det mayor/NN/2/obj as/RB/9/cc well/RB/5/fixed "
      "as/IN/5/fixed a/DT/9/det chief/NN/2/conj");
  EXPECT_EQ(tree["chief"], "conj of mayor");
}

TEST(TreeRepairs, WhoStandsInARowWithADayIsTheSubject) {
  const RepairedTree tree(
      "On/IN/2/case 4/CD/9/obl January/NNP/2/nmod:unmarked ,/,/5/punct Ana/NNP/2/conj "
      "and/CC/7/cc Luis/NNP/2/conj were/VBD/9/aux:pass held/VBN/0/root");
  EXPECT_EQ(tree["Ana"], "nsubj:pass of held");
  EXPECT_EQ(tree["Luis"], "conj of Ana");
}

// Whatever a parser may say, what comes back is a tree.
TEST(TreeRepairs, AnyTreeStaysATree) {
  constexpr TokenId kSize = 9;
  const std::vector<std::pair<std::string_view, Upos>> tags = {
      {"NN", Upos::NOUN},  {"NNP", Upos::PROPN}, {"VBD", Upos::VERB}, {"VBN", Upos::VERB},
      {"VBG", Upos::VERB}, {"VB", Upos::VERB},   {"JJ", Upos::ADJ},   {"CD", Upos::NUM},
      {"IN", Upos::ADP},   {"CC", Upos::CCONJ},  {",", Upos::PUNCT},  {"WP", Upos::PRON}};
  const std::vector<Deprel> relations = {
      Deprel::nsubj, Deprel::nsubj_pass, Deprel::obj,    Deprel::obl,  Deprel::conj,
      Deprel::cc,    Deprel::case_,      Deprel::amod,   Deprel::acl,  Deprel::advcl,
      Deprel::ccomp, Deprel::xcomp,      Deprel::nummod, Deprel::flat, Deprel::nmod_desc,
      Deprel::nmod,  Deprel::aux_pass,   Deprel::mark,   Deprel::cop,  Deprel::acl_relcl};
  uint64_t state = 1;
  const auto any = [&state](size_t below) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<size_t>(state >> 33) % below;
  };
  for (int tree = 0; tree < 200000; ++tree) {
    Tokens tokens;
    std::vector<TokenId> order(kSize);
    for (TokenId t = 0; t < kSize; ++t) order[t] = t;
    for (TokenId t = kSize; t-- > 1;) std::swap(order[t], order[any(t + 1)]);
    tokens.head.assign(kSize, order[0]);
    for (TokenId t = 1; t < kSize; ++t) tokens.head[order[t]] = order[any(t)];
    for (TokenId t = 0; t < kSize; ++t) {
      const auto& [xpos, upos] = tags[any(tags.size())];
      tokens.xpos.push_back(value_in<uint8_t>(kXposNames, xpos).value());
      tokens.upos.push_back(upos);
      tokens.deprel.push_back(t == order[0] ? Deprel::root : relations[any(relations.size())]);
    }
    repair_tree({0, kSize, 0}, {.attribute = any(2) == 0, .number = any(2) == 0}, tokens);
    int roots = 0;
    for (TokenId t = 0; t < kSize; ++t) {
      roots += tokens.head[t] == t;
      TokenId above = t;
      for (TokenId steps = 0; steps < kSize; ++steps) above = tokens.head[above];
      ASSERT_EQ(tokens.head[above], above) << "tree " << tree << ", token " << t;
    }
    ASSERT_EQ(roots, 1) << "tree " << tree;
  }
}

}  // namespace
}  // namespace sitrep
