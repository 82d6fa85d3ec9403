// Trains the tagger and the lemmatiser from trees.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sitrep/language/word_features.h"
#include "training/conllu.h"
#include "training/linear_trainer.h"

namespace sitrep::training {

using Sections = std::vector<std::pair<std::string, std::string>>;

// One sentence as the classifiers see it.
struct Example {
  std::vector<WordFeatures> words;
  std::vector<uint8_t> gold;  // tag classes
  std::vector<uint8_t> tags;  // as predicted by a tagger that has not seen this sentence
};

// The tag pairs of the trees by falling frequency; at most 250, for those of one example are noise.
std::vector<TagClass> tag_classes(const std::vector<Tree>& trees);
uint8_t class_of(const std::vector<TagClass>& classes, TagClass tag);

// A words section: the clusters of a file ("cluster word" a line; none where `path` is empty) and
// the usual tags of words that come three times or more.
Result<std::string> word_table(const std::vector<Tree>& trees, const std::vector<TagClass>& classes,
                               const std::string& clusters);

std::vector<Example> make_examples(const std::vector<Tree>& trees,
                                   const std::vector<TagClass>& classes, const WordTable& table);

// Trains on the examples whose number modulo `parts` is not `left_out`.
LinearTrainer train_tags(const std::vector<Example>& examples, size_t classes, uint32_t rounds,
                         size_t parts, size_t left_out);
// Fills `tags` of every example by taggers that were trained on the others.
void jackknife(std::vector<Example>& examples, size_t classes, uint32_t rounds);

Sections feats_sections(const std::vector<Tree>& trees, const std::vector<Example>& examples,
                        size_t classes, uint32_t rounds);
Sections lemma_sections(const std::vector<Tree>& trees, const std::vector<Example>& examples,
                        uint32_t rounds);

// The order of a round: the same for the same seed on every machine.
std::vector<uint32_t> shuffled(size_t size, uint64_t seed);

}  // namespace sitrep::training
