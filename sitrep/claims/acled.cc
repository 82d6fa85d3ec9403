#include "sitrep/claims/acled.h"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace sitrep {
namespace {

enum class Side : uint8_t { unknown, state, armed, civilian };

Side side_of(const Context& context, const std::vector<Participant>& parties) {
  Side side = Side::unknown;
  for (const Participant& p : parties) {
    if (p.entity == kNoEntity || p.entity >= context.grounded().parties.size()) continue;
    const auto& entity = context.analysis().entities[p.entity];
    for (const std::string& sector : context.grounded().parties[p.entity].sectors) {
      if (sector == "REB" || sector == "UAF" || sector == "IMG") return Side::armed;
      if (sector == "GOV" || sector == "MIL" || sector == "COP" || sector == "SPY" ||
          sector == "PTY")
        side = Side::state;
      else if (side == Side::unknown)
        side = Side::civilian;
    }
    if (side != Side::unknown) return side;
    if (entity.kind == EntityKind::armed_group) return Side::armed;
    if (entity.kind == EntityKind::country) return Side::state;
    if (entity.kind == EntityKind::person || entity.kind == EntityKind::facility)
      side = Side::civilian;
  }
  return side;
}

class SubEvents {
 public:
  explicit SubEvents(const Context& context)
      : context_(context), tree_(context.tree()), words_(context.words()) {}

  std::string_view of(const EventMention& event) const {
    const std::string_view said = event.word->acled;
    const Claim& claim = event.claim;
    if (said == "territory") return territory(claim);
    if (claim.type == "PROTEST") return protest(event);
    if (claim.type != "ASSAULT") return said;
    if (said == "Government regains territory" || said == "Sexual violence" ||
        said == "Abduction/forced disappearance" || said == "Organised crime") {
      return said;
    }
    if (const auto weapon = by_cue(event); !weapon.empty()) return weapon;
    if (said == "Remote explosive/landmine/IED" || said == "Air/drone strike" ||
        said == "Shelling/artillery/missile attack" || said == "Looting/property destruction") {
      return said;
    }
    const Side actor = side_of(context_, claim.actors);
    const Side recipient = side_of(context_, claim.recipients);
    if (said == "Armed clash" || recipient == Side::armed) return "Armed clash";
    if (recipient == Side::state && actor != Side::unknown && actor != Side::civilian)
      return "Armed clash";
    if (recipient == Side::civilian || said == "Attack") return "Attack";
    if (actor == Side::armed && recipient == Side::unknown) return "Attack";
    return said.empty() && recipient != Side::unknown ? std::string_view("Attack") : said;
  }

 private:
  std::string_view territory(const Claim& claim) const {
    const Side actor = side_of(context_, claim.actors);
    const Side recipient = side_of(context_, claim.recipients);
    if (actor == Side::state || (actor == Side::unknown && recipient == Side::armed))
      return "Government regains territory";
    if (actor == Side::armed || recipient == Side::state)
      return "Non-state actor overtakes territory";
    return {};
  }

  std::string_view protest(const EventMention& event) const {
    if (event.word->acled == "Violent demonstration") return event.word->acled;
    const auto cue = by_cue(event);
    if (cue == "Violent demonstration" || cue == "Mob violence") return cue;
    return event.word->acled;
  }

  // The first sub-event whose words stand in the sentence of the event: the lexicon lists the
  // telling ones first.
  std::string_view by_cue(const EventMention& event) const {
    const auto& a = context_.analysis();
    const Sentence& sentence = a.sentences[a.tokens.sentence[event.trigger]];
    for (const auto& cue : words_.cues()) {
      for (TokenId t = sentence.first; t + cue.words.size() <= sentence.last; ++t) {
        size_t i = 0;
        while (i < cue.words.size() && tree_.lemma(t + static_cast<TokenId>(i)) == cue.words[i])
          ++i;
        if (i == cue.words.size() && near(event.trigger, t)) return cue.sub_event;
      }
    }
    return {};
  }

  // Of a long sentence with several events each has the weapon that stands near it.
  bool near(TokenId trigger, TokenId cue) const {
    return std::abs(static_cast<int>(trigger) - static_cast<int>(cue)) < 18;
  }

  const Context& context_;
  const Tree& tree_;
  const EventWords& words_;
};

}  // namespace

void set_sub_events(const Context& context, std::vector<EventMention>& events) {
  const SubEvents sub_events(context);
  for (EventMention& event : events) {
    event.claim.acled_sub_event = sub_events.of(event);
    event.claim.acled_event = context.words().acled_event(event.claim.acled_sub_event);
  }
}

void set_salience(const Context& context, std::vector<EventMention>& events) {
  const auto sentences =
      static_cast<double>(std::max<size_t>(1, context.analysis().sentences.size()));
  for (EventMention& event : events) {
    const std::string weight(context.words().look_up("plover", event.claim.type));
    const double by_type = weight.empty() ? 0.5 : std::strtod(weight.c_str(), nullptr);
    const double position = 1.0 - context.analysis().tokens.sentence[event.trigger] / sentences;
    const bool real =
        event.claim.status == Status::occurred || event.claim.status == Status::ongoing;
    event.claim.salience =
        0.5 * by_type + 0.2 * position + 0.2 * event.claim.confidence + 0.1 * real;
  }
}

}  // namespace sitrep
