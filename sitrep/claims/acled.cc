#include "sitrep/claims/acled.h"

#include <algorithm>
#include <cstdlib>
#include <string>

#include "sitrep/ground/party.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

using Cue = EventWords::Cue;

enum class Side : uint8_t { unknown, state, armed, civilian };

Side side_of_sectors(const std::vector<std::string>& sectors) {
  Side side = Side::unknown;
  for (const std::string& sector : sectors) {
    if (sector == "REB" || sector == "UAF" || sector == "IMG") return Side::armed;
    if (sector == "GOV" || sector == "MIL" || sector == "COP" || sector == "SPY" || sector == "PTY")
      side = Side::state;
    else if (side == Side::unknown)
      side = Side::civilian;
  }
  return side;
}

Side side_of_kind(EntityKind kind) {
  switch (kind) {
    case EntityKind::armed_group:
      return Side::armed;
    case EntityKind::country:
      return Side::state;
    case EntityKind::person:
      return Side::civilian;
    default:
      return Side::unknown;
  }
}

// "army base", "police checkpoint", "villagers": the last of the words that says a side.
Side side_of_words(const Context& context, Span words) {
  Side side = Side::unknown;
  for (const TokenId t : context.analysis().tokens_in(words)) {
    const auto said = context.words().look_up("side-word", context.tree().lemma(t));
    if (said == "armed") side = Side::armed;
    if (said == "state") side = Side::state;
    if (said == "civilian") side = Side::civilian;
  }
  return side;
}

// Politicians and officials carry no arms: of a state they act for it, but who attacks one attacks
// a civilian (ACLED codebook 2023, actor types).
bool is_unarmed_official(const Context& context, const Participant& p) {
  const auto& parties = context.grounded().parties;
  if (p.entity >= parties.size() ||
      context.analysis().entities[p.entity].kind != EntityKind::person)
    return false;
  const auto has = [&party = parties[p.entity]](std::string_view sector) {
    return has_sector(party, sector);
  };
  return (has("GOV") || has("PTY") || has("LEG") || has("JUD")) && !has("MIL") && !has("COP") &&
         !has("SPY");
}

Side side_of(const Context& context, const std::vector<Participant>& parties, bool struck = false) {
  Side any = Side::unknown;
  for (const Participant& p : parties) {
    Side side = Side::unknown;
    if (p.entity != kNoEntity && p.entity < context.grounded().parties.size())
      side = side_of_sectors(context.grounded().parties[p.entity].sectors);
    if (side == Side::unknown || side == Side::civilian) {
      const Side said = side_of_words(context, p.span);
      if (said != Side::unknown) side = said;
    }
    if (side == Side::unknown && p.entity != kNoEntity)
      side = side_of_kind(context.analysis().entities[p.entity].kind);
    if (struck && side == Side::state && is_unarmed_official(context, p)) side = Side::civilian;
    if (side == Side::armed || side == Side::state) return side;
    if (side != Side::unknown) any = side;
  }
  return any;
}

class SubEvents {
 public:
  explicit SubEvents(const Context& context)
      : context_(context), tree_(context.tree()), words_(context.words()) {}

  std::string_view of(const EventMention& event) const {
    const std::string_view said = event.word->acled;
    const std::string_view type = event.claim.type;
    if (said == "territory") return territory(event);
    if (type == "PROTEST") return protest(event, said);
    if (type == "COERCE") return coercion(event, said);
    if (said == "bombed") return bombed(event);
    if (type == "ASSAULT") return assault(event, said);
    return said;
  }

 private:
  // Ground that changes hands: by force, or because the other side left.
  std::string_view territory(const EventMention& event) const {
    if (!cue(Cue::territory, event, 1).empty()) return "Non-violent transfer of territory";
    const Side actor = side_of(context_, event.claim.actors);
    const Side recipient = side_of(context_, event.claim.recipients);
    if (actor == Side::state || (actor == Side::unknown && recipient == Side::armed))
      return "Government regains territory";
    if (actor == Side::armed || recipient == Side::state)
      return "Non-state actor overtakes territory";
    return {};
  }

  // Where nothing else is said of the weapon, armies bomb from the air and others lay their bombs.
  std::string_view bombed(const EventMention& event) const {
    const Side actor = side_of(context_, event.claim.actors);
    const auto weapon = cue(Cue::weapon, event, 0, event.trigger);
    if (!weapon.empty()) return weapon;
    return actor == Side::state ? "Air/drone strike" : "Remote explosive/landmine/IED";
  }

  // A protest is violent where its own sentence says so; what was done against it is told by events
  // of their own.
  std::string_view protest(const EventMention& event, std::string_view said) const {
    return cue(Cue::protest, event, 0) == "Violent demonstration" ? "Violent demonstration" : said;
  }

  std::string_view coercion(const EventMention& event, std::string_view said) const {
    if (said == "Disrupted weapons use" || said == "Organised crime") return said;
    if (among_protesters(event)) {
      const auto met_with = cue(Cue::protest, event, 1);
      return met_with.empty() ? "Protest with intervention" : met_with;
    }
    const auto crime = said == "Arrests" ? cue(Cue::crime, event, 0) : std::string_view();
    return crime.empty() ? said : crime;
  }

  std::string_view assault(const EventMention& event, std::string_view said) const {
    const Claim& claim = event.claim;
    if (said == "Government regains territory" || said == "Sexual violence" ||
        said == "Abduction/forced disappearance" || said == "Organised crime") {
      return said;
    }
    const Side actor = side_of(context_, claim.actors);
    if (actor != Side::armed && among_protesters(event)) {
      const auto met_with = cue(Cue::protest, event, 1);
      if (!met_with.empty()) return met_with;
    }
    // What the lead leaves out, the sentence after it says.
    const uint32_t lead = context_.analysis().tokens.sentence[event.trigger] == 0 ? 1 : 0;
    for (uint32_t after = 0; after <= lead; ++after) {
      if (const auto weapon = cue(Cue::weapon, event, after); !weapon.empty()) return weapon;
      if (!said.empty() && said != "Attack") break;
    }
    if (said == "Remote explosive/landmine/IED" || said == "Air/drone strike" ||
        said == "Shelling/artillery/missile attack" || said == "Mob violence" ||
        said == "Looting/property destruction") {
      return said;
    }
    Side recipient = side_of(context_, claim.recipients, true);
    if (recipient == Side::unknown && event.object != kNoToken)
      recipient = side_of_words(context_, context_.core(event.object));
    if (said == "Armed clash" || recipient == Side::armed) return "Armed clash";
    if (recipient == Side::state && actor != Side::civilian) return "Armed clash";
    if (recipient == Side::civilian || said == "Attack") return "Attack";
    if (actor == Side::armed && recipient == Side::unknown) return "Attack";
    return said.empty() && recipient != Side::unknown ? std::string_view("Attack") : said;
  }

  // Is one of its sides, or the crowd of its sentence, people who protest? The month of March does
  // not.
  bool among_protesters(const EventMention& event) const {
    const auto& a = context_.analysis();
    const Sentence& sentence = a.sentences[a.tokens.sentence[event.trigger]];
    for (TokenId t = sentence.first; t < sentence.last; ++t) {
      if (!context_.is_time(t) && !words_.look_up("protest-word", tree_.lemma(t)).empty())
        return true;
    }
    return false;
  }

  // The first sub-event of that kind of cue whose words stand near the event: the lexicon lists the
  // telling ones first. `after`: how many sentences after the event's own may say it; `but`: a word
  // that does not.
  std::string_view cue(Cue::Kind kind, const EventMention& event, uint32_t after,
                       TokenId but = kNoToken) const {
    const auto& a = context_.analysis();
    const uint32_t own = a.tokens.sentence[event.trigger];
    const auto last = std::min<size_t>(a.sentences.size() - 1, own + after);
    for (const Cue& cue : words_.cues()) {
      if (cue.kind != kind) continue;
      for (size_t s = own; s <= last; ++s) {
        const bool near_only = kind == Cue::weapon && s == own;
        if (stands_in(cue, a.sentences[s], near_only ? event.trigger : kNoToken, but))
          return cue.sub_event;
      }
    }
    return {};
  }

  bool stands_in(const Cue& cue, const Sentence& sentence, TokenId near_to, TokenId but) const {
    for (TokenId t = sentence.first; t + cue.words.size() <= sentence.last; ++t) {
      size_t i = 0;
      while (i < cue.words.size() &&
             same_word(tree_.lemma(t + static_cast<TokenId>(i)), cue.words[i]))
        ++i;
      if (i == cue.words.size() && t != but && (near_to == kNoToken || near(near_to, t)))
        return true;
    }
    return false;
  }

  // "IEDs" is an IED: capitals and a plural that the lemmatiser kept are no difference.
  static bool same_word(std::string_view lemma, std::string_view word) {
    if (lemma.size() == word.size() + 1 && lemma.back() == 's') lemma.remove_suffix(1);
    return std::equal(lemma.begin(), lemma.end(), word.begin(), word.end(),
                      [](char a, char b) { return a == b || to_ascii_lower(a) == b; });
  }

  // Of a long sentence with several events each has the weapon that stands near it.
  static bool near(TokenId trigger, TokenId cue) {
    return std::abs(static_cast<int>(trigger) - static_cast<int>(cue)) < 18;
  }

  const Context& context_;
  const Tree& tree_;
  const EventWords& words_;
};

// How much such a thing weighs in what a report is about, by its sub-event or else its PLOVER root.
double weight(const EventWords& words, const Claim& claim) {
  auto said = words.look_up("sub-event", claim.acled_sub_event);
  if (said.empty()) said = words.look_up("plover", claim.type);
  return said.empty() ? 0.5 : std::strtod(std::string(said).c_str(), nullptr);
}

// How far below the main clause a word of that relation stands.
double depth_of(const Tree& tree, TokenId t) {
  switch (tree.relation(t)) {
    case Deprel::ccomp:
      return 0.1;
    case Deprel::conj:
    case Deprel::parataxis:
      return 0.2;
    case Deprel::obl:
      return 0.3;
    case Deprel::nmod:
    case Deprel::appos:
      return 0.6;
    case Deprel::advcl:
    case Deprel::acl:
      return 0.8;
    case Deprel::acl_relcl:
      return 1.2;
    default:
      return 0;
  }
}

// 1 for what the main clause tells, less for what stands below it or lies before it ("had been
// killed").
double prominence(const Context& context, const EventMention& event) {
  const Tree& tree = context.tree();
  TokenId t = event.light != kNoToken ? event.light : event.trigger;
  double depth = 0;
  for (const TokenId c : tree.children(t)) {
    if (tree.relation(c) == Deprel::aux && tree.word(c) == "had") depth += 0.5;
  }
  for (int steps = 0; steps < 64 && !tree.is_root(t); ++steps, t = tree.head(t))
    depth += depth_of(tree, t);
  return 1 / (1 + depth);
}

}  // namespace

bool changes_hands(const Claim& claim) {
  return claim.acled_sub_event.find("territory") != std::string::npos;
}

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
    const double position = 1.0 - context.analysis().tokens.sentence[event.trigger] / sentences;
    const bool real =
        event.claim.status == Status::occurred || event.claim.status == Status::ongoing;
    event.claim.salience = 0.35 * weight(context.words(), event.claim) +
                           0.3 * prominence(context, event) + 0.15 * position +
                           0.1 * event.claim.confidence + 0.1 * real;
  }
}

}  // namespace sitrep
