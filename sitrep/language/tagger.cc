#include "sitrep/language/tagger.h"

namespace sitrep {
namespace {

constexpr uint64_t kOutside = 0x5EED;  // beyond the ends of the sentence

// The words around one of them; beyond the ends stands a word of its own kind.
class Window {
 public:
  Window(std::span<const WordFeatures> words, size_t at) : words_(words), at_(at) {}
  const WordFeatures& operator[](int offset) const {
    const size_t i = at_ + static_cast<size_t>(offset);
    return i < words_.size() ? words_[i] : outside();
  }

 private:
  static const WordFeatures& outside() {
    static const WordFeatures word = [] {
      WordFeatures w;
      w.form = w.shape = kOutside;
      for (uint64_t& p : w.prefix) p = kOutside;
      for (uint64_t& s : w.suffix) s = kOutside;
      w.usual_tag = 255;
      return w;
    }();
    return word;
  }
  std::span<const WordFeatures> words_;
  size_t at_;
};

}  // namespace

void tag_features(std::span<const WordFeatures> words, std::span<const uint8_t> tags, size_t i,
                  std::vector<uint64_t>& features) {
  const Window w(words, i);
  const WordFeatures& here = w[0];
  const uint64_t before = i > 0 ? tags[i - 1] : kOutside;
  const uint64_t second = i > 1 ? tags[i - 2] : kOutside;
  const auto casing = static_cast<uint64_t>(here.casing);
  const uint64_t first = i == 0 ? 1 : 0;
  features.clear();
  const auto add = [&](uint64_t kind, uint64_t a, uint64_t b = 0, uint64_t c = 0) {
    features.push_back(feature(kind, a, b, c));
  };
  add(0, 0);
  add(1, here.form);
  add(2, here.form, casing, first);
  add(3, here.shape, first);
  add(4, here.suffix[0]);
  add(5, here.suffix[1]);
  add(6, here.suffix[2]);
  add(7, here.suffix[3]);
  add(8, here.suffix[2], casing, first);
  add(9, here.prefix[0]);
  add(10, here.prefix[1]);
  add(11, here.prefix[2]);
  add(12, here.cluster);
  add(13, here.cluster, casing);
  add(14, before);
  add(15, before, second);
  add(16, before, here.form);
  add(17, before, second, here.form);
  add(18, before, here.suffix[2]);
  add(19, before, here.cluster);
  add(20, w[-1].form);
  add(21, w[1].form);
  add(22, w[-2].form);
  add(23, w[2].form);
  add(24, w[-1].form, here.form);
  add(25, here.form, w[1].form);
  add(26, w[-1].form, w[1].form);
  add(27, w[1].cluster);
  add(28, w[-1].cluster);
  add(29, w[1].suffix[2]);
  add(30, w[-1].suffix[2]);
  add(31, w[1].usual_tag);
  add(32, before, w[1].usual_tag);
  add(33, here.form, w[1].usual_tag);
  add(34, w[1].usual_tag, w[2].usual_tag);
  add(35, before, here.usual_tag, w[1].usual_tag);
  add(36, here.usual_tag, w[1].usual_tag, w[2].usual_tag);
  add(37, here.cluster, w[1].cluster);
  add(38, w[-1].cluster, here.cluster);
  add(39, static_cast<uint64_t>(w[1].casing), casing, static_cast<uint64_t>(w[-1].casing));
  add(40, here.usual_tag, casing, first);
  add(41, w[2].cluster);
  add(42, before, second, here.usual_tag);
  add(43, before, here.shape);
  add(44, w[1].shape, here.shape);
  add(45, here.suffix[3], w[1].usual_tag);
}

void morphology_features(std::span<const WordFeatures> words, std::span<const uint8_t> tags,
                         size_t i, std::vector<uint64_t>& features) {
  const WordFeatures& here = words[i];
  const uint64_t tag = tags[i];
  const uint64_t before = i > 0 ? tags[i - 1] : kOutside;
  const uint64_t second = i > 1 ? tags[i - 2] : kOutside;
  const uint64_t after = i + 1 < tags.size() ? tags[i + 1] : kOutside;
  const uint64_t word_before = i > 0 ? words[i - 1].form : kOutside;
  const uint64_t word_after = i + 1 < words.size() ? words[i + 1].form : kOutside;
  features.clear();
  const auto add = [&](uint64_t kind, uint64_t a, uint64_t b = 0) {
    features.push_back(feature(kind, tag, a, b));
  };
  add(100, 0);
  add(101, here.form);
  add(102, here.suffix[1]);
  add(103, here.suffix[2]);
  add(104, here.shape);
  add(105, before);
  add(106, after);
  add(107, word_before);
  add(108, word_after);
  add(109, here.form, word_before);
  add(110, here.form, before);
  add(111, here.form, after);
  add(112, before, second);
  add(113, here.cluster);
  add(114, here.prefix[1]);
}

Result<Tagger> Tagger::open(const ModelFile& file) {
  Tagger t;
  const auto classes = file.section("tag.classes");
  const auto tags = file.section("tag.weights");
  const auto morphology = file.section("feats.classes");
  const auto feats = file.section("feats.weights");
  for (const auto* section : {&classes, &tags, &morphology, &feats}) {
    if (!*section) return tl::unexpected(section->error());
  }
  const auto damaged = [&] {
    return fail(ErrorCode::corrupt, file.path() + ": the tagger is damaged");
  };
  SectionReader reader(*classes);
  const auto pairs = reader.array<uint8_t>(size_t{2} * reader.number());
  for (size_t i = 0; i + 1 < pairs.size(); i += 2) {
    if (pairs[i] > static_cast<uint8_t>(Upos::X) || pairs[i + 1] >= kXposNames.size())
      return damaged();
    t.classes_.push_back({static_cast<Upos>(pairs[i]), pairs[i + 1]});
  }
  SectionReader names(*morphology);
  const uint32_t count = names.number();
  for (uint32_t i = 0; i < count && names.ok(); ++i) t.feats_names_.emplace_back(names.text());
  for (size_t i = 0; i < t.classes_.size() && names.ok(); ++i) {
    const auto allowed = names.array<uint8_t>(names.number());
    for (const uint8_t f : allowed) {
      if (f >= count) return damaged();
    }
    if (allowed.empty()) return damaged();
    t.feats_of_.emplace_back(allowed.begin(), allowed.end());
  }
  auto tag_model = LinearModel::open(*tags);
  auto feats_model = LinearModel::open(*feats);
  if (!reader.ok() || !names.ok() || !tag_model || !feats_model ||
      tag_model->classes() != t.classes_.size() || feats_model->classes() != count) {
    return damaged();
  }
  t.tags_ = *tag_model;
  t.feats_ = *feats_model;
  return t;
}

void Tagger::tag(std::span<const WordFeatures> words, Scratch& scratch, std::vector<uint8_t>& tags,
                 std::vector<uint16_t>& feats) const {
  tags.resize(words.size());
  feats.resize(words.size());
  for (size_t i = 0; i < words.size(); ++i) {
    tag_features(words, tags, i, scratch.features);
    scratch.scores.assign(classes_.size(), 0);
    tags_.add_scores(scratch.features, scratch.scores);
    tags[i] = static_cast<uint8_t>(best_class(scratch.scores));
  }
  for (size_t i = 0; i < words.size(); ++i) {
    const auto& allowed = feats_of_[tags[i]];
    uint8_t best = allowed[0];
    if (allowed.size() > 1) {
      morphology_features(words, tags, i, scratch.features);
      scratch.scores.assign(feats_names_.size(), 0);
      feats_.add_scores(scratch.features, scratch.scores);
      for (const uint8_t f : allowed) {
        if (scratch.scores[f] > scratch.scores[best]) best = f;
      }
    }
    feats[i] = best;
  }
}

}  // namespace sitrep
