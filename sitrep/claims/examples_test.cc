// Runs the examples of lexicon/en/events: each sentence must give the claim that stands behind its
// arrow.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "sitrep/claims/test_claims.h"

namespace sitrep {
namespace {

using Examples = ReadsClaims;

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
  for (const LexiconEntry& entry : steps().lexicon.entries()) {
    if (!entry.file.starts_with("lexicon/en/events/")) continue;
    for (const auto example : entry.all("example")) {
      const size_t arrow = example.find(" => ");
      ASSERT_NE(arrow, std::string_view::npos) << entry.where();
      const auto wanted_text = example.substr(arrow + 4);
      const Wanted wanted(wanted_text);
      if (wanted.type == "casualties" || wanted.type == "holding")
        continue;  // in numbers_test, holdings_test
      read(std::string(example.substr(0, arrow)));
      const Document& document = document_;
      bool ok = false;
      std::string got;
      for (const Claim& claim : claims_) {
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
