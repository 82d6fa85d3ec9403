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

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/language/analysis.h"
#include "sitrep/language/kernels.h"
#include "sitrep/language/model_file.h"
#include "sitrep/language/tree_search.h"

namespace sitrep {

// What the encoder says of one word. `head` counts from 1; 0 is the root.
struct WordReading {
  Upos upos = Upos::X;
  uint8_t xpos = 0;
  uint16_t feats = 0;  // into Encoder::feats_names
  uint16_t lemma = 0;  // into Encoder::lemma_rules
  uint32_t head = 0;
  Deprel deprel = Deprel::dep;
};

// Immutable; the model file outlives it.
class Encoder {
 public:
  // Errors: corrupt.
  static Result<Encoder> open(const ModelFile& file);

  const std::vector<std::string>& feats_names() const { return feats_names_; }  // [0] is ""
  const std::vector<std::string>& lemma_rules() const { return lemma_rules_; }

  // Memory that is kept from sentence to sentence; one a thread.
  struct Scratch {
    std::vector<float> input, gates, layer, cell, tags, arc_dep, arc_head, label_dep, label_head,
        product, scores;
    std::vector<uint32_t> heads;
    TreeSearch search;
  };

  // Reads a sentence. The result is the same whatever the instruction set.
  void read(std::span<const std::string_view> words, InstructionSet set, Scratch& scratch,
            std::vector<WordReading>& out) const;

 private:
  // A linear map: `inputs` rows of `outputs` floats (padded to a multiple of 16), and what is
  // added.
  struct Linear {
    uint32_t inputs = 0;
    uint32_t outputs = 0;
    uint32_t used = 0;  // outputs before the padding
    std::span<const float> weights;
    std::span<const float> bias;
  };
  // Rows of bytes, each with a scale.
  struct Table {
    uint32_t width = 0;
    std::span<const float> scales;
    std::span<const int8_t> values;
    void add(uint32_t row, float* to) const;
  };
  struct Lstm {
    Linear input;      // with both biases
    Linear recurrent;  // without
  };

  static bool read_linear(SectionReader& reader, Linear& out);
  static bool read_table(SectionReader& reader, Table& out);
  void describe(std::string_view word, float* to) const;
  void run_lstm(const Lstm& lstm, const Kernels& k, size_t n, size_t width, bool backward,
                Scratch& s, float* out, size_t out_stride) const;
  static void apply(const Linear& map, const Kernels& k, const float* x, size_t x_stride, size_t n,
                    std::vector<float>& out);

  std::span<const uint64_t> keys_;  // hashes of the known words, ascending
  std::span<const uint32_t> rows_;  // their rows in `word_`
  Table word_, part_, shape_;
  Lstm lstm_[2][2];  // layer, direction
  Linear upos_, xpos_, feats_, lemma_;
  Linear arc_dep_, arc_head_, label_dep_, label_head_;
  Linear arc_, label_;  // the biaffine maps: of a dependent to what its head should look like
  std::span<const float> root_;
  std::vector<Upos> upos_of_;
  std::vector<uint8_t> xpos_of_;
  std::vector<Deprel> deprel_of_;
  std::vector<std::string> feats_names_, lemma_rules_;
  uint32_t hidden_ = 0;
};

}  // namespace sitrep
