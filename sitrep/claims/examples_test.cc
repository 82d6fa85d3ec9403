// Runs the examples of lexicon/en/events: each sentence must give the claim that stands behind its
// arrow.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "sitrep/claims/extract.h"
#include "sitrep/claims/tree.h"
#include "sitrep/ground/party.h"
#include "sitrep/ground/quantity.h"
#include "sitrep/language/language.h"

namespace sitrep {
namespace {

// The steps below claims, on one sentence, without a gazetteer.
class Examples : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    lexicon_ = new Lexicon(Lexicon::open(SITREP_DATA_DIR "/lexicon.bin").value());
    language_ = new LanguageModel(LanguageModel::open(SITREP_DATA_DIR, *lexicon_).value());
  }
  static void TearDownTestSuite() {
    delete language_;
    delete lexicon_;
  }

  static std::vector<Claim> claims_of(const Document& document) {
    static const auto times = TimeGrammar::compile(*lexicon_).value();
    static const auto quantities = QuantityGrammar::compile(*lexicon_).value();
    static const auto parties = PartyTable::compile(*lexicon_).value();
    static const auto speech = StatementRules::compile(*lexicon_).value();
    static const auto status = StatusRules::compile(*lexicon_).value();
    static const auto rules = ClaimRules::compile(*lexicon_).value();
    Analysis analysis;
    Analyser(*language_).analyse(document, analysis);
    const auto published = publication_date(document, analysis, times);
    const auto found_times = ground_times(document, analysis, times, published);
    const auto found_quantities = ground_quantities(document, analysis, quantities, found_times);
    const auto found_parties = ground_parties(document, analysis, parties, published.day);
    const auto statements = find_statements(Tree(document, analysis), speech);
    const std::vector<Place> places;
    return extract_claims({document, analysis, published, found_times, places, found_quantities,
                           found_parties, statements},
                          rules, status);
  }

  static Lexicon* lexicon_;
  static LanguageModel* language_;
};

Lexicon* Examples::lexicon_ = nullptr;
LanguageModel* Examples::language_ = nullptr;

bool names(const Document& document, const std::vector<Participant>& parties,
           std::string_view words) {
  for (const Participant& p : parties) {
    const auto said = document.words(p.span);
    if (said.find(words) != std::string_view::npos || words.find(said) != std::string_view::npos)
      return true;
  }
  return parties.empty() && words.empty();
}

// "Natural disaster": an entry without a PLOVER root is known by its ACLED sub-event.
bool wanted_type_is_acled(std::string_view wanted) {
  return wanted.find_first_of("abcdefghijklmnopqrstuvwxyz") == 1;
}

// "ASSAULT occurred actor=Rebels recipient=army": what is wanted, by its parts. The value of actor
// or recipient goes to the next part.
struct Wanted {
  std::string type, status, actor, recipient;
  explicit Wanted(std::string_view text) {
    std::string* slot = nullptr;
    for (std::string_view word : split_list(text, ' ')) {
      if (word.starts_with("actor="))
        slot = &actor;
      else if (word.starts_with("recipient="))
        slot = &recipient;
      else if (slot == nullptr) {
        (type.empty() ? type : status) = std::string(word);
        continue;
      }
      const size_t equals = word.find('=');
      if (!slot->empty()) *slot += ' ';
      *slot += word.substr(equals == std::string_view::npos ? 0 : equals + 1);
    }
  }
};

TEST_F(Examples, OfEventWordsGiveTheirClaims) {
  int run = 0;
  int right = 0;
  std::string wrong;
  for (const LexiconEntry& entry : lexicon_->entries()) {
    if (!entry.file.starts_with("lexicon/en/events/")) continue;
    for (const auto example : entry.all("example")) {
      const size_t arrow = example.find(" => ");
      ASSERT_NE(arrow, std::string_view::npos) << entry.where();
      const auto wanted_text = example.substr(arrow + 4);
      const Wanted wanted(wanted_text);
      if (wanted.type == "casualties" || wanted.type == "holding")
        continue;  // in numbers_test, holdings_test
      Document document;
      document.text = example.substr(0, arrow);
      bool ok = false;
      std::string got;
      for (const Claim& claim : claims_of(document)) {
        got += fmt::format(" {} {} '{}'", claim.type, name_of(claim.status),
                           document.words(claim.trigger));
        for (const auto& p : claim.actors) got += fmt::format(" a={}", document.words(p.span));
        for (const auto& p : claim.recipients) got += fmt::format(" r={}", document.words(p.span));
        if (wanted_type_is_acled(wanted_text)) {
          ok |= claim.acled_sub_event == wanted_text;
          continue;
        }
        ok |= claim.kind == ClaimKind::event && claim.type == wanted.type &&
              name_of(claim.status) == wanted.status &&
              (wanted.actor.empty() || names(document, claim.actors, wanted.actor)) &&
              (wanted.recipient.empty() || names(document, claim.recipients, wanted.recipient));
      }
      ++run;
      right += ok;
      if (!ok) wrong += fmt::format("{}: {}\n    got{}\n", entry.where(), example, got);
    }
  }
  EXPECT_GT(run, 50);
  EXPECT_EQ(right, run) << wrong;
}

}  // namespace
}  // namespace sitrep
