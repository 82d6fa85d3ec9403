// What a length of time is measured from: "ten days before July 9", and an event that the text has
// dated before: "the day after the attack", where the attack was "on July 9".
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/ground/calendar.h"
#include "sitrep/ground/values.h"
#include "sitrep/language/analysis.h"

namespace sitrep {

// Lemmas that may name one happening: "killed", "his death", "the murder". A bit a class; a lemma
// may be of several.
struct EventClasses {
  static constexpr size_t kMax = 32;
  std::map<std::string, uint32_t, std::less<>> by_lemma;

  uint32_t of(std::string_view lemma) const {
    const auto found = by_lemma.find(lemma);
    return found == by_lemma.end() ? 0 : found->second;
  }
};

// The days that a text has told, each with the sentence that tells it. An event is known by the
// lemma of its noun or verb, and by those that may stand for it.
class ToldDays {
 public:
  ToldDays(const Analysis& analysis, const EventClasses& events)
      : analysis_(analysis), events_(events) {}

  void tell(Span time, Day day);
  // The day of the event that is named first behind `byte`, in the same sentence: that of the last
  // sentence with this event and one day. None where the text has told no such day.
  std::optional<Day> day_of_event(uint32_t byte) const;
  // The same of the event of a class that is named last before `byte`, in the same sentence; none
  // where that sentence has told a day of its own.
  std::optional<Day> day_of_clause(uint32_t byte) const;
  bool in_one_sentence(uint32_t byte, uint32_t other) const;

 private:
  struct Told {
    uint32_t sentence;
    Day day;
    bool several;               // the sentence has other days too
    std::vector<TokenId> tied;  // events that its tree ties to the day
  };
  std::optional<Day> day_told_of(TokenId event) const;
  bool is_tied(const Told& told, TokenId event) const;
  std::vector<TokenId> tied_to(TokenId time) const;
  bool is_same(TokenId a, TokenId b) const;
  bool has_lemma(const Told& told, TokenId event) const;

  const Analysis& analysis_;
  const EventClasses& events_;
  std::vector<Told> told_;
};

// What a word behind a length says of the day or event that follows.
enum class Link : uint8_t {
  none,
  before,   // the length ends there: "ten days before July 9"
  after,    // it begins there: "two weeks after the attack"
  from,     // and what is told lasts as long: "for two weeks from July 5"
  since,    // as `from`; of a day: until now, "since January 21"
  between,  // a stretch of two days begins: "between Monday and Friday"
  until,    // its second day follows
};

// A length of `count` units that is linked to `anchor`: sets its points. Its interval is the day at
// its other end, for that is when it was; behind `from` it is all of it.
void tie(Time& duration, Unit unit, double count, Day anchor, Link link);

}  // namespace sitrep
