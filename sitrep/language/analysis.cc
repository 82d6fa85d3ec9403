#include "sitrep/language/analysis.h"

#include <algorithm>

#include "sitrep/base/names.h"

namespace sitrep {
namespace {

constexpr std::array<std::string_view, 17> kUpos = {
    "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};

constexpr std::array<std::string_view, 51> kDeprels = {
    "root",          "acl",        "acl:relcl",    "advcl",        "advcl:relcl", "advmod",
    "amod",          "appos",      "aux",          "aux:pass",     "case",        "cc",
    "cc:preconj",    "ccomp",      "compound",     "compound:prt", "conj",        "cop",
    "csubj",         "csubj:pass", "csubj:outer",  "dep",          "det",         "det:predet",
    "discourse",     "dislocated", "expl",         "fixed",        "flat",        "goeswith",
    "iobj",          "list",       "mark",         "nmod",         "nmod:desc",   "nmod:poss",
    "nmod:unmarked", "nsubj",      "nsubj:outer",  "nsubj:pass",   "nummod",      "obj",
    "obl",           "obl:agent",  "obl:unmarked", "orphan",       "parataxis",   "punct",
    "reparandum",    "vocative",   "xcomp"};

constexpr std::array<std::string_view, 10> kEntityKinds = {
    "person",   "organisation", "armed_group", "country", "place",
    "facility", "nationality",  "weapon",      "vehicle", "other"};

constexpr std::array<std::string_view, 3> kForms = {"name", "nominal", "pronoun"};

constexpr std::string_view before_colon(std::string_view name) {
  return name.substr(0, name.find(':'));
}

}  // namespace

std::string_view name_of(Upos upos) {
  return name_in(kUpos, upos);
}
std::optional<Upos> upos_of(std::string_view name) {
  return value_in<Upos>(kUpos, name);
}
std::string_view name_of(Deprel deprel) {
  return name_in(kDeprels, deprel);
}
std::string_view name_of(EntityKind kind) {
  return name_in(kEntityKinds, kind);
}
std::string_view name_of(MentionForm form) {
  return name_in(kForms, form);
}

std::optional<EntityKind> entity_kind_of(std::string_view name) {
  return value_in<EntityKind>(kEntityKinds, name);
}

Deprel deprel_of(std::string_view name) {
  if (auto exact = value_in<Deprel>(kDeprels, name)) return *exact;
  return value_in<Deprel>(kDeprels, before_colon(name)).value_or(Deprel::dep);
}

// Everybody who walks a tree asks for it, so it is answered from a table.
Deprel universal(Deprel deprel) {
  static constexpr auto kUniversal = [] {
    std::array<Deprel, kDeprels.size()> table{};
    for (size_t i = 0; i < kDeprels.size(); ++i) {
      for (size_t j = 0; j < kDeprels.size(); ++j) {
        if (kDeprels[j] == before_colon(kDeprels[i])) table[i] = static_cast<Deprel>(j);
      }
    }
    return table;
  }();
  return kUniversal[static_cast<size_t>(deprel)];
}

uint32_t Analysis::mention_at(TokenId t) const {
  if (t < innermost.size()) return innermost[t];
  uint32_t found = kNoEntity;
  for (uint32_t i = 0; i < mentions.size(); ++i) {
    if (mentions[i].head != t) continue;
    if (found == kNoEntity || mentions[i].extent.size() < mentions[found].extent.size()) found = i;
  }
  return found;
}

TokenId Analysis::token_at(uint32_t byte) const {
  const auto after = std::upper_bound(tokens.span.begin(), tokens.span.end(), byte,
                                      [](uint32_t b, Span s) { return b < s.end; });
  if (after == tokens.span.end() || !after->contains(byte)) return kNoToken;
  return static_cast<TokenId>(after - tokens.span.begin());
}

bool Analysis::has_name(const Entity& entity) const {
  return std::any_of(entity.mentions.begin(), entity.mentions.end(),
                     [this](uint32_t m) { return mentions[m].form == MentionForm::name; });
}

bool Analysis::has_feature(TokenId t, std::string_view feature) const {
  const uint16_t feats = tokens.feats[t];
  return feats < feats_names.size() && feats_names[feats].find(feature) != std::string::npos;
}

TokenRange Analysis::tokens_in(Span span) const {
  const auto begin = tokens.span.begin();
  const auto first = std::upper_bound(begin, tokens.span.end(), span.begin,
                                      [](uint32_t byte, Span s) { return byte < s.end; });
  auto last = first;
  while (last != tokens.span.end() && last->begin < span.end) ++last;
  return {static_cast<TokenId>(first - begin), static_cast<TokenId>(last - begin)};
}

}  // namespace sitrep
