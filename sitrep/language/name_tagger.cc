#include "sitrep/language/name_tagger.h"

#include <algorithm>

namespace sitrep {
namespace {

constexpr int64_t kNever = -1'000'000'000'000;

using Sums = std::array<int64_t, kNameLabels>;

// The best path through a sentence (Viterbi).
void best_labels(const std::vector<NameScores>& scores, std::span<const int32_t> transitions,
                 std::vector<uint32_t>& labels) {
  const size_t n = scores.size();
  std::vector<std::array<uint8_t, kNameLabels>> from(n);
  Sums best{};
  for (size_t t = 0; t < n; ++t) {
    Sums next;
    for (uint32_t b = 0; b < kNameLabels; ++b) {
      next[b] = kNever;
      for (uint32_t a = 0; a < (t == 0 ? 1 : kNameLabels); ++a) {
        if (!may_follow(a, b) || best[a] <= kNever / 2) continue;
        const int64_t score = best[a] + transitions[a * kNameLabels + b] + scores[t][b];
        if (score > next[b]) {
          next[b] = score;
          from[t][b] = static_cast<uint8_t>(a);
        }
      }
    }
    best = next;
  }
  labels.resize(n);
  auto label = static_cast<uint32_t>(std::max_element(best.begin(), best.end()) - best.begin());
  for (size_t t = n; t-- > 0;) {
    labels[t] = label;
    label = from[t][label];
  }
}

}  // namespace

Result<NameTagger> NameTagger::open(const std::string& folder) {
  auto file = ModelFile::open(folder + "/names.model");
  if (!file) return tl::unexpected(file.error());
  NameTagger tagger;
  const auto damaged = [&] { return fail(ErrorCode::corrupt, file->path() + " is damaged"); };
  auto weights = file->section("weights");
  auto transitions = file->section("transitions");
  auto classes = file->section("classes");
  auto places = file->section("places");
  if (!weights || !transitions || !classes || !places) return damaged();
  auto model = LinearModel::open(*weights);
  if (!model || model->classes() != kNameLabels) return damaged();
  tagger.weights_ = *model;
  SectionReader steps(*transitions);
  tagger.transitions_ = steps.array<int32_t>(size_t{kNameLabels} * kNameLabels);
  SectionReader words(*classes);
  const uint32_t count = words.number();
  const auto keys = words.array<uint32_t>(count);
  tagger.classes_ = WordClasses(keys, words.array<uint16_t>(count));
  SectionReader names(*places);
  tagger.places_ = PlaceNames(names.array<uint32_t>(names.number()));
  if (!steps.ok() || !words.ok() || !names.ok()) return damaged();
  tagger.file_ = std::move(*file);
  return tagger;
}

std::vector<NameRange> NameTagger::tag(const Analysis& analysis, NameFeatures& features) const {
  std::vector<NameRange> names;
  std::vector<NameScores> scores;
  std::vector<uint32_t> labels;
  for (const auto& sentence : analysis.sentences) {
    scores.clear();
    for (TokenId t = sentence.first; t < sentence.last; ++t) scores.push_back(features.scores(t));
    best_labels(scores, transitions_, labels);
    for (TokenId t = sentence.first; t < sentence.last; ++t) {
      const uint32_t label = labels[t - sentence.first];
      if (label == 0) continue;
      if (label % 2 == 1) {
        names.push_back({{t, t + 1}, static_cast<NameSort>((label - 1) / 2)});
      } else {
        names.back().tokens.last = t + 1;
      }
    }
  }
  return names;
}

}  // namespace sitrep
