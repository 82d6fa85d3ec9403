// "Chad accused Sudan of arming the rebels, a charge Sudan denies": what is denied at the end of a
// sentence is what the sentence tells before, and the denial is no part of that.

#include <algorithm>

#include "sitrep/claims/statements_finder.h"
#include "sitrep/claims/statements_words.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

constexpr TokenId kLongestAside = 10;  // tokens from the comma to the verb

}  // namespace

// The comma before ", which", ", a charge that", with no other between it and the verb.
TokenId StatementFinder::comma_of_denial(TokenId verb) const {
  const auto& tokens = tree_.analysis().tokens;
  for (TokenId t = verb; t > 0 && verb - t < kLongestAside; --t) {
    if (tokens.sentence[t - 1] != tokens.sentence[verb]) break;
    if (!tree_.is(t - 1, Upos::PUNCT)) continue;
    if (tree_.word(t - 1) != ",") break;
    const TokenId noun = tree_.is(t, Upos::DET) && tree_.xpos(t) == "DT" ? t + 1 : t;
    const bool said = rules_.denied.find(ascii_lower(tree_.lemma(noun))) != rules_.denied.end();
    return tree_.xpos(t) == "WDT" || said ? t - 1 : kNoToken;
  }
  return kNoToken;
}

// Who denies: the subject of the verb, else the first name behind "which" or "a charge".
TokenId StatementFinder::speaker_of_denial(TokenId comma, TokenId verb) const {
  TokenId opener = comma + 1;
  while (opener < verb && tree_.xpos(opener) != "WDT" &&
         rules_.denied.find(ascii_lower(tree_.lemma(opener))) == rules_.denied.end())
    ++opener;
  TokenId found = kNoToken;
  for (TokenId t = opener + 1; t < verb; ++t) {
    const auto xpos = tree_.xpos(t);
    if (xpos == "WDT") continue;
    const bool nominal =
        tree_.is(t, Upos::NOUN) || tree_.is(t, Upos::PROPN) || tree_.is(t, Upos::PRON);
    // A tag may be wrong of a name, its capital is not.
    const bool name = is_ascii_upper(tree_.word(t).front());
    if (nominal && tree_.relation(t) == Deprel::nsubj && tree_.head(t) == verb) return t;
    if ((nominal || name) && found == kNoToken) found = t;
  }
  return found;
}

void StatementFinder::answer_denials() {
  const auto& analysis = tree_.analysis();
  for (Draft& denial : drafts_) {
    if (!denial.verb || denial.within != kNone ||
        rules_.denials.find(ascii_lower(tree_.lemma(denial.cue))) == rules_.denials.end())
      continue;
    const Sentence& sentence = analysis.sentences[analysis.tokens.sentence[denial.cue]];
    TokenId end = denial.cue + 1;
    while (end < sentence.last && (tree_.is(end, Upos::PUNCT) || tree_.is(end, Upos::ADV))) ++end;
    const TokenId comma = end == sentence.last ? comma_of_denial(denial.cue) : kNoToken;
    const TokenId speaker = comma == kNoToken ? kNoToken : speaker_of_denial(comma, denial.cue);
    if (speaker == kNoToken) continue;
    const uint32_t cut = tree_.span(comma).begin;
    for (Draft& told : drafts_) {
      const bool before = told.verb && told.within == kNone && told.cue < comma &&
                          analysis.tokens.sentence[told.cue] == analysis.tokens.sentence[comma];
      if (!before || told.content.empty() || told.content.back().end <= cut) continue;
      if (told.content.back().begin >= cut) continue;
      told.content.back() = trimmed(tree_, {told.content.back().begin, cut}, false);
      denial.content = told.content;
      if (!told.deed.empty() && told.deed.begin < cut)
        denial.content = {trimmed(tree_, {told.deed.begin, cut}, false)};
      denial.speaker = speaker;
      denial.asserts = false;
      denial.kind = Cue::Kind::speech;
    }
  }
}

}  // namespace sitrep
