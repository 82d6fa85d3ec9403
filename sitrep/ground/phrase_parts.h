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
  double step = 0;  // multiples of it only; 0 where any number will do
  Features constant;
  uint64_t takes_value = 0;  // bit set of the features that get the number
};

struct Node {
  enum class Kind : uint8_t {
    words,
    clazz,
    number,
    part,
    sequence,
    choice,
    optional,
    absent,
    open,
    close
  };
  Kind kind = Kind::sequence;
  bool glued = false;
  uint32_t index = 0;          // of the class, number class or part
  uint32_t start = 0;          // of a sequence or choice: into Parts::node_starts
  std::vector<Written> words;  // of Kind::words
  std::vector<Node> parts;
};

struct CompiledForm {
  Node root;
  Features features;
  uint32_t rule = 0;
};

// What a node may begin with.
class Start {
 public:
  Start() = default;
  explicit Start(size_t symbols) : bits_((symbols + 63) / 64, 0) {}
  bool known() const { return !bits_.empty(); }
  bool has(Symbol symbol) const { return (bits_[symbol / 64] >> (symbol % 64)) & 1U; }
  void add(Symbol symbol) { bits_[symbol / 64] |= uint64_t{1} << (symbol % 64); }
  void add(const Start& other) {
    for (size_t i = 0; i < bits_.size(); ++i) bits_[i] |= other.bits_[i];
    number = number || other.number;
  }

  bool number = false;
  bool empty = false;  // it may match no words at all

 private:
  std::vector<uint64_t> bits_;  // one a symbol
};

struct PhraseGrammar::Parts {
  Vocabulary vocabulary;
  Numerals numerals;
  std::vector<std::vector<ClassWord>> classes;
  std::vector<std::vector<ClassEntry>> words_at;  // the class words that begin with a symbol
  std::vector<NumberClass> numbers;
  std::vector<std::vector<CompiledForm>> phrases;
  std::vector<Start> phrase_starts;  // what each of these may begin with
  std::vector<Start> node_starts;    // the first is empty: nothing is known
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
