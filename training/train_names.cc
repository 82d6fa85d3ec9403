// Trains names.model: a conditional random field by stochastic gradients (AdaGrad), on documents
// that names_data.py wrote. Marks ANY leave the labels of their words open.
//
//     train_names DATA_FOLDER NAMES_TRAIN CLASSES PLACES OUT [--hold N]
//
// DATA_FOLDER holds lexicon.bin and language.model; CLASSES has a word and the number of its class
// on each line. With --hold N every Nth document is held out, and scored after each pass.
#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "sitrep/base/hash.h"
#include "sitrep/language/entity_words.h"
#include "sitrep/language/language.h"
#include "sitrep/language/name_tagger.h"
#include "training/linear_trainer.h"

namespace sitrep::training {
namespace {

constexpr int kPasses = 12;
constexpr float kRate = 0.15F;
constexpr float kShrink = 2e-6F;  // of a weight, each time that it is touched
constexpr float kScale = 1000;
constexpr float kLeastWeight = 0.035F;
constexpr bool kCorpusBias = true;
constexpr uint16_t kAnyLabel = (1U << kNameLabels) - 1;

using Row = std::array<float, kNameLabels>;
using Table = std::array<std::array<float, kNameLabels>, kNameLabels>;

struct Example {
  std::vector<std::vector<uint32_t>> features;  // rows of the weights, for each word
  std::vector<uint16_t> allowed;                // a bit for each label
  uint32_t corpus = 0;
};

struct Marked {
  Span span;
  std::string label;
};

struct TrainingDocument {
  std::string corpus, id, text;
  std::vector<Marked> marks;  // bytes
};

std::vector<TrainingDocument> read_documents(const std::string& path) {
  std::vector<TrainingDocument> out;
  std::ifstream in(path);
  for (std::string line; std::getline(in, line);) {
    TrainingDocument d;
    std::istringstream fields(line);
    std::string marks;
    std::getline(fields, d.corpus, '\t');
    std::getline(fields, d.id, '\t');
    std::getline(fields, d.text, '\t');
    std::getline(fields, marks, '\t');
    std::vector<uint32_t> byte_of;  // by code point
    for (uint32_t i = 0; i < d.text.size(); ++i) {
      if ((static_cast<unsigned char>(d.text[i]) & 0xC0) != 0x80) byte_of.push_back(i);
    }
    byte_of.push_back(static_cast<uint32_t>(d.text.size()));
    std::istringstream each(marks);
    for (std::string mark; each >> mark;) {
      size_t begin = 0;
      size_t end = 0;
      char label[8] = {};
      if (std::sscanf(mark.c_str(), "%zu:%zu:%7s", &begin, &end, label) != 3) continue;
      if (end >= byte_of.size() || begin >= end) continue;
      d.marks.push_back({{byte_of[begin], byte_of[end]}, label});
    }
    out.push_back(std::move(d));
  }
  return out;
}

uint32_t sort_of(const std::string& label) {
  const std::array<std::string_view, 4> names = {"PER", "ORG", "LOC", "MISC"};
  for (uint32_t i = 0; i < names.size(); ++i) {
    if (names[i] == label) return i;
  }
  return 4;
}

// The labels that the marks leave to each token.
std::vector<uint16_t> allowed_labels(const TrainingDocument& d, const Tokens& tokens) {
  std::vector<uint16_t> allowed(tokens.size(), 1);
  for (int open = 1; open >= 0; --open) {  // a mark that says more goes over one that says nothing
    for (const auto& mark : d.marks) {
      const uint32_t sort = sort_of(mark.label);
      if ((sort == 4) != (open == 1)) continue;
      bool first = true;
      auto at = std::lower_bound(tokens.span.begin(), tokens.span.end(), mark.span.begin,
                                 [](Span s, uint32_t b) { return s.end <= b; });
      for (; at != tokens.span.end() && at->begin < mark.span.end; ++at, first = false) {
        const auto t = static_cast<size_t>(at - tokens.span.begin());
        const uint32_t label = first_label(static_cast<NameSort>(sort & 3)) + (first ? 0 : 1);
        allowed[t] = sort == 4 ? kAnyLabel : static_cast<uint16_t>(1U << label);
      }
    }
  }
  return allowed;
}

float log_add(float a, float b) {
  const float high = std::max(a, b);
  const float low = std::min(a, b);
  return low < -1e8F ? high : high + std::log1p(std::exp(low - high));
}

class Field {
 public:
  uint32_t row_of(uint64_t feature) {
    const auto [at, fresh] = rows_.try_emplace(feature, static_cast<uint32_t>(weights_.size()));
    if (fresh) {
      weights_.push_back({});
      squares_.push_back({});
    }
    return at->second;
  }

  // One step up the gradient of log p(allowed | words).
  void learn(const Example& e) {
    const std::vector<Row> scores = scores_of(e);
    Marginals all = marginals(scores, std::vector<uint16_t>(e.allowed.size(), kAnyLabel));
    Marginals gold = marginals(scores, e.allowed);
    for (size_t t = 0; t < scores.size(); ++t) {
      for (uint32_t y = 0; y < kNameLabels; ++y) {
        const float gradient = gold.at[t][y] - all.at[t][y];
        if (std::abs(gradient) < 1e-4F) continue;
        for (const uint32_t row : e.features[t]) {
          step(weights_[row][y], squares_[row][y], gradient);
        }
      }
    }
    for (uint32_t a = 0; a < kNameLabels; ++a) {
      for (uint32_t b = 0; b < kNameLabels; ++b) {
        const float gradient = gold.between[a][b] - all.between[a][b];
        if (gradient != 0) step(transitions_[a][b], transition_squares_[a][b], gradient);
      }
    }
  }

  std::vector<uint32_t> best(const Example& e) const {
    const std::vector<Row> scores = scores_of(e);
    std::vector<Row> best(scores.size());
    std::vector<std::array<uint32_t, kNameLabels>> from(scores.size());
    for (size_t t = 0; t < scores.size(); ++t) {
      for (uint32_t b = 0; b < kNameLabels; ++b) {
        best[t][b] = -1e9F;
        for (uint32_t a = 0; a < (t == 0 ? 1 : kNameLabels); ++a) {
          if (!may_follow(a, b)) continue;
          const float score = (t == 0 ? 0 : best[t - 1][a]) + transitions_[a][b] + scores[t][b];
          if (score > best[t][b]) {
            best[t][b] = score;
            from[t][b] = a;
          }
        }
      }
    }
    std::vector<uint32_t> labels(scores.size());
    if (labels.empty()) return labels;
    auto label = static_cast<uint32_t>(std::max_element(best.back().begin(), best.back().end()) -
                                       best.back().begin());
    for (size_t t = scores.size(); t-- > 0;) {
      labels[t] = label;
      label = from[t][label];
    }
    return labels;
  }

  std::string weights_section() const {
    std::vector<FeatureWeights> kept;
    for (const auto& [feature, row] : rows_) {
      FeatureWeights f{feature, {}};
      for (uint8_t y = 0; y < kNameLabels; ++y) {
        const float w = std::clamp(weights_[row][y], -32.0F, 32.0F);
        if (std::abs(w) >= kLeastWeight) f.weights.emplace_back(y, w);
      }
      if (!f.weights.empty()) kept.push_back(std::move(f));
    }
    fmt::print("features kept: {} of {}\n", kept.size(), rows_.size());
    return linear_section(kNameLabels, std::move(kept), kScale);
  }

  std::string transitions_section() const {
    std::vector<int32_t> flat;
    for (const auto& row : transitions_) {
      for (const float w : row) flat.push_back(static_cast<int32_t>(std::lround(w * kScale)));
    }
    SectionWriter writer;
    writer.array(std::span<const int32_t>(flat));
    return writer.take();
  }

 private:
  struct Marginals {
    std::vector<Row> at;
    Table between{};
  };

  static void step(float& weight, float& square, float gradient) {
    square += gradient * gradient;
    weight += kRate * gradient / (std::sqrt(square) + 0.3F);
    weight -= kShrink * weight;
  }

  std::vector<Row> scores_of(const Example& e) const {
    std::vector<Row> scores(e.features.size(), Row{});
    for (size_t t = 0; t < scores.size(); ++t) {
      for (const uint32_t row : e.features[t]) {
        for (uint32_t y = 0; y < kNameLabels; ++y) scores[t][y] += weights_[row][y];
      }
    }
    return scores;
  }

  // Forward and backward, over the paths that keep to the allowed labels.
  Marginals marginals(const std::vector<Row>& scores, const std::vector<uint16_t>& allowed) const {
    const size_t n = scores.size();
    std::vector<Row> forward(n);
    std::vector<Row> backward(n);
    const auto open = [&](size_t t, uint32_t y) { return (allowed[t] >> y & 1) != 0; };
    for (size_t t = 0; t < n; ++t) {
      for (uint32_t b = 0; b < kNameLabels; ++b) {
        float sum = -1e9F;
        if (open(t, b)) {
          for (uint32_t a = 0; a < (t == 0 ? 1 : kNameLabels); ++a) {
            if (!may_follow(a, b)) continue;
            sum = log_add(sum, (t == 0 ? 0 : forward[t - 1][a]) + transitions_[a][b]);
          }
        }
        forward[t][b] = sum < -1e8F ? -1e9F : sum + scores[t][b];
      }
    }
    for (size_t t = n; t-- > 0;) {
      for (uint32_t a = 0; a < kNameLabels; ++a) {
        if (t + 1 == n) {
          backward[t][a] = 0;
          continue;
        }
        float sum = -1e9F;
        for (uint32_t b = 0; b < kNameLabels; ++b) {
          if (!may_follow(a, b) || !open(t + 1, b)) continue;
          sum = log_add(sum, transitions_[a][b] + scores[t + 1][b] + backward[t + 1][b]);
        }
        backward[t][a] = sum;
      }
    }
    float total = -1e9F;
    for (uint32_t y = 0; y < kNameLabels; ++y) total = log_add(total, forward[n - 1][y]);
    Marginals out{std::vector<Row>(n), {}};
    for (size_t t = 0; t < n; ++t) {
      for (uint32_t b = 0; b < kNameLabels; ++b) {
        out.at[t][b] = std::exp(forward[t][b] + backward[t][b] - total);
        if (t == 0) {
          out.between[0][b] += out.at[t][b];
          continue;
        }
        if (!open(t, b)) continue;
        for (uint32_t a = 0; a < kNameLabels; ++a) {
          if (!may_follow(a, b)) continue;
          out.between[a][b] += std::exp(forward[t - 1][a] + transitions_[a][b] + scores[t][b] +
                                        backward[t][b] - total);
        }
      }
    }
    return out;
  }

  std::map<uint64_t, uint32_t> rows_;
  std::vector<Row> weights_, squares_;
  Table transitions_{}, transition_squares_{};
};

using NameSet = std::vector<std::array<size_t, 3>>;  // first word, last word, sort

NameSet names_in(const std::vector<uint32_t>& labels) {
  NameSet names;
  for (size_t t = 0; t < labels.size(); ++t) {
    if (labels[t] % 2 == 1) names.push_back({t, t, labels[t]});
    if (labels[t] != 0 && labels[t] % 2 == 0 && !names.empty()) names.back()[1] = t;
  }
  return names;
}

void report(const Field& field, const std::vector<Example>& held,
            const std::vector<std::string>& corpora) {
  std::vector<std::array<double, 3>> counts(corpora.size());
  for (const auto& e : held) {
    std::vector<uint32_t> gold;
    bool open = false;
    for (const uint16_t a : e.allowed) {
      open |= a == kAnyLabel;
      gold.push_back(static_cast<uint32_t>(std::countr_zero(a)));
    }
    if (open) continue;
    const NameSet want = names_in(gold);
    const NameSet said = names_in(field.best(e));
    auto& c = counts[e.corpus];
    c[1] += static_cast<double>(said.size());
    c[2] += static_cast<double>(want.size());
    for (const auto& name : said) c[0] += std::count(want.begin(), want.end(), name) > 0 ? 1 : 0;
  }
  for (size_t i = 0; i < corpora.size(); ++i) {
    const double f1 = 200 * counts[i][0] / std::max(1.0, counts[i][1] + counts[i][2]);
    fmt::print("  {} {:.2f}", corpora[i], f1);
  }
  fmt::print("\n");
  std::fflush(stdout);
}

// The words' classes, ascending by key.
std::pair<std::vector<uint32_t>, std::vector<uint16_t>> read_classes(const std::string& path) {
  std::map<uint32_t, uint16_t> classes;
  std::ifstream in(path);
  std::string word;
  for (uint16_t number = 0; in >> word >> number;) {
    classes.try_emplace(WordClasses::key_of(word), number);
  }
  std::pair<std::vector<uint32_t>, std::vector<uint16_t>> out;
  for (const auto& [key, number] : classes) {
    out.first.push_back(key);
    out.second.push_back(number);
  }
  return out;
}

std::vector<uint32_t> read_places(const std::string& path) {
  std::set<uint32_t> keys;
  std::ifstream in(path);
  for (std::string name; std::getline(in, name);) keys.insert(PlaceNames::key_of(letters_of(name)));
  return {keys.begin(), keys.end()};
}

// Moves the letters of the alphabet that begins at `from` to the one that begins at `to`.
void shift_case(std::string& text, char from, char to) {
  for (char& c : text) {
    if (c >= from && c < from + 26) c = static_cast<char>(c - from + to);
  }
}

int train(const std::string& data, const std::string& documents, const std::string& classes_path,
          const std::string& places_path, const std::string& out_path, uint32_t hold) {
  auto lexicon = Lexicon::open(data + "/lexicon.bin");
  if (!lexicon) return fmt::print(stderr, "{}\n", lexicon.error().message), 1;
  auto model = LanguageModel::open(data, *lexicon, false);
  if (!model) return fmt::print(stderr, "{}\n", model.error().message), 1;
  const EntityWords words = EntityWords::of(*lexicon);
  const auto [keys, numbers] = read_classes(classes_path);
  const WordClasses classes(keys, numbers);
  const std::vector<uint32_t> place_keys = read_places(places_path);
  const PlaceNames places(place_keys);
  NameFeatures features(words, classes, places);
  Analyser analyser(*model);

  Field field;
  std::vector<Example> examples, held;
  std::vector<std::string> corpora;
  Analysis analysis;
  uint32_t number = 0;
  auto add = [&](const TrainingDocument& d, std::vector<Example>& to) {
    analyser.analyse({d.text, {}, {}}, analysis);
    features.read(d.text, analysis);
    const std::vector<uint16_t> allowed = allowed_labels(d, analysis.tokens);
    auto corpus = std::find(corpora.begin(), corpora.end(), d.corpus);
    if (corpus == corpora.end()) corpus = corpora.insert(corpora.end(), d.corpus);
    for (const auto& sentence : analysis.sentences) {
      Example e;
      e.corpus = static_cast<uint32_t>(corpus - corpora.begin());
      for (TokenId t = sentence.first; t < sentence.last; ++t) {
        e.allowed.push_back(allowed[t]);
        auto& rows = e.features.emplace_back();
        for (const uint64_t f : features.of(t)) rows.push_back(field.row_of(f));
        if (kCorpusBias) rows.push_back(field.row_of(feature(1000, e.corpus)));
      }
      // A sentence that breaks inside a name would begin with its second word.
      if ((e.allowed.front() & 1) == 0 && std::countr_zero(e.allowed.front()) % 2 == 0) {
        e.allowed.front() = static_cast<uint16_t>(e.allowed.front() >> 1);
      }
      to.push_back(std::move(e));
    }
  };
  for (auto& d : read_documents(documents)) {
    ++number;
    if (hold > 0 && hash64(d.id) % hold == 0) {
      add(d, held);
      continue;
    }
    add(d, examples);
    // Wire copy of the 1980s and headlines are in capitals, hasty posts in small letters.
    if (number % 6 == 0) {
      shift_case(d.text, 'a', 'A');
      add(d, examples);
    } else if (number % 6 == 3) {
      shift_case(d.text, 'A', 'a');
      add(d, examples);
    }
  }
  fmt::print("{} sentences, {} held out\n", examples.size(), held.size());

  std::mt19937 random(1);
  std::vector<uint32_t> order(examples.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  for (int pass = 0; pass < kPasses; ++pass) {
    for (size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);
    for (const uint32_t i : order) field.learn(examples[i]);
    fmt::print("pass {}", pass + 1);
    report(field, held, corpora);
  }

  SectionWriter class_section;
  class_section.number(static_cast<uint32_t>(keys.size()));
  class_section.array(std::span<const uint32_t>(keys));
  class_section.array(std::span<const uint16_t>(numbers));
  SectionWriter place_section;
  place_section.number(static_cast<uint32_t>(place_keys.size()));
  place_section.array(std::span<const uint32_t>(place_keys));
  const std::vector<std::pair<std::string, std::string>> sections = {
      {"weights", field.weights_section()},
      {"transitions", field.transitions_section()},
      {"classes", class_section.take()},
      {"places", place_section.take()}};
  const std::string bytes = model_file_bytes(sections);
  std::ofstream(out_path, std::ios::binary) << bytes;
  fmt::print("{}: {} bytes\n", out_path, bytes.size());
  return 0;
}

}  // namespace
}  // namespace sitrep::training

int main(int argc, char** argv) {
  if (argc != 6 && argc != 8) {
    fmt::print(stderr,
               "usage: train_names DATA_FOLDER NAMES_TRAIN CLASSES PLACES OUT [--hold N]\n");
    return 2;
  }
  const uint32_t hold = argc == 8 ? static_cast<uint32_t>(std::stoul(argv[7])) : 0;
  return sitrep::training::train(argv[1], argv[2], argv[3], argv[4], argv[5], hold);
}
