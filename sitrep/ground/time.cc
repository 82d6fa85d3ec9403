#include "sitrep/ground/time.h"

#include <algorithm>

#include "sitrep/ground/time_grammar.h"

namespace sitrep {
namespace {

constexpr size_t kMaxTimes = 100'000;  // a document with more is no report

// Reads the times of a document block by block, with the time that the passage speaks of.
class TimeReader {
 public:
  TimeReader(const Document& document, const TimeGrammar& grammar, const PublicationDate& published)
      : document_(document), parts_(grammar.parts()) {
    from_.published = published.day;
  }

  std::vector<Time> read() {
    for (const Block& block : document_.blocks) read_block(block.span);
    return std::move(times_);
  }

 private:
  void read_block(Span span) {
    words_.clear();
    phrases_.clear();
    cut_words(document_.text, span, parts_.phrases.vocabulary(), words_);
    parts_.phrases.find(words_, phrases_);
    for (const Phrase& phrase : phrases_) {
      if (times_.size() == kMaxTimes) return;
      read_phrase(phrase);
    }
  }

  void read_phrase(const Phrase& phrase) {
    const std::string& read = parts_.phrases.rule(phrase.rule).read;
    std::optional<Resolved> out;
    if (read == "date") {
      from_.direction =
          direction_of(document_.text, words_, phrase.first, phrase.last, parts_.cues);
      out = read_date(phrase.features, from_, parts_.holidays);
    } else if (read == "duration") {
      out = read_duration(phrase.features, from_);
    } else if (read == "set") {
      out = read_set(phrase.features);
    } else if (read == "reference") {
      out = read_reference(phrase.features);
    }
    if (!out) return;
    out->time.span = {words_[phrase.first].span.begin, words_[phrase.last - 1].span.end};
    times_.push_back(std::move(out->time));
    if (out->day && !out->compared) {
      from_.narrative = out->day;
      from_.narrative_unit = out->unit;
    }
  }

  const Document& document_;
  const TimeGrammar::Parts& parts_;
  Viewpoint from_;
  std::vector<TextWord> words_;
  std::vector<Phrase> phrases_;
  std::vector<Time> times_;
};

}  // namespace

std::vector<Time> ground_times(const Document& document, const Analysis&,
                               const TimeGrammar& grammar, const PublicationDate& published) {
  return TimeReader(document, grammar, published).read();
}

}  // namespace sitrep
