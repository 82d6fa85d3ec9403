// Which party an entity is: the best reading among its mentions, filled up from the others.
#include "sitrep/ground/party.h"

#include <algorithm>
#include <array>
#include <span>

#include "sitrep/ground/party_table.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

// PLOVER sectors of those who act for their state: of the ones who can force others, and of the
// rest.
constexpr std::array<std::string_view, 4> kForces = {"GOV", "MIL", "COP", "SPY"};
constexpr std::array<std::string_view, 2> kCourtsAndParliaments = {"JUD", "LEG"};

bool has_any(const Party& party, std::span<const std::string_view> sectors) {
  return std::any_of(sectors.begin(), sectors.end(),
                     [&](std::string_view sector) { return has_sector(party, sector); });
}

// Whether the word at `t` does or undergoes what only governments do: "Damascus accused",
// "criticism by Damascus", "Damascus's criticism", "urged Damascus".
bool acts_as_government(const Analysis& a, const PartyTable::Parts& table, TokenId t) {
  if (t == kNoToken || a.is_root(t)) return false;
  const TokenId governor = a.tokens.head[t];
  const auto does = [&](TokenId word) { return table.acts.count(std::string(a.lemma(word))) > 0; };
  switch (a.tokens.deprel[t]) {
    case Deprel::nsubj:
    case Deprel::nsubj_pass:
    case Deprel::obl_agent:
    case Deprel::nmod_poss:
    case Deprel::obj:
    case Deprel::iobj:
      return does(governor);
    case Deprel::nmod:
    case Deprel::obl: {
      // A place is "in" and "from"; a government is criticised "by" and talked "with".
      for (TokenId c = t > 4 ? t - 4 : 0; c < t; ++c) {
        if (a.tokens.head[c] != t || a.tokens.deprel[c] != Deprel::case_) continue;
        const auto word = a.lemma(c);
        return (word == "by" || word == "with" || word == "between") && does(governor);
      }
      return false;
    }
    case Deprel::conj:
      return acts_as_government(a, table, governor);
    default:
      return false;
  }
}

// The words of the apposition to a name: "Abadi, [the prime minister of Iraq],".
Span apposition_of(const Analysis& a, const Mention& m) {
  if (m.head == kNoToken) return {};
  const Sentence& sentence = a.sentences[a.tokens.sentence[m.head]];
  for (TokenId t = m.head + 1; t < sentence.last; ++t) {
    if (a.tokens.head[t] != m.head || a.tokens.deprel[t] != Deprel::appos) continue;
    Span span = a.tokens.span[t];
    for (TokenId c = t; c-- > m.head;) {
      if (a.tokens.head[c] == t) span = cover(span, a.tokens.span[c]);
    }
    for (TokenId c = t + 1; c < sentence.last; ++c) {
      if (a.tokens.head[c] == t || a.tokens.head[a.tokens.head[c]] == t) {
        span = cover(span, a.tokens.span[c]);
      }
    }
    return span;
  }
  return {};
}

bool is_armed(const Party& party) {
  return is_rebel(party) || has_sector(party, "MIL");
}

class Grounder {
 public:
  Grounder(const Document& document, const Analysis& analysis, const PartyTable& table,
           std::optional<Day> day)
      : document_(document),
        analysis_(analysis),
        parts_(table.parts()),
        day_(day),
        all_capitals_(!has_ascii_lower(document.text)) {}

  Party party_of(const Entity& entity) const {
    PhraseReading best;
    std::vector<PhraseReading> readings;
    const bool named = analysis_.has_name(entity);
    const bool surnames = entity.kind == EntityKind::person && !has_full_name(entity);
    for (const uint32_t id : entity.mentions) {
      const Mention& m = analysis_.mentions[id];
      if (m.form == MentionForm::pronoun) continue;
      PhraseReading r = read(m, entity.kind, surnames);
      if (r.strength == Strength::none) continue;
      if (r.strength > best.strength) best = r;
      readings.push_back(std::move(r));
    }
    // A place is a party only by its own name: "the state" may be a place, too.
    if (entity.kind == EntityKind::place && best.strength < Strength::named) return {};
    fill_up(best, readings);
    const bool unnamed = best.party.name.empty() || (best.strength < Strength::named && named);
    if (best.strength != Strength::none && unnamed) best.party.name = document_.words(entity.name);
    return best.party;
  }

  // "His country", "its army": of the country that the owner is of.
  void take_country_of_owner(const Entity& entity, const std::vector<Party>& parties,
                             Party& party) const {
    if (!party.country.empty() || analysis_.has_name(entity)) return;
    const Party* owner = nullptr;
    bool own_country = false;
    for (const uint32_t id : entity.mentions) {
      const Mention& m = analysis_.mentions[id];
      if (m.form != MentionForm::nominal || m.head == kNoToken) continue;
      own_country = parts_.own_country.count(std::string(analysis_.lemma(m.head))) > 0;
      owner = owner_of(m.head, parties);
      if (owner != nullptr) break;
    }
    if (owner == nullptr) return;
    // "The movement said its fighters": they are the movement's.
    if (is_rebel(*owner) && is_armed(party)) {
      party = *owner;
      party.title.clear();
    }
    if (owner->country.empty()) return;
    if (own_country) {
      party.name = name_of_country(owner->country, entity);
      party.country = owner->country;
      party.code = owner->country;
    } else if (is_state_force(party)) {
      party.country = owner->country;
      party.code = code_of(party.country, party.sectors);
      party.name = name_of_country(owner->country, entity) + "'s " +
                   std::string(document_.words(entity.name));
    }
  }

 private:
  // "Eritrea, whose soldiers fought": what the clause of "whose" is said of.
  TokenId whose(TokenId possessive, TokenId noun) const {
    const auto& tokens = analysis_.tokens;
    if (analysis_.xpos(possessive) != "WP$") return possessive;
    const TokenId verb = tokens.head[noun];
    return tokens.deprel[verb] == Deprel::acl_relcl ? tokens.head[verb] : possessive;
  }

  const Party* owner_of(TokenId noun, const std::vector<Party>& parties) const {
    const Sentence& sentence = analysis_.sentences[analysis_.tokens.sentence[noun]];
    for (TokenId t = sentence.first; t < noun; ++t) {
      if (analysis_.tokens.head[t] != noun || analysis_.tokens.deprel[t] != Deprel::nmod_poss)
        continue;
      const uint32_t m = analysis_.mention_at(whose(t, noun));
      if (m == kNoEntity || analysis_.mentions[m].entity == kNoEntity) return nullptr;
      return &parties[analysis_.mentions[m].entity];
    }
    return nullptr;
  }

  std::string name_of_country(std::string_view code, const Entity& entity) const {
    const auto fact = std::find_if(parts_.facts.begin(), parts_.facts.end(), [&](const auto& f) {
      return f->kind == PartyFact::Kind::country && f->country == code;
    });
    return fact == parts_.facts.end() ? std::string(document_.words(entity.name)) : (*fact)->name;
  }

  // "BAGHDAD, Oct 17 - ...": the place of a dateline does nothing.
  bool in_dateline(const Mention& m) const {
    if (m.head == kNoToken || all_capitals_) return false;
    const Sentence& sentence = analysis_.sentences[analysis_.tokens.sentence[m.head]];
    const bool first = analysis_.tokens.span[sentence.first].begin == m.span.begin;
    return first && m.span.size() > 3 && !has_ascii_lower(document_.words(m.span));
  }

  // Who is called "Jimmy Carter" somewhere is no other Carter elsewhere.
  bool has_full_name(const Entity& entity) const {
    return std::any_of(entity.mentions.begin(), entity.mentions.end(), [&](uint32_t id) {
      const Mention& m = analysis_.mentions[id];
      return m.form == MentionForm::name && party_words(document_.words(m.span)).size() > 1;
    });
  }

  PhraseReading read(const Mention& m, EntityKind kind, bool surnames) const {
    PhraseContext context;
    context.surnames = surnames;
    context.day = day_;
    context.kind = kind;
    context.all_capitals = all_capitals_;
    context.acts = !in_dateline(m) && acts_as_government(analysis_, parts_, m.head);
    const Span whole = cover(m.span, m.extent.empty() ? m.span : m.extent);
    if (m.head != kNoToken && whole.contains(analysis_.tokens.span[m.head])) {
      context.head = analysis_.tokens.span[m.head].begin - whole.begin;
    }
    PhraseReading r = read_phrase(parts_, document_.words(whole), context);
    if (r.strength < Strength::role) {
      const Span apposition = apposition_of(analysis_, m);
      context.head.reset();
      context.acts = false;
      if (!apposition.empty()) {
        PhraseReading more = read_phrase(parts_, document_.words(apposition), context);
        more.party.name.clear();
        if (more.strength >= Strength::role) return more;
      }
    }
    return r;
  }

  // A later mention may say the country or the office that the best one leaves out.
  static void fill_up(PhraseReading& best, const std::vector<PhraseReading>& readings) {
    Party& party = best.party;
    for (const auto& r : readings) {
      const bool agrees =
          party.country.empty() || r.party.country.empty() || party.country == r.party.country;
      if (!agrees) continue;
      if (party.title.empty()) party.title = r.party.title;
      if (best.strength == Strength::named && !party.code.empty()) continue;
      const bool more_country = party.country.empty() && !r.party.country.empty();
      const bool more_sectors = party.sectors.empty() && !r.party.sectors.empty();
      if (more_country) party.country = r.party.country;
      if (more_sectors) party.sectors = r.party.sectors;
      if (more_country || more_sectors) party.code = code_of(party.country, party.sectors);
    }
  }

  const Document& document_;
  const Analysis& analysis_;
  const PartyTable::Parts& parts_;
  std::optional<Day> day_;
  bool all_capitals_;
};

// "The militants", "troops": whom a bare noun means where the document names only one whom it can.
class BareNouns {
 public:
  BareNouns(const Analysis& analysis, std::vector<Party>& parties)
      : analysis_(analysis), parties_(parties) {}

  void resolve() {
    const Party* rebels = only_one([](const Party& p) { return is_rebel(p) && !p.name.empty(); },
                                   [](const Party& p) { return p.name; }, true);
    const Party* forces = only_one(
        [](const Party& p) { return has_sector(p, "MIL") && !is_rebel(p) && !p.country.empty(); },
        [](const Party& p) { return p.country; }, false);
    // What they point to is changed nowhere: a party with a country or a name of its own is not
    // bare.
    for (size_t e = 0; e < parties_.size(); ++e) {
      Party& party = parties_[e];
      const bool of_rebels = rebels != nullptr && is_only(party, "REB");
      const bool of_forces = forces != nullptr && is_only(party, "MIL");
      if (!party.country.empty() || !(of_rebels || of_forces)) continue;
      if (!is_bare(analysis_.entities[e])) continue;
      if (of_rebels) {
        party = *rebels;
      } else {
        party.country = forces->country;
        party.code = code_of(party.country, party.sectors);
      }
    }
  }

 private:
  // The one party of that sort in the document, by what tells it from others; null where there are
  // several or none.
  template <class Test, class Key>
  const Party* only_one(Test test, Key key, bool by_name) const {
    const Party* found = nullptr;
    for (size_t e = 0; e < parties_.size(); ++e) {
      if (!test(parties_[e]) || (by_name && !analysis_.has_name(analysis_.entities[e]))) continue;
      if (found != nullptr && key(*found) != key(parties_[e])) return nullptr;
      if (found == nullptr) found = &parties_[e];
    }
    return found;
  }

  // Only "militants", "the troops": not "two militants", not "foreign troops".
  bool is_bare(const Entity& entity) const {
    bool plural = false;
    for (const uint32_t id : entity.mentions) {
      const Mention& m = analysis_.mentions[id];
      if (m.form == MentionForm::pronoun) continue;
      if (m.form == MentionForm::name || m.head == kNoToken) return false;
      for (TokenId t = analysis_.token_at(m.extent.begin); t < m.head; ++t) {
        const auto lemma = analysis_.lemma(t);
        if (lemma != "the") return false;
      }
      if (m.extent.end > analysis_.tokens.span[m.head].end) return false;
      plural = plural || analysis_.xpos(m.head) == "NNS";
    }
    return plural;
  }

  const Analysis& analysis_;
  std::vector<Party>& parties_;
};

}  // namespace

std::vector<Party> ground_parties(const Document& document, const Analysis& analysis,
                                  const PartyTable& table, std::optional<Day> day) {
  const Grounder grounder(document, analysis, table, day);
  std::vector<Party> parties;
  parties.reserve(analysis.entities.size());
  for (const Entity& entity : analysis.entities) parties.push_back(grounder.party_of(entity));
  for (size_t e = 0; e < parties.size(); ++e) {
    grounder.take_country_of_owner(analysis.entities[e], parties, parties[e]);
  }
  BareNouns(analysis, parties).resolve();
  return parties;
}

bool has_sector(const Party& party, std::string_view sector) {
  return std::find(party.sectors.begin(), party.sectors.end(), sector) != party.sectors.end();
}

bool is_only(const Party& party, std::string_view sector) {
  return party.sectors.size() == 1 && party.sectors.front() == sector;
}

bool is_rebel(const Party& party) {
  return has_sector(party, "REB") || has_sector(party, "UAF");
}

bool is_state_organ(const Party& party) {
  return has_any(party, kForces) || has_any(party, kCourtsAndParliaments);
}

bool is_state_force(const Party& party) {
  return has_any(party, kForces) && !is_rebel(party);
}

bool same_party(const Party& a, const Party& b) {
  if (!a.known() || !b.known()) return false;
  if (a.name == b.name && a.code == b.code) return true;
  if (a.country.empty() || a.country != b.country) return false;
  if (is_rebel(a) != is_rebel(b)) return false;
  // Two named rebel groups of one country are two parties.
  if (is_rebel(a)) return false;
  if (a.sectors.empty()) return is_state_force(b);
  if (b.sectors.empty()) return is_state_force(a);
  return std::any_of(a.sectors.begin(), a.sectors.end(),
                     [&](const std::string& s) { return has_sector(b, s); });
}

}  // namespace sitrep
