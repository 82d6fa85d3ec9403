// The words of the lexicon that put something in somebody's mouth, compiled.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/claims/statements.h"
#include "sitrep/claims/status_rules.h"

namespace sitrep {

// How what is said hangs on the cue; see lexicon/en/speech/verbs.txt.
enum class Content : uint8_t { quote, clause, to, gerund, object, predicate };
inline constexpr size_t kContents = 6;

// What a cue word takes. Several entries for one word are joined.
struct Cue {
  // 0: does not take it; else whether it is speech or thought.
  enum class Kind : uint8_t { none, thought, speech };
  // What a verb does something to, and says nothing of: "recalled its envoys", "claimed forty
  // lives".
  struct DeedTo {
    std::vector<EntityKind> kinds;
    std::vector<std::string> nouns;  // lemmas
  };
  struct Preposition {
    std::string word;
    Kind kind = Kind::speech;
    DeedTo deed_to;
  };
  std::array<Kind, kContents> takes{};
  std::vector<Preposition> with;  // "called for talks": what follows it
  std::vector<Preposition>
      object_with;  // "blamed Iran for the attack": the object and what follows
  DeedTo deed_to;   // of its plain object

  Kind kind(Content content) const { return takes[static_cast<size_t>(content)]; }
  bool has(Content content) const { return kind(content) != Kind::none; }
};

struct StatementRules::Parts {
  WordMap<Cue> verbs;  // by lemma
  WordMap<Cue> nouns;
  WordSet negators;
  WordSet times;    // "attacked the town for days" says nothing of the town
  WordSet phrases;  // the first word of "according to"; the source follows
  WordSet citing;   // "citing officials": verbs whose object is the source
  WordSet denials;  // verbs of who denies what stands before: ", which Moscow denies"
  WordSet denied;   // nouns for it: ", a charge Moscow denies"
  WordSet cited;    // nouns for who may be one, beside those that are known for people
};

}  // namespace sitrep
