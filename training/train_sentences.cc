// Trains sentences.model from CoNLL-U files; training/language.sh is the recipe.
//
//     train_sentences --out sentences.model --lexicon lexicon.bin [--leave-out SUBSTRING]...
//     FILE...
#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "sitrep/language/sentences.h"
#include "training/linear_trainer.h"
#include "training/word_table.h"

namespace sitrep::training {
namespace {

constexpr uint32_t kRounds = 10;

struct Options {
  std::string out;
  std::string lexicon;
  std::vector<std::string> left_out;
  std::vector<std::string> files;
};

// A paragraph as text, with its words, and whether each begins a sentence.
struct Paragraph {
  std::string text;
  std::vector<Word> words;
  std::vector<uint8_t> gold;
  std::vector<uint8_t> rules;
  std::vector<WordFeatures> described;
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
    } else if (key == "--lexicon") {
      o.lexicon = value;
    } else if (key == "--leave-out") {
      o.left_out.push_back(value);
    } else {
      return fail(ErrorCode::invalid_argument, "unknown option " + key);
    }
  }
  if (o.out.empty() || o.lexicon.empty() || o.files.empty()) {
    return fail(ErrorCode::invalid_argument, "needs --out, --lexicon and files");
  }
  return o;
}

std::vector<Paragraph> paragraphs_of(const std::vector<Tree>& trees) {
  std::vector<Paragraph> paragraphs;
  for (const Tree& tree : trees) {
    if (paragraphs.empty() || tree.front().paragraph_before) paragraphs.emplace_back();
    Paragraph& p = paragraphs.back();
    for (size_t i = 0; i < tree.size(); ++i) {
      if (!p.text.empty() && (i == 0 || tree[i].space_before)) p.text += ' ';
      const auto begin = static_cast<uint32_t>(p.text.size());
      p.text += tree[i].form;
      const Span span{begin, static_cast<uint32_t>(p.text.size())};
      p.words.push_back({span, span});
      p.gold.push_back(i == 0 ? 1 : 0);
    }
  }
  return paragraphs;
}

// The paragraph in capitals.
Paragraph in_capitals(Paragraph p) {
  for (char& c : p.text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  }
  return p;
}

void describe(Paragraph& p, const SentenceSplitter& splitter, const Tokenizer& tokenizer,
              const WordTable& table) {
  std::vector<std::string_view> forms;
  for (const Word& word : p.words) forms.push_back(word.span.of(p.text));
  describe_words(forms, table, p.described);
  splitter.mark_by_rules(p.text, p.words, tokenizer, p.rules);
}

LinearTrainer train_boundaries(const std::vector<Paragraph>& paragraphs,
                               const Tokenizer& tokenizer) {
  LinearTrainer model(2);
  std::vector<uint64_t> features;
  for (uint32_t round = 0; round < kRounds; ++round) {
    size_t errors = 0;
    for (const uint32_t number : shuffled(paragraphs.size(), 4000 + round)) {
      const Paragraph& p = paragraphs[number];
      const BoundaryInput input{p.text, p.words, p.described, p.rules};
      uint32_t first = 0;
      for (uint32_t i = 1; i < p.words.size(); ++i) {
        if (may_begin(input, tokenizer, i)) {
          boundary_features(input, i, first, features);
          std::array<float, 2> scores{};
          model.add_scores(features, scores);
          const uint8_t guess = scores[1] > scores[0] ? 1 : 0;
          if (guess != p.gold[i]) {
            model.update(features, p.gold[i], 1);
            model.update(features, guess, -1);
            ++errors;
          }
          model.tick();
        }
        if (p.gold[i] != 0) first = i;
      }
    }
    fmt::print("round {}: {} errors\n", round + 1, errors);
  }
  return model;
}

Result<bool> train(const Options& options) {
  const auto lexicon = Lexicon::open(options.lexicon);
  if (!lexicon) return tl::unexpected(lexicon.error());
  const auto tokenizer = Tokenizer::compile(*lexicon);
  if (!tokenizer) return tl::unexpected(tokenizer.error());
  const auto splitter = SentenceSplitter::compile(*lexicon);
  std::vector<Tree> trees;
  for (const std::string& path : options.files) {
    auto read = read_conllu(path, options.left_out);
    if (!read) return tl::unexpected(read.error());
    for (Tree& tree : *read) trees.push_back(std::move(tree));
  }
  const std::string words = word_table(trees);
  const auto table = WordTable::open(words);
  auto paragraphs = paragraphs_of(trees);
  const size_t size = paragraphs.size();
  for (size_t i = 5; i < size; i += 10) paragraphs.push_back(in_capitals(paragraphs[i]));
  for (Paragraph& p : paragraphs) describe(p, splitter, *tokenizer, *table);
  fmt::print("{} trees in {} paragraphs\n", trees.size(), size);
  const std::vector<std::pair<std::string, std::string>> sections = {
      {"words", words},
      {"split.weights", train_boundaries(paragraphs, *tokenizer).section(0.05F, 0.1F)}};
  const std::string bytes = model_file_bytes(sections);
  std::ofstream out(options.out, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) return fail(ErrorCode::io, options.out + ": cannot write");
  return true;
}

}  // namespace
}  // namespace sitrep::training

int main(int count, char** arguments) {
  const auto options = sitrep::training::parse_arguments(count, arguments);
  const auto done = options ? sitrep::training::train(*options) : tl::unexpected(options.error());
  if (!done) fmt::print(stderr, "train_sentences: {}\n", done.error().message);
  return done ? 0 : 1;
}
