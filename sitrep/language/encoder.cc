#include "sitrep/language/encoder.h"

#include <algorithm>
#include <limits>

#include "sitrep/base/names.h"

namespace sitrep {
namespace {

constexpr uint32_t kMostEdits = 6;  // that are tried for a lemma
constexpr size_t kLabelRows = 32;   // words whose relations are scored at once
constexpr size_t kGateRows = 64;    // words whose gates lie in the cache at once

constexpr uint8_t xpos_of(std::string_view name) {
  const auto at = std::find(kXposNames.begin(), kXposNames.end(), name);
  return static_cast<uint8_t>(at - kXposNames.begin());
}
constexpr uint8_t kPast = xpos_of("VBD");

bool is_present(uint8_t xpos) {
  return xpos == xpos_of("VBP") || xpos == xpos_of("VB");
}

// Columns as the kernels want them.
constexpr size_t padded(size_t columns) {
  return (columns + 15) / 16 * 16;
}

uint32_t best_of(const float* scores, uint32_t count) {
  return static_cast<uint32_t>(std::max_element(scores, scores + count) - scores);
}

void rectify(std::vector<float>& values) {
  for (float& v : values) v = std::max(v, 0.0F);
}

template <class Text>
bool read_names(SectionReader& reader, std::vector<Text>& out) {
  const uint32_t count = reader.number();
  for (uint32_t i = 0; i < count && reader.ok(); ++i) out.emplace_back(reader.text());
  return reader.ok();
}

}  // namespace

bool Encoder::read_linear(SectionReader& reader, Linear& out) {
  out.inputs = reader.number();
  out.outputs = reader.number();
  out.used = reader.number();
  if (out.outputs % 16 != 0 || out.used > out.outputs || out.inputs > 65536 || out.outputs > 65536)
    return false;
  out.weights = reader.array<float>(static_cast<size_t>(out.inputs) * out.outputs);
  out.bias = reader.array<float>(out.outputs);
  if (!reader.ok()) return false;
  out.bytes = ByteMatrix::of(out.weights, out.inputs, out.outputs);
  return true;
}

Result<Encoder> Encoder::open(const ModelFile& file) {
  const auto tables = file.section("enc.tables");
  if (!tables) return tl::unexpected(tables.error());
  const auto maps = file.section("enc.maps");
  if (!maps) return tl::unexpected(maps.error());
  const auto names = file.section("enc.names");
  if (!names) return tl::unexpected(names.error());
  const auto lemmas = file.section("enc.lemmas");
  if (!lemmas) return tl::unexpected(lemmas.error());
  const auto corrupt = [&file] {
    return fail(ErrorCode::corrupt, file.path() + ": an encoder that does not fit together");
  };

  Encoder e;
  SectionReader t(*tables);
  if (!WordVectors::read(t, e.words_)) return corrupt();

  SectionReader m(*maps);
  for (auto& layer : e.lstm_) {
    for (Lstm& lstm : layer) {
      if (!read_linear(m, lstm.input) || !read_linear(m, lstm.recurrent)) return corrupt();
    }
  }
  for (Linear* map : {&e.upos_, &e.xpos_, &e.feats_, &e.lemma_, &e.arc_dep_, &e.arc_head_,
                      &e.label_dep_, &e.label_head_, &e.arc_, &e.label_}) {
    if (!read_linear(m, *map)) return corrupt();
  }
  e.hidden_ = e.lstm_[0][0].recurrent.inputs;
  const auto root = m.array<float>(2 * static_cast<size_t>(e.hidden_));
  if (!m.ok()) return corrupt();

  SectionReader n(*names);
  std::vector<std::string> upos;
  std::vector<std::string> xpos;
  std::vector<std::string> deprel;
  std::vector<std::string_view> lemma;
  if (!read_names(n, upos) || !read_names(n, xpos) || !read_names(n, e.feats_names_) ||
      !read_names(n, lemma) || !read_names(n, deprel)) {
    return corrupt();
  }
  for (const std::string& name : upos) e.upos_of_.push_back(upos_of(name).value_or(Upos::X));
  for (const std::string& name : xpos) {
    const auto found = std::find(kXposNames.begin(), kXposNames.end(), name);
    e.xpos_of_.push_back(
        found == kXposNames.end() ? uint8_t{0} : static_cast<uint8_t>(found - kXposNames.begin()));
  }
  for (const std::string& name : deprel) e.deprel_of_.push_back(deprel_of(name));
  for (const std::string_view rule : lemma) {
    const auto edit = LemmaEdit::parse(rule);
    if (!edit) return corrupt();
    e.lemma_edits_.push_back(*edit);
  }

  const auto kept = std::find(lemma.begin(), lemma.end(), "k0+");
  if (kept == lemma.end()) return corrupt();
  e.identity_ = static_cast<uint16_t>(kept - lemma.begin());
  for (size_t tag = 0; tag < kXposNames.size(); ++tag) {
    for (const std::string_view verb : {"VBD", "VBN", "VBG", "VBZ"})
      if (kXposNames[tag] == verb) e.inflected_[tag] = true;
  }

  SectionReader l(*lemmas);
  const uint32_t known_forms = l.number();
  e.lemma_keys_ = SortedHashes(l.array<uint64_t>(known_forms));
  e.lemma_of_ = l.array<uint16_t>(known_forms);
  if (!l.ok() || std::any_of(e.lemma_of_.begin(), e.lemma_of_.end(),
                             [&](uint16_t edit) { return edit >= e.lemma_edits_.size(); })) {
    return corrupt();
  }

  const size_t width = e.words_.width();
  const uint32_t h = e.hidden_;
  bool fits = h % 16 == 0 && h > 0;
  for (int layer = 0; layer < 2; ++layer) {
    for (const Lstm& lstm : e.lstm_[layer]) {
      fits = fits && lstm.input.inputs == (layer == 0 ? width : 2 * h) &&
             lstm.input.outputs == 4 * h && lstm.recurrent.inputs == h &&
             lstm.recurrent.outputs == 4 * h;
    }
  }
  for (const Linear* map : {&e.upos_, &e.xpos_, &e.feats_, &e.lemma_, &e.arc_dep_, &e.arc_head_,
                            &e.label_dep_, &e.label_head_}) {
    fits = fits && map->inputs == 2 * h;
  }
  fits = fits && e.upos_.used == upos.size() && e.xpos_.used == xpos.size() &&
         e.feats_.used == e.feats_names_.size() && e.lemma_.used <= e.lemma_edits_.size() &&
         e.arc_.inputs == e.arc_dep_.used && e.arc_.used == e.arc_head_.used &&
         e.label_.inputs == e.label_dep_.used &&
         e.label_.used == padded(deprel.size()) * (e.label_head_.used + 1) && !deprel.empty() &&
         !e.feats_names_.empty() && e.feats_names_[0].empty();
  if (!fits) return corrupt();
  e.arc_root_ = of_root(e.arc_head_, root);
  e.label_root_ = of_root(e.label_head_, root);
  return e;
}

std::vector<float> Encoder::of_root(const Linear& governor, std::span<const float> root) {
  std::vector<float> out(governor.bias.begin(), governor.bias.end());
  kernels(InstructionSet::portable)
      .multiply(governor.weights.data(), governor.inputs, governor.outputs, root.data(),
                root.size(), out.data(), out.size(), 1);
  rectify(out);
  return out;
}

void Encoder::apply(const Linear& map, const Kernels& k, Rows x, size_t n,
                    std::vector<float>& out) {
  out.resize(n * map.outputs);
  k.multiply_bytes(map.bytes, x.bytes, x.stride, x.scale, map.bias.data(), 0, out.data(),
                   map.outputs, n);
}

Encoder::Rows Encoder::states(const Scratch& s) const {
  return {s.input.data(), 2 * static_cast<size_t>(hidden_), s.state_scale.data()};
}

void Encoder::plan(std::span<const uint32_t> lengths, Scratch& s) {
  s.first.clear();
  s.order.clear();
  s.steps.clear();
  uint32_t words = 0;
  for (uint32_t q = 0; q < lengths.size(); ++q) {
    s.first.push_back(words);
    words += lengths[q];
    s.order.push_back(q);
  }
  std::stable_sort(s.order.begin(), s.order.end(),
                   [&](uint32_t a, uint32_t b) { return lengths[a] > lengths[b]; });
  auto active = static_cast<uint32_t>(lengths.size());
  for (uint32_t row = 0, step = 0; row < words; ++step) {
    while (lengths[s.order[active - 1]] <= step) --active;
    s.steps.push_back({row, active});
    row += active;
  }
}

void Encoder::run_lstm(const Lstm& lstm, const Kernels& k, std::span<const uint32_t> lengths,
                       size_t width, bool backward, Scratch& s, uint8_t* out) const {
  const size_t words = s.seen.size();
  const size_t h = hidden_;
  const auto each = [&](auto&& visit) {
    for (uint32_t rank = 0; rank < s.order.size(); ++rank) {
      const uint32_t q = s.order[rank];
      for (uint32_t step = 0; step < lengths[q]; ++step)
        visit(s.first[q] + (backward ? lengths[q] - 1 - step : step), s.steps[step].row + rank);
    }
  };
  s.ordered.resize(words * width);
  s.ordered_scale.resize(words);
  each([&](size_t word, size_t row) {
    std::copy_n(s.input.data() + word * width, width, s.ordered.data() + row * width);
    s.ordered_scale[row] = s.input_scale[word];
  });
  s.states.resize(words * h);
  s.cell.assign(s.order.size() * h, 0.0F);
  size_t first = 0;  // of the rows whose gates were computed from the input
  size_t end = 0;
  for (size_t step = 0; step < s.steps.size(); ++step) {
    const auto [row, active] = s.steps[step];
    if (row == end) {
      first = row;
      for (size_t next = step; next < s.steps.size() && end < first + kGateRows; ++next)
        end += s.steps[next].active;
      apply(lstm.input, k,
            {s.ordered.data() + first * width, width, s.ordered_scale.data() + first}, end - first,
            s.gates);
    }
    float* const gates = s.gates.data() + (row - first) * 4 * h;
    if (step > 0) {
      k.multiply_bytes(lstm.recurrent.bytes, s.states.data() + s.steps[step - 1].row * h, h,
                       s.state_scale.data(), gates, 4 * h, gates, 4 * h, active);
    }
    for (size_t rank = 0; rank < active; ++rank) {
      k.lstm_step(gates + rank * 4 * h, h, s.cell.data() + rank * h,
                  s.states.data() + (row + rank) * h);
    }
  }
  each([&](size_t word, size_t row) {
    std::copy_n(s.states.data() + row * h, h, out + word * 2 * h);
  });
}

void Encoder::read(std::span<const std::string_view> words, std::span<const uint32_t> lengths,
                   InstructionSet set, Scratch& s, std::vector<WordReading>& out) const {
  out.assign(words.size(), {});
  if (words.empty()) return;
  const Kernels& k = kernels(set);
  const size_t n = words.size();
  plan(lengths, s);
  size_t width = padded_inputs(words_.width());
  s.input.assign(n * width, ByteMatrix::kZero);
  s.input_scale.resize(n);
  s.seen.resize(n);
  for (size_t i = 0; i < n; ++i) {
    s.seen[i] = words_.describe(words[i], s.cache, s.input.data() + i * width);
    s.input_scale[i] = s.seen[i].scale;
  }
  s.state_scale.assign(n, 1 / ByteMatrix::kLargest);
  const size_t both = 2 * static_cast<size_t>(hidden_);
  for (const auto& layer : lstm_) {
    s.layer.resize(n * both);
    run_lstm(layer[0], k, lengths, width, false, s, s.layer.data());
    run_lstm(layer[1], k, lengths, width, true, s, s.layer.data() + hidden_);
    s.input.swap(s.layer);
    s.input_scale = s.state_scale;
    width = both;
  }
  choose_tags(k, s, out);
  choose_lemmas(words, k, s, out);
  choose_heads(lengths, k, s, out);
  choose_labels(lengths, k, s, out);
}

void Encoder::choose_tags(const Kernels& k, Scratch& s, std::vector<WordReading>& out) const {
  const auto best = [&](const Linear& map, auto&& take) {
    apply(map, k, states(s), out.size(), s.product);
    for (size_t i = 0; i < out.size(); ++i)
      take(out[i], best_of(s.product.data() + i * map.outputs, map.used));
  };
  best(upos_, [&](WordReading& word, uint32_t b) { word.upos = upos_of_[b]; });
  best(xpos_, [&](WordReading& word, uint32_t b) { word.xpos = xpos_of_[b]; });
  best(feats_, [&](WordReading& word, uint32_t b) { word.feats = static_cast<uint16_t>(b); });
}

// The edit that the treebanks have of a form with that tag; the other words are scored.
void Encoder::choose_lemmas(std::span<const std::string_view> words, const Kernels& k, Scratch& s,
                            std::vector<WordReading>& out) const {
  const Rows all = states(s);
  s.strange.clear();
  s.ordered.resize(words.size() * all.stride);
  for (uint32_t i = 0; i < words.size(); ++i) {
    const auto known_as = [&](uint8_t xpos) {
      const char tag = static_cast<char>(xpos);
      return lemma_keys_.find(fnv({&tag, 1}, s.seen[i].lower));
    };
    size_t known = known_as(out[i].xpos);
    // "forces retook": a rare past form is easily taken for a present one.
    if (known >= lemma_keys_.size() && is_present(out[i].xpos)) known = known_as(kPast);
    if (known < lemma_keys_.size()) {
      out[i].lemma = lemma_of_[known];
      continue;
    }
    std::copy_n(all.bytes + i * all.stride, all.stride,
                s.ordered.data() + s.strange.size() * all.stride);
    s.strange.push_back(i);
  }
  apply(lemma_, k, {s.ordered.data(), all.stride, all.scale}, s.strange.size(), s.product);
  for (size_t row = 0; row < s.strange.size(); ++row) {
    const uint32_t i = s.strange[row];
    out[i].lemma =
        search_lemma(words[i], out[i], {s.product.data() + row * lemma_.outputs, lemma_.used}, s);
  }
}

void Encoder::apply_to_both_ends(const Linear& dependent, const Linear& governor,
                                 std::span<const float> root, const Kernels& k, size_t words,
                                 Scratch& s) const {
  apply(dependent, k, states(s), words, s.dependents);
  rectify(s.dependents);
  const size_t width = padded_inputs(dependent.used);
  s.dependent_bytes.assign(words * width, ByteMatrix::kZero);
  s.dependent_scale.resize(words);
  for (size_t i = 0; i < words; ++i) {
    s.dependent_scale[i] = to_bytes(s.dependents.data() + i * dependent.outputs, dependent.used,
                                    s.dependent_bytes.data() + i * width);
  }
  apply(governor, k, states(s), words, s.governors);
  rectify(s.governors);
  s.governors.insert(s.governors.end(), root.begin(), root.end());
}

void Encoder::choose_heads(std::span<const uint32_t> lengths, const Kernels& k, Scratch& s,
                           std::vector<WordReading>& out) const {
  const size_t all = out.size();
  apply_to_both_ends(arc_dep_, arc_head_, arc_root_, k, all, s);
  apply(arc_, k, {s.dependent_bytes.data(), arc_.bytes.inputs, s.dependent_scale.data()}, all,
        s.product);
  for (size_t q = 0; q < lengths.size(); ++q) {
    // Each word with each head: the heads stand as columns, so that one product gives all scores.
    const size_t n = lengths[q];
    const size_t first = s.first[q];
    const size_t columns = padded(n + 1);
    s.columns.assign(arc_.used * columns, 0.0F);
    for (size_t head = 0; head <= n; ++head) {
      const float* from =
          s.governors.data() + (head == 0 ? all : first + head - 1) * arc_head_.outputs;
      for (size_t i = 0; i < arc_.used; ++i) s.columns[i * columns + head] = from[i];
    }
    s.table.assign(n * columns, 0.0F);
    k.multiply(s.columns.data(), arc_.used, columns, s.product.data() + first * arc_.outputs,
               arc_.outputs, s.table.data(), columns, n);
    s.scores.resize(n * (n + 1));
    for (size_t d = 0; d < n; ++d)
      std::copy_n(s.table.data() + d * columns, n + 1, s.scores.data() + d * (n + 1));
    s.heads.resize(n);
    s.search.best_tree(s.scores, s.heads);
    for (size_t d = 0; d < n; ++d) out[first + d].head = s.heads[d];
  }
}

void Encoder::choose_labels(std::span<const uint32_t> lengths, const Kernels& k, Scratch& s,
                            std::vector<WordReading>& out) const {
  const size_t all = out.size();
  apply_to_both_ends(label_dep_, label_head_, label_root_, k, all, s);
  // What a dependent wants of its head, a row of labels for each property; the last row is added
  // whatever the head.
  const size_t labels = padded(deprel_of_.size());
  const size_t width = label_.bytes.inputs;
  for (size_t q = 0; q < lengths.size(); ++q) {
    for (size_t d = 0; d < lengths[q]; ++d) {
      const size_t word = s.first[q] + d;
      const size_t begin = word % kLabelRows;
      if (begin == 0) {
        apply(label_, k,
              {s.dependent_bytes.data() + word * width, width, s.dependent_scale.data() + word},
              std::min(kLabelRows, all - word), s.product);
      }
      WordReading& reading = out[word];
      const float* wanted = s.product.data() + begin * label_.outputs;
      const float* tail = wanted + label_head_.used * labels;
      s.table.assign(tail, tail + labels);
      const size_t head = reading.head == 0 ? all : s.first[q] + reading.head - 1;
      k.multiply(wanted, label_head_.used, labels, s.governors.data() + head * label_head_.outputs,
                 label_head_.outputs, s.table.data(), labels, 1);
      reading.deprel =
          deprel_of_[best_of(s.table.data(), static_cast<uint32_t>(deprel_of_.size()))];
      if (reading.head == 0)
        reading.deprel = Deprel::root;
      else if (reading.deprel == Deprel::root)
        reading.deprel = Deprel::dep;
    }
  }
}

uint16_t Encoder::search_lemma(std::string_view word, const WordReading& reading,
                               std::span<float> scores, Scratch& s) const {
  const auto best = static_cast<uint16_t>(best_of(scores.data(), lemma_.used));
  const bool inflected = inflected_[reading.xpos];
  if (!inflected && lemma_edits_[best].cut == 0) return best;
  // The best edit that gives a word which is known: "bomb", not "bombe".
  for (uint32_t tries = 0; tries < kMostEdits; ++tries) {
    const uint32_t next = best_of(scores.data(), lemma_.used);
    const LemmaEdit& edit = lemma_edits_[next];
    s.lemma.clear();
    edit.append(word, s.lemma);
    spell(s.lemma, s.spelling);
    const bool changed = edit.cut > 0 || !inflected;
    if (!edit.whole && changed && words_.knows(fnv(s.spelling.lower)))
      return static_cast<uint16_t>(next);
    scores[next] = std::numeric_limits<float>::lowest();
  }
  return reading.upos == Upos::PROPN ? identity_ : best;
}

}  // namespace sitrep
