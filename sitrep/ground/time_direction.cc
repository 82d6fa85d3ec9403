#include "sitrep/ground/time_direction.h"

namespace sitrep {
namespace {

constexpr uint32_t kReach = 14;  // words looked at to each side

using Cue = TenseCues::Cue;

bool ends_in_ed(std::string_view word) {
  return word.size() > 4 && word.substr(word.size() - 2) == "ed" && word[word.size() - 3] != 'e';
}

bool ends_sentence(std::string_view text, std::span<const TextWord> words, uint32_t at) {
  const std::string_view mark = words[at].span.of(text);
  if (mark == "?" || mark == "!" || mark == ";") return true;
  if (mark != "." || at + 1 >= words.size()) return false;
  return !words[at + 1].glued && words[at + 1].capital && at > 0 && words[at - 1].span.size() > 2;
}

// The tense at one word; `through` looks on: "be", "been" before a participle.
Cue cue_at(std::string_view text, std::span<const TextWord> words, uint32_t at,
           const TenseCues& cues) {
  const Cue cue = cues.of(words[at]);
  if (cue != Cue::none) return cue;
  if (words[at].kind != WordKind::word || !ends_in_ed(words[at].span.of(text))) return Cue::none;
  return Cue::past;
}

Direction as_direction(Cue cue) {
  return cue == Cue::past     ? Direction::past
         : cue == Cue::future ? Direction::future
                              : Direction::unknown;
}

}  // namespace

Direction direction_of(std::string_view text, std::span<const TextWord> words, uint32_t first,
                       uint32_t last, const TenseCues& cues) {
  if (first > 0 && cues.of(words[first - 1]) == Cue::future_before) return Direction::future;
  // "Tuesday's declaration": what has a name has happened.
  if (last + 1 < words.size() && words[last].glued && words[last].span.of(text) == "'" &&
      words[last + 1].glued) {
    return Direction::past;
  }
  bool participle = false;  // one was passed whose auxiliary may stand further back
  for (uint32_t at = first, left = kReach; at-- > 0 && left-- > 0;) {
    if (ends_sentence(text, words, at)) break;
    const Cue cue = cue_at(text, words, at, cues);
    if (cue != Cue::past && cue != Cue::future) continue;
    if (cue == Cue::past && cues.of(words[at]) == Cue::none && !participle && at > 0 &&
        cues.of(words[at - 1]) == Cue::through) {
      participle = true;  // "will be launched", "is to be held"
      continue;
    }
    return as_direction(cue);
  }
  for (uint32_t at = last, left = kReach; at < words.size() && left-- > 0; ++at) {
    if (ends_sentence(text, words, at)) break;
    const Cue cue = cue_at(text, words, at, cues);
    if (cue == Cue::past || cue == Cue::future) return as_direction(cue);
  }
  return Direction::unknown;
}

}  // namespace sitrep
