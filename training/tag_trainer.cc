#include "training/tag_trainer.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>

#include "sitrep/base/hash.h"
#include "sitrep/base/mapped_file.h"
#include "sitrep/language/lemmatiser.h"

namespace sitrep::training {
namespace {

constexpr size_t kMostClasses = 250;
constexpr uint32_t kKnownWord = 3;  // examples of a word with a usual tag

size_t best(std::span<const float> scores) {
  return static_cast<size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin());
}

uint8_t predict(const LinearTrainer& model, std::span<const uint64_t> features,
                std::vector<float>& scores) {
  scores.assign(model.classes(), 0);
  model.add_scores(features, scores);
  return static_cast<uint8_t>(best(scores));
}

template <class Key>
std::vector<Key> by_frequency(const std::map<Key, uint32_t>& counts, uint32_t least) {
  std::vector<std::pair<uint32_t, Key>> order;
  for (const auto& [key, count] : counts) {
    if (count >= least) order.emplace_back(count, key);
  }
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Key> keys;
  for (const auto& [count, key] : order) keys.push_back(key);
  if (keys.size() > kMostClasses) keys.resize(kMostClasses);
  return keys;
}

}  // namespace

std::vector<uint32_t> shuffled(size_t size, uint64_t seed) {
  std::vector<std::pair<uint64_t, uint32_t>> keys(size);
  for (uint32_t i = 0; i < size; ++i)
    keys[i] = {hash64({reinterpret_cast<const char*>(&i), sizeof i}, seed), i};
  std::sort(keys.begin(), keys.end());
  std::vector<uint32_t> order(size);
  for (size_t i = 0; i < size; ++i) order[i] = keys[i].second;
  return order;
}

std::vector<TagClass> tag_classes(const std::vector<Tree>& trees) {
  std::map<TagClass, uint32_t> counts;
  for (const Tree& tree : trees) {
    for (const TreeWord& word : tree) ++counts[word.tag];
  }
  return by_frequency(counts, 2);
}

uint8_t class_of(const std::vector<TagClass>& classes, TagClass tag) {
  const auto exact = std::find(classes.begin(), classes.end(), tag);
  if (exact != classes.end()) return static_cast<uint8_t>(exact - classes.begin());
  const auto close =
      std::find_if(classes.begin(), classes.end(), [&](TagClass c) { return c.upos == tag.upos; });
  return close == classes.end() ? uint8_t{0} : static_cast<uint8_t>(close - classes.begin());
}

Result<std::string> word_table(const std::vector<Tree>& trees, const std::vector<TagClass>& classes,
                               const std::string& clusters) {
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
  if (!clusters.empty()) {
    const auto file = MappedFile::open(clusters);
    if (!file) return tl::unexpected(file.error());
    std::string_view rest = file->bytes();
    while (!rest.empty()) {
      const size_t end = std::min(rest.find('\n'), rest.size());
      const std::string_view line = rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
      const size_t space = line.find(' ');
      if (space == std::string_view::npos)
        return fail(ErrorCode::malformed, clusters + ": expected 'cluster word'");
      const auto number = std::stoul(std::string(line.substr(0, space)));
      words[form_hash(line.substr(space + 1))].cluster = static_cast<uint16_t>(number + 1);
    }
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

std::vector<Example> make_examples(const std::vector<Tree>& trees,
                                   const std::vector<TagClass>& classes, const WordTable& table) {
  std::vector<Example> examples(trees.size());
  std::vector<std::string_view> forms;
  for (size_t i = 0; i < trees.size(); ++i) {
    forms.clear();
    for (const TreeWord& word : trees[i]) {
      forms.push_back(word.form);
      examples[i].gold.push_back(class_of(classes, word.tag));
    }
    describe_words(forms, table, examples[i].words);
    examples[i].tags = examples[i].gold;
  }
  return examples;
}

LinearTrainer train_tags(const std::vector<Example>& examples, size_t classes, uint32_t rounds,
                         size_t parts, size_t left_out) {
  LinearTrainer model(static_cast<uint32_t>(classes));
  std::vector<uint64_t> features;
  std::vector<float> scores;
  std::vector<uint8_t> tags;
  for (uint32_t round = 0; round < rounds; ++round) {
    for (const uint32_t number : shuffled(examples.size(), round)) {
      if (number % parts == left_out) continue;
      const Example& example = examples[number];
      tags.clear();
      for (size_t i = 0; i < example.words.size(); ++i) {
        tag_features(example.words, tags, i, features);
        const uint8_t guess = predict(model, features, scores);
        if (guess != example.gold[i]) {
          model.update(features, example.gold[i], 1);
          model.update(features, guess, -1);
        }
        tags.push_back(guess);
        model.tick();
      }
    }
  }
  return model;
}

void jackknife(std::vector<Example>& examples, size_t classes, uint32_t rounds) {
  constexpr size_t kParts = 5;
  std::vector<uint64_t> features;
  for (size_t part = 0; part < kParts; ++part) {
    const std::string section = train_tags(examples, classes, rounds, kParts, part).section();
    const auto model = LinearModel::open(section);
    std::vector<int32_t> scores;
    for (size_t number = part; number < examples.size(); number += kParts) {
      Example& example = examples[number];
      example.tags.clear();
      for (size_t i = 0; i < example.words.size(); ++i) {
        tag_features(example.words, example.tags, i, features);
        scores.assign(classes, 0);
        model->add_scores(features, scores);
        example.tags.push_back(static_cast<uint8_t>(best_class(scores)));
      }
    }
  }
}

Sections feats_sections(const std::vector<Tree>& trees, const std::vector<Example>& examples,
                        size_t classes, uint32_t rounds) {
  std::map<std::string, uint32_t> counts;
  for (const Tree& tree : trees) {
    for (const TreeWord& word : tree) ++counts[word.feats];
  }
  counts.erase("");
  std::vector<std::string> names = by_frequency(counts, 2);
  names.insert(names.begin(), "");
  std::unordered_map<std::string, uint8_t> numbers;
  for (size_t i = 0; i < names.size(); ++i) numbers[names[i]] = static_cast<uint8_t>(i);

  std::vector<std::set<uint8_t>> allowed(classes);
  for (size_t e = 0; e < trees.size(); ++e) {
    for (size_t i = 0; i < trees[e].size(); ++i) {
      const auto number = numbers.find(trees[e][i].feats);
      if (number != numbers.end()) allowed[examples[e].gold[i]].insert(number->second);
    }
  }
  LinearTrainer model(static_cast<uint32_t>(names.size()));
  std::vector<uint64_t> features;
  std::vector<float> scores;
  for (uint32_t round = 0; round < rounds; ++round) {
    for (const uint32_t e : shuffled(examples.size(), 1000 + round)) {
      for (size_t i = 0; i < trees[e].size(); ++i) {
        const auto gold = numbers.find(trees[e][i].feats);
        const auto& choices = allowed[examples[e].gold[i]];
        model.tick();
        if (gold == numbers.end() || choices.size() < 2) continue;
        morphology_features(examples[e].words, examples[e].gold, i, features);
        scores.assign(names.size(), 0);
        model.add_scores(features, scores);
        const uint8_t guess =
            *std::max_element(choices.begin(), choices.end(),
                              [&](uint8_t a, uint8_t b) { return scores[a] < scores[b]; });
        if (guess == gold->second) continue;
        model.update(features, gold->second, 1);
        model.update(features, guess, -1);
      }
    }
  }
  SectionWriter writer;
  writer.number(static_cast<uint32_t>(names.size()));
  for (const std::string& name : names) writer.text(name);
  for (auto& choices : allowed) {
    if (choices.empty()) choices.insert(0);
    const std::vector<uint8_t> list(choices.begin(), choices.end());
    writer.number(static_cast<uint32_t>(list.size()));
    writer.array(std::span<const uint8_t>(list));
  }
  return {{"feats.classes", writer.take()}, {"feats.weights", model.section(0.3F, 1.0F)}};
}

namespace {

struct Edit {
  bool lower = true;
  uint32_t cut = 0;
  std::string tail;
  friend auto operator<=>(const Edit&, const Edit&) = default;
};

std::string lowered(std::string_view word) {
  std::string lower(word);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return lower;
}

Edit edit_between(const TreeWord& word) {
  const auto from = [&](bool lower) {
    const std::string base = lower ? lowered(word.form) : word.form;
    size_t same = 0;
    while (same < base.size() && same < word.lemma.size() && base[same] == word.lemma[same]) ++same;
    return Edit{lower, static_cast<uint32_t>(base.size() - same), word.lemma.substr(same)};
  };
  const Edit lower = from(true);
  const Edit kept = from(false);
  return kept.cut < lower.cut ? kept : lower;
}

}  // namespace

Sections lemma_sections(const std::vector<Tree>& trees, const std::vector<Example>& examples,
                        uint32_t rounds) {
  std::map<Edit, uint32_t> counts;
  for (const Tree& tree : trees) {
    for (const TreeWord& word : tree) ++counts[edit_between(word)];
  }
  const std::vector<Edit> edits = by_frequency(counts, 3);
  std::map<Edit, uint32_t> numbers;
  for (uint32_t i = 0; i < edits.size(); ++i) numbers[edits[i]] = i;
  std::map<uint64_t, std::map<std::string, uint32_t>> rare;
  std::map<uint64_t, uint32_t> seen;
  LinearTrainer model(static_cast<uint32_t>(edits.size()));
  std::vector<uint64_t> features;
  std::vector<float> scores;
  for (uint32_t round = 0; round < rounds; ++round) {
    for (const uint32_t e : shuffled(examples.size(), 2000 + round)) {
      for (size_t i = 0; i < trees[e].size(); ++i) {
        const TreeWord& word = trees[e][i];
        const uint8_t tag = examples[e].gold[i];
        const auto gold = numbers.find(edit_between(word));
        model.tick();
        const uint64_t key = lemma_key(examples[e].words[i].form, tag);
        if (round == 0) ++seen[key];
        if (gold == numbers.end()) {
          if (round == 0) ++rare[key][word.lemma];
          continue;
        }
        lemma_features(examples[e].words[i], tag, features);
        const uint8_t guess = predict(model, features, scores);
        if (guess == gold->second) continue;
        model.update(features, gold->second, 1);
        model.update(features, guess, -1);
      }
    }
  }
  SectionWriter writer;
  writer.number(static_cast<uint32_t>(edits.size()));
  for (const Edit& edit : edits) {
    writer.number(edit.lower ? 1 : 0);
    writer.number(edit.cut);
    writer.text(edit.tail);
  }
  std::vector<Lemmatiser::Slot> slots(rare.size() * 10 / 7 + 16);
  std::string texts;
  for (const auto& [key, lemmas] : rare) {
    const auto most =
        std::max_element(lemmas.begin(), lemmas.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most->second * 2 <= seen[key] || most->first.empty()) continue;
    uint64_t at = WordTable::slot_of(key, slots.size());
    while (slots[at].size != 0) at = at + 1 == slots.size() ? 0 : at + 1;
    slots[at] = {static_cast<uint32_t>(key), static_cast<uint32_t>(texts.size()),
                 static_cast<uint32_t>(most->first.size())};
    texts += most->first;
  }
  SectionWriter table;
  table.number(static_cast<uint32_t>(slots.size()));
  table.array(std::span<const Lemmatiser::Slot>(slots));
  table.text(texts);
  return {{"lemma.edits", writer.take()},
          {"lemma.weights", model.section()},
          {"lemma.table", table.take()}};
}

}  // namespace sitrep::training
