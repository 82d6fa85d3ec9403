// Finds the time expressions of a document and says when they are (TIMEX3, and an interval).
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sitrep/base/result.h"
#include "sitrep/ground/values.h"
#include "sitrep/language/analysis.h"
#include "sitrep/lexicon/lexicon.h"
#include "sitrep/text/document.h"

namespace sitrep {

// The time words and patterns of the lexicon, compiled. Immutable; share it between threads.
class TimeGrammar {
 public:
  // Errors: malformed, with file and line of the entry.
  static Result<TimeGrammar> compile(const Lexicon& lexicon);

  TimeGrammar(TimeGrammar&&) noexcept;
  TimeGrammar& operator=(TimeGrammar&&) noexcept;
  ~TimeGrammar();

  struct Parts;
  const Parts& parts() const { return *parts_; }

 private:
  explicit TimeGrammar(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// When the document was published, and how that is known.
struct PublicationDate {
  std::optional<Day> day;
  PublishedFrom from = PublishedFrom::unknown;
  std::string dateline_place;  // "BAGHDAD" of "BAGHDAD, July 11 (AP) -"; empty where none
  Span dateline;               // the dateline itself; empty where none
};

// From the metadata, else the dateline, else a caption, else a full date in the text; a bare
// weekday never makes one.
PublicationDate publication_date(const Document& document, const Analysis& analysis,
                                 const TimeGrammar& grammar);

// The times of a document in the order of the text, not overlapping.
std::vector<Time> ground_times(const Document& document, const Analysis& analysis,
                               const TimeGrammar& grammar, const PublicationDate& published);

}  // namespace sitrep
