// What all formats need of a picture: who a fact is from, its words, and the names of things.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/picture/picture.h"

namespace sitrep {

// REQUIRES: `reports` are those that the picture was assembled from; both outlive the view.
class PictureView {
 public:
  PictureView(const ReportList& reports, const Picture& picture);

  const Picture& picture() const { return picture_; }
  const Report& report(uint32_t source) const { return reports_[picture_.sources[source].report]; }
  const Fact& fact(uint32_t at) const { return picture_.facts[at]; }
  const Claim& claim(uint32_t fact) const {
    return report(picture_.facts[fact].source).claims[picture_.facts[fact].claim];
  }

  // The number of a source in the list of sources; copies of one text share a number. From 1.
  uint32_t number(uint32_t source) const { return numbers_[source]; }
  uint32_t numbers() const { return numbers_in_all_; }
  // The numbers behind these facts, ascending, each once.
  std::vector<uint32_t> numbers_of(const std::vector<uint32_t>& facts) const;
  // One fact for each number, the first told.
  std::vector<uint32_t> one_a_number(const std::vector<uint32_t>& facts) const;

  // The words of the first evidence, on one line, at most `columns` wide; what is cut away is
  // marked with "…", and the words that name the claim stay.
  std::string quote(uint32_t fact, size_t columns) const;
  // A span of a source's text, in the same way.
  std::string quote(uint32_t source, Span span, size_t columns) const;

  std::string actor(uint32_t actor) const;  // "" for kNone
  std::string actors(const std::vector<uint32_t>& list) const;
  std::string site(uint32_t site) const;  // "Qayyarah (Nineveh, IRQ)"; "" for kNone
  // What the first number of a claim counts, as the report says it: "US troops"; else its unit.
  std::string counted(uint32_t fact) const;
  // Of these facts the first whose first number has that value; else the first.
  uint32_t one_that_says(const std::vector<uint32_t>& facts, std::optional<double> value) const;
  std::string publisher(uint32_t source) const;  // else the title
  // The document's own, else its headline, else how it begins.
  std::string title(uint32_t source) const;

 private:
  ReportList reports_;
  const Picture& picture_;
  std::vector<uint32_t> numbers_;  // by source
  uint32_t numbers_in_all_ = 0;
};

// ACLED's sub-event of violence, protest and arrests, "Government regains territory"; else the
// PLOVER type as a word, "Mobilize".
std::string kind_of(const Event& event);

// "560", "more than 4,647", "12 (lowest 10, highest 15)".
std::string words_of(const Figure& figure);
std::string words_of(const ClaimNumber& number);
// 4,647
std::string grouped(double value);

// "4 reports, 2 independent"; "1 report".
std::string words_of(const Support& support);

// "2016-07-09", "2014-06", "2003", "2016-07-09 to 2016-07-12"; "" for none.
std::string words_of(const std::optional<Interval>& time);

// White space and control characters, which could act on a terminal, as single spaces.
std::string one_line(std::string_view words);
// Code points.
size_t columns_of(std::string_view words);

}  // namespace sitrep
