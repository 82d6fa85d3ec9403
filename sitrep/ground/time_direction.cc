#include "sitrep/ground/time_direction.h"

namespace sitrep {
namespace {

constexpr uint32_t kReach = 14;        // words looked at to each side
constexpr uint32_t kHadReach = 3;      // words from "had" to "been due"
constexpr uint32_t kOpeningWords = 3;  // "Earlier, on Monday"
constexpr uint32_t kFarReach = 40;     // words from "In January," to the verb of its clause
constexpr uint32_t kLeadWords = 80;    // of the sentence that opens a report

using Cue = TenseCues::Cue;

class Tense {
 public:
  Tense(const Passage& passage, const TenseCues& cues)
      : passage_(passage), words_(passage.words), cues_(cues) {}

  Leaning of(uint32_t first, uint32_t last) const {
    if (first > 0 && cues_.of(words_[first - 1]) == Cue::past_before)
      return {Direction::past, true};
    if (first > 0 && told_ahead(first)) {
      // "Until Thursday, they had not called him so."
      const bool opens = first == 1 || ends_sentence(first - 2);
      const bool past = opens && ahead(last, kFarReach) == Direction::past;
      return {past ? Direction::past : Direction::future};
    }
    // "Tuesday's declaration": what has a name has happened.
    if (last + 1 < words_.size() && words_[last].glued && letters(last) == "'" &&
        words_[last + 1].glued) {
      return {Direction::past};
    }
    bool opens = false;
    const Direction behind = back(first, opens);
    if (behind != Direction::unknown) {
      const bool second = first > 0 && tag_of(words_[first - 1]) == "CC";  // "Thursday and Friday"
      const bool past =
          behind == Direction::past && !second && (is_lead(first) || is_infinitive(first));
      const bool ahead = behind == Direction::future && is_dropped(first, last);
      return {behind, behind == Direction::past && is_of_past_verb(first, last), past || ahead};
    }
    return {ahead(last, opens ? kFarReach : kReach), opens && !is_of_noun(first, last)};
  }

 private:
  // "January sales will be published": the verb is not of the time but of what it names.
  bool is_of_noun(uint32_t first, uint32_t last) const {
    const bool led = first > 0 && tag_of(words_[first - 1]) == "IN";
    return !led && last < words_.size() && tag_of(words_[last]).substr(0, 2) == "NN";
  }

  // "He was killed in January": the time hangs on a finite verb of the past that sets no date, as
  // in "the court called a hearing in January".
  bool is_of_past_verb(uint32_t first, uint32_t last) const {
    const Analysis& a = passage_.analysis;
    const uint32_t begin = words_[first].span.begin;
    const uint32_t end = words_[last - 1].span.end;
    TokenId time = a.token_at(begin);
    while (time != kNoToken && !a.is_root(time) && inside(a.tokens.head[time], begin, end))
      time = a.tokens.head[time];
    if (time == kNoToken || universal(a.tokens.deprel[time]) != Deprel::obl) return false;
    const TokenId verb = a.tokens.head[time];
    if (verb > a.token_at(begin)) return false;
    const uint32_t at = word_at(a.tokens.span[verb].begin, first);
    if (at >= first) return false;
    const Cue cue = cues_.of(words_[at]);
    if (cue != Cue::none && cue != Cue::past) return false;
    const std::string_view tag = a.xpos(verb);
    return tag == "VBD" || (tag == "VBN" && is_behind_past_auxiliary(verb));
  }
  bool inside(TokenId t, uint32_t begin, uint32_t end) const {
    const Span span = passage_.analysis.tokens.span[t];
    return span.begin >= begin && span.end <= end;
  }
  // The word before `first` that begins at the byte; `first` where none does.
  uint32_t word_at(uint32_t byte, uint32_t first) const {
    for (uint32_t at = first; at-- > 0 && words_[at].span.begin >= byte;) {
      if (words_[at].span.begin == byte) return at;
    }
    return first;
  }
  // "was killed", "have been killed", "was seized and killed"; not "will be killed", "killed".
  bool is_behind_past_auxiliary(TokenId verb) const {
    const Analysis& a = passage_.analysis;
    bool past = false;
    while (a.tokens.deprel[verb] == Deprel::conj && a.xpos(a.tokens.head[verb]) == "VBN")
      verb = a.tokens.head[verb];
    for (TokenId t = verb; t-- > 0 && a.tokens.sentence[t] == a.tokens.sentence[verb];) {
      if (a.tokens.head[t] != verb || universal(a.tokens.deprel[t]) != Deprel::aux) continue;
      if (a.xpos(t) == "MD") return false;
      past |= a.xpos(t) == "VBD" || a.lemma(t) == "have";
    }
    return past;
  }

  // "A march planned for Saturday was called off": a verb of the past follows at once, and before
  // the time stands no verb of its own clause but a participle.
  bool is_dropped(uint32_t first, uint32_t last) const {
    if (last >= words_.size() || cue_at(last) != Cue::past) return false;
    for (uint32_t at = first, left = kReach; at-- > 0 && left-- > 0 && !ends_sentence(at);) {
      if (as_direction(cue_at(at)) != Direction::future) continue;
      return tag_of(words_[at]) == "VBN" && !is_passive(at);
    }
    return false;
  }

  // Whether the sentence is the first of the report.
  bool is_lead(uint32_t first) const {
    if (!passage_.opens_report || first > kLeadWords) return false;
    for (uint32_t at = 0; at < first; ++at) {
      if (ends_sentence(at)) return false;
    }
    return true;
  }

  // By the word right before the time: "until Friday", "ahead of Friday", "the vote is Friday",
  // "set for Friday".
  bool told_ahead(uint32_t first) const {
    const Cue before = cues_.of(words_[first - 1]);
    const Cue earlier = first > 1 ? cues_.of(words_[first - 2]) : Cue::none;
    const bool recently = earlier == Cue::past && first > 2 &&
                          cues_.of(words_[first - 3]) == Cue::future_before;  // "as recently as"
    if (before == Cue::future_before) return !recently;
    if (before == Cue::future_by) return is_infinitive(first - 1);
    if (before == Cue::future_for) return earlier == Cue::future_to;
    return before == Cue::of && earlier == Cue::future_before_of;
  }

  std::string_view letters(uint32_t at) const { return words_[at].span.of(passage_.text); }

  // `opens` tells that the sentence begins with the time and what stands before it.
  Direction back(uint32_t first, bool& opens) const {
    bool participle = false;  // one was passed whose auxiliary may stand further back
    uint32_t left = kReach;
    for (uint32_t at = first; at-- > 0;) {
      if (left-- == 0) return Direction::unknown;
      if (ends_sentence(at)) break;
      Cue cue = at + 1 == first && is_present(at) ? Cue::present : cue_at(at);
      if (cue == Cue::past && !participle && is_passive(at)) {
        participle = true;  // "will be launched", "is to be held"
        continue;
      }
      if (cue == Cue::future && had_before(at)) cue = Cue::past;  // "had been due to expire"
      if (const Direction d = as_direction(cue); d != Direction::unknown) return d;
    }
    opens = kReach - left <= kOpeningWords;
    return Direction::unknown;
  }

  Direction ahead(uint32_t last, uint32_t reach) const {
    for (uint32_t at = last; at < words_.size() && reach-- > 0; ++at) {
      if (ends_sentence(at)) break;
      const Direction d = as_direction(cue_at(at));
      if (d == Direction::past || d == Direction::future) return d;
    }
    return Direction::unknown;
  }

  // Whether the nearest verb before is one: "to leave the town by Friday", "must be signed by
  // Friday".
  bool is_infinitive(uint32_t before) const {
    uint32_t left = kReach;
    for (uint32_t at = before; at-- > 0 && left-- > 0 && !ends_sentence(at);) {
      const std::string_view tag = tag_of(words_[at]);
      if (tag.substr(0, 2) == "VB" && !is_passive(at)) return tag == "VB";
    }
    return false;
  }

  // "be held", "be formally launched"
  bool is_passive(uint32_t at) const {
    if (at > 1 && tag_of(words_[at - 1]) == "RB") --at;
    return at > 0 && cues_.of(words_[at - 1]) == Cue::through;
  }

  bool had_before(uint32_t at) const {
    for (uint32_t i = at, left = kHadReach; i-- > 0 && left-- > 0;) {
      if (cues_.of(words_[i]) == Cue::perfect) return true;
    }
    return false;
  }

  bool ends_sentence(uint32_t at) const {
    const std::string_view mark = letters(at);
    if (mark == "?" || mark == "!" || mark == ";") return true;
    if (mark != "." || at == 0) return false;
    const TextWord& before = words_[at - 1];  // "Gov." may stop; "St." and "p.m." do not
    if (before.span.size() < 2 || (before.span.size() == 2 && before.capital)) return false;
    const auto is_mark = [&](uint32_t i) {
      return i < words_.size() && words_[i].kind == WordKind::mark;
    };
    uint32_t next = at + 1;
    while (is_mark(next) && words_[next].glued) ++next;  // '... these plans." On Friday'
    if (next == words_.size() || words_[next].glued) return false;
    while (is_mark(next)) ++next;  // '. "On Friday'
    return next < words_.size() && words_[next].capital;
  }

  // "the vote is Friday"
  bool is_present(uint32_t at) const {
    const std::string_view tag = tag_of(words_[at]);
    return cues_.of(words_[at]) == Cue::future_to && (tag == "VBZ" || tag == "VBP");
  }

  Cue cue_at(uint32_t at) const {
    const TextWord& word = words_[at];
    if (word.kind != WordKind::word) return Cue::none;
    const std::string_view tag = tag_of(word);
    const Cue cue = cues_.of(word);
    const bool to_do = at + 1 < words_.size() && cues_.of(words_[at + 1]) == Cue::infinitive;
    if (cue == Cue::future_verb) {
      return tag.substr(0, 2) == "NN" && !to_do ? Cue::none : Cue::future;
    }
    if (cue == Cue::future_to && to_do) return Cue::future;
    if (cue == Cue::future_to) return tag == "VBD" ? Cue::past : Cue::none;
    if (cue == Cue::was) return to_do ? Cue::future : Cue::past;
    if (cue == Cue::future && at > 0 && was_so_before(at)) return Cue::none;
    if (cue != Cue::none && cue != Cue::sets_a_date) return cue;
    if (!tag.empty()) {
      if (tag == "VBD" || tag == "VBN") return Cue::past;
      if (tag == "VBZ" || tag == "VBP") return Cue::present;
      return Cue::none;
    }
    const bool name = word.capital && at > 0 && !ends_sentence(at - 1);  // "the United States"
    return !name && ends_in_ed(letters(at)) ? Cue::past : Cue::none;
  }
  // "as planned", "previously scheduled"
  bool was_so_before(uint32_t at) const {
    const Cue before = cues_.of(words_[at - 1]);
    return before == Cue::as_before || before == Cue::future_before;
  }
  // The Penn tag of the word; empty where it has none.
  std::string_view tag_of(const TextWord& word) const {
    const TokenId token = passage_.analysis.token_at(word.span.begin);
    if (token == kNoToken || passage_.analysis.tokens.upos[token] == Upos::X) return {};
    return passage_.analysis.xpos(token);
  }
  static bool ends_in_ed(std::string_view word) {
    return word.size() > 4 && word.substr(word.size() - 2) == "ed" && word[word.size() - 3] != 'e';
  }

  Direction as_direction(Cue cue) const {
    switch (cue) {
      case Cue::past:
      case Cue::past_before:
      case Cue::perfect:
        return Direction::past;
      case Cue::future:
        return Direction::future;
      case Cue::present:
        return passage_.told_in_present ? Direction::past : Direction::present;
      default:
        return Direction::unknown;
    }
  }

  const Passage& passage_;
  std::span<const TextWord> words_;
  const TenseCues& cues_;
};

}  // namespace

Leaning leaning_of(const Passage& passage, uint32_t first, uint32_t last, const TenseCues& cues) {
  return Tense(passage, cues).of(first, last);
}

}  // namespace sitrep
