// What words mean to the picture, from lexicon/en/picture/: which are common, which name whom a
// figure counts, and which take a side.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/base/span.h"
#include "sitrep/lexicon/lexicon.h"

namespace sitrep {

// Whom a figure of casualties counts.
enum class Victims : uint8_t { others, everyone, civilians };

// What words of calling off or putting off do to a plan.
enum class Turn : uint8_t { none, delayed, dropped };

// A word that takes a side, where it stands in a text.
struct LoadedAt {
  Span span;
  std::string_view neutral;  // what the record calls it: "take"
  std::string_view kind;     // "praises" or "blames"
};

// Immutable once compiled; safe to share between threads.
class PictureLexicon {
 public:
  PictureLexicon() = default;  // knows no word

  // Errors: malformed, with the file and line of the entry.
  static Result<PictureLexicon> compile(const Lexicon& lexicon);

  // The share of news reports that hold a word of this stem; the least known share for others.
  // `stem` is the hash of a stem: see stories.h.
  double share(uint64_t stem) const;

  // By the words that name them: "people", "at least 105 Iraqi civilians".
  Victims victims(std::string_view words) const;

  // What the words there tell of a plan: "postponed until May", "called off".
  Turn turn(std::string_view text, Span within) const;

  // In the order of the text, the longest phrase where several begin with one word.
  std::vector<LoadedAt> loaded(std::string_view text, Span within) const;

 private:
  struct Loaded {
    std::string neutral;
    std::string kind;
  };
  std::unordered_map<uint64_t, double> shares_;    // by stem
  std::unordered_map<uint64_t, Victims> victims_;  // by the hash of the words
  std::unordered_map<uint64_t, Loaded> loaded_;
  std::unordered_map<uint64_t, Turn> turns_;
  std::unordered_set<uint64_t> begins_;  // the first words of all phrases
};

}  // namespace sitrep
