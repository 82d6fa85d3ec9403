#include "sitrep/ground/phrases.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>

#include "sitrep/ground/phrase_parts.h"

namespace sitrep {
namespace {

constexpr size_t kMaxStates = 24;  // readings of one beginning that are followed at a time

struct State {
  uint32_t at = 0;
  uint32_t open = 0;   // where the expression begins
  uint32_t close = 0;  // where it ends; 0 while it is open
  Features features;
};

// Follows a form through the words; every step maps the states before a node to those after it.
class Matcher {
 public:
  Matcher(const PhraseGrammar::Parts& parts, std::span<const TextWord> words)
      : parts_(parts), words_(words), known_(parts.phrases.size()) {}

  using States = std::vector<State>;

  void step(const Node& node, const State& state, States& out) const {
    if (node.glued && !(state.at < words_.size() && words_[state.at].glued)) return;
    if (node.start != 0 && !may_begin(parts_.node_starts[node.start], state.at)) return;
    switch (node.kind) {
      case Node::Kind::words:
        if (stands(node.words, state.at)) {
          State next = state;
          next.at += static_cast<uint32_t>(node.words.size());
          add(next, out);
        }
        break;
      case Node::Kind::clazz:
        step_class(node.index, state, out);
        break;
      case Node::Kind::number:
        step_number(parts_.numbers[node.index], state, out);
        break;
      case Node::Kind::part:
        if (!may_begin(parts_.phrase_starts[node.index], state.at)) break;
        for (const State& reading : readings(node.index, state.at)) {
          State next = state;
          next.at = reading.at;
          next.features.add(reading.features);
          add(next, out);
        }
        break;
      case Node::Kind::choice:
        for (const Node& part : node.parts) step(part, state, out);
        break;
      case Node::Kind::optional:
        step(node.parts.front(), state, out);
        add(state, out);
        break;
      case Node::Kind::absent: {
        States found;
        step(node.parts.front(), state, found);
        if (found.empty()) add(state, out);
        break;
      }
      case Node::Kind::open: {
        State next = state;
        next.open = state.at;
        add(next, out);
        break;
      }
      case Node::Kind::close: {
        State next = state;
        next.close = state.at;
        add(next, out);
        break;
      }
      case Node::Kind::sequence: {
        States now;
        States after;
        step(node.parts.front(), state, now);
        for (size_t part = 1; part < node.parts.size() && !now.empty(); ++part) {
          after.clear();
          for (const State& s : now) step(node.parts[part], s, after);
          std::swap(now, after);
        }
        for (const State& s : now) add(s, out);
        break;
      }
    }
  }

 private:
  static void add(const State& state, States& out) {
    if (out.size() < kMaxStates) out.push_back(state);
  }

  // The readings of a part at a word; many forms ask for the same one.
  const States& readings(uint32_t part, uint32_t at) const {
    Readings& known = known_[part][at % kRemembered];
    if (known.at == at) return known.states;
    States found;
    for (const CompiledForm& form : parts_.phrases[part]) {
      const size_t first = found.size();
      step(form.root, State{at, at, 0, {}}, found);
      for (size_t i = first; i < found.size(); ++i) found[i].features.add(form.features);
    }
    known.at = at;
    known.states = std::move(found);
    return known.states;
  }

  bool may_begin(const Start& start, uint32_t at) const {
    if (start.empty) return true;
    if (at >= words_.size()) return false;
    const TextWord& word = words_[at];
    return (word.symbol != kNoSymbol && start.has(word.symbol)) ||
           (start.number && parts_.numerals.begins(word));
  }

  bool stands(const std::vector<Written>& written, uint32_t at) const {
    if (written.size() > words_.size() - at) return false;
    for (size_t i = 0; i < written.size(); ++i) {
      const TextWord& word = words_[at + i];
      const Written& want = written[i];
      if (want.symbol == kNoSymbol ? word.kind != WordKind::number || word.value != want.number
                                   : word.symbol != want.symbol) {
        return false;
      }
      if ((want.capital && !word.capital) || (want.glued && !word.glued)) return false;
    }
    return true;
  }

  void step_class(uint32_t clazz, const State& state, States& out) const {
    if (state.at >= words_.size()) return;
    const Symbol symbol = words_[state.at].symbol;
    if (symbol >= parts_.words_at.size()) return;
    for (const ClassEntry& entry : parts_.words_at[symbol]) {
      if (entry.clazz != clazz) continue;
      const ClassWord& word = parts_.classes[clazz][entry.word];
      if (!stands(word.words, state.at)) continue;
      State next = state;
      next.at += static_cast<uint32_t>(word.words.size());
      next.features.add(word.features);
      add(next, out);
    }
  }

  void step_number(const NumberClass& number, const State& state, States& out) const {
    if (state.at >= words_.size()) return;
    const TextWord& word = words_[state.at];
    State next = state;
    double value = word.value;
    const Numeral* numeral = number.spelled ? numeral_at(state.at) : nullptr;
    if (word.kind == WordKind::number) {
      if (!((number.forms >> static_cast<int>(word.form)) & 1) || word.digits < number.min_digits ||
          word.digits > number.max_digits) {
        return;
      }
      next.at = state.at + 1;
    } else if (!numeral || (numeral->ordinal && !(number.forms & ordinal_bit())) ||
               (!numeral->ordinal && number.forms == ordinal_bit())) {
      return;
    }
    if (numeral) {  // "5 1/2", "1.5 million"
      value = numeral->value;
      next.at = state.at + numeral->length;
    }
    if (value < number.low || value > number.high) return;
    if (number.step > 0 && std::fmod(value, number.step) != 0) return;
    next.features.add(number.constant);
    for (uint64_t left = number.takes_value; left != 0; left &= left - 1) {
      next.features.set(static_cast<size_t>(std::countr_zero(left)), value);
    }
    add(next, out);
  }
  // The number at a word; many forms ask for the same one.
  const Numeral* numeral_at(uint32_t at) const {
    if (numeral_at_ != at) {
      numeral_ = parts_.numerals.read(words_.subspan(at, std::min<size_t>(32, words_.size() - at)));
      numeral_at_ = at;
    }
    return numeral_ ? &*numeral_ : nullptr;
  }
  static constexpr uint8_t ordinal_bit() { return 1U << static_cast<int>(NumberForm::ordinal); }

  const PhraseGrammar::Parts& parts_;
  std::span<const TextWord> words_;
  struct Readings {
    uint32_t at = UINT32_MAX;
    States states;
  };
  static constexpr uint32_t kRemembered = 4;  // words for which the readings of a part are kept
  mutable std::vector<std::array<Readings, kRemembered>> known_;
  mutable uint32_t numeral_at_ = UINT32_MAX;
  mutable std::optional<Numeral> numeral_;
};

}  // namespace

void Features::add(const Features& other) {
  for (uint64_t left = other.set_; left != 0; left &= left - 1) {
    const auto feature = static_cast<size_t>(std::countr_zero(left));
    set(feature, other.values_[feature]);
  }
}

PhraseGrammar::PhraseGrammar(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
PhraseGrammar::PhraseGrammar(PhraseGrammar&&) noexcept = default;
PhraseGrammar& PhraseGrammar::operator=(PhraseGrammar&&) noexcept = default;
PhraseGrammar::~PhraseGrammar() = default;

Result<PhraseGrammar> PhraseGrammar::compile(const Lexicon& lexicon, std::string_view prefix,
                                             std::span<const FeatureName> features,
                                             std::span<const std::string_view> more_words) {
  auto parts = compile_phrases(lexicon, prefix, features, more_words);
  if (!parts) return tl::unexpected(parts.error());
  return PhraseGrammar(std::move(*parts));
}

const Vocabulary& PhraseGrammar::vocabulary() const {
  return parts_->vocabulary;
}
const Numerals& PhraseGrammar::numerals() const {
  return parts_->numerals;
}
const PhraseRule& PhraseGrammar::rule(uint32_t index) const {
  return parts_->rules[index];
}

// Readings are gathered by the word at which their expression begins (context may stand before it).
void PhraseGrammar::find(std::span<const TextWord> words, std::vector<Phrase>& out) const {
  const Matcher matcher(*parts_, words);
  std::vector<Phrase> best(words.size());
  std::vector<uint32_t> best_form(words.size(), 0);
  std::vector<State> states;
  std::vector<uint32_t> forms;
  for (uint32_t at = 0; at < words.size(); ++at) {
    forms_at(words[at], forms);
    for (const uint32_t f : forms) {
      const CompiledForm& form = parts_->forms[f];
      states.clear();
      matcher.step(form.root, State{at, at, 0, {}}, states);
      for (const State& state : states) {
        const uint32_t close = state.close ? state.close : state.at;
        if (close <= state.open) continue;
        Phrase& old = best[state.open];
        if (close < old.last || (close == old.last && f >= best_form[state.open])) continue;
        old = {state.open, close, form.rule, state.features};
        old.features.add(form.features);
        best_form[state.open] = f;
      }
    }
  }
  for (uint32_t at = 0; at < words.size();) {
    if (best[at].last > at) {
      out.push_back(best[at]);
      at = best[at].last;
    } else {
      ++at;
    }
  }
}

void PhraseGrammar::forms_at(const TextWord& word, std::vector<uint32_t>& forms) const {
  forms.clear();
  if (word.symbol != kNoSymbol && word.symbol < parts_->by_symbol.size()) {
    forms = parts_->by_symbol[word.symbol];
  }
  if (!parts_->numerals.begins(word)) return;
  const auto middle = static_cast<std::ptrdiff_t>(forms.size());
  forms.insert(forms.end(), parts_->by_number.begin(), parts_->by_number.end());
  std::inplace_merge(forms.begin(), forms.begin() + middle, forms.end());
  forms.erase(std::unique(forms.begin(), forms.end()), forms.end());
}

}  // namespace sitrep
