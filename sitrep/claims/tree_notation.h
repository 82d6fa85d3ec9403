// Analyses written by hand, for tests: a token is form/lemma/XPOS/head/relation, heads count from 1
// within the sentence and 0 is the root; "$" stands alone between sentences; a form that begins
// with "~" follows the one before without a space. The lemma may be left out:
// form//XPOS/head/relation.
#pragma once

#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "sitrep/claims/tree.h"
#include "sitrep/language/entity_words.h"
#include "sitrep/text/ascii.h"

namespace sitrep {

struct WrittenTree {
  Document document;
  Analysis analysis;

  TokenId token(std::string_view form) const {
    for (TokenId t = 0; t < analysis.tokens.size(); ++t) {
      if (document.words(analysis.tokens.span[t]) == form) return t;
    }
    return kNoToken;
  }
};

inline Upos upos_of_xpos(std::string_view xpos, std::string_view relation) {
  if (relation.starts_with("aux") || relation == "cop") return Upos::AUX;
  static const std::map<std::string_view, Upos> kByXpos = {
      {"NN", Upos::NOUN},  {"NNS", Upos::NOUN}, {"NNP", Upos::PROPN}, {"NNPS", Upos::PROPN},
      {"JJ", Upos::ADJ},   {"RB", Upos::ADV},   {"PRP", Upos::PRON},  {"PRP$", Upos::PRON},
      {"WP", Upos::PRON},  {"WDT", Upos::PRON}, {"DT", Upos::DET},    {"IN", Upos::ADP},
      {"CC", Upos::CCONJ}, {"CD", Upos::NUM},   {"TO", Upos::PART},   {"MD", Upos::AUX},
      {"POS", Upos::PART}, {".", Upos::PUNCT},  {",", Upos::PUNCT},   {":", Upos::PUNCT},
      {"``", Upos::PUNCT}, {"''", Upos::PUNCT},
  };
  const auto at = kByXpos.find(xpos);
  if (at != kByXpos.end()) return at->second;
  return xpos.starts_with("VB") ? Upos::VERB : Upos::X;
}

inline WrittenTree written(std::string_view notation) {
  WrittenTree w;
  Tokens& tokens = w.analysis.tokens;
  std::istringstream in{std::string(notation)};
  uint32_t first = 0;
  const auto end_sentence = [&] {
    const auto last = static_cast<TokenId>(tokens.size());
    if (last > first) w.analysis.sentences.push_back({first, last, 0});
    first = last;
  };
  for (std::string word; in >> word;) {
    if (word == "$") {
      end_sentence();
      continue;
    }
    std::vector<std::string> parts;
    std::istringstream fields{word};
    for (std::string part; std::getline(fields, part, '/');) parts.push_back(part);
    std::string form = parts.at(0);
    const bool glued = form.size() > 1 && form.front() == '~';
    if (glued) form.erase(0, 1);
    if (!glued && !w.document.text.empty()) w.document.text += ' ';
    const auto begin = static_cast<uint32_t>(w.document.text.size());
    w.document.text += form;
    const Span span{begin, static_cast<uint32_t>(w.document.text.size())};
    const std::string lemma = parts.at(1).empty() ? ascii_lower(form) : parts.at(1);
    const auto lemma_begin = static_cast<uint32_t>(w.analysis.lemmas.size());
    w.analysis.lemmas += lemma;
    const auto me = static_cast<TokenId>(tokens.size());
    const auto head = static_cast<uint32_t>(std::stoul(parts.at(3)));
    uint8_t xpos = 0;
    for (size_t i = 0; i < kXposNames.size(); ++i) {
      if (kXposNames[i] == parts.at(2)) xpos = static_cast<uint8_t>(i);
    }
    tokens.span.push_back(span);
    tokens.surface.push_back(span);
    tokens.lemma.push_back({lemma_begin, static_cast<uint32_t>(w.analysis.lemmas.size())});
    tokens.upos.push_back(upos_of_xpos(parts.at(2), parts.at(4)));
    tokens.xpos.push_back(xpos);
    tokens.feats.push_back(0);
    tokens.head.push_back(head == 0 ? me : first + head - 1);
    tokens.deprel.push_back(deprel_of(parts.at(4)));
    tokens.sentence.push_back(static_cast<uint32_t>(w.analysis.sentences.size()));
  }
  end_sentence();
  w.document.blocks.push_back(
      {BlockKind::paragraph, {0, static_cast<uint32_t>(w.document.text.size())}, {}});
  return w;
}

}  // namespace sitrep
