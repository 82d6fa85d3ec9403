// What became known since a day: the picture as it was known then, held against the picture now.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sitrep/picture/picture.h"

namespace sitrep {

// What a change is about. The index of a change counts in the list of the picture of that name.
enum class Part : uint8_t { event, holding, force, casualties, plan, disagreement };

enum class ChangeKind : uint8_t {
  became_known,  // nothing told it before
  corrected,     // a value that stands is another one
  withdrawn,     // it was told as so, and is now told as not so
  supported,     // more independent sources say the same
  settled,       // a disagreement that is none any more; a plan whose outcome is told
};

// Which of its values is another one.
enum class Aspect : uint8_t { whole, status, time, place, figure, holder, outcome };

struct Change {
  ChangeKind kind = ChangeKind::became_known;
  Part part = Part::event;
  Aspect aspect = Aspect::whole;
  uint32_t before = kNone;  // index into that part of the earlier picture; kNone: was not there
  uint32_t after = kNone;   // index into that part of the later picture; kNone: is not there
};

// In the order of the parts, then of the later picture. Two lines are the same where a fact of the
// one is a fact of the other. REQUIRES: both pictures are of the same reports and as-of day; the
// earlier one is known by an earlier day.
std::vector<Change> changes_between(const Picture& earlier, const Picture& later);

std::string_view name_of(Part part);
std::string_view name_of(ChangeKind kind);
std::string_view name_of(Aspect aspect);

}  // namespace sitrep
