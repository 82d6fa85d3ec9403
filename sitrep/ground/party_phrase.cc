// Reads one noun phrase as a party.
//
//     the [Afghan] [Foreign Ministry] [spokesman]  Abdul Rahman   of  [Kabul] ...
//         country   role               role        name (tail)   link  what may follow
//     ^---------------------- core -----------------------------^
//
// The core ends at the first preposition, relative or comma that is part of no name. Its last match
// decides: a name is the party itself; a role takes country and sectors from what stands before it,
// then from a phrase that a link joins ("president of France"). A core that ends in another noun
// ("army base") is a thing of that party and not the party.
#include <algorithm>
#include <utility>

#include "sitrep/ground/party_table.h"

namespace sitrep {
namespace {

using Kind = PartyFact::Kind;

constexpr int kDeepest = 4;  // phrases in phrases: "head of the staff of the army of Iraq"

bool contains(const std::vector<std::string>& sectors, std::string_view sector) {
  return std::find(sectors.begin(), sectors.end(), sector) != sectors.end();
}

bool written_so(const PartyName& name, const std::vector<PartyWord>& words, size_t first,
                size_t last, bool all_capitals) {
  auto each = [&](auto holds) {
    for (size_t i = first; i < last; ++i) {
      if (!holds(i)) return false;
    }
    return true;
  };
  auto upper = [&](size_t i) { return words[i].upper; };
  switch (name.written) {
    case NameCase::any:
      return true;
    case NameCase::capital:
      return each(
          [&](size_t i) { return (name.capitals >> (i - first) & 1) == 0 || words[i].capital; });
    case NameCase::upper:
      // "Nato", "Isis": long acronyms are also written as names.
      return each(upper) ||
             (last - first == 1 && words[first].capital && words[first].key.size() >= 4);
    case NameCase::mixed:
      return !all_capitals && each(upper);
  }
  return false;
}

bool active(const Term& term, Day day) {
  return (!term.from || *term.from <= day) && (!term.to || day < *term.to);
}

bool possible_on(const PartyFact& fact, std::optional<Day> day) {
  if (!day) return true;
  const int year = static_cast<int>(std::chrono::year_month_day(*day).year());
  return fact.from <= year && year <= fact.to;
}

// A last name alone names who holds an office on the day, where that is one person; without a day,
// the only one who has that name.
const PartyFact* by_surname(const std::vector<PartyName>& names, std::optional<Day> day) {
  const PartyFact* found = nullptr;
  for (const auto& name : names) {
    const auto& terms = name.fact->terms;
    const bool holds = std::any_of(terms.begin(), terms.end(), [&](const Term& t) {
      return t.from && (!day || active(t, *day));
    });
    if (!name.surname || !holds) continue;
    if (found != nullptr && found != name.fact) return nullptr;
    found = name.fact;
  }
  return found;
}

const PartyFact* fact_of(const std::vector<PartyName>& names, const std::vector<PartyWord>& words,
                         size_t first, size_t last, const PhraseContext& context) {
  const PartyFact* otherwise = nullptr;
  for (const auto& name : names) {
    if (name.surname || !written_so(name, words, first, last, context.all_capitals)) continue;
    if (possible_on(*name.fact, context.day)) return name.fact;
    if (otherwise == nullptr) otherwise = name.fact;
  }
  if (otherwise != nullptr) return otherwise;
  const bool capital = words[first].capital && context.surnames;
  return capital ? by_surname(names, context.day) : nullptr;
}

// A surname next to a capital word that nothing but a surname explains is part of another name:
// "Jimmy Carter", "Jonathan Cohen".
bool part_of_longer_name(const std::vector<PartyWord>& words, const std::vector<NameMatch>& matches,
                         const std::vector<bool>& is_surname, const NameMatch& match) {
  auto free_capital = [&](size_t at) {
    if (at >= words.size() || !words[at].capital) return false;
    for (size_t i = 0; i < matches.size(); ++i) {
      if (!is_surname[i] && matches[i].first <= at && at < matches[i].last) return false;
    }
    return true;
  };
  const bool before =
      match.first > 0 && !words[match.first].comma_before && free_capital(match.first - 1);
  const bool after = match.last < words.size() && !words[match.last].comma_before &&
                     !words[match.last - 1].possessive && free_capital(match.last);
  return before || after;
}

// One phrase taken apart.
struct Phrase {
  const PartyTable::Parts& table;
  std::string_view text;
  const PhraseContext& context;
  int depth = 0;
  std::vector<PartyWord> words{};
  std::vector<NameMatch> matches{};
  size_t core_end = 0;    // words
  size_t core_count = 0;  // matches that begin in the core

  const NameMatch* match_of(size_t word) const {
    for (const auto& m : matches) {
      if (m.first <= word && word < m.last) return &m;
    }
    return nullptr;
  }

  // "US-backed", "anti-government": what a name does inside a compound is not to be the party.
  bool in_compound(const NameMatch& m) const {
    const bool joined_after =
        m.last < words.size() && words[m.last].hyphen_before && match_of(m.last) == nullptr;
    const bool joined_before =
        m.first > 0 && words[m.first].hyphen_before && match_of(m.first - 1) == nullptr;
    return joined_after || joined_before;
  }

  bool is_tail_name(size_t first) const {
    bool capital = false;
    for (size_t i = first; i < core_end; ++i) {
      if (words[i].capital) capital = true;
      // "Ki-moon", "Abu al-Aziz bin Salman"
      const bool inner = words[i].hyphen_before || words[i].key.size() <= 3;
      if (!words[i].capital && !inner) return false;
    }
    return capital;
  }

  // "more than 2,000 Iraqi soldiers" are Iraqi soldiers.
  size_t first_of_name(size_t latest) const {
    size_t first = 0;
    while (first < latest) {
      const std::string& key = words[first].key;
      const bool number = key.front() >= '0' && key.front() <= '9';
      if (!number && table.leads.count(key) == 0) break;
      ++first;
    }
    return first;
  }

  std::string_view words_from(size_t first, size_t last) const {
    return text.substr(words[first].span.begin, words[last - 1].span.end - words[first].span.begin);
  }
};

size_t end_of_core(const Phrase& p, size_t from) {
  for (size_t i = from; i < p.words.size(); ++i) {
    const NameMatch* match = p.match_of(i);
    const bool inside = match != nullptr && match->first < i;
    if (inside) continue;
    if (p.words[i].comma_before) return i;
    if (!p.words[i].hyphen_before && p.table.breaks.count(p.words[i].key) > 0) return i;
  }
  return p.words.size();
}

void take_apart(Phrase& p) {
  p.words = party_words(p.text);
  p.matches = match_names(p.table, p.words, p.context);
  size_t from = 1;
  if (p.context.head) {
    for (size_t i = 0; i < p.words.size(); ++i) {
      if (p.words[i].span.begin <= *p.context.head) from = i + 1;
    }
  }
  p.core_end = end_of_core(p, std::min(from, p.words.size()));
  // What is only part of a compound says nothing of the party.
  const Phrase whole = p;
  p.matches.erase(std::remove_if(p.matches.begin(), p.matches.end(),
                                 [&](const NameMatch& m) { return whole.in_compound(m); }),
                  p.matches.end());
  for (const auto& m : p.matches) {
    if (m.first < p.core_end) ++p.core_count;
  }
}

PhraseReading read_at_depth(const PartyTable::Parts& table, std::string_view text,
                            const PhraseContext& context, int depth);

// With a day: the offices of that day; "former" where all in a government are over. Without: what
// all the offices have in common.
PhraseReading of_person(const PartyFact& person, std::optional<Day> day,
                        const PartyTable::Parts& table) {
  PhraseReading r;
  r.strength = Strength::named;
  Party& party = r.party;
  party.name = person.name;
  bool governed = false;
  bool in_office = false;
  std::string country;
  std::vector<std::string> common;
  for (const auto& term : person.terms) {
    std::string where;
    std::vector<std::string> sectors;
    split_code(table, term.code, where, sectors);
    const bool first = &term == &person.terms.front();
    if (first) {
      country = where;
      common = sectors;
    }
    if (where != country) country.clear();
    common.erase(std::remove_if(common.begin(), common.end(),
                                [&](const std::string& s) { return !contains(sectors, s); }),
                 common.end());
    if (day && term.to && *term.to <= *day && contains(sectors, "GOV")) governed = true;
    const bool now = day ? active(term, *day) : person.terms.size() == 1;
    if (!now) continue;
    in_office = true;
    party.country = where;
    for (const auto& sector : sectors) add_sector(party.sectors, sector);
    if (party.title.empty()) party.title = term.title;
  }
  if (!in_office) {
    party.country = country;
    if (!day) party.sectors = common;
    if (governed) party.sectors = {"ELI"};
  }
  party.code = code_of(party.country, party.sectors);
  return r;
}

// The phrase after a link: "of [the Iraqi army]"; and whether its party may be taken over by a role
// with these sectors.
PhraseReading linked(const Phrase& p) {
  if (p.core_end >= p.words.size() || p.words[p.core_end].comma_before) return {};
  if (p.table.links.count(p.words[p.core_end].key) == 0) return {};
  if (p.core_end + 1 >= p.words.size() || p.depth >= kDeepest) return {};
  PhraseContext context = p.context;
  context.head.reset();
  context.kind = EntityKind::other;
  context.surnames = false;  // "the police in Lagos"
  context.acts = true;       // "officials of Baghdad"
  return read_at_depth(p.table, p.text.substr(p.words[p.core_end + 1].span.begin), context,
                       p.depth + 1);
}

// A role with all that its phrase says of it. `last` is the index of its match.
PhraseReading of_role(const Phrase& p, size_t last, const PartyFact* person) {
  PhraseReading r;
  Party& party = r.party;
  const PartyFact* group = nullptr;
  std::vector<std::string> countries;
  bool instead = false;
  bool titled = false;
  size_t title_first = p.matches[last].first;
  for (size_t i = last + 1; i-- > 0;) {
    const NameMatch& m = p.matches[i];
    const bool possessive = p.words[m.last - 1].possessive;
    const PartyFact& fact = *m.fact;
    switch (fact.kind) {
      case Kind::role:
        if (instead || (possessive && i != last)) break;
        if (fact.instead) {
          instead = true;
          party.sectors = fact.sectors;
          break;
        }
        // "civilian government", "people's army": what kind of government, not who.
        for (const auto& sector : fact.sectors) {
          if (i == last || sector != "CVL") add_sector(party.sectors, sector);
        }
        titled = titled || fact.title;
        if (i == last || m.last == title_first) title_first = m.first;
        break;
      case Kind::country:
        // "US and Iraqi forces" are of both; "Iraqi ... of a US base" of the nearest.
        if (countries.empty() || p.matches[i + 1].fact->kind == Kind::country) {
          countries.insert(countries.begin(), fact.country);
        }
        break;
      case Kind::group:
        if (group == nullptr && countries.empty()) group = &fact;
        break;
      case Kind::person:
        if (countries.empty() && group == nullptr) {
          const auto boss = of_person(fact, p.context.day, p.table);
          if (!boss.party.country.empty()) countries.push_back(boss.party.country);
        }
        break;
      case Kind::capital:
        break;
    }
  }
  const bool transparent = party.sectors.empty() && !instead;
  const bool from_place = p.core_end < p.words.size() && p.words[p.core_end].key == "in";
  PhraseReading after;
  if (group == nullptr) after = linked(p);
  if (group == nullptr && countries.empty() && !from_place) group = after.group;
  // "fighters of Hamas" are Hamas; its hostages are not.
  const bool civil = contains(party.sectors, "CVL") || contains(party.sectors, "REF");
  if (group != nullptr && !civil) {
    r.group = group;
    party.name = group->name;
    const auto own = party.sectors;
    party.sectors = instead ? own : group->sectors;
    if (countries.empty()) countries.push_back(group->country);
    // "UN peacekeepers" are more than the UN; "Taliban commanders" are the Taliban.
    if (contains(group->sectors, "IGO") && !instead) {
      for (const char* sector : {"MIL", "COP"}) {
        if (contains(own, sector)) add_sector(party.sectors, sector);
      }
    }
    r.strength = Strength::named;
  } else if (after.strength != Strength::none && transparent) {
    r.group = after.group;
    party = after.party;
    party.title.clear();
    r.strength = after.strength;
    if (!countries.empty()) party.country = countries.front();
    countries.assign(1, party.country);
  } else {
    const bool stays = contains(party.sectors, "MIL");
    if (countries.empty() && !after.party.country.empty() && !(stays && from_place)) {
      countries.push_back(after.party.country);
    }
    if (countries.empty() && person != nullptr) {
      const auto known = of_person(*person, p.context.day, p.table);
      if (!known.party.country.empty()) countries.push_back(known.party.country);
    }
    r.strength = countries.empty() ? Strength::role : Strength::full;
  }
  std::string code;
  for (const auto& country : countries) {
    if (party.country.empty()) party.country = country;
    if (country.empty() || code.find(country) != std::string::npos) continue;
    code += (code.empty() ? "" : " ") + country;
  }
  party.code = code_of(code, party.sectors);
  if (party.code.empty()) return {};
  if (titled) party.title = p.words_from(title_first, p.matches[last].last);
  return r;
}

// "Haider al-Abadi, Iraq's prime minister": what stands after the comma.
PhraseReading apposed(const Phrase& p) {
  if (p.core_end >= p.words.size() || !p.words[p.core_end].comma_before) return {};
  if (p.depth >= kDeepest) return {};
  PhraseContext context = p.context;
  context.head.reset();
  return read_at_depth(p.table, p.text.substr(p.words[p.core_end].span.begin), context,
                       p.depth + 1);
}

bool may_be_of_country(EntityKind kind) {
  return kind == EntityKind::person || kind == EntityKind::organisation ||
         kind == EntityKind::armed_group || kind == EntityKind::nationality ||
         kind == EntityKind::country;
}

// "Afghan army base": of that country, and no more is said.
PhraseReading only_country(const Phrase& p) {
  PhraseReading r;
  if (!may_be_of_country(p.context.kind)) return r;
  for (size_t i = p.core_count; i-- > 0;) {
    const NameMatch& match = p.matches[i];
    if (match.fact->kind != Kind::country || p.words[match.last - 1].possessive) continue;
    r.party.country = r.party.code = match.fact->country;
    r.strength = Strength::country;
    return r;
  }
  return r;
}

PhraseReading of_core(const Phrase& p) {
  if (p.core_count == 0) return {};
  const size_t last = p.core_count - 1;
  const NameMatch& match = p.matches[last];
  const PartyFact& fact = *match.fact;
  PhraseReading r;
  if (match.last < p.core_end) {
    if (!p.is_tail_name(match.last)) return only_country(p);
    if (fact.kind == Kind::role) r = of_role(p, last, nullptr);
    if (fact.kind == Kind::country) r = only_country(p);
    if (fact.kind == Kind::group && p.context.kind == EntityKind::person) {
      r.party.code = code_of(fact.country, fact.sectors);
      r.party.country = fact.country;
      r.party.sectors = fact.sectors;
      r.strength = Strength::full;
    }
    if (r.strength != Strength::none) r.party.name = p.words_from(match.last, p.core_end);
    return r;
  }
  switch (fact.kind) {
    case Kind::capital:
      if (!p.context.acts || match.last - match.first != p.core_end) return r;
      [[fallthrough]];
    case Kind::group:
    case Kind::country:
      r.party.name = fact.name;
      r.party.country = fact.country;
      r.party.sectors = fact.sectors;
      r.party.code = code_of(fact.country, fact.sectors);
      r.strength = Strength::named;
      if (fact.kind == Kind::group) r.group = &fact;
      return r;
    case Kind::role:
      r = of_role(p, last, nullptr);
      if (r.party.name.empty() && r.strength != Strength::none) {
        r.party.name = p.words_from(p.first_of_name(match.first), match.last);
      }
      return r;
    case Kind::person: {
      r = of_person(fact, p.context.day, p.table);
      const bool told = last > 0 && p.matches[last - 1].fact->kind == Kind::role;
      if (!told) return r;
      PhraseReading office = of_role(p, last - 1, &fact);
      const bool former = p.matches[last - 1].fact->instead ||
                          office.party.sectors == std::vector<std::string>{"ELI"};
      if (!former && office.party.country == r.party.country) {
        for (const auto& sector : r.party.sectors) {
          if (sector != "ELI") add_sector(office.party.sectors, sector);
        }
        office.party.code = code_of(office.party.country, office.party.sectors);
      }
      if (office.strength == Strength::none) return r;
      office.party.name = fact.name;
      office.strength = Strength::named;
      return office;
    }
  }
  return r;
}

PhraseReading read_at_depth(const PartyTable::Parts& table, std::string_view text,
                            const PhraseContext& context, int depth) {
  Phrase p{table, text, context, depth};
  take_apart(p);
  if (p.words.empty()) return {};
  PhraseReading r = of_core(p);
  if (r.strength < Strength::role) {
    PhraseReading more = apposed(p);
    if (more.strength > r.strength && more.strength >= Strength::role) {
      more.party.name = p.words_from(0, p.core_end);
      return more;
    }
  }
  return r;
}

}  // namespace

std::vector<NameMatch> match_names(const PartyTable::Parts& table,
                                   const std::vector<PartyWord>& words,
                                   const PhraseContext& context) {
  std::vector<NameMatch> matches;
  std::vector<bool> is_surname;
  size_t at = 0;
  while (at < words.size()) {
    std::string key;
    NameMatch best;
    bool surname = false;
    const size_t most = std::min(words.size(), at + table.longest);
    for (size_t last = at + 1; last <= most; ++last) {
      if (!key.empty()) key += ' ';
      key += words[last - 1].key;
      const auto found = table.names.find(key);
      if (found == table.names.end()) continue;
      const PartyFact* fact = fact_of(found->second, words, at, last, context);
      if (fact == nullptr) continue;
      best = {at, last, fact};
      surname = fact->kind == Kind::person &&
                std::any_of(found->second.begin(), found->second.end(),
                            [&](const PartyName& n) { return n.fact == fact && n.surname; });
      // "Therese Wagner" is no group: within a person's name one word counts as a surname does.
      surname = surname || (context.kind == EntityKind::person && last == at + 1 &&
                            fact->kind == PartyFact::Kind::group);
    }
    if (best.fact != nullptr) {
      matches.push_back(best);
      is_surname.push_back(surname);
    }
    at = best.fact != nullptr ? best.last : at + 1;
  }
  std::vector<NameMatch> kept;
  for (size_t i = 0; i < matches.size(); ++i) {
    if (!is_surname[i] || !part_of_longer_name(words, matches, is_surname, matches[i])) {
      kept.push_back(matches[i]);
    }
  }
  return kept;
}

PhraseReading read_phrase(const PartyTable::Parts& table, std::string_view phrase,
                          const PhraseContext& context) {
  return read_at_depth(table, phrase, context, 0);
}

Party PartyTable::read(std::string_view phrase, std::optional<Day> day) const {
  PhraseContext context;
  context.day = day;
  context.kind = EntityKind::person;
  context.acts = true;
  return read_phrase(*parts_, phrase, context).party;
}

}  // namespace sitrep
