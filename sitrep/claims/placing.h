// Chooses the place and the time of a claim among those that its clause and sentence name.
#pragma once

#include <optional>
#include <string_view>

#include "sitrep/claims/context.h"

namespace sitrep {

// The place where the thing told by the word at `trigger` happened: what its clause says ("in
// Kabul"), else, with `at_object`, what it was done to (a town that was retaken) or a place that
// stands near it. An index into the places of the document, or nothing: a place of another clause
// is no place of this one.
std::optional<uint32_t> place_of(const Context& context, TokenId trigger, TokenId object,
                                 bool at_object);

// When it happened: the time of its own clause, else the one that a coordinated or governing verb
// shares with it.
std::optional<uint32_t> time_of(const Context& context, TokenId trigger);

// Is this time before the month that a report looks back on? False where either is not known.
bool is_long_past(const Context& context, std::optional<uint32_t> time);

// Is it told only to say when something else was: "three years after the militants seized the
// city"?
bool is_told_aside(const Context& context, TokenId trigger);

// Does what stands behind this word count over many happenings: "4,000 killed since the coup"?
bool begins_tally(const Context& context, std::string_view word);

// Is this time a stretch until now: "since January 21"? What it tells is a sum of many deeds.
bool is_since(const Context& context, std::optional<uint32_t> time);

// Do both say when, and not of one time? REQUIRES: their times are what time_of gave.
bool at_other_times(const Context& context, const Claim& a, const Claim& b);

}  // namespace sitrep
