// Builds the parts of a phrase grammar from the entries of the lexicon.

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "sitrep/ground/phrase_form.h"
#include "sitrep/ground/phrase_parts.h"

namespace sitrep {
namespace {

constexpr std::string_view kNumberForms[] = {"plain", "grouped", "decimal", "ordinal", "plural"};

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
      if (entry->has("step") && !read_range(entry->get("step"), number.step, number.step)) {
        return wrong(*entry, "bad step");
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
      case FormNode::Kind::absent:
        to.kind = from.kind == FormNode::Kind::sequence   ? Node::Kind::sequence
                  : from.kind == FormNode::Kind::choice   ? Node::Kind::choice
                  : from.kind == FormNode::Kind::optional ? Node::Kind::optional
                                                          : Node::Kind::absent;
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
                     uint64_t* takes_value) {
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
        *takes_value |= uint64_t{1} << feature;
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
    std::vector<TextWord> words;
    const Span all{0, static_cast<uint32_t>(item.size())};
    cut_words(item, all, out_->vocabulary, words);
    std::vector<Written> out;
    for (const TextWord& word : words) {
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
    out_->phrase_starts.resize(out_->phrases.size());
    for (uint32_t p = 0; p < out_->phrases.size(); ++p) start_of_phrase(p);
    out_->node_starts.resize(1);
    for (auto& forms : out_->phrases) {
      for (CompiledForm& form : forms) mark_starts(form.root);
    }
    out_->by_symbol.resize(out_->vocabulary.size());
    for (uint32_t f = 0; f < out_->forms.size(); ++f) {
      mark_starts(out_->forms[f].root);
      Start start = nothing();
      begin(out_->forms[f].root, start);
      for (Symbol symbol = 1; symbol < out_->vocabulary.size(); ++symbol) {
        if (start.has(symbol)) out_->by_symbol[symbol].push_back(f);
      }
      if (start.number) out_->by_number.push_back(f);
    }
  }
  Start nothing() const { return Start(out_->vocabulary.size()); }
  const Start& start_of_phrase(uint32_t phrase) {
    Start& start = out_->phrase_starts[phrase];
    if (!start.known()) {
      Start found = nothing();
      for (const CompiledForm& form : out_->phrases[phrase]) {
        found.empty = begin(form.root, found) || found.empty;
      }
      start = std::move(found);
    }
    return start;
  }
  // So that most of a form can be passed over at a glance.
  void mark_starts(Node& node) {
    for (Node& part : node.parts) mark_starts(part);
    if (node.kind != Node::Kind::sequence && node.kind != Node::Kind::choice) return;
    Start start = nothing();
    if (begin(node, start)) return;
    node.start = static_cast<uint32_t>(out_->node_starts.size());
    out_->node_starts.push_back(std::move(start));
  }
  // Adds what `node` may begin with; gives whether it may be empty.
  bool begin(const Node& node, Start& start) {
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
        start.add(start_of_phrase(node.index));
        return start_of_phrase(node.index).empty;
      case Node::Kind::choice:
        for (const Node& part : node.parts) empty = begin(part, start) || empty;
        return empty;
      case Node::Kind::optional:
        begin(node.parts.front(), start);
        return true;
      case Node::Kind::absent:
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
      start.add(word.symbol);
    }
  }

  const Lexicon& lexicon_;
  std::string_view prefix_;
  std::span<const FeatureName> features_;
  std::unique_ptr<PhraseGrammar::Parts> out_ = std::make_unique<PhraseGrammar::Parts>();
  std::map<std::string_view, uint32_t> class_names_, number_names_, phrase_names_;
};

}  // namespace

Result<std::unique_ptr<PhraseGrammar::Parts>> compile_phrases(
    const Lexicon& lexicon, std::string_view prefix, std::span<const FeatureName> features,
    std::span<const std::string_view> more_words) {
  return Compiler(lexicon, prefix, features).compile(more_words);
}

}  // namespace sitrep
