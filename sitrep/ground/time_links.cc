#include "sitrep/ground/time_links.h"

#include <algorithm>

namespace sitrep {
namespace {

constexpr TokenId kReach = 6;        // tokens from "before" to the word of the event
constexpr size_t kRemembered = 30;   // told days that are looked through
constexpr TokenId kMaxTokens = 200;  // of a sentence
constexpr double kMostUnits = 10'000;

bool names_event(Upos upos) {
  return upos == Upos::NOUN || upos == Upos::VERB;
}

}  // namespace

void ToldDays::tell(Span time, Day day) {
  const TokenId token = analysis_.token_at(time.begin);
  if (token == kNoToken) return;
  const uint32_t sentence = analysis_.tokens.sentence[token];
  if (!told_.empty() && told_.back().sentence == sentence) {
    told_.back().several = told_.back().several || told_.back().day != day;
  } else {
    told_.push_back({sentence, day, false});
  }
}

std::optional<Day> ToldDays::day_of_event(uint32_t byte) const {
  const Tokens& tokens = analysis_.tokens;
  const TokenId first = analysis_.token_at(byte);
  if (first == kNoToken) return std::nullopt;
  TokenId event = first;
  const TokenId end = std::min<TokenId>(first + kReach, static_cast<TokenId>(tokens.size()));
  while (event < end && tokens.sentence[event] == tokens.sentence[first] &&
         !names_event(tokens.upos[event])) {
    ++event;
  }
  if (event == end || tokens.sentence[event] != tokens.sentence[first]) return std::nullopt;
  const size_t oldest = told_.size() > kRemembered ? told_.size() - kRemembered : 0;
  for (size_t i = told_.size(); i-- > oldest;) {
    if (told_[i].several || told_[i].sentence == tokens.sentence[first]) continue;
    if (has_lemma(told_[i].sentence, analysis_.lemma(event), first)) return told_[i].day;
  }
  return std::nullopt;
}

bool ToldDays::has_lemma(uint32_t sentence, std::string_view lemma, TokenId before) const {
  const Sentence& range = analysis_.sentences[sentence];
  const TokenId last = std::min({range.last, range.first + kMaxTokens, before});
  for (TokenId t = range.first; t < last; ++t) {
    if (names_event(analysis_.tokens.upos[t]) && analysis_.lemma(t) == lemma) return true;
  }
  return false;
}

void tie(Time& duration, Unit unit, double count, Day anchor, Link link) {
  if (unit < Unit::day || count < 1 || count > kMostUnits) return;
  const int way = link == Link::before ? -1 : 1;
  const auto other = plus(anchor, unit, way * static_cast<int64_t>(count));
  if (!other) return;
  const auto [first, last] = std::minmax(anchor, *other);
  duration.begin_point = iso_date(first);
  duration.end_point = iso_date(last);
  const Day begin = link == Link::from ? first : *other;
  const Day end = link == Link::from ? last : *other;
  duration.interval = Interval{minute_of(begin), minute_of(end) + kMinutesPerDay};
}

}  // namespace sitrep
