// The words section of sentences.model: which tag a word has most often.
#pragma once

#include <string>
#include <vector>

#include "training/conllu.h"

namespace sitrep::training {

// Of the words that come three times or more.
std::string word_table(const std::vector<Tree>& trees);

}  // namespace sitrep::training
