// Dependency trees by the arc-hybrid transition system (Kuhlmann, Gomez-Rodriguez and Satta 2011)
// with beam search. The words stand in a buffer with an artificial root behind them:
//
//     stack  ... s1 s0 | b0 b1 ... root   buffer
//     shift: b0 goes onto the stack   left: b0 becomes the head of s0   right: s1 that of s0
//
// The root takes a word only when it is the last one on the stack, so there is exactly one, and
// every sentence of n words takes 2n steps.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/language/analysis.h"
#include "sitrep/language/linear_model.h"
#include "sitrep/language/model_file.h"
#include "sitrep/language/word_features.h"

namespace sitrep {

inline constexpr uint32_t kDeprels = static_cast<uint32_t>(Deprel::xcomp) + 1;
inline constexpr uint32_t kTransitions = 1 + 2 * kDeprels;

// A transition as a class: 0 is shift, then left and right with each relation.
enum class Move : uint8_t { shift, left, right };

constexpr uint32_t transition(Move move, Deprel deprel = Deprel::root) {
  if (move == Move::shift) return 0;
  return 1 + (move == Move::right ? kDeprels : 0) + static_cast<uint32_t>(deprel);
}
constexpr Move move_of(uint32_t transition) {
  return transition == 0 ? Move::shift : transition <= kDeprels ? Move::left : Move::right;
}
constexpr Deprel deprel_of_transition(uint32_t transition) {
  return static_cast<Deprel>((transition - 1) % kDeprels);
}

// What the parser sees of a sentence: its words and their tags (class numbers and universal tags).
struct ParserInput {
  std::span<const WordFeatures> words;
  std::span<const uint8_t> tags;
  std::span<const Upos> upos;

  size_t size() const { return words.size(); }
};

inline constexpr int32_t kNone = -1;

// A tree under construction over n words; the root is number n.
class ParserState {
 public:
  struct Node {
    int32_t head = kNone;
    int32_t left[2] = {kNone, kNone};   // outermost child on the left, then the one inside it
    int32_t right[2] = {kNone, kNone};  // likewise on the right
    uint16_t lefts = 0;
    uint16_t rights = 0;
    Deprel deprel = Deprel::root;
  };

  void start(size_t words);
  bool done() const { return stack_.empty() && next_ == root(); }
  bool can(Move move) const;
  // Whether this class can be taken: the relation `root` hangs on the root, others do not.
  bool allows(uint32_t transition) const;
  void apply(uint32_t transition);

  int32_t root() const { return static_cast<int32_t>(nodes_.size()) - 1; }
  int32_t next() const { return next_; }
  // The word at this depth of the stack, or kNone.
  int32_t stack(size_t depth) const {
    return depth < stack_.size() ? stack_[stack_.size() - 1 - depth] : kNone;
  }
  size_t stack_size() const { return stack_.size(); }
  const Node& node(int32_t i) const { return nodes_[static_cast<size_t>(i)]; }

 private:
  void attach(int32_t child, int32_t head, Deprel deprel);

  std::vector<Node> nodes_;
  std::vector<int32_t> stack_;
  int32_t next_ = 0;
};

void parser_features(const ParserInput& input, const ParserState& state,
                     std::vector<uint64_t>& features);

// Immutable; reads from the model file, which outlives it.
class Parser {
 public:
  // Reads the section parse.weights. Errors: corrupt.
  static Result<Parser> open(const ModelFile& file);

  struct Item {
    ParserState state;
    int64_t score = 0;
  };
  struct Step {
    int64_t score;
    uint32_t item;
    uint32_t transition;
  };
  struct Scratch {
    std::vector<Item> beam;
    std::vector<Item> next;
    std::vector<Step> steps;
    std::vector<uint64_t> features;
    std::vector<int32_t> scores;
  };
  // Fills the head of each word (kNone for the root of the sentence) and its relation.
  void parse(const ParserInput& input, size_t beam, Scratch& scratch, std::span<int32_t> heads,
             std::span<Deprel> deprels) const;

 private:
  LinearModel weights_;
};

}  // namespace sitrep
