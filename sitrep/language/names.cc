#include "sitrep/language/names.h"

#include <algorithm>
#include <set>

namespace sitrep {
namespace {

constexpr size_t kLongestKnown = 8;  // tokens

bool starts_capital(std::string_view word) {
  return !word.empty() && word.front() >= 'A' && word.front() <= 'Z';
}

bool has_small(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool is_acronym(std::string_view word) {
  return word.size() >= 2 && word.size() <= 6 && starts_capital(word) && !has_small(word);
}

bool is_hyphen(std::string_view word) {
  return word == "-" || word == "\u2010" || word == "\u2011" || word == "'" || word == "\u2019";
}

bool is_word(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80);
  });
}

struct Range {
  TokenId first = 0;
  TokenId last = 0;  // half-open
};

// The names of one sentence.
class SentenceNames {
 public:
  SentenceNames(std::string_view text, const EntityWords& words,
                const std::set<std::string>& capital, const Sentence& sentence, Analysis& out)
      : text_(text), words_(words), capital_(capital), sentence_(sentence), out_(out) {
    for (TokenId t = sentence.first; t < sentence.last; ++t) mixed_case_ |= has_small(word(t));
  }

  void find() {
    for (TokenId t = sentence_.first; t < sentence_.last;) {
      const Range known = longest_known(t);
      Range run = known.last > known.first ? known : Range{t, t};
      if (may_begin(t)) run.last = std::max(run.last, end_of_run(t));
      if (run.first == run.last) {
        ++t;
        continue;
      }
      add(run, known);
      t = run.last;
    }
  }

 private:
  std::string_view word(TokenId t) const { return out_.tokens.span[t].of(text_); }
  std::string_view words(Range r) const {
    return Span{out_.tokens.span[r.first].begin, out_.tokens.span[r.last - 1].end}.of(text_);
  }
  const NameWord* sense(TokenId t) const { return words_.name_word(lower(word(t))); }

  // The longest known name that begins with this token.
  Range longest_known(TokenId t) const {
    Range found{t, t};
    const TokenId end = static_cast<TokenId>(
        std::min<size_t>(sentence_.last, static_cast<size_t>(t) + kLongestKnown));
    for (TokenId last = t + 1; last <= end; ++last) {
      const std::string_view name = words({t, last});
      const KnownName* known = words_.known(letters_of(name));
      if (!known || !is_word(word(last - 1))) continue;
      const bool capital = starts_capital(name) || starts_capital(word(last - 1));
      if (!capital || (known->acronym && (has_small(name) || !mixed_case_))) continue;
      found.last = last;
    }
    return found;
  }

  bool may_begin(TokenId t) const {
    const Upos upos = out_.tokens.upos[t];
    if (!mixed_case_) return upos == Upos::PROPN;
    if (!starts_capital(word(t)) || upos == Upos::PRON || upos == Upos::DET) return false;
    const NounSense* noun = words_.noun(lower(word(t)));
    if (noun && !noun->kind) return false;  // 'Monday'
    if (t != sentence_.first) return true;
    const NameWord* known = sense(t);
    return upos == Upos::PROPN || (known && (known->first_name || known->title)) ||
           capital_.contains(lower(word(t)));
  }

  // Where a run of capitalised words that begins here ends.
  TokenId end_of_run(TokenId t) const {
    TokenId last = t + 1;
    while (last < sentence_.last) {
      const NameWord* before = sense(last - 1);
      const NameWord* here = sense(last);
      const auto capital_at = [&](TokenId k) {
        return k < sentence_.last && starts_capital(word(k)) &&
               (mixed_case_ || out_.tokens.upos[k] == Upos::PROPN);
      };
      if (capital_at(last)) {
        ++last;
      } else if ((is_hyphen(word(last)) || (here && here->particle)) && capital_at(last + 1)) {
        last += 2;
      } else if (word(last) == "of" && before && (before->head || before->start || before->title) &&
                 capital_at(last + 1)) {
        last += 2;
      } else {
        break;
      }
    }
    return last;
  }

  // What stands before the last title of a run is no part of the person's name: of 'US Defense
  // Secretary Ash Carter' only known names are kept.
  void add(Range run, Range known) {
    TokenId begin = run.first;
    for (TokenId t = run.first; t + 1 < run.last; ++t) {
      if (sense(t) && sense(t)->title) begin = t + 1;
    }
    const bool titled = begin > run.first && begin > known.last - 1;
    if (titled) {
      for (TokenId t = run.first; t < begin;) {
        const Range before = longest_known(t);
        if (before.last > t) append(before, words_.known(letters_of(words(before)))->kind);
        t = std::max(before.last, t + 1);
      }
      run.first = begin;
    }
    append(run, kind_of(run, known, titled));
  }

  void append(Range run, EntityKind kind) {
    Mention m;
    m.span = {out_.tokens.span[run.first].begin, out_.tokens.span[run.last - 1].end};
    m.extent = m.span;
    m.head = run.last - 1;
    m.form = MentionForm::name;
    m.kind = kind;
    out_.mentions.push_back(m);
  }

  EntityKind kind_of(Range run, Range known, bool titled) const {
    if (known.last == run.last && known.first == run.first) {
      return words_.known(letters_of(words(known)))->kind;
    }
    const NameWord* first = sense(run.first);
    const NameWord* last = sense(run.last - 1);
    if (titled) return EntityKind::person;
    if (last && last->head && run.last - run.first > 1) return *last->head;
    if (first && first->start && run.last - run.first > 1) return *first->start;
    if (first && first->first_name) return EntityKind::person;
    if (is_acronym(word(run.first)) && run.last - run.first == 1) return EntityKind::organisation;
    return EntityKind::other;
  }

  std::string_view text_;
  const EntityWords& words_;
  const std::set<std::string>& capital_;
  const Sentence& sentence_;
  Analysis& out_;
  bool mixed_case_ = false;
};

}  // namespace

void NameFinder::find(std::string_view text, Analysis& out) const {
  // Words that are capitalised inside a sentence are names at its beginning too.
  std::set<std::string> capital;
  for (const auto& sentence : out.sentences) {
    for (TokenId t = sentence.first + 1; t < sentence.last; ++t) {
      const std::string_view word = out.tokens.span[t].of(text);
      if (starts_capital(word) && has_small(word)) capital.insert(lower(word));
    }
  }
  for (const auto& sentence : out.sentences) {
    SentenceNames(text, *words_, capital, sentence, out).find();
  }
}

}  // namespace sitrep
