// The claims of a few sentences, for tests: all steps below claims with the lexicon and the models
// as built, without a gazetteer.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "sitrep/claims/extract.h"
#include "sitrep/claims/tree.h"
#include "sitrep/ground/party.h"
#include "sitrep/ground/quantity.h"
#include "sitrep/language/language.h"

namespace sitrep {

class ReadsClaims : public testing::Test {
 protected:
  struct Steps {
    Lexicon lexicon = Lexicon::open(SITREP_DATA_DIR "/lexicon.bin").value();
    LanguageModel language = LanguageModel::open(SITREP_DATA_DIR, lexicon).value();
    TimeGrammar times = TimeGrammar::compile(lexicon).value();
    QuantityGrammar quantities = QuantityGrammar::compile(lexicon).value();
    PartyTable parties = PartyTable::compile(lexicon).value();
    StatementRules speech = StatementRules::compile(lexicon).value();
    StatusRules status = StatusRules::compile(lexicon).value();
    ClaimRules claims = ClaimRules::compile(lexicon).value();
  };
  // Opened by the first test that asks.
  static const Steps& steps() {
    static const Steps kSteps;
    return kSteps;
  }

  // Fills what stands below.
  void read(std::string text) {
    const Steps& with = steps();
    document_ = {std::move(text), {}, {}};
    analysis_ = {};
    Analyser(with.language).analyse(document_, analysis_);
    const auto published = publication_date(document_, analysis_, with.times);
    const auto times = ground_times(document_, analysis_, with.times, published);
    const auto quantities = ground_quantities(document_, analysis_, with.quantities, times);
    parties_ = ground_parties(document_, analysis_, with.parties, published.day);
    const auto statements = find_statements(Tree(document_, analysis_), with.speech);
    const std::vector<Place> places;
    claims_ = extract_claims(
        {document_, analysis_, published, times, places, quantities, parties_, statements},
        with.claims, with.status);
  }

  Document document_;
  Analysis analysis_;
  std::vector<Party> parties_;
  std::vector<Claim> claims_;
};

}  // namespace sitrep
