#include "sitrep/claims/status_features.h"

#include <fmt/format.h>

#include <algorithm>

#include "sitrep/base/hash.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

// How many governing words above the predicate are looked at.
constexpr size_t kAncestors = 4;
// How many words before it are searched for function words.
constexpr TokenId kBefore = 7;
// The longest chain of them.
constexpr int kChain = 3;

class Features {
 public:
  Features(const Tree& tree, const StatusRules::Parts& rules, TokenId t, std::vector<uint32_t>& out)
      : tree_(tree), rules_(rules), tokens_(tree.analysis().tokens), t_(t), out_(out) {}

  void collect() {
    out_.clear();
    const Clause clause = clause_at(tree_, rules_, t_);
    own(clause);
    below();
    governors(clause);
    root_clause();
    neighbours();
    function_words();
    sentence(clause);
  }

 private:
  // The parts joined by bars; the first names the kind of feature.
  template <class... Parts>
  void add(std::string_view kind, const Parts&... parts) {
    text_.assign(kind);
    (append(parts), ...);
    out_.push_back(static_cast<uint32_t>(hash64(text_)));
  }
  void append(std::string_view part) {
    text_ += '|';
    text_ += part;
  }
  void append(int part) { append(std::string_view(part == 0 ? "0" : part == 1 ? "1" : "2")); }

  std::string_view relation(TokenId t) const { return name_of(tree_.relation(t)); }
  std::string_view xpos(TokenId t) const { return tree_.xpos(t); }
  std::string word(TokenId t) const { return ascii_lower(tree_.lemma(t)); }
  // A pronoun's lemma; of other words only the part of speech, lest the subject's name counts.
  std::string subject(TokenId t) const {
    return tree_.is(t, Upos::PRON) ? word(t) : std::string(name_of(tokens_.upos[t]));
  }
  std::string auxiliaries(const Clause& clause) const {
    std::string out;
    for (const TokenId a : clause.auxiliaries) {
      if (!out.empty()) out += '+';
      out += tokens_.deprel[a] == Deprel::cop ? "cop" : auxiliary_lemma(tree_, a);
    }
    return out;
  }

  void own(const Clause& clause) {
    const std::string lemma = word(t_);
    const std::string_view form = xpos(t_);
    const std::string_view dep = relation(t_);
    const std::string aux = auxiliaries(clause);
    const int negations = std::min(clause.negations, 2);
    add("bias");
    add("lemma", lemma);
    add("form", form);
    add("relation", dep);
    add("lemma form", lemma, form);
    add("word", ascii_lower(tree_.word(t_)));
    add("lemma aux", lemma, aux, negations);
    add("aux form", aux, form);
    add("aux form negation", aux, form, negations);
    add("aux form relation negation", aux, form, dep, negations);
    for (const TokenId a : clause.auxiliaries) {
      const std::string one = tokens_.deprel[a] == Deprel::cop ? "cop" : auxiliary_lemma(tree_, a);
      add("aux", one);
      add("aux negation", one, negations);
    }
    add("negation", negations);
    for (const TokenId m : clause.markers) {
      add("marker", word(m));
      add("marker relation", word(m), dep);
    }
    if (clause.markers.empty()) add("no marker", dep);
    for (const TokenId a : clause.adverbs) add(a < t_ ? "adverb before" : "adverb after", word(a));
    if (clause.subject != kNoToken) {
      add("subject", subject(clause.subject));
      add("subject form aux", subject(clause.subject), form, aux);
    } else {
      add("no subject", form, dep);
    }
  }

  // What the predicate governs: "saw no one", "any help", "went to see".
  void below() {
    for (const TokenId c : tree_.children(t_)) {
      const Deprel r = tree_.relation(c);
      const bool complement = r == Deprel::obj || r == Deprel::xcomp || r == Deprel::ccomp;
      if (complement) {
        add("below", relation(c), xpos(t_));
        add("lemma below", word(t_), relation(c));
      }
      if (complement || r == Deprel::obl) add("child", relation(c), word(c));
      if (r == Deprel::obj || r == Deprel::nsubj) {
        for (const TokenId d : tree_.children(c))
          if (tree_.relation(d) == Deprel::det) add("determiner", relation(c), word(d));
      }
      if (r == Deprel::advcl) {
        for (const TokenId m : tree_.children(c))
          if (tree_.relation(m) == Deprel::mark) add("marker below", word(m));
      }
    }
  }

  void governors(const Clause& clause) {
    const std::string mark = !clause.markers.empty() ? word(clause.markers.front())
                             : xpos(t_) == "VB"      ? std::string("to")
                                                     : std::string(xpos(t_));
    std::string path;
    TokenId below = t_;
    for (size_t level = 0; level < kAncestors && !tree_.is_root(below); ++level) {
      const TokenId above = tree_.head(below);
      const std::string_view dep = relation(below);
      const std::string lemma = word(above);
      const Clause outer = clause_at(tree_, rules_, above);
      path += dep;
      path += '>';
      add("path", path);
      add("path form", path, xpos(above));
      add("above", lemma, dep);
      if (level == 0) {
        governor(outer, lemma, dep, mark);
      } else {
        for (const TokenId m : outer.markers) {
          add("marker above", word(m));
          add("marker above path", word(m), path);
        }
        if (outer.negations > 0) add("negation above", path);
        for (const TokenId a : outer.auxiliaries) {
          add("aux above", auxiliary_lemma(tree_, a));
          add("aux above path", auxiliary_lemma(tree_, a), path);
        }
      }
      below = above;
    }
  }

  void governor(const Clause& outer, const std::string& lemma, std::string_view dep,
                const std::string& mark) {
    const int negations = std::min(outer.negations, 2);
    add("governor", lemma, dep);
    add("governor marker", lemma, dep, mark);
    add("governor form", xpos(outer.head), dep, mark);
    add("governor negation", negations, dep, mark);
    add("governor lemma negation", lemma, negations, dep, mark);
    add("governor aux", auxiliaries(outer), xpos(outer.head), dep, negations);
    for (const TokenId m : outer.markers) add("governor's marker", word(m), dep);
    if (outer.subject != kNoToken) add("governor's subject", subject(outer.subject), dep);
    for (const TokenId a : outer.adverbs) add("governor's adverb", word(a), dep);
    add("governor kind", name_of(tokens_.upos[outer.head]), dep, xpos(t_));
  }

  // The main clause of the sentence, as seen from a predicate below it.
  void root_clause() {
    if (tree_.is_root(t_)) return;
    const TokenId up = tree_.head(t_);
    add("governor both forms", word(up), xpos(up), relation(t_), xpos(t_));
    if (!tree_.is_root(up)) add("chain", word(up), word(tree_.head(up)), relation(t_));
    TokenId root = up;
    while (!tree_.is_root(root)) root = tree_.head(root);
    const Clause main = clause_at(tree_, rules_, root);
    const std::string aux = auxiliaries(main);
    add("root", xpos(root), aux, std::min(main.negations, 2));
    add("root relation", xpos(root), aux, relation(t_));
  }

  const Sentence& own_sentence() const { return tree_.analysis().sentences[tokens_.sentence[t_]]; }
  // The lemma `by` places away in the sentence.
  std::string near(int by) const {
    const Sentence& s = own_sentence();
    const int64_t at = static_cast<int64_t>(t_) + by;
    if (at < static_cast<int64_t>(s.first)) return "<s>";
    if (at >= static_cast<int64_t>(s.last)) return "</s>";
    return word(static_cast<TokenId>(at));
  }
  // The Penn tag there.
  std::string_view near_tag(int by) const {
    const Sentence& s = own_sentence();
    const int64_t at = static_cast<int64_t>(t_) + by;
    if (at < static_cast<int64_t>(s.first) || at >= static_cast<int64_t>(s.last)) return "-";
    return xpos(static_cast<TokenId>(at));
  }

  void neighbours() {
    const std::string lemma = word(t_);
    const std::string before = near(-1);
    const std::string after = near(1);
    add("-1", before);
    add("-2", near(-2));
    add("-3", near(-3));
    add("+1", after);
    add("+2", near(2));
    add("-2-1", near(-2), before);
    add("-1 lemma", before, lemma);
    add("lemma +1", lemma, after);
    add("-1 form +1", before, xpos(t_), after);
    const std::string_view form = xpos(t_);
    add("tag -1", near_tag(-1), form);
    add("tag -2-1", near_tag(-2), near_tag(-1), form);
    add("tag +1", form, near_tag(1));
    add("tag -1+1", near_tag(-1), form, near_tag(1));
  }

  // Function words before it, wherever a tree that went wrong may have put them: each alone, and
  // the last three as a chain, "to < not < him".
  void function_words() {
    const Sentence& s = own_sentence();
    std::string chain;
    int links = 0;
    for (TokenId t = t_; t > s.first; --t) {
      const Upos upos = tokens_.upos[t - 1];
      const bool function =
          upos == Upos::AUX || upos == Upos::SCONJ || upos == Upos::PART || upos == Upos::ADV;
      if (function && t_ - t < kBefore) {
        add("before", word(t - 1));
        add("before form", word(t - 1), xpos(t_));
      }
      if ((function || upos == Upos::PRON) && links < kChain) {
        chain += word(t - 1);
        chain += '<';
        add("chain before", chain, xpos(t_));
        ++links;
      }
    }
    add("first", word(s.first), relation(t_));
  }

  // What the whole sentence is: a question, a condition, long.
  void sentence(const Clause& clause) {
    const Sentence& s = own_sentence();
    bool condition = false;
    bool modal = false;
    for (TokenId t = s.first; t < s.last; ++t) {
      condition = condition || (tokens_.upos[t] == Upos::SCONJ && tree_.lemma(t) == "if");
      modal = modal || xpos(t) == "MD";
    }
    add("condition", condition ? 1 : 0, relation(t_));
    add("condition aux", condition ? 1 : 0, xpos(t_), auxiliaries(clause));
    add("modal", modal ? 1 : 0, xpos(t_), relation(t_));
    const TokenId words = s.last - s.first;
    add("length", words < 5 ? 0 : words < 15 ? 1 : 2, relation(t_));
    add("end", tree_.word(s.last - 1), relation(t_));
    bool question = tree_.word(s.last - 1).ends_with('?');
    if (words > 1) question = question || tree_.word(s.last - 2).ends_with('?');
    if (!question) return;
    add("question");
    add("question relation", relation(t_));
    add("question aux", clause.auxiliaries.empty()
                            ? std::string("-")
                            : auxiliary_lemma(tree_, clause.auxiliaries.front()));
  }

  const Tree& tree_;
  const StatusRules::Parts& rules_;
  const Tokens& tokens_;
  TokenId t_;
  std::vector<uint32_t>& out_;
  std::string text_;
};

}  // namespace

void factuality_features(const Tree& tree, const StatusRules::Parts& rules, TokenId predicate,
                         std::vector<uint32_t>& out) {
  Features(tree, rules, predicate, out).collect();
}

}  // namespace sitrep
