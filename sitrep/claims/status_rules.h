// What the lexicon says of status: modals, negators, markers, and what a governing word makes of
// the clause below it.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "sitrep/base/result.h"
#include "sitrep/claims/claim.h"
#include "sitrep/claims/status.h"
#include "sitrep/claims/status_model.h"

namespace sitrep {

struct WordHash {
  using is_transparent = void;
  size_t operator()(std::string_view word) const { return std::hash<std::string_view>{}(word); }
};
template <class T>
using WordMap = std::unordered_map<std::string, T, WordHash, std::equal_to<>>;
using WordSet = std::unordered_set<std::string, WordHash, std::equal_to<>>;

// How a clause or an event noun hangs on the word that governs it.
enum class Hold : uint8_t {
  to,       // "plan to retake"
  clause,   // "denied that they retook"
  gerund,   // "stopped shelling", "accused of shelling"
  object,   // "launched an attack"
  subject,  // "an attack was foiled", "the attack will take place"
};
inline constexpr size_t kHolds = 5;

// What the governing word makes of it. `same`: it is as real as the governing word itself.
struct Effect {
  bool same = false;
  Status status = Status::occurred;
};

struct GoverningWord {
  std::array<std::optional<Effect>, kHolds> effects;
  // The word says by itself that the thing did (occurred) or did not happen (negated): negating the
  // word turns it round.
  bool implicative = false;
};

struct Modal {
  Status status = Status::possible;
  Status negated = Status::negated;
};

struct StatusRules::Parts {
  WordMap<GoverningWord> governing;  // by lemma: verbs, nouns and adjectives
  WordMap<Modal> modals;             // by lemma
  WordMap<Status> markers;           // "if"
  WordMap<Status> modifiers;         // "alleged", "possibly", "planned"
  WordSet negators;
  WordSet states;  // verbs that go on in the present tense: "supports"
  FactualityModel model;
};

}  // namespace sitrep
