// A picture as one JSON object (schema sitrep/picture/1).
#pragma once

#include <span>
#include <string>

#include "sitrep/picture/picture.h"

namespace sitrep {

// Appends the object and a newline. Evidence has the number of its source, the hash of its
// document, begin and end in code points of that document's text, and the words. What is not known
// is left out.
void write_picture(std::span<const Report> reports, const Picture& picture, std::string& out);

}  // namespace sitrep
