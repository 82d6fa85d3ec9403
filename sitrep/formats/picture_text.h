// A picture as a printed situation report, for a person.
#pragma once

#include <span>
#include <string>

#include "sitrep/picture/picture.h"

namespace sitrep {

struct TextOptions {
  bool colour = false;
  bool all = false;  // every line; else the most important ones of each part, and how many more
  size_t columns = 100;
};

// In the order of a humanitarian situation report: the day, the period, key figures, what happened
// day by day, who holds what, forces, casualties, statements, plans, open disagreements, sources.
// Every line has the numbers of its sources and their words.
void print_picture(const ReportList& reports, const Picture& picture, const TextOptions& options,
                   std::string& out);

}  // namespace sitrep
