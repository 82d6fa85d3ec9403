#include "training/parser_trainer.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "sitrep/language/parser.h"

namespace sitrep::training {
namespace {

// The gold tree, and what each move would lose of it.
class Oracle {
 public:
  explicit Oracle(const Tree& tree) : tree_(tree), children_(tree.size() + 1) {
    for (size_t i = 0; i < tree.size(); ++i)
      children_[head(static_cast<int32_t>(i))].push_back(static_cast<int32_t>(i));
  }

  // Gold arcs that can no longer be made after this move.
  uint32_t cost(const ParserState& state, Move move) const {
    const int32_t b0 = state.next();
    if (move == Move::shift) {
      uint32_t lost = 0;
      for (size_t depth = 0; depth < state.stack_size(); ++depth) {
        const int32_t s = state.stack(depth);
        if (head_of(s) == b0) ++lost;
        if (depth > 0 && head_of(b0) == s) ++lost;
      }
      return lost;
    }
    const int32_t s0 = state.stack(0);
    const int32_t h = head_of(s0);
    uint32_t lost = 0;
    for (const int32_t child : children_[static_cast<size_t>(s0)]) lost += child >= b0 ? 1 : 0;
    if (move == Move::left) {
      lost += h == state.stack(1) || h > b0 ? 1 : 0;
    } else {
      lost += h >= b0 ? 1 : 0;
    }
    return lost;
  }
  uint32_t transition_for(const ParserState& state, Move move) const {
    if (move == Move::shift) return transition(Move::shift);
    const bool to_root = move == Move::left && state.next() == state.root();
    Deprel deprel = tree_[static_cast<size_t>(state.stack(0))].deprel;
    if (to_root) deprel = Deprel::root;
    if (!to_root && deprel == Deprel::root) deprel = Deprel::parataxis;
    return transition(move, deprel);
  }

 private:
  size_t head(int32_t i) const { return static_cast<size_t>(head_of(i)); }
  int32_t head_of(int32_t i) const {
    if (i == static_cast<int32_t>(tree_.size())) return -1;
    const int32_t h = tree_[static_cast<size_t>(i)].head;
    return h < 0 ? static_cast<int32_t>(tree_.size()) : h;
  }

  const Tree& tree_;
  std::vector<std::vector<int32_t>> children_;
};

uint32_t best_allowed(const ParserState& state, const std::vector<float>& scores) {
  uint32_t best = 0;
  float best_score = -std::numeric_limits<float>::infinity();
  for (uint32_t t = 0; t < kTransitions; ++t) {
    if (scores[t] > best_score && state.allows(t)) {
      best = t;
      best_score = scores[t];
    }
  }
  return best;
}

}  // namespace

std::string train_parser(const std::vector<Tree>& trees, const std::vector<Example>& examples,
                         const std::vector<TagClass>& classes, const ParserRecipe& recipe) {
  LinearTrainer model(kTransitions);
  std::vector<uint64_t> features;
  std::vector<float> scores;
  std::vector<Upos> upos;
  ParserState state;
  for (uint32_t round = 0; round < recipe.rounds; ++round) {
    size_t errors = 0;
    for (const uint32_t e : shuffled(trees.size(), 3000 + round)) {
      const Oracle oracle(trees[e]);
      upos.clear();
      for (const uint8_t tag : examples[e].tags) upos.push_back(classes[tag].upos);
      const ParserInput input{examples[e].words, examples[e].tags, upos};
      state.start(trees[e].size());
      while (!state.done()) {
        parser_features(input, state, features);
        scores.assign(kTransitions, 0);
        model.add_scores(features, scores);
        const uint32_t guess = best_allowed(state, scores);
        uint32_t least = std::numeric_limits<uint32_t>::max();
        for (const Move move : {Move::shift, Move::left, Move::right}) {
          if (state.can(move)) least = std::min(least, oracle.cost(state, move));
        }
        uint32_t gold = kTransitions;
        for (const Move move : {Move::shift, Move::left, Move::right}) {
          if (!state.can(move) || oracle.cost(state, move) != least) continue;
          const uint32_t t = oracle.transition_for(state, move);
          if (gold == kTransitions || scores[t] > scores[gold]) gold = t;
        }
        if (guess != gold) {
          model.update(features, gold, 1);
          model.update(features, guess, -1);
          ++errors;
        }
        model.tick();
        // The first round keeps to the gold tree, for the guesses are wild.
        state.apply(round == 0 ? gold : guess);
      }
    }
    fmt::print("parser round {}: {} errors\n", round + 1, errors);
    std::fflush(stdout);
  }
  return model.section(recipe.least_cell, recipe.least_row);
}

}  // namespace sitrep::training
