// Trains the parser from trees.
#pragma once

#include <string>
#include <vector>

#include "training/tag_trainer.h"

namespace sitrep::training {

struct ParserRecipe {
  uint32_t rounds = 12;
  float least_cell = 0.7F;  // weights below are left out, in updates
  float least_row = 2.1F;   // and features without such a weight
};

// The section parse.weights. A greedy parser is trained with a dynamic oracle (Goldberg and Nivre
// 2013): it follows its own choices, and learns what is still best after its errors. Tags are the
// predicted ones.
std::string train_parser(const std::vector<Tree>& trees, const std::vector<Example>& examples,
                         const std::vector<TagClass>& classes, const ParserRecipe& recipe);

}  // namespace sitrep::training
