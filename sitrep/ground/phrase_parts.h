// What the phrase language compiles to: trees of nodes over classes of words.
#pragma once

#include <string>
#include <vector>

#include "sitrep/ground/numerals.h"
#include "sitrep/ground/phrases.h"

namespace sitrep {

// One word of a written sequence such as "p.m." (p, ., m, .).
struct Written {
  Symbol symbol = kNoSymbol;
  double number = -1;  // of digits written in the lexicon; else negative
  bool capital = false;
  bool glued = false;
};

struct ClassWord {
  std::vector<Written> words;
  Features features;
};

// Where a class word stands in its class; digits as the first word are under kNoSymbol.
struct ClassEntry {
  uint32_t clazz = 0;
  uint32_t word = 0;
};

struct NumberClass {
  bool spelled = false;  // number words too
  uint8_t forms = 0;     // bit set of NumberForm
  uint8_t min_digits = 0;
  uint8_t max_digits = 255;
  double low = -1e300;
  double high = 1e300;
  Features constant;
  uint32_t takes_value = 0;  // bit set of the features that get the number
};

struct Node {
  enum class Kind : uint8_t { words, clazz, number, part, sequence, choice, optional, open, close };
  Kind kind = Kind::sequence;
  bool glued = false;
  uint32_t index = 0;          // of the class, number class or part
  std::vector<Written> words;  // of Kind::words
  std::vector<Node> parts;
};

struct CompiledForm {
  Node root;
  Features features;
  uint32_t rule = 0;
};

// What a node may begin with.
struct Start {
  std::vector<bool> symbols;  // by symbol
  bool number = false;
  bool empty = false;  // it may match no words at all

  void add(const Start& other) {
    for (size_t s = 0; s < symbols.size(); ++s) symbols[s] = symbols[s] || other.symbols[s];
    number = number || other.number;
  }
};

struct PhraseGrammar::Parts {
  Vocabulary vocabulary;
  Numerals numerals;
  std::vector<std::vector<ClassWord>> classes;
  std::vector<std::vector<ClassEntry>> words_at;  // the class words that begin with a symbol
  std::vector<NumberClass> numbers;
  std::vector<std::vector<CompiledForm>> phrases;
  std::vector<Start> phrase_starts;  // what each of these may begin with
  std::vector<CompiledForm> forms;   // of the rules, in the order of the lexicon
  std::vector<PhraseRule> rules;
  std::vector<std::vector<uint32_t>> by_symbol;  // forms that may begin with this word
  std::vector<uint32_t> by_number;               // forms that may begin with a number
};

// Errors: as PhraseGrammar::compile.
Result<std::unique_ptr<PhraseGrammar::Parts>> compile_phrases(
    const Lexicon& lexicon, std::string_view prefix, std::span<const FeatureName> features,
    std::span<const std::string_view> more_words);

}  // namespace sitrep
