// What the language engine found in a document: sentences, tokens with their trees, mentions and
// entities.
//
//     text       |Carter    said   that   he   ...|
//     tokens     |0         1      2      3       |   structure of arrays: one vector a property
//     head       |1         1      4      4       |   a root is its own head
//     sentences  |0 ............................. |   first and last token
//     mentions   |Carter ~ entity 0    he ~ entity 0|
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/span.h"

namespace sitrep {

using TokenId = uint32_t;
inline constexpr TokenId kNoToken = 0xFFFFFFFF;
inline constexpr uint32_t kNoEntity = 0xFFFFFFFF;

// Half-open range of tokens, to be walked: `for (const TokenId t : range)`.
struct TokenRange {
  struct Iterator {
    TokenId at = 0;
    TokenId operator*() const { return at; }
    Iterator& operator++() {
      ++at;
      return *this;
    }
    bool operator==(const Iterator&) const = default;
  };

  TokenId first = 0;
  TokenId last = 0;

  Iterator begin() const { return {first}; }
  Iterator end() const { return {last}; }
  TokenId size() const { return last - first; }
  bool empty() const { return first == last; }
};

// Universal part-of-speech tags, Universal Dependencies v2.
enum class Upos : uint8_t {
  ADJ,
  ADP,
  ADV,
  AUX,
  CCONJ,
  DET,
  INTJ,
  NOUN,
  NUM,
  PART,
  PRON,
  PROPN,
  PUNCT,
  SCONJ,
  SYM,
  VERB,
  X,
};

std::string_view name_of(Upos upos);
std::optional<Upos> upos_of(std::string_view name);

// Relations, as in UD English (v2) with their subtypes; `kDeprelNames` has the names in this order.
enum class Deprel : uint8_t {
  root,
  acl,
  acl_relcl,
  advcl,
  advcl_relcl,
  advmod,
  amod,
  appos,
  aux,
  aux_pass,
  case_,
  cc,
  cc_preconj,
  ccomp,
  compound,
  compound_prt,
  conj,
  cop,
  csubj,
  csubj_pass,
  csubj_outer,
  dep,
  det,
  det_predet,
  discourse,
  dislocated,
  expl,
  fixed,
  flat,
  goeswith,
  iobj,
  list,
  mark,
  nmod,
  nmod_desc,
  nmod_poss,
  nmod_unmarked,
  nsubj,
  nsubj_outer,
  nsubj_pass,
  nummod,
  obj,
  obl,
  obl_agent,
  obl_unmarked,
  orphan,
  parataxis,
  punct,
  reparandum,
  vocative,
  xcomp,
};

std::string_view name_of(Deprel deprel);  // "nsubj:pass"
// The relation of that name; a subtype that is not listed gives its relation; anything else gives
// dep.
Deprel deprel_of(std::string_view name);
// Without its subtype: nsubj_pass gives nsubj.
Deprel universal(Deprel deprel);

// The Penn Treebank tags in the order of Tokens::xpos.
inline constexpr std::array<std::string_view, 50> kXposNames = {
    "X",     "NN",  "IN",  "NNP", "DT",  "JJ",   "NNS",  "RB",  "PRP", "VB",  "CC",  "VBD", "VBP",
    "VBZ",   "CD",  "VBN", "VBG", "MD",  "TO",   "PRP$", ".",   ",",   ":",   "``",  "''",  "-LRB-",
    "-RRB-", "POS", "WDT", "WP",  "WRB", "WP$",  "NNPS", "RP",  "JJR", "JJS", "RBR", "RBS", "EX",
    "UH",    "FW",  "PDT", "SYM", "LS",  "HYPH", "NFP",  "ADD", "GW",  "AFX", "$"};

struct Tokens {
  std::vector<Span> span;  // bytes of the text; the two words of "don't" have each their own
  std::vector<Span>
      surface;              // the whole of a token that UD splits ("don't"); else the same as span
  std::vector<Span> lemma;  // into Analysis::lemmas
  std::vector<Upos> upos;
  std::vector<uint8_t> xpos;    // Penn Treebank tag, into kXposNames
  std::vector<uint16_t> feats;  // into Analysis::feats_names of the model; 0 is none
  std::vector<TokenId> head;    // index in this document; a root is its own head
  std::vector<Deprel> deprel;
  std::vector<uint32_t> sentence;

  size_t size() const { return span.size(); }
};

struct Sentence {
  TokenId first = 0;  // half-open range of tokens
  TokenId last = 0;
  uint32_t block = 0;
};

enum class EntityKind : uint8_t {
  person,
  organisation,
  armed_group,
  country,
  place,
  facility,
  nationality,
  weapon,
  vehicle,
  other,
};
enum class MentionForm : uint8_t { name, nominal, pronoun };

std::string_view name_of(EntityKind kind);
std::string_view name_of(MentionForm form);
std::optional<EntityKind> entity_kind_of(std::string_view name);

struct Mention {
  Span span;    // the name or the core of the noun phrase: "Ash Carter"
  Span extent;  // the whole noun phrase: "US Defense Secretary Ash Carter"
  TokenId head = kNoToken;
  MentionForm form = MentionForm::name;
  EntityKind kind = EntityKind::other;
  uint32_t entity = kNoEntity;
};

struct Entity {
  EntityKind kind = EntityKind::other;
  Span name;                       // the fullest name among the mentions; else the first nominal
  std::vector<uint32_t> mentions;  // indices into Analysis::mentions, in the order of the text
};

struct Analysis {
  Tokens tokens;
  std::vector<Sentence> sentences;
  std::vector<Mention> mentions;  // ordered by begin, then longer first
  std::vector<Entity> entities;
  std::vector<uint32_t> innermost;  // by token, what mention_at gives; empty: it searches
  std::vector<float>
      factuality;      // by token: -3 surely not, 3 surely so; NaN where the token is no predicate
  std::string lemmas;  // all lemmas, one after another
  std::vector<std::string> feats_names;  // "Number=Sing|Person=3"; [0] is ""

  std::string_view lemma(TokenId t) const { return tokens.lemma[t].of(lemmas); }
  std::string_view xpos(TokenId t) const { return kXposNames[tokens.xpos[t]]; }
  // "Person=1": what the word's form says, by the names of Universal Dependencies. Words whose
  // forms nobody has read have none.
  bool has_feature(TokenId t, std::string_view feature) const;
  bool is_root(TokenId t) const { return tokens.head[t] == t; }
  // Is one of its mentions a name?
  bool has_name(const Entity& entity) const;
  Span span_of(const Sentence& s) const {
    return {tokens.span[s.first].begin, tokens.span[s.last - 1].end};
  }
  // The innermost mention whose head is this token; its index, or kNoEntity.
  uint32_t mention_at(TokenId t) const;
  // The token that this byte belongs to, or kNoToken.
  TokenId token_at(uint32_t byte) const;
  // The tokens that these bytes are words of, whole or in part.
  TokenRange tokens_in(Span span) const;
};

}  // namespace sitrep
