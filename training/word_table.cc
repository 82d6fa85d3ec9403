#include "training/word_table.h"

#include <algorithm>
#include <map>

#include "sitrep/base/mapped_file.h"
#include "sitrep/language/model_file.h"
#include "sitrep/language/word_features.h"

namespace sitrep::training {
namespace {

constexpr size_t kMostClasses = 250;
constexpr uint32_t kKnownWord = 3;  // examples of a word with a usual tag

uint8_t class_of(const std::vector<TagClass>& classes, TagClass tag) {
  const auto exact = std::find(classes.begin(), classes.end(), tag);
  if (exact != classes.end()) return static_cast<uint8_t>(exact - classes.begin());
  const auto close =
      std::find_if(classes.begin(), classes.end(), [&](TagClass c) { return c.upos == tag.upos; });
  return close == classes.end() ? uint8_t{0} : static_cast<uint8_t>(close - classes.begin());
}

// The tag pairs of the trees by falling frequency; at most 250, for those of one example are noise.
std::vector<TagClass> tag_classes(const std::vector<Tree>& trees) {
  std::map<TagClass, uint32_t> counts;
  for (const Tree& tree : trees) {
    for (const TreeWord& word : tree) ++counts[word.tag];
  }
  std::vector<std::pair<uint32_t, TagClass>> order;
  for (const auto& [tag, count] : counts) {
    if (count >= 2) order.emplace_back(count, tag);
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  if (order.size() > kMostClasses) order.resize(kMostClasses);
  std::vector<TagClass> classes;
  for (const auto& [count, tag] : order) classes.push_back(tag);
  return classes;
}

}  // namespace

std::string word_table(const std::vector<Tree>& trees) {
  const std::vector<TagClass> classes = tag_classes(trees);
  std::map<uint64_t, WordTable::Slot> words;
  std::map<uint64_t, std::map<uint8_t, uint32_t>> tags;
  for (const Tree& tree : trees) {
    for (const TreeWord& word : tree) ++tags[form_hash(word.form)][class_of(classes, word.tag)];
  }
  for (const auto& [form, counts] : tags) {
    uint32_t all = 0;
    auto most = counts.begin();
    for (auto c = counts.begin(); c != counts.end(); ++c) {
      all += c->second;
      if (c->second > most->second) most = c;
    }
    if (all >= kKnownWord) words[form].usual_tag = static_cast<uint8_t>(most->first + 1);
  }
  std::vector<WordTable::Slot> slots(words.size() * 10 / 7 + 16);
  for (auto& [form, slot] : words) {
    slot.check = static_cast<uint32_t>(form);
    slot.used = 1;
    uint64_t at = WordTable::slot_of(form, slots.size());
    while (slots[at].used != 0) at = at + 1 == slots.size() ? 0 : at + 1;
    slots[at] = slot;
  }
  SectionWriter writer;
  writer.number(static_cast<uint32_t>(slots.size()));
  writer.array(std::span<const WordTable::Slot>(slots));
  return writer.take();
}

}  // namespace sitrep::training
