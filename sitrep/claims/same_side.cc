#include "sitrep/claims/same_side.h"

#include "sitrep/ground/party.h"

namespace sitrep {
namespace {

bool is_army_of_state(const Party& party) {
  return !party.country.empty() && has_sector(party, "MIL");
}

}  // namespace

bool same_side(const std::vector<Party>& parties, const Participant& a, const Participant& b) {
  if (same_party(a, b)) return true;
  if (a.entity >= parties.size() || b.entity >= parties.size()) return false;
  const Party& one = parties[a.entity];
  const Party& other = parties[b.entity];
  // A person in uniform is not the army.
  return is_army_of_state(one) && is_army_of_state(other) && one.country == other.country &&
         one.title.empty() && other.title.empty();
}

}  // namespace sitrep
