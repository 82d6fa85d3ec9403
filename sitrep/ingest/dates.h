// Dates as formats write them, as ISO 8601.
#pragma once

#include <string>
#include <string_view>

namespace sitrep {

// "2019-11-18T05:00:00Z", "2019/11/18 05:00", "20191118", "Mon, 18 Nov 2019 05:00:00 GMT",
// "Nov 18, 2019", "18 November 2019" -> 2019-11-18 or 2019-11-18T05:00:00 with the offset that was
// given. Empty where it is none of them; "10/11/2019" is not guessed at.
std::string iso_of(std::string_view date);

}  // namespace sitrep
