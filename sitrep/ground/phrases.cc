#include "sitrep/ground/phrases.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "sitrep/ground/phrase_form.h"

namespace sitrep {
namespace {

constexpr size_t kMaxStates = 24;  // readings of one beginning that are followed at a time

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

struct State {
  uint32_t at = 0;
  uint32_t open = 0;   // where the expression begins
  uint32_t close = 0;  // where it ends; 0 while it is open
  Features features;
};

constexpr std::string_view kNumberForms[] = {"plain", "grouped", "decimal", "ordinal", "plural"};

}  // namespace

void Features::add(const Features& other) {
  for (uint32_t left = other.set_; left != 0; left &= left - 1) {
    const auto feature = static_cast<size_t>(__builtin_ctz(left));
    set(feature, other.values_[feature]);
  }
}

struct PhraseGrammar::Parts {
  Vocabulary vocabulary;
  Numerals numerals;
  std::vector<std::vector<ClassWord>> classes;
  std::vector<std::vector<ClassEntry>> words_at;  // the class words that begin with a symbol
  std::vector<NumberClass> numbers;
  std::vector<std::vector<CompiledForm>> phrases;
  std::vector<CompiledForm> forms;  // of the rules, in the order of the lexicon
  std::vector<PhraseRule> rules;
  std::vector<std::vector<uint32_t>> by_symbol;  // forms that may begin with this word
  std::vector<uint32_t> by_number;               // forms that may begin with a number
};

namespace {

// Builds the parts from the entries of the lexicon.
class Compiler {
 public:
  Compiler(const Lexicon& lexicon, std::string_view prefix, std::span<const FeatureName> features)
      : lexicon_(lexicon), prefix_(prefix), features_(features) {}

  Result<std::unique_ptr<PhraseGrammar::Parts>> compile(
      std::span<const std::string_view> more_words) {
    for (const std::string_view word : more_words) out_->vocabulary.add(word);
    auto numerals = Numerals::compile(lexicon_, out_->vocabulary);
    if (!numerals) return tl::unexpected(numerals.error());
    out_->numerals = std::move(*numerals);
    name_all();
    for (const auto step :
         {&Compiler::read_classes, &Compiler::read_numbers, &Compiler::read_phrases,
          &Compiler::read_rules, &Compiler::check_recursion}) {
      const auto done = (this->*step)();
      if (!done) return tl::unexpected(done.error());
    }
    index_forms();
    return std::move(out_);
  }

 private:
  using Done = Result<bool>;
  using Entries = std::vector<const LexiconEntry*>;
  Entries section(std::string_view suffix) const {
    return lexicon_.section(std::string(prefix_) + std::string(suffix));
  }

  // Gives every class and part its number, so that forms may use what stands further down.
  void name_all() {
    const auto name = [](const Entries& entries, std::map<std::string_view, uint32_t>& names) {
      for (const LexiconEntry* e : entries) {
        names.try_emplace(e->title(), static_cast<uint32_t>(names.size()));
      }
    };
    name(section("-word"), class_names_);
    name(section("-number"), number_names_);
    name(section("-phrase"), phrase_names_);
    out_->classes.resize(class_names_.size());
    out_->numbers.resize(number_names_.size());
    out_->phrases.resize(phrase_names_.size());
  }

  Done read_classes() {
    for (const LexiconEntry* entry : section("-word")) {
      auto& words = out_->classes[class_names_.at(entry->title())];
      Features common;
      for (const std::string_view set : entry->all("set")) {
        const auto done = read_features(set, entry->where(), common, nullptr);
        if (!done) return done;
      }
      for (const std::string_view line : entry->all("word")) {
        const size_t arrow = std::min(line.find("=>"), line.size());
        Features features = common;
        if (arrow < line.size()) {
          const auto done =
              read_features(line.substr(arrow + 2), entry->where(), features, nullptr);
          if (!done) return done;
        }
        for (const std::string_view item : split_list(line.substr(0, arrow))) {
          words.push_back({written(item), features});
        }
      }
    }
    return true;
  }

  Done read_numbers() {
    for (const LexiconEntry* entry : section("-number")) {
      NumberClass& number = out_->numbers[number_names_.at(entry->title())];
      number.spelled = entry->get("words") == "yes";
      for (const std::string_view form : split_list(entry->get("form"))) {
        const auto found = std::find(std::begin(kNumberForms), std::end(kNumberForms), form);
        if (found == std::end(kNumberForms)) {
          return wrong(*entry, fmt::format("no such form of number: '{}'", form));
        }
        number.forms |= static_cast<uint8_t>(1U << (found - std::begin(kNumberForms)));
      }
      double low = 0, high = 0;
      if (entry->has("digits")) {
        if (!read_range(entry->get("digits"), low, high)) return wrong(*entry, "bad digits");
        number.min_digits = static_cast<uint8_t>(low);
        number.max_digits = static_cast<uint8_t>(high);
      }
      if (entry->has("range")) {
        if (!read_range(entry->get("range"), number.low, number.high)) {
          return wrong(*entry, "bad range");
        }
      }
      for (const std::string_view set : entry->all("set")) {
        const auto done = read_features(set, entry->where(), number.constant, &number.takes_value);
        if (!done) return done;
      }
    }
    return true;
  }

  Done read_phrases() {
    for (const LexiconEntry* entry : section("-phrase")) {
      const auto done = read_forms(*entry, 0, out_->phrases[phrase_names_.at(entry->title())]);
      if (!done) return done;
    }
    return true;
  }

  // Rules that find nothing stand first, so that they win over others of the same words.
  Done read_rules() {
    Entries entries = section("");
    std::stable_partition(entries.begin(), entries.end(),
                          [](const LexiconEntry* e) { return e->get("read") == "none"; });
    for (const LexiconEntry* entry : entries) {
      const auto rule = static_cast<uint32_t>(out_->rules.size());
      out_->rules.push_back(
          {std::string(entry->title()), entry->where(), std::string(entry->get("read"))});
      const auto done = read_forms(*entry, rule, out_->forms);
      if (!done) return done;
    }
    return true;
  }

  // The `form` lines of an entry; `set` lines hold for all of them.
  Done read_forms(const LexiconEntry& entry, uint32_t rule, std::vector<CompiledForm>& forms) {
    Features common;
    for (const std::string_view set : entry.all("set")) {
      const auto done = read_features(set, entry.where(), common, nullptr);
      if (!done) return done;
    }
    for (const std::string_view line : entry.all("form")) {
      const auto form = parse_form(line, entry.where());
      if (!form) return tl::unexpected(form.error());
      CompiledForm compiled{{}, common, rule};
      const auto done = read_features(form->features, entry.where(), compiled.features, nullptr);
      if (!done) return done;
      const auto built = build(form->root, entry, compiled.root);
      if (!built) return built;
      forms.push_back(std::move(compiled));
    }
    return true;
  }

  Done build(const FormNode& from, const LexiconEntry& entry, Node& to) {
    to.glued = from.glued;
    switch (from.kind) {
      case FormNode::Kind::word:
        to.kind = Node::Kind::words;
        to.words = written(from.text);
        break;
      case FormNode::Kind::name:
        return resolve(from.text, entry, to);
      case FormNode::Kind::open:
        to.kind = Node::Kind::open;
        break;
      case FormNode::Kind::close:
        to.kind = Node::Kind::close;
        break;
      case FormNode::Kind::sequence:
      case FormNode::Kind::choice:
      case FormNode::Kind::optional:
        to.kind = from.kind == FormNode::Kind::sequence ? Node::Kind::sequence
                  : from.kind == FormNode::Kind::choice ? Node::Kind::choice
                                                        : Node::Kind::optional;
        for (const FormNode& part : from.parts) {
          const auto done = build(part, entry, to.parts.emplace_back());
          if (!done) return done;
        }
        break;
    }
    return true;
  }

  Done resolve(std::string_view name, const LexiconEntry& entry, Node& to) {
    if (const auto c = class_names_.find(name); c != class_names_.end()) {
      to.kind = Node::Kind::clazz;
      to.index = c->second;
    } else if (const auto n = number_names_.find(name); n != number_names_.end()) {
      to.kind = Node::Kind::number;
      to.index = n->second;
    } else if (const auto p = phrase_names_.find(name); p != phrase_names_.end()) {
      to.kind = Node::Kind::part;
      to.index = p->second;
    } else {
      return wrong(entry, fmt::format("nothing is named '{}'", name));
    }
    return true;
  }

  // "month=7 mod=START day=$"; `takes_value` gets the features set to $.
  Done read_features(std::string_view text, const std::string& where, Features& features,
                     uint32_t* takes_value) {
    for (const std::string_view item : split_list(text, ' ')) {
      const size_t equals = item.find('=');
      const std::string_view key = item.substr(0, equals);
      const auto known = std::find_if(features_.begin(), features_.end(),
                                      [&](const FeatureName& f) { return f.name == key; });
      if (equals == std::string_view::npos || known == features_.end()) {
        return fail(ErrorCode::malformed, fmt::format("{}: no such feature: '{}'", where, item));
      }
      const auto feature = static_cast<size_t>(known - features_.begin());
      const std::string_view value = item.substr(equals + 1);
      if (value == "$" && takes_value) {
        *takes_value |= uint32_t{1} << feature;
        continue;
      }
      const auto word = std::find(known->words.begin(), known->words.end(), value);
      double number = static_cast<double>(word - known->words.begin());
      if (word == known->words.end()) {
        const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
        if (read.ec != std::errc() || read.ptr != value.data() + value.size() ||
            !known->words.empty()) {
          return fail(ErrorCode::malformed, fmt::format("{}: no such value: '{}'", where, item));
        }
      }
      features.set(feature, number);
    }
    return true;
  }

  std::vector<Written> written(std::string_view item) {
    // Cutting needs the words to be known first; a first pass finds where they are.
    std::vector<Word> words;
    const Span all{0, static_cast<uint32_t>(item.size())};
    cut_words(item, all, out_->vocabulary, words);
    std::vector<Written> out;
    for (const Word& word : words) {
      std::string lower(word.span.of(item));
      for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
      const bool number = word.kind == WordKind::number;
      const bool capital = item[word.span.begin] >= 'A' && item[word.span.begin] <= 'Z';
      out.push_back({number ? kNoSymbol : out_->vocabulary.add(lower), number ? word.value : -1,
                     capital, word.glued && word.span.begin > 0});
    }
    return out;
  }

  static bool read_range(std::string_view text, double& low, double& high) {
    const size_t dash = text.find('-');
    const auto read = [](std::string_view digits, double& value) {
      const auto done = std::from_chars(digits.data(), digits.data() + digits.size(), value);
      return done.ec == std::errc() && done.ptr == digits.data() + digits.size();
    };
    if (dash == std::string_view::npos) return read(text, low) && read(text, high);
    return read(text.substr(0, dash), low) && read(text.substr(dash + 1), high);
  }

  static tl::unexpected<Error> wrong(const LexiconEntry& entry, std::string_view what) {
    return fail(ErrorCode::malformed, fmt::format("{}: {}", entry.where(), what));
  }

  // A part that leads back to itself would never end.
  Done check_recursion() {
    std::vector<uint8_t> seen(out_->phrases.size(), 0);  // 1 open, 2 done
    for (const auto& [name, index] : phrase_names_) {
      if (!ends(index, seen)) {
        return fail(ErrorCode::malformed,
                    fmt::format("{}-phrase: '{}' leads back to itself", prefix_, name));
      }
    }
    return true;
  }
  bool ends(uint32_t phrase, std::vector<uint8_t>& seen) const {
    if (seen[phrase] == 2) return true;
    if (seen[phrase] == 1) return false;
    seen[phrase] = 1;
    for (const CompiledForm& form : out_->phrases[phrase]) {
      if (!ends(form.root, seen)) return false;
    }
    seen[phrase] = 2;
    return true;
  }
  bool ends(const Node& node, std::vector<uint8_t>& seen) const {
    if (node.kind == Node::Kind::part) return ends(node.index, seen);
    return std::all_of(node.parts.begin(), node.parts.end(),
                       [&](const Node& part) { return ends(part, seen); });
  }

  // Finds what each form may begin with.
  void index_forms() {
    out_->words_at.resize(out_->vocabulary.size());
    for (uint32_t c = 0; c < out_->classes.size(); ++c) {
      for (uint32_t w = 0; w < out_->classes[c].size(); ++w) {
        out_->words_at[out_->classes[c][w].words.front().symbol].push_back({c, w});
      }
    }
    out_->by_symbol.resize(out_->vocabulary.size());
    for (uint32_t f = 0; f < out_->forms.size(); ++f) {
      Start start;
      begin(out_->forms[f].root, start);
      std::sort(start.symbols.begin(), start.symbols.end());
      start.symbols.erase(std::unique(start.symbols.begin(), start.symbols.end()),
                          start.symbols.end());
      for (const Symbol symbol : start.symbols) out_->by_symbol[symbol].push_back(f);
      if (start.number) out_->by_number.push_back(f);
    }
  }
  struct Start {
    std::vector<Symbol> symbols;
    bool number = false;
  };
  // Adds what `node` may begin with; gives whether it may be empty.
  bool begin(const Node& node, Start& start) const {
    bool empty = false;
    switch (node.kind) {
      case Node::Kind::words:
        add(node.words.front(), start);
        return false;
      case Node::Kind::clazz:
        for (const ClassWord& word : out_->classes[node.index]) add(word.words.front(), start);
        return false;
      case Node::Kind::number:
        start.number = true;
        return false;
      case Node::Kind::part:
        for (const CompiledForm& form : out_->phrases[node.index]) {
          empty = begin(form.root, start) || empty;
        }
        return empty;
      case Node::Kind::choice:
        for (const Node& part : node.parts) empty = begin(part, start) || empty;
        return empty;
      case Node::Kind::optional:
        begin(node.parts.front(), start);
        return true;
      case Node::Kind::open:
      case Node::Kind::close:
        return true;
      case Node::Kind::sequence:
        return std::all_of(node.parts.begin(), node.parts.end(),
                           [&](const Node& part) { return begin(part, start); });
    }
    return false;
  }
  static void add(const Written& word, Start& start) {
    if (word.symbol == kNoSymbol) {
      start.number = true;
    } else {
      start.symbols.push_back(word.symbol);
    }
  }

  const Lexicon& lexicon_;
  std::string_view prefix_;
  std::span<const FeatureName> features_;
  std::unique_ptr<PhraseGrammar::Parts> out_ = std::make_unique<PhraseGrammar::Parts>();
  std::map<std::string_view, uint32_t> class_names_, number_names_, phrase_names_;
};

// Follows a form through the words; every step maps the states before a node to those after it.
class Matcher {
 public:
  Matcher(const PhraseGrammar::Parts& parts, std::span<const Word> words)
      : parts_(parts), words_(words) {}

  using States = std::vector<State>;

  void step(const Node& node, const State& state, States& out) const {
    if (node.glued && !(state.at < words_.size() && words_[state.at].glued)) return;
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
        for (const CompiledForm& form : parts_.phrases[node.index]) {
          const size_t first = out.size();
          step(form.root, state, out);
          for (size_t i = first; i < out.size(); ++i) out[i].features.add(form.features);
        }
        break;
      case Node::Kind::choice:
        for (const Node& part : node.parts) step(part, state, out);
        break;
      case Node::Kind::optional:
        step(node.parts.front(), state, out);
        add(state, out);
        break;
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

  bool stands(const std::vector<Written>& written, uint32_t at) const {
    if (written.size() > words_.size() - at) return false;
    for (size_t i = 0; i < written.size(); ++i) {
      const Word& word = words_[at + i];
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
    const Word& word = words_[state.at];
    State next = state;
    double value = word.value;
    if (word.kind == WordKind::number && (number.forms >> static_cast<int>(word.form)) & 1) {
      if (word.digits < number.min_digits || word.digits > number.max_digits) return;
      next.at = state.at + 1;
    } else if (number.spelled) {
      const auto& numeral = numeral_at(state.at);
      if (!numeral || (numeral->ordinal && !(number.forms & ordinal_bit())) ||
          (!numeral->ordinal && number.forms == ordinal_bit())) {
        return;
      }
      value = numeral->value;
      next.at = state.at + numeral->length;
    } else {
      return;
    }
    if (value < number.low || value > number.high) return;
    next.features.add(number.constant);
    for (uint32_t left = number.takes_value; left != 0; left &= left - 1) {
      next.features.set(static_cast<size_t>(__builtin_ctz(left)), value);
    }
    add(next, out);
  }
  // The number at a word; many forms ask for the same one.
  const std::optional<Numeral>& numeral_at(uint32_t at) const {
    if (numeral_at_ != at) {
      numeral_ = parts_.numerals.read(words_.subspan(at, std::min<size_t>(32, words_.size() - at)));
      numeral_at_ = at;
    }
    return numeral_;
  }
  static constexpr uint8_t ordinal_bit() { return 1U << static_cast<int>(NumberForm::ordinal); }

  const PhraseGrammar::Parts& parts_;
  std::span<const Word> words_;
  mutable uint32_t numeral_at_ = UINT32_MAX;
  mutable std::optional<Numeral> numeral_;
};

}  // namespace

PhraseGrammar::PhraseGrammar(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
PhraseGrammar::PhraseGrammar(PhraseGrammar&&) noexcept = default;
PhraseGrammar& PhraseGrammar::operator=(PhraseGrammar&&) noexcept = default;
PhraseGrammar::~PhraseGrammar() = default;

Result<PhraseGrammar> PhraseGrammar::compile(const Lexicon& lexicon, std::string_view prefix,
                                             std::span<const FeatureName> features,
                                             std::span<const std::string_view> more_words) {
  auto parts = Compiler(lexicon, prefix, features).compile(more_words);
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
void PhraseGrammar::find(std::span<const Word> words, std::vector<Phrase>& out) const {
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

void PhraseGrammar::forms_at(const Word& word, std::vector<uint32_t>& forms) const {
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
