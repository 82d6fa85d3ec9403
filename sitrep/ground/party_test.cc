// Whole sentences whose analysis is written by hand: what an entity is, from all its mentions.
#include "sitrep/ground/party.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace sitrep {
namespace {

constexpr std::string_view kLexicon = R"(
sector: GOV

sector: MIL

sector: REB

sector: UAF

country: Syria
iso3: SYR
capital: Damascus
demonym: Syrian

group: Islamic State
aliases: Daesh
upper: IS
code: REB

role: rebel
code: REB

role: army
code: MIL

title: prime minister
code: GOV

own_country: country

government_act: criticism, accuse

phrase_break: of, by

phrase_link: of
)";

// A document of one sentence whose words are what stands between spaces.
struct World {
  Document document;
  Analysis analysis;
  PartyTable table;
  std::optional<Day> day;

  explicit World(std::string text)
      : table(std::move(*PartyTable::compile(*Lexicon::parse(kLexicon, "test.txt")))) {
    document.text = std::move(text);
    uint32_t begin = 0;
    const auto size = static_cast<uint32_t>(document.text.size());
    auto& t = analysis.tokens;
    for (uint32_t at = 0; at <= size; ++at) {
      if (at < size && document.text[at] != ' ') continue;
      const Span span{begin, at};
      t.span.push_back(span);
      t.lemma.push_back(span);
      t.head.push_back(static_cast<TokenId>(t.head.size()));
      t.deprel.push_back(Deprel::root);
      t.sentence.push_back(0);
      const auto tag = document.text[at - 1] == 's' ? "NNS" : "NN";
      t.xpos.push_back(static_cast<uint8_t>(std::find(kXposNames.begin(), kXposNames.end(), tag) -
                                            kXposNames.begin()));
      begin = at + 1;
    }
    analysis.lemmas = document.text;
    analysis.sentences.push_back({0, static_cast<TokenId>(t.size()), 0});
  }

  Span find(std::string_view words) const {
    const size_t at = document.text.find(words);
    return {static_cast<uint32_t>(at), static_cast<uint32_t>(at + words.size())};
  }

  void hang(std::string_view word, std::string_view head, Deprel deprel) {
    const TokenId t = analysis.token_at(find(word).begin);
    analysis.tokens.head[t] = analysis.token_at(find(head).begin);
    analysis.tokens.deprel[t] = deprel;
  }

  void mention(uint32_t entity, EntityKind kind, std::string_view words,
               MentionForm form = MentionForm::name) {
    if (analysis.entities.size() <= entity) analysis.entities.resize(entity + 1);
    Mention m;
    m.span = m.extent = find(words);
    m.head = analysis.token_at(m.span.end - 1);
    m.kind = kind;
    m.form = form;
    m.entity = entity;
    Entity& e = analysis.entities[entity];
    if (e.mentions.empty()) e.name = m.span;
    e.kind = kind;
    e.mentions.push_back(static_cast<uint32_t>(analysis.mentions.size()));
    analysis.mentions.push_back(m);
  }

  Party party() const { return ground_parties(document, analysis, table, day).at(0); }
};

TEST(GroundParties, ACapitalThatActsIsItsGovernment) {
  World world("criticism by Damascus continued");
  world.mention(0, EntityKind::place, "Damascus");
  EXPECT_FALSE(world.party().known());
  world.hang("Damascus", "criticism", Deprel::nmod);
  world.hang("by", "Damascus", Deprel::case_);
  EXPECT_EQ(world.party().code, "SYR GOV");
  EXPECT_EQ(world.party().name, "Syria");
}

TEST(GroundParties, ACapitalWhereSomethingHappensIsAPlace) {
  World world("fighting in Damascus continued");
  world.mention(0, EntityKind::place, "Damascus");
  world.hang("Damascus", "fighting", Deprel::nmod);
  world.hang("in", "Damascus", Deprel::case_);
  EXPECT_FALSE(world.party().known());
}

TEST(GroundParties, MentionsOfOneEntityFillEachOtherUp) {
  World world("Syrian rebels said that the rebels would leave");
  world.mention(0, EntityKind::armed_group, "the rebels", MentionForm::nominal);
  EXPECT_EQ(world.party().code, "REB");
  world.mention(0, EntityKind::armed_group, "Syrian rebels", MentionForm::nominal);
  EXPECT_EQ(world.party().code, "SYR REB");
}

TEST(GroundParties, AnAppositionNamesTheOffice) {
  World world("Wael Halqi , prime minister of Syria , left");
  world.mention(0, EntityKind::person, "Wael Halqi");
  EXPECT_FALSE(world.party().known());
  world.hang("prime", "minister", Deprel::compound);
  world.hang("minister", "Halqi", Deprel::appos);
  world.hang("Syria", "minister", Deprel::nmod);
  world.hang("of", "Syria", Deprel::case_);
  EXPECT_EQ(world.party().code, "SYR GOV");
  EXPECT_EQ(world.party().name, "Wael Halqi");
  EXPECT_EQ(world.party().title, "prime minister");
}

TEST(GroundParties, ShortNamesThatAreWordsNeedSmallLettersAround) {
  World mixed("IS fled");
  mixed.mention(0, EntityKind::armed_group, "IS");
  EXPECT_EQ(mixed.party().name, "Islamic State");
  World capitals("IS FLED");
  capitals.mention(0, EntityKind::armed_group, "IS");
  EXPECT_FALSE(capitals.party().known());
  World name("DAESH FLED");
  name.mention(0, EntityKind::armed_group, "DAESH");
  EXPECT_EQ(name.party().name, "Islamic State");
}

TEST(GroundParties, WhatIsSomebodysIsOfHisCountry) {
  World world("his country and its rebels named his army prime minister of Syria");
  world.mention(0, EntityKind::place, "country", MentionForm::nominal);
  world.mention(1, EntityKind::organisation, "army", MentionForm::nominal);
  world.mention(2, EntityKind::armed_group, "rebels", MentionForm::nominal);
  world.mention(3, EntityKind::person, "prime minister of Syria", MentionForm::nominal);
  world.mention(3, EntityKind::person, "his", MentionForm::pronoun);
  world.hang("his", "country", Deprel::nmod_poss);
  world.hang("its", "rebels", Deprel::nmod_poss);
  const auto parties = [&world] {
    return ground_parties(world.document, world.analysis, world.table, world.day);
  };
  EXPECT_EQ(parties().at(0).name, "Syria");
  EXPECT_EQ(parties().at(0).code, "SYR");
  EXPECT_EQ(parties().at(1).code, "MIL");
  EXPECT_EQ(parties().at(2).code, "REB");
  world.hang("his", "army", Deprel::nmod_poss);
  EXPECT_EQ(parties().at(0).name, "");
  EXPECT_EQ(parties().at(1).code, "SYR MIL");
}

TEST(GroundParties, PronounsAndUnknownNounsSayNothing) {
  World world("they saw the curtain");
  world.mention(0, EntityKind::other, "they", MentionForm::pronoun);
  world.mention(0, EntityKind::other, "curtain", MentionForm::nominal);
  EXPECT_FALSE(world.party().known());
}

TEST(GroundParties, ABareNounIsTheOnlyGroupThatTheDocumentNames) {
  World world("Daesh fled and rebels followed two rebels");
  world.mention(0, EntityKind::armed_group, "rebels", MentionForm::nominal);
  EXPECT_EQ(world.party().name, "rebels");
  world.mention(1, EntityKind::armed_group, "Daesh");
  EXPECT_EQ(world.party().name, "Islamic State");
  // Two of them may be anybody.
  World counted("Daesh fled before two rebels");
  counted.mention(0, EntityKind::armed_group, "two rebels", MentionForm::nominal);
  counted.mention(1, EntityKind::armed_group, "Daesh");
  EXPECT_EQ(counted.party().name, "two rebels");
}

TEST(Parties, AreTheSameByNameOrByCountryAndSector) {
  const auto party = [](std::string name, std::string country, std::vector<std::string> sectors) {
    Party p;
    p.name = std::move(name);
    p.code = country + " " + (sectors.empty() ? "" : sectors.front());
    p.country = std::move(country);
    p.sectors = std::move(sectors);
    return p;
  };
  const Party army = party("the Iraqi army", "IRQ", {"MIL"});
  const Party forces = party("Iraqi government forces", "IRQ", {"MIL", "GOV"});
  const Party iraq = party("Iraq", "IRQ", {});
  const Party rebels = party("Iraqi rebels", "IRQ", {"REB"});
  const Party civilians = party("Iraqi civilians", "IRQ", {"CVL"});
  const Party syrian = party("the Syrian army", "SYR", {"MIL"});
  EXPECT_TRUE(same_party(army, forces));
  EXPECT_TRUE(same_party(army, iraq));
  EXPECT_FALSE(same_party(army, rebels));
  EXPECT_FALSE(same_party(iraq, rebels));
  EXPECT_FALSE(same_party(iraq, civilians));
  EXPECT_FALSE(same_party(army, syrian));
  EXPECT_FALSE(same_party(Party{}, Party{}));
  EXPECT_TRUE(same_party(rebels, rebels));
  EXPECT_TRUE(is_state_force(forces));
  EXPECT_FALSE(is_state_force(rebels));
  EXPECT_TRUE(is_state_organ(forces));
  EXPECT_FALSE(is_state_organ(rebels));
  EXPECT_FALSE(is_state_organ(civilians));
  EXPECT_TRUE(is_rebel(rebels));
  EXPECT_FALSE(is_rebel(civilians));
}

}  // namespace
}  // namespace sitrep
