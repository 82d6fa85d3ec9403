// What a length of time is measured from: "ten days before July 9", and an event that the text has
// dated before: "the day after the attack", where the attack was "on July 9".
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "sitrep/ground/calendar.h"
#include "sitrep/ground/values.h"
#include "sitrep/language/analysis.h"

namespace sitrep {

// The days that a text has told, each with the sentence that tells it. An event is known by the
// lemma of its noun or verb.
class ToldDays {
 public:
  explicit ToldDays(const Analysis& analysis) : analysis_(analysis) {}

  void tell(Span time, Day day);
  // The day of the event that is named first behind `byte`, in the same sentence: that of the last
  // sentence with this event and one day. None where the text has told no such day.
  std::optional<Day> day_of_event(uint32_t byte) const;

 private:
  struct Told {
    uint32_t sentence;
    Day day;
    bool several;  // the sentence has other days too
  };
  bool has_lemma(uint32_t sentence, std::string_view lemma, TokenId before) const;

  const Analysis& analysis_;
  std::vector<Told> told_;
};

// What a word behind a length says of the day or event that follows.
enum class Link : uint8_t {
  none,
  before,  // the length ends there: "ten days before July 9"
  after,   // it begins there: "two weeks after the attack"
  from,    // and what is told lasts as long: "for two weeks from July 5"
};

// A length of `count` units that is linked to `anchor`: sets its points. Its interval is the day at
// its other end, for that is when it was; behind `from` it is all of it.
void tie(Time& duration, Unit unit, double count, Day anchor, Link link);

}  // namespace sitrep
