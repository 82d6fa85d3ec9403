// Pictures of reports that come in one after another.
//
// What a picture needs of a report's text is worked out when the report comes in; who copies whom
// and what is one story, when a picture of other reports is asked for, and then only for those that
// share words with the new ones. A picture by other clocks or another rule of the same reports
// takes neither.
#pragma once

#include <list>
#include <memory>
#include <span>
#include <vector>

#include "sitrep/picture/digest.h"
#include "sitrep/picture/picture.h"

namespace sitrep {

// Not for several threads at once.
class Assembler {
 public:
  // Without a lexicon as PictureOptions; it must outlive the assembler and its pictures.
  explicit Assembler(const PictureLexicon* lexicon = nullptr);
  ~Assembler();

  // The reports must outlive the assembler and its pictures. One that is there already, or twice,
  // changes nothing in a picture.
  void add(std::span<const Report> reports);

  // All that were added, in that order: Source::report is an index into them.
  const ReportList& reports() const { return reports_; }

  // The same as assemble(reports(), options), whatever was asked before. The lexicon of the options
  // is not looked at.
  Picture picture(const PictureOptions& options = {});

  // How many reports the last picture compared with others anew, to find the stories.
  size_t compared() const;

 private:
  struct Grouped;

  const PictureLexicon& lexicon_;
  ReportList reports_;
  std::vector<Digest> digests_;  // by report
  std::list<Grouped> grouped_;   // the one used last in front
};

}  // namespace sitrep
