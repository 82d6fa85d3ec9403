// Tags and trees by a neural encoder: hashed word parts and word vectors, two bidirectional LSTM
// layers, a linear head for each kind of tag, and a biaffine parser.
//
//     words -> [vector | parts | shape] -> LSTM -> LSTM -> universal tag, Penn tag, features, lemma
//     rule
//                                                       -> arcs -> the best tree -> relations
//
// Source: Dozat and Manning 2017, "Deep Biaffine Attention for Neural Dependency Parsing". Trained
// by training/neural/train_encoder.py.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/language/analysis.h"
#include "sitrep/language/kernels.h"
#include "sitrep/language/model_file.h"
#include "sitrep/language/sorted_hashes.h"
#include "sitrep/language/spelling.h"
#include "sitrep/language/tree_search.h"
#include "sitrep/language/word_vectors.h"

namespace sitrep {

// What the encoder says of one word. `head` counts from 1; 0 is the root.
struct WordReading {
  Upos upos = Upos::X;
  uint8_t xpos = 0;
  uint16_t feats = 0;  // into Encoder::feats_names
  uint16_t lemma = 0;  // into Encoder::lemma_edits
  uint32_t head = 0;
  Deprel deprel = Deprel::dep;
  friend bool operator==(const WordReading&, const WordReading&) = default;
};

// Immutable; the model file outlives it.
class Encoder {
 public:
  // Errors: corrupt.
  static Result<Encoder> open(const ModelFile& file);

  const std::vector<std::string>& feats_names() const { return feats_names_; }  // [0] is ""
  std::span<const LemmaEdit> lemma_edits() const { return lemma_edits_; }

  // Memory that is kept from sentence to sentence; one a thread.
  struct Scratch {
    WordVectors::Cache cache;
    std::vector<WordVectors::Word> seen;         // by word
    std::vector<uint8_t> input, ordered, layer;  // rows of activations
    std::vector<float> input_scale, ordered_scale;
    std::vector<float> gates, cell, product, columns, table, scores;
    std::vector<uint8_t> states;
    std::vector<float> state_scale;            // the same for all
    std::vector<float> dependents, governors;  // as floats
    std::vector<uint8_t> dependent_bytes;
    std::vector<float> dependent_scale;
    std::vector<uint32_t> heads;
    std::vector<uint32_t> strange;  // words whose lemma no table has
    std::string lemma;
    Spelling spelling;
    std::vector<uint32_t> first;  // by sentence, its first word
    std::vector<uint32_t> order;  // sentences, the longest first
    // The sentences go through an LSTM side by side, so that each weight serves all of them: the
    // rows of one step stand together, the longest sentence's first.
    struct Step {
      uint32_t row = 0;
      uint32_t active = 0;  // sentences that are so long
    };
    std::vector<Step> steps;
    TreeSearch search;
  };

  // Reads sentences, whose words stand one after another: lengths[q] words of sentence q. Fills
  // one reading a word. The result is the same whatever the instruction set, and whatever other
  // sentences come along. REQUIRES: no length is 0; they add up to words.size().
  void read(std::span<const std::string_view> words, std::span<const uint32_t> lengths,
            InstructionSet set, Scratch& scratch, std::vector<WordReading>& out) const;

 private:
  // A linear map: `inputs` rows of `outputs` floats (padded to a multiple of 16), and what is
  // added.
  struct Linear {
    uint32_t inputs = 0;
    uint32_t outputs = 0;
    uint32_t used = 0;  // outputs before the padding
    std::span<const float> weights;
    std::span<const float> bias;
    ByteMatrix bytes;  // the weights again
  };
  struct Lstm {
    Linear input;      // with both biases
    Linear recurrent;  // without
  };
  // Rows of activations, each with its scale.
  struct Rows {
    const uint8_t* bytes = nullptr;
    size_t stride = 0;
    const float* scale = nullptr;
  };

  static bool read_linear(SectionReader& reader, Linear& out);
  static void plan(std::span<const uint32_t> lengths, Scratch& s);
  // Reads s.input, rows of `width` bytes; writes hidden_ bytes a word to `out`, of rows twice as
  // long.
  void run_lstm(const Lstm& lstm, const Kernels& k, std::span<const uint32_t> lengths, size_t width,
                bool backward, Scratch& s, uint8_t* out) const;
  void choose_tags(const Kernels& k, Scratch& s, std::vector<WordReading>& out) const;
  void choose_lemmas(std::span<const std::string_view> words, const Kernels& k, Scratch& s,
                     std::vector<WordReading>& out) const;
  // The best-scored edit that makes a known word.
  uint16_t search_lemma(std::string_view word, const WordReading& reading, std::span<float> scores,
                        Scratch& s) const;
  // What arcs and their labels are scored by: each word as a dependent, each and the root (behind
  // them) as a head.
  void apply_to_both_ends(const Linear& dependent, const Linear& governor,
                          std::span<const float> root, const Kernels& k, size_t words,
                          Scratch& s) const;
  void choose_heads(std::span<const uint32_t> lengths, const Kernels& k, Scratch& s,
                    std::vector<WordReading>& out) const;
  void choose_labels(std::span<const uint32_t> lengths, const Kernels& k, Scratch& s,
                     std::vector<WordReading>& out) const;
  // The words' states after the last layer.
  Rows states(const Scratch& s) const;
  static void apply(const Linear& map, const Kernels& k, Rows x, size_t n, std::vector<float>& out);
  // The root of every tree as a head.
  static std::vector<float> of_root(const Linear& governor, std::span<const float> root);

  WordVectors words_;
  Lstm lstm_[2][2];  // layer, direction
  Linear upos_, xpos_, feats_, lemma_;
  Linear arc_dep_, arc_head_, label_dep_, label_head_;
  Linear arc_, label_;  // the biaffine maps: of a dependent to what its head should look like
  std::vector<float> arc_root_, label_root_;
  std::vector<Upos> upos_of_;
  std::vector<uint8_t> xpos_of_;
  std::vector<Deprel> deprel_of_;
  std::vector<std::string> feats_names_;
  std::vector<LemmaEdit> lemma_edits_;
  SortedHashes<uint64_t> lemma_keys_;                // of a form and its tag
  uint16_t identity_ = 0;                            // the edit that changes nothing
  std::array<bool, kXposNames.size()> inflected_{};  // tags of verbs that are not their own lemma
  std::span<const uint16_t> lemma_of_;               // into lemma_edits_
  uint32_t hidden_ = 0;
};

}  // namespace sitrep
