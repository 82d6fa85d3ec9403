// A picture as a situation report to hand on, in the order that OCHA's have: as-of day, period,
// highlights, key figures, overview by place, sources. Every sentence cites the words that it rests
// on, by number.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sitrep/formats/view.h"

namespace sitrep {

struct CitedSentence {
  std::string words;
  std::vector<uint32_t> citations;  // numbers into Brief::citations, from 1, ascending
};

struct KeyFigure {
  std::string name;  // "Killed"
  std::string value;
  std::vector<uint32_t> citations;
};

struct BriefSection {
  std::string title;
  std::vector<CitedSentence> sentences;
};

// The words of a source that a sentence rests on.
struct Citation {
  std::string quote;
  uint32_t source = 0;  // number in Brief::sources, from 1
};

struct BriefSource {
  uint32_t number = 0;
  std::string words;                // publisher, day, title, address
  std::vector<std::string> copies;  // those that have the same words
};

struct Brief {
  std::string as_of;  // "12 July 2016"
  std::string known_by;
  std::string period;
  std::string basis;  // "32 reports, 29 independent, in 12 stories"
  std::vector<CitedSentence> highlights;
  std::vector<KeyFigure> figures;
  std::vector<BriefSection> overview;  // a section a province
  std::vector<BriefSection> others;    // forces, plans, disagreements, wording
  std::vector<Citation> citations;
  std::vector<BriefSource> sources;  // those whose words are cited
};

Brief brief_of(const PictureView& view);

// CommonMark; numbers lead to the quotes at the end.
void write_markdown(const Brief& brief, std::string& out);

// One page without scripts or outside requests; a number shows its words where it is chosen, and
// print has all quotes at the end.
void write_html(const Brief& brief, std::string& out);

}  // namespace sitrep
