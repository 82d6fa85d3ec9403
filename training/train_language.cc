// Trains language.model from CoNLL-U files; training/language.sh is the recipe.
//
//     train_language --out language.model [--clusters FILE] [--leave-out SUBSTRING]... [--held-out
//     N] FILE...
//
// --held-out N keeps every Nth tree from training, to measure on with gold words.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "sitrep/language/lemmatiser.h"
#include "sitrep/language/parser.h"
#include "sitrep/language/tagger.h"
#include "training/parser_trainer.h"
#include "training/tag_trainer.h"

namespace sitrep::training {
namespace {

struct Options {
  std::string out;
  std::string clusters;
  std::vector<std::string> left_out;
  std::vector<std::string> files;
  uint32_t held_out = 0;
  uint32_t rounds = 12;
};

Result<Options> parse_arguments(int count, char** arguments) {
  Options o;
  for (int i = 1; i < count; ++i) {
    const std::string key = arguments[i];
    if (key.substr(0, 2) != "--") {
      o.files.push_back(key);
      continue;
    }
    if (i + 1 == count) return fail(ErrorCode::invalid_argument, key + " needs a value");
    const std::string value = arguments[++i];
    if (key == "--out") {
      o.out = value;
    } else if (key == "--clusters") {
      o.clusters = value;
    } else if (key == "--leave-out") {
      o.left_out.push_back(value);
    } else if (key == "--held-out") {
      o.held_out = static_cast<uint32_t>(std::stoul(value));
    } else if (key == "--rounds") {
      o.rounds = static_cast<uint32_t>(std::stoul(value));
    } else {
      return fail(ErrorCode::invalid_argument, "unknown option " + key);
    }
  }
  if (o.out.empty() || o.files.empty())
    return fail(ErrorCode::invalid_argument, "needs --out and files");
  return o;
}

// The tree in capitals, as old wire text is written. Names keep their capitals in the lemma.
Tree in_capitals(Tree tree) {
  for (TreeWord& word : tree) {
    const bool kept = word.lemma == word.form && word.tag.upos == Upos::PROPN;
    for (char& c : word.form) {
      if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    }
    if (kept) word.lemma = word.form;
  }
  return tree;
}

// The tree without its final mark, as a headline; unchanged where it has none.
Tree without_final_mark(Tree tree) {
  if (tree.size() < 2 || tree.back().tag.upos != Upos::PUNCT || tree.back().head < 0) return tree;
  const auto last = static_cast<int32_t>(tree.size()) - 1;
  for (const TreeWord& word : tree) {
    if (word.head == last) return tree;
  }
  tree.pop_back();
  return tree;
}

// Adds a copy in capitals of every tenth tree, and drops the final mark of every fourteenth.
void add_variants(std::vector<Tree>& trees) {
  const size_t size = trees.size();
  for (size_t i = 0; i < size; ++i) {
    if (i % 14 == 3) trees[i] = without_final_mark(trees[i]);
    if (i % 10 == 5) trees.push_back(in_capitals(trees[i]));
  }
}

void measure(const std::string& path, const std::vector<Tree>& trees) {
  const auto file = ModelFile::open(path);
  const auto tagger = Tagger::open(*file);
  const auto lemmatiser = Lemmatiser::open(*file);
  const auto parser = Parser::open(*file);
  const auto table = WordTable::open(*file->section("words"));
  if (!tagger || !lemmatiser || !parser || !table) {
    fmt::print("cannot open {} again\n", path);
    return;
  }
  std::vector<WordFeatures> words;
  std::vector<std::string_view> forms;
  std::vector<uint8_t> tags;
  std::vector<uint16_t> feats;
  Tagger::Scratch tag_scratch;
  Lemmatiser::Scratch lemma_scratch;
  Parser::Scratch parse_scratch;
  double n = 0, upos_right = 0, xpos_right = 0, feats_right = 0, lemma_right = 0, uas = 0, las = 0;
  for (const Tree& tree : trees) {
    forms.clear();
    for (const TreeWord& word : tree) forms.push_back(word.form);
    describe_words(forms, *table, words);
    tagger->tag(words, tag_scratch, tags, feats);
    std::vector<Upos> upos;
    for (const uint8_t tag : tags) upos.push_back(tagger->classes()[tag].upos);
    std::vector<int32_t> heads(tree.size());
    std::vector<Deprel> deprels(tree.size());
    parser->parse({words, tags, upos}, 1, parse_scratch, heads, deprels);
    for (size_t i = 0; i < tree.size(); ++i) {
      std::string lemma;
      lemmatiser->append(forms[i], words[i], tags[i], lemma_scratch, lemma);
      n += 1;
      upos_right += upos[i] == tree[i].tag.upos ? 1 : 0;
      xpos_right += tagger->classes()[tags[i]].xpos == tree[i].tag.xpos ? 1 : 0;
      feats_right += tagger->feats_names()[feats[i]] == tree[i].feats ? 1 : 0;
      lemma_right += lemma == tree[i].lemma ? 1 : 0;
      uas += heads[i] == tree[i].head ? 1 : 0;
      las += heads[i] == tree[i].head && universal(deprels[i]) == universal(tree[i].deprel) ? 1 : 0;
    }
  }
  fmt::print(
      "held out, gold words: UPOS {:.2f} XPOS {:.2f} UFeats {:.2f} Lemmas {:.2f} UAS {:.2f} LAS "
      "{:.2f}\n",
      100 * upos_right / n, 100 * xpos_right / n, 100 * feats_right / n, 100 * lemma_right / n,
      100 * uas / n, 100 * las / n);
}

Result<bool> train(const Options& options) {
  std::vector<Tree> trees;
  std::vector<Tree> held_out;
  for (const std::string& path : options.files) {
    auto read = read_conllu(path, options.left_out);
    if (!read) return tl::unexpected(read.error());
    for (size_t i = 0; i < read->size(); ++i) {
      const bool held = options.held_out > 0 && i % options.held_out == 0;
      (held ? held_out : trees).push_back(std::move((*read)[i]));
    }
  }
  fmt::print("{} trees, {} held out\n", trees.size(), held_out.size());
  add_variants(trees);
  const auto classes = tag_classes(trees);
  Sections sections;
  auto words = word_table(trees, classes, options.clusters);
  if (!words) return tl::unexpected(words.error());
  const auto table = WordTable::open(*words);
  auto examples = make_examples(trees, classes, *table);
  jackknife(examples, classes.size(), 6);
  fmt::print("tags predicted\n");
  SectionWriter writer;
  writer.number(static_cast<uint32_t>(classes.size()));
  std::vector<uint8_t> pairs;
  for (const TagClass c : classes) {
    pairs.push_back(static_cast<uint8_t>(c.upos));
    pairs.push_back(c.xpos);
  }
  writer.array(std::span<const uint8_t>(pairs));
  sections.emplace_back("words", *words);
  sections.emplace_back("tag.classes", writer.take());
  sections.emplace_back("tag.weights",
                        train_tags(examples, classes.size(), 10, 1, 1).section(0.3F, 0.8F));
  for (auto& s : feats_sections(trees, examples, classes.size(), 6))
    sections.push_back(std::move(s));
  for (auto& s : lemma_sections(trees, examples, 6)) sections.push_back(std::move(s));
  ParserRecipe recipe;
  recipe.rounds = options.rounds;
  sections.emplace_back("parse.weights", train_parser(trees, examples, classes, recipe));
  for (const auto& [name, bytes] : sections) fmt::print("{} {}\n", name, bytes.size());
  const std::string bytes = model_file_bytes(sections);
  std::ofstream out(options.out, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) return fail(ErrorCode::io, options.out + ": cannot write");
  if (!held_out.empty()) measure(options.out, held_out);
  return true;
}

}  // namespace
}  // namespace sitrep::training

int main(int count, char** arguments) {
  const auto options = sitrep::training::parse_arguments(count, arguments);
  const auto done = options ? sitrep::training::train(*options) : tl::unexpected(options.error());
  if (!done) fmt::print(stderr, "train_language: {}\n", done.error().message);
  return done ? 0 : 1;
}
