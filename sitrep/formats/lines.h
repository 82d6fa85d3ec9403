// One line of words for each thing of a picture: the same in a brief and in a list of changes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sitrep/formats/view.h"

namespace sitrep {

// "Air/drone strike: Global Coalition → civilians, Mosul (Nineveh, IRQ) [denied]". Without a day,
// without its sources; never empty.
std::string line_of(const PictureView& view, const Event& event);
// "Mosul (Nineveh, IRQ): held by Islamic State; contested".
std::string line_of(const PictureView& view, const PlaceHolding& holding);
// "United States, Iraq: more than 4,647 troops, total".
std::string line_of(const PictureView& view, const Force& force);
// "12 to 15 civilians killed, Mosul (Nineveh, IRQ)".
std::string line_of(const PictureView& view, const Casualties& line);
// "planned: Assault: Iraq → Islamic State, Mosul; overdue".
std::string line_of(const PictureView& view, const Plan& plan);
// "How many civilians were killed, Mosul (Nineveh, IRQ), 2017-03-17".
std::string line_of(const PictureView& view, const Disagreement& disagreement);

// "Global Coalition → Islamic State"; "" where no report names a party.
std::string parties_of(const PictureView& view, const Event& event);

// ", according to the army, residents"; "" where a report tells it in its own voice.
std::string account_of(const PictureView& view, const std::vector<uint32_t>& facts);

// "9 July 2016", "9 to 12 July 2016"; as words_of where a month or a year is all that is known.
std::string long_date(const std::optional<Interval>& time);

}  // namespace sitrep
