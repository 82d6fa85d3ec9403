#include "sitrep/language/encoder.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstring>

#include "sitrep/base/names.h"

namespace sitrep {
namespace {

constexpr uint32_t kLongestPart = 4;      // code points of a prefix or suffix
constexpr uint32_t kMostCodePoints = 64;  // of a word; what comes after is not looked at
constexpr uint64_t kFnvBasis = 0xCBF29CE484222325ULL;
constexpr uint64_t kFnvPrime = 0x100000001B3ULL;

uint64_t fnv(std::string_view bytes, uint64_t value = kFnvBasis) {
  for (const char c : bytes) value = (value ^ static_cast<unsigned char>(c)) * kFnvPrime;
  return value;
}

// A word as the trainer sees it: lower case with digits as 0, where its code points begin, and how
// it is written.
struct Spelling {
  std::string lower;
  std::vector<uint32_t> starts;  // with the end behind
  uint32_t shape = 0;
};

// The trainer's shape(), in the same order of questions.
uint32_t shape_of(uint32_t letters, uint32_t upper, uint32_t count, bool first_upper, bool digits,
                  bool hyphen) {
  if (letters == 0) return digits ? 1 : count == 1 ? 2 : 3;
  uint32_t base = 8;
  if (upper == letters)
    base = letters == 1 ? 4 : 5;
  else if (first_upper)
    base = 6;
  else if (upper > 0)
    base = 7;
  if (digits) return base < 9 ? base + 5 : 14;
  if (hyphen && count > 1) return base == 5 || base == 6 ? 14 : 15;
  return base;
}

void spell(std::string_view word, Spelling& out) {
  out.lower.clear();
  out.starts.clear();
  uint32_t letters = 0;
  uint32_t upper = 0;
  uint32_t count = 0;
  bool first_upper = false;
  bool digits = false;
  bool hyphen = false;
  const auto size = static_cast<int32_t>(std::min<size_t>(word.size(), 1024));
  for (int32_t i = 0; i < size && count < kMostCodePoints;) {
    UChar32 c;
    U8_NEXT(reinterpret_cast<const uint8_t*>(word.data()), i, size, c);
    if (c < 0) continue;
    if (u_isalpha(c)) ++letters;
    if (u_isupper(c)) {
      upper += u_isalpha(c) ? 1 : 0;
      if (count == 0) first_upper = true;
    }
    digits |= u_isdigit(c) != 0;
    hyphen |= c == '-';
    out.starts.push_back(static_cast<uint32_t>(out.lower.size()));
    const UChar32 low = u_isdigit(c) ? '0' : u_tolower(c);
    char bytes[4];
    int32_t length = 0;
    UBool failed = false;
    U8_APPEND(reinterpret_cast<uint8_t*>(bytes), length, 4, low, failed);
    if (!failed) out.lower.append(bytes, static_cast<size_t>(length));
    ++count;
  }
  out.starts.push_back(static_cast<uint32_t>(out.lower.size()));
  out.shape = shape_of(letters, upper, count, first_upper, digits, hyphen);
}

uint32_t best_of(const float* scores, uint32_t count) {
  return static_cast<uint32_t>(std::max_element(scores, scores + count) - scores);
}

void rectify(std::vector<float>& values) {
  for (float& v : values) v = std::max(v, 0.0F);
}

bool read_names(SectionReader& reader, std::vector<std::string>& out) {
  const uint32_t count = reader.number();
  for (uint32_t i = 0; i < count && reader.ok(); ++i) out.emplace_back(reader.text());
  return reader.ok();
}

}  // namespace

void Encoder::Table::add(uint32_t row, float* to) const {
  const float scale = scales[row];
  const int8_t* from = values.data() + static_cast<size_t>(row) * width;
  for (uint32_t i = 0; i < width; ++i) to[i] += scale * static_cast<float>(from[i]);
}

bool Encoder::read_linear(SectionReader& reader, Linear& out) {
  out.inputs = reader.number();
  out.outputs = reader.number();
  out.used = reader.number();
  if (out.outputs % 16 != 0 || out.used > out.outputs || out.inputs > 65536 || out.outputs > 65536)
    return false;
  out.weights = reader.array<float>(static_cast<size_t>(out.inputs) * out.outputs);
  out.bias = reader.array<float>(out.outputs);
  return reader.ok();
}

bool Encoder::read_table(SectionReader& reader, Table& out) {
  const uint32_t rows = reader.number();
  out.width = reader.number();
  out.scales = reader.array<float>(rows);
  out.values = reader.array<int8_t>(static_cast<size_t>(rows) * out.width);
  return reader.ok();
}

Result<Encoder> Encoder::open(const ModelFile& file) {
  const auto tables = file.section("enc.tables");
  if (!tables) return tl::unexpected(tables.error());
  const auto maps = file.section("enc.maps");
  if (!maps) return tl::unexpected(maps.error());
  const auto names = file.section("enc.names");
  if (!names) return tl::unexpected(names.error());
  const auto corrupt = [&file] {
    return fail(ErrorCode::corrupt, file.path() + ": an encoder that does not fit together");
  };

  Encoder e;
  SectionReader t(*tables);
  const uint32_t known = t.number();
  e.keys_ = t.array<uint64_t>(known);
  e.rows_ = t.array<uint32_t>(known);
  if (!read_table(t, e.word_) || !read_table(t, e.part_) || !read_table(t, e.shape_))
    return corrupt();
  for (const uint32_t row : e.rows_) {
    if (row >= e.word_.scales.size()) return corrupt();
  }
  if (e.part_.scales.empty() || e.shape_.scales.size() < 16 || e.word_.scales.empty())
    return corrupt();

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
  e.root_ = m.array<float>(2 * static_cast<size_t>(e.hidden_));
  if (!m.ok()) return corrupt();

  SectionReader n(*names);
  std::vector<std::string> upos;
  std::vector<std::string> xpos;
  std::vector<std::string> deprel;
  if (!read_names(n, upos) || !read_names(n, xpos) || !read_names(n, e.feats_names_) ||
      !read_names(n, e.lemma_rules_) || !read_names(n, deprel)) {
    return corrupt();
  }
  for (const std::string& name : upos) e.upos_of_.push_back(value_in<Upos>(kUposNames, name).value_or(Upos::X));
  for (const std::string& name : xpos) {
    const auto found = std::find(kXposNames.begin(), kXposNames.end(), name);
    e.xpos_of_.push_back(
        found == kXposNames.end() ? uint8_t{0} : static_cast<uint8_t>(found - kXposNames.begin()));
  }
  for (const std::string& name : deprel) e.deprel_of_.push_back(deprel_of(name));

  const uint32_t width = e.word_.width + e.part_.width + e.shape_.width;
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
         e.feats_.used == e.feats_names_.size() && e.lemma_.used == e.lemma_rules_.size() &&
         e.arc_.inputs == e.arc_dep_.used && e.arc_.used == e.arc_head_.used &&
         e.label_.inputs == e.label_dep_.used &&
         e.label_.used == deprel.size() * (e.label_head_.used + 1) && !deprel.empty();
  if (!fits) return corrupt();
  return e;
}

void Encoder::describe(std::string_view word, float* to) const {
  thread_local Spelling spelling;
  spell(word, spelling);
  const auto key = fnv(spelling.lower);
  const auto found = std::lower_bound(keys_.begin(), keys_.end(), key);
  const bool known = found != keys_.end() && *found == key;
  word_.add(known ? rows_[static_cast<size_t>(found - keys_.begin())] : 0, to);
  float* const parts = to + word_.width;
  const auto rows = static_cast<uint64_t>(part_.scales.size());
  const std::string_view lower = spelling.lower;
  const auto add = [&](char mark, std::string_view part) {
    part_.add(static_cast<uint32_t>(fnv(part, fnv({&mark, 1})) % rows), parts);
  };
  add('=', lower);
  const auto count = static_cast<uint32_t>(spelling.starts.size()) - 1;
  for (uint32_t n = 1; n <= std::min(kLongestPart, count); ++n) {
    add('^', lower.substr(0, spelling.starts[n]));
    add('$', lower.substr(spelling.starts[count - n]));
  }
  shape_.add(std::min(spelling.shape, 15U), parts + part_.width);
}

void Encoder::apply(const Linear& map, const Kernels& k, const float* x, size_t x_stride, size_t n,
                    std::vector<float>& out) {
  out.resize(n * map.outputs);
  for (size_t r = 0; r < n; ++r)
    std::copy(map.bias.begin(), map.bias.end(),
              out.begin() + static_cast<ptrdiff_t>(r * map.outputs));
  k.multiply(map.weights.data(), map.inputs, map.outputs, x, x_stride, out.data(), map.outputs, n);
}

void Encoder::run_lstm(const Lstm& lstm, const Kernels& k, size_t n, size_t width, bool backward,
                       Scratch& s, float* out, size_t out_stride) const {
  apply(lstm.input, k, s.input.data(), width, n, s.gates);
  s.cell.assign(hidden_, 0.0F);
  for (size_t step = 0; step < n; ++step) {
    const size_t at = backward ? n - 1 - step : step;
    float* gates = s.gates.data() + at * lstm.input.outputs;
    if (step > 0) {
      const float* before = out + (backward ? at + 1 : at - 1) * out_stride;
      k.multiply(lstm.recurrent.weights.data(), hidden_, 4 * hidden_, before, hidden_, gates,
                 4 * hidden_, 1);
    }
    k.lstm_step(gates, hidden_, s.cell.data(), out + at * out_stride);
  }
}

void Encoder::read(std::span<const std::string_view> words, InstructionSet set, Scratch& s,
                   std::vector<WordReading>& out) const {
  out.assign(words.size(), {});
  if (words.empty()) return;
  const Kernels& k = kernels(set);
  const size_t n = words.size();
  size_t width = word_.width + part_.width + shape_.width;
  s.input.assign(n * width, 0.0F);
  for (size_t i = 0; i < n; ++i) describe(words[i], s.input.data() + i * width);
  const size_t both = 2 * static_cast<size_t>(hidden_);
  // The root stands before the words, for the parser; the tags begin after it.
  for (const auto& layer : lstm_) {
    s.layer.assign((n + 1) * both, 0.0F);
    run_lstm(layer[0], k, n, width, false, s, s.layer.data() + both, both);
    run_lstm(layer[1], k, n, width, true, s, s.layer.data() + both + hidden_, both);
    s.input.assign(s.layer.begin() + static_cast<ptrdiff_t>(both), s.layer.end());
    width = both;
  }
  std::copy(root_.begin(), root_.end(), s.layer.begin());
  const float* first = s.layer.data() + both;

  const auto best = [&](const Linear& map, auto&& take) {
    apply(map, k, first, both, n, s.tags);
    for (size_t i = 0; i < n; ++i) take(out[i], best_of(s.tags.data() + i * map.outputs, map.used));
  };
  best(upos_, [this](WordReading& w, uint32_t b) { w.upos = upos_of_[b]; });
  best(xpos_, [this](WordReading& w, uint32_t b) { w.xpos = xpos_of_[b]; });
  best(feats_, [](WordReading& w, uint32_t b) { w.feats = static_cast<uint16_t>(b); });
  best(lemma_, [](WordReading& w, uint32_t b) { w.lemma = static_cast<uint16_t>(b); });

  apply(arc_dep_, k, first, both, n, s.arc_dep);
  apply(arc_head_, k, s.layer.data(), both, n + 1, s.arc_head);
  rectify(s.arc_dep);
  rectify(s.arc_head);
  apply(arc_, k, s.arc_dep.data(), arc_dep_.outputs, n, s.product);
  s.scores.assign(n * (n + 1), 0.0F);
  for (size_t d = 0; d < n; ++d) {
    for (size_t h = 0; h <= n; ++h) {
      const float* a = s.product.data() + d * arc_.outputs;
      const float* b = s.arc_head.data() + h * arc_head_.outputs;
      float sum = 0;
      for (size_t i = 0; i < arc_.used; ++i) sum += a[i] * b[i];
      s.scores[d * (n + 1) + h] = sum;
    }
  }
  s.heads.resize(n);
  s.search.best_tree(s.scores, s.heads);

  apply(label_dep_, k, first, both, n, s.label_dep);
  apply(label_head_, k, s.layer.data(), both, n + 1, s.label_head);
  rectify(s.label_dep);
  rectify(s.label_head);
  apply(label_, k, s.label_dep.data(), label_dep_.outputs, n, s.product);
  const size_t row = label_head_.used + 1;  // the last of a row is added whatever the head
  for (size_t d = 0; d < n; ++d) {
    out[d].head = s.heads[d];
    const float* head = s.label_head.data() + s.heads[d] * label_head_.outputs;
    float highest = 0;
    for (size_t l = 0; l < deprel_of_.size(); ++l) {
      const float* wanted = s.product.data() + d * label_.outputs + l * row;
      float sum = wanted[row - 1];
      for (size_t i = 0; i + 1 < row; ++i) sum += wanted[i] * head[i];
      if (l == 0 || sum > highest) {
        highest = sum;
        out[d].deprel = deprel_of_[l];
      }
    }
    if (out[d].head == 0)
      out[d].deprel = Deprel::root;
    else if (out[d].deprel == Deprel::root)
      out[d].deprel = Deprel::dep;
  }
}

}  // namespace sitrep
