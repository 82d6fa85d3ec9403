// What came in: a Document, and what only the way in knows of it.
#pragma once

#include <string>
#include <vector>

#include "sitrep/text/document.h"

namespace sitrep {

// Where words of a text stand in the bytes that they were taken from (a web page, as its server
// meant it: chunks joined, unpacked).
struct SourceRun {
  Span text;
  Span raw;  // of the same size, or of another where a reference such as &amp; was resolved
};

struct Intake {
  Document document;
  std::string author;
  std::string language;  // ISO 639-1, as the source says or as was found out; empty: not known
  std::vector<SourceRun> source;  // ascending; empty where the text is byte for byte what came, or
                                  // where there is no way back
};

// From a text by way of another to the bytes: `first` leads to what `second` leads on from.
std::vector<SourceRun> joined(const std::vector<SourceRun>& first,
                              const std::vector<SourceRun>& second);

// The bytes of the source that hold `span` of the text. Without runs, the span itself.
Span source_of(const Intake& intake, Span span);

}  // namespace sitrep
