#include "sitrep/claims/incidents.h"

#include <algorithm>
#include <optional>

#include "sitrep/claims/acled.h"
#include "sitrep/claims/placing.h"

namespace sitrep {
namespace {

constexpr size_t kWindow = 40;        // happenings that a claim is held against
constexpr uint32_t kPointsBack = 3;   // sentences over which "the attack" may mean any kind of deed
constexpr uint32_t kOtherWords = 2;   // sentences over which a bombing may be told as an attack
constexpr uint32_t kSameVictims = 1;  // victims told within so many sentences may be of one deed

struct Incident {
  std::string_view mode;
  std::optional<uint32_t> place;
  std::optional<uint32_t> time;
  std::vector<uint32_t> victims;  // entities with a name
  uint32_t last = 0;              // the last sentence that told it
  bool tally = false;             // a count over many happenings
  bool changes_hands = false;     // ground was taken or lost
};

class Grouping {
 public:
  explicit Grouping(const Context& context) : context_(context) {}

  void group(std::vector<Claim>& claims) {
    for (Claim& claim : claims) {
      if (claim.kind == ClaimKind::event && claim.type == "ASSAULT") join(claim);
    }
    for (Claim& claim : claims) {
      if (claim.kind == ClaimKind::casualties) claim.event = told_near(claims, claim);
      if (claim.kind == ClaimKind::event && claim.event) name_deed(claim);
    }
  }

 private:
  // "The attack", "three were killed" are told of the bombing that they belong to. What burns in an
  // attack does not make arson of the rest, nor is each attack of a coup one.
  void name_deed(Claim& claim) const {
    const std::string_view deed = incidents_[*claim.event].mode;
    if (claim.mode == "attack" && deed == "bombing") claim.mode = deed;
  }

  TokenId trigger_of(const Claim& claim) const {
    return context_.analysis().token_at(claim.trigger.begin);
  }

  uint32_t sentence_of(const Claim& claim) const {
    const TokenId t = trigger_of(claim);
    return t == kNoToken ? 0 : context_.analysis().tokens.sentence[t];
  }

  void join(Claim& claim) {
    const std::vector<uint32_t> victims = named_victims(claim);
    const uint32_t sentence = sentence_of(claim);
    const size_t first = incidents_.size() > kWindow ? incidents_.size() - kWindow : 0;
    size_t found = incidents_.size();
    const bool tally = is_tally(claim);
    if (!tally && !is_another(claim)) {
      for (size_t i = incidents_.size(); i-- > first && found == incidents_.size();) {
        if (may_be(incidents_[i], claim, victims, sentence)) found = i;
      }
    }
    if (found == incidents_.size()) {
      incidents_.push_back(
          {claim.mode, claim.place, claim.time, {}, sentence, tally, changes_hands(claim)});
    }
    Incident& incident = incidents_[found];
    if (incident.mode == "attack") incident.mode = claim.mode;
    if (!incident.place) incident.place = claim.place;
    if (!incident.time) incident.time = claim.time;
    incident.victims.insert(incident.victims.end(), victims.begin(), victims.end());
    incident.last = sentence;
    claim.event = static_cast<uint32_t>(found);
  }

  bool may_be(const Incident& incident, const Claim& claim, const std::vector<uint32_t>& victims,
              uint32_t sentence) const {
    if (incident.tally) return false;
    const bool points_back =
        sentence - incident.last <= kPointsBack && is_generic(claim) && claim.mode == "attack";
    if (!points_back && !same_kind(incident.mode, claim.mode)) return false;
    // "Three were killed" is told of the bombing before it, a murder pages later is not.
    if (!points_back && incident.mode != claim.mode && sentence - incident.last > kOtherWords)
      return false;
    if (incident.place && claim.place && differ_in_place(*incident.place, *claim.place))
      return false;
    // A town retaken is no part of the war of 2003.
    if (incident.changes_hands != changes_hands(claim)) return false;
    if (incident.time && claim.time && differ_in_time(*incident.time, *claim.time)) return false;
    if (victims.empty() || incident.victims.empty() || sentence - incident.last <= kSameVictims)
      return true;
    return std::any_of(victims.begin(), victims.end(), [&incident](uint32_t v) {
      return std::find(incident.victims.begin(), incident.victims.end(), v) !=
             incident.victims.end();
    });
  }

  // A bombing or arson may be told as an attack; a kidnapping or a robbery is another deed.
  static bool same_kind(std::string_view a, std::string_view b) {
    const auto open = [](std::string_view mode) {
      return mode == "attack" || mode == "bombing" || mode == "arson";
    };
    if (a == b) return true;
    return open(a) && open(b) && (a == "attack" || b == "attack");
  }

  bool differ_in_place(uint32_t a, uint32_t b) const {
    if (a == b) return false;
    const Place& x = context_.grounded().places[a];
    const Place& y = context_.grounded().places[b];
    if (!x.country.empty() && !y.country.empty() && x.country != y.country) return true;
    // A town may lie in a region; two towns are two places.
    const auto wide = [](const Place& p) {
      return p.feature == "country" || p.feature == "region" || p.feature == "admin1" ||
             p.feature == "admin2";
    };
    if (wide(x) || wide(y)) return false;
    if (!x.id.empty() || !y.id.empty()) return x.id != y.id;
    return x.name != y.name;
  }

  bool differ_in_time(uint32_t a, uint32_t b) const {
    const auto& times = context_.grounded().times;
    if (!times[a].interval || !times[b].interval) return false;
    const auto& x = *times[a].interval;
    const auto& y = *times[b].interval;
    return x.to <= y.from || y.to <= x.from;
  }

  std::vector<uint32_t> named_victims(const Claim& claim) const {
    std::vector<uint32_t> out;
    const auto& a = context_.analysis();
    for (const Participant& p : claim.recipients) {
      if (p.entity == kNoEntity || a.entities[p.entity].kind != EntityKind::person) continue;
      if (a.has_name(a.entities[p.entity])) out.push_back(p.entity);
    }
    return out;
  }

  // "another bomb", "a second attack".
  bool is_another(const Claim& claim) const {
    const Tree& tree = context_.tree();
    const TokenId t = trigger_of(claim);
    if (t == kNoToken) return false;
    const auto says_so = [&](TokenId noun) {
      if (noun == kNoToken) return false;
      for (const TokenId c : tree.children(noun)) {
        if (!context_.words().look_up("another", tree.lemma(c)).empty()) return true;
      }
      return false;
    };
    return says_so(t) ||
           (tree.is(t, Upos::VERB) && (says_so(tree.subject(t)) || says_so(tree.object(t))));
  }

  // "4,000 have been killed since the coup" belongs to no one deed of the report, nor does what is
  // told aside.
  bool is_tally(const Claim& claim) const {
    const Tree& tree = context_.tree();
    const TokenId t = trigger_of(claim);
    if (t == kNoToken) return false;
    if (is_told_aside(context_, t)) return true;
    if (!tree.is(t, Upos::VERB)) return false;
    for (const TokenId c : tree.children(t)) {
      const auto link = tree.is(c, Upos::VERB) ? tree.child(c, Deprel::mark) : kNoToken;
      const auto word = link == kNoToken ? tree.preposition(c) : tree.lemma(link);
      if (begins_tally(context_, word)) return true;
    }
    return false;
  }

  bool is_generic(const Claim& claim) const {
    const TokenId t = trigger_of(claim);
    return t != kNoToken && context_.tree().is(t, Upos::NOUN) &&
           !context_.words().look_up("generic-event", context_.tree().lemma(t)).empty();
  }

  std::optional<uint32_t> told_near(const std::vector<Claim>& claims,
                                    const Claim& casualties) const {
    const uint32_t sentence = sentence_of(casualties);
    std::optional<uint32_t> found;
    for (const Claim& claim : claims) {
      if (!claim.event || claim.kind != ClaimKind::event) continue;
      const uint32_t told = sentence_of(claim);
      if (told > sentence) break;
      if (sentence - told <= 1) found = claim.event;
    }
    return found;
  }

  const Context& context_;
  std::vector<Incident> incidents_;
};

}  // namespace

void group_incidents(const Context& context, std::vector<Claim>& claims) {
  Grouping(context).group(claims);
}

}  // namespace sitrep
