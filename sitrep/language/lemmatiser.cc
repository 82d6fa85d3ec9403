#include "sitrep/language/lemmatiser.h"

#include <algorithm>

namespace sitrep {
namespace {

bool inside_character(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

}  // namespace

bool LemmaEdit::applies_to(std::string_view word) const {
  if (cut > word.size() || (cut == word.size() && tail.empty())) return false;
  return cut == 0 || !inside_character(word[word.size() - cut]);
}

void LemmaEdit::append(std::string_view word, std::string& out) const {
  for (const char c : word.substr(0, word.size() - cut)) {
    out += lower && c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  out += tail;
}

void lemma_features(const WordFeatures& word, uint8_t tag, std::vector<uint64_t>& features) {
  const auto casing = static_cast<uint64_t>(word.casing);
  features.clear();
  features.push_back(feature(200, tag));
  features.push_back(feature(201, tag, word.form));
  features.push_back(feature(202, tag, word.form, casing));
  for (uint64_t n = 0; n < 4; ++n) {
    features.push_back(feature(203, tag, word.suffix[n], n));
    features.push_back(feature(204, tag, word.suffix[n], casing));
  }
  features.push_back(feature(205, tag, casing));
  features.push_back(feature(206, tag, word.prefix[2], word.suffix[1]));
  features.push_back(feature(207, tag, word.shape));
  features.push_back(feature(208, word.form));
}

uint64_t lemma_key(uint64_t form, uint8_t tag) {
  return feature(209, form, tag);
}

Result<Lemmatiser> Lemmatiser::open(const ModelFile& file) {
  Lemmatiser l;
  const auto edits = file.section("lemma.edits");
  const auto weights = file.section("lemma.weights");
  const auto table = file.section("lemma.table");
  for (const auto* section : {&edits, &weights, &table}) {
    if (!*section) return tl::unexpected(section->error());
  }
  SectionReader reader(*edits);
  const uint32_t count = reader.number();
  for (uint32_t i = 0; i < count && reader.ok(); ++i) {
    LemmaEdit edit;
    edit.lower = reader.number() != 0;
    edit.cut = reader.number();
    edit.tail = reader.text();
    l.edits_.push_back(edit);
  }
  SectionReader forms(*table);
  l.slots_ = forms.array<Slot>(forms.number());
  l.texts_ = forms.text();
  const bool sound = std::all_of(l.slots_.begin(), l.slots_.end(), [&](Slot s) {
    return s.begin <= l.texts_.size() && s.size <= l.texts_.size() - s.begin;
  });
  const bool has_free =
      std::any_of(l.slots_.begin(), l.slots_.end(), [](Slot s) { return s.size == 0; });
  auto model = LinearModel::open(*weights);
  if (!reader.ok() || !forms.ok() || !sound || !has_free || !model ||
      model->classes() != l.edits_.size()) {
    return fail(ErrorCode::corrupt, file.path() + ": the lemmatiser is damaged");
  }
  l.weights_ = *model;
  return l;
}

std::string_view Lemmatiser::find(uint64_t key) const {
  const auto check = static_cast<uint32_t>(key);
  uint64_t at = WordTable::slot_of(key, slots_.size());
  while (slots_[at].size != 0) {
    if (slots_[at].check == check) return texts_.substr(slots_[at].begin, slots_[at].size);
    if (++at == slots_.size()) at = 0;
  }
  return {};
}

void Lemmatiser::append(std::string_view word, const WordFeatures& described, uint8_t tag,
                        Scratch& scratch, std::string& out) const {
  if (const std::string_view known = find(lemma_key(described.form, tag)); !known.empty()) {
    out += known;
    return;
  }
  lemma_features(described, tag, scratch.features);
  scratch.scores.assign(edits_.size(), 0);
  weights_.add_scores(scratch.features, scratch.scores);
  const LemmaEdit* best = nullptr;
  int32_t best_score = 0;
  for (size_t i = 0; i < edits_.size(); ++i) {
    if ((best == nullptr || scratch.scores[i] > best_score) && edits_[i].applies_to(word)) {
      best = &edits_[i];
      best_score = scratch.scores[i];
    }
  }
  best == nullptr ? static_cast<void>(out += word) : best->append(word, out);
}

}  // namespace sitrep
