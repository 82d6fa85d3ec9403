// A picture as one JSON object (schema sitrep/picture/1).
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "sitrep/formats/view.h"

namespace sitrep {

// Appends the object and a newline. Evidence has the number of its source, the hash of its
// document, begin and end in code points of that document's text, and the words. What is not known
// is left out.
void write_picture(const ReportList& reports, const Picture& picture, std::string& out);

// Appends the value of one of that object's lists ("holdings", "sources", ...). False, and nothing
// is appended, where there is none of that name.
bool write_part(const PictureView& view, std::string_view part, std::string& out);

// Appends one event, or the act of a plan, as it stands in those lists.
void write_event(const PictureView& view, const Event& event, std::string& out);

}  // namespace sitrep
