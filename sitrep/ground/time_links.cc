#include "sitrep/ground/time_links.h"

#include <algorithm>

namespace sitrep {
namespace {

constexpr TokenId kReach = 6;        // tokens from "before" to the word of the event
constexpr TokenId kFarReach = 30;    // from the event to its time of day
constexpr size_t kRemembered = 30;   // told days that are looked through
constexpr TokenId kMaxTokens = 200;  // of a sentence
constexpr double kMostUnits = 10'000;
constexpr int kMostSteps = 8;  // up the tree from a time to its event

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
    told_.push_back({sentence, day, false, tied_to(token)});
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
  return day_told_of(event);
}

std::optional<Day> ToldDays::day_of_clause(uint32_t byte) const {
  const Tokens& tokens = analysis_.tokens;
  const TokenId clock = analysis_.token_at(byte);
  if (clock == kNoToken) return std::nullopt;
  const uint32_t sentence = tokens.sentence[clock];
  if (!told_.empty() && told_.back().sentence == sentence) return std::nullopt;
  const TokenId first =
      std::max(analysis_.sentences[sentence].first, clock > kFarReach ? clock - kFarReach : 0);
  for (TokenId t = clock; t-- > first;) {
    if (!names_event(tokens.upos[t]) || events_.of(analysis_.lemma(t)) == 0) continue;
    if (const auto day = day_told_of(t)) return day;
  }
  return std::nullopt;
}

bool ToldDays::in_one_sentence(uint32_t byte, uint32_t other) const {
  const TokenId a = analysis_.token_at(byte);
  const TokenId b = analysis_.token_at(other);
  return a != kNoToken && b != kNoToken &&
         analysis_.tokens.sentence[a] == analysis_.tokens.sentence[b];
}

// Of the last sentence whose tree ties a day to the event; else, for the very word, of the last
// that has both.
std::optional<Day> ToldDays::day_told_of(TokenId event) const {
  const uint32_t sentence = analysis_.tokens.sentence[event];
  const size_t oldest = told_.size() > kRemembered ? told_.size() - kRemembered : 0;
  for (const bool by_tree : {true, false}) {
    for (size_t i = told_.size(); i-- > oldest;) {
      if (told_[i].several || told_[i].sentence == sentence) continue;
      const bool found = by_tree ? is_tied(told_[i], event) : has_lemma(told_[i], event);
      if (found) return told_[i].day;
    }
  }
  return std::nullopt;
}

bool ToldDays::is_tied(const Told& told, TokenId event) const {
  return std::any_of(told.tied.begin(), told.tied.end(),
                     [&](TokenId t) { return is_same(t, event); });
}

// "He was killed on July 3", "the July 3 attack", "a car bomb hit the market on July 3": an event
// stands above the time, or is the subject or object of what does.
std::vector<TokenId> ToldDays::tied_to(TokenId time) const {
  const Tokens& tokens = analysis_.tokens;
  const Sentence& range = analysis_.sentences[tokens.sentence[time]];
  std::vector<TokenId> out;
  for (TokenId at = time; out.size() < kMostSteps;) {
    const TokenId head = tokens.head[at];
    if (head == kNoToken || head == at) break;
    out.push_back(at = head);
  }
  const size_t above = out.size();
  const TokenId end = std::min(range.last, range.first + kMaxTokens);
  for (TokenId t = range.first; t < end; ++t) {
    const Deprel role = tokens.deprel[t];
    const bool partner = role == Deprel::nsubj || role == Deprel::nsubj_pass || role == Deprel::obj;
    const auto last = out.begin() + static_cast<std::ptrdiff_t>(above);
    if (partner && std::find(out.begin(), last, tokens.head[t]) != last) out.push_back(t);
  }
  out.erase(std::remove_if(out.begin(), out.end(),
                           [&](TokenId t) { return !names_event(tokens.upos[t]); }),
            out.end());
  return out;
}

bool ToldDays::is_same(TokenId a, TokenId b) const {
  const std::string_view lemma = analysis_.lemma(a);
  const std::string_view other = analysis_.lemma(b);
  return lemma == other || (events_.of(lemma) & events_.of(other)) != 0;
}

bool ToldDays::has_lemma(const Told& told, TokenId event) const {
  const Sentence& range = analysis_.sentences[told.sentence];
  const TokenId last = std::min({range.last, range.first + kMaxTokens, event});
  for (TokenId t = range.first; t < last; ++t) {
    if (names_event(analysis_.tokens.upos[t]) && analysis_.lemma(t) == analysis_.lemma(event)) {
      return true;
    }
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
