#include "sitrep/claims/event_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

// Tables of single words: section and the field that a look-up gives.
constexpr std::array<std::pair<std::string_view, std::string_view>, 52> kTables = {{
    {"protest-word", "protest-word"},
    {"casualty-noun", "role"},
    {"casualty-verb", "role"},
    {"casualty-of-subject", "role"},
    {"force-unit", "unit"},
    {"force-verb", "role"},
    {"hold-verb", "change"},
    {"hold-noun", "change"},
    {"hold-modifier", "change"},
    {"partitive", "partitive"},
    {"locative", "locative"},
    {"place-noun", "place-noun"},
    {"suffer-verb", "suffer-verb"},
    {"stay-verb", "stay-verb"},
    {"come-verb", "come-verb"},
    {"feast", "feast"},
    {"source-outlet", "source-outlet"},
    {"apart", "apart"},
    {"directional", "directional"},
    {"own-words", "own-words"},
    {"plover", "salience"},
    {"sub-event", "salience"},
    {"side-word", "side"},
    {"stance-cue", "stance-cue"},
    {"party-modifier", "party-modifier"},
    {"no-actor", "no-actor"},
    {"at-object", "at-object"},
    {"bound-verb", "bound-verb"},
    {"generic-event", "generic-event"},
    {"instrument", "mode"},
    {"count-adjective", "count-adjective"},
    {"shot", "shot"},
    {"causes", "causes"},
    {"target-noun", "target-noun"},
    {"goes-off", "particle"},
    {"load-verb", "load-verb"},
    {"blame", "blamed"},
    {"blame-noun", "blame-noun"},
    {"damage", "damage"},
    {"harm", "people"},
    {"list-opener", "list-opener"},
    {"naming-verb", "naming-verb"},
    {"premises", "premises"},
    {"part-of", "part-of"},
    {"house-of", "house-of"},
    {"happening", "happening"},
    {"another", "another"},
    {"fallback-actor", "fallback-actor"},
    {"destination", "destination"},
    {"limit", "limit"},
    {"tally", "tally"},
    {"entity_noun", "kind"},
}};

// Lists whose order counts.
constexpr std::array<std::string_view, 5> kPrepositions = {"target-preposition", "aim-preposition",
                                                           "means-preposition", "light-preposition",
                                                           "party-preposition"};

// The fields of a sub-event that list its cues.
constexpr std::array<std::pair<std::string_view, EventWords::Cue::Kind>, 4> kCueFields = {
    {{"cue", EventWords::Cue::weapon},
     {"protest-cue", EventWords::Cue::protest},
     {"territory-cue", EventWords::Cue::territory},
     {"crime-cue", EventWords::Cue::crime}}};

constexpr std::array<std::string_view, 16> kTypes = {
    "AGREE",  "CONSULT", "SUPPORT",  "CONCEDE", "COOPERATE", "AID",      "RETREAT", "REQUEST",
    "ACCUSE", "REJECT",  "THREATEN", "PROTEST", "SANCTION",  "MOBILIZE", "COERCE",  "ASSAULT"};

std::vector<std::string_view> words_of(std::string_view phrase) {
  return split_list(phrase, ' ');
}

tl::unexpected<Error> wrong(const LexiconEntry& entry, std::string_view what) {
  return fail(ErrorCode::malformed, fmt::format("{}: {}", entry.where(), what));
}

Filler filler_of(std::string_view list) {
  Filler filler;
  for (const auto part : split_list(list)) {
    if (part == "@person")
      filler.person = true;
    else if (part == "@place")
      filler.place = true;
    else if (part == "@party")
      filler.party = true;
    else if (part == "@facility")
      filler.facility = true;
    else if (part == "@number")
      filler.number = true;
    else if (part == "@any")
      filler.some = true;
    else if (part == "none")
      filler.none = true;
    else if (part.find(' ') != std::string_view::npos)
      filler.phrases.push_back(words_of(part));
    else
      filler.lemmas.push_back(part);
  }
  std::sort(filler.lemmas.begin(), filler.lemmas.end());
  return filler;
}

RoleSpec role_of(std::string_view name) {
  constexpr std::array<std::string_view, 12> kRoles = {
      "subject",  "object", "iobj", "complement", "possessive",   "possessive-agent",
      "modifier", "light",  "",     "none",       "object-party", "below"};
  for (size_t i = 0; i < kRoles.size(); ++i) {
    if (kRoles[i] == name) return {static_cast<Role>(i), {}};
  }
  return {Role::preposition, name};
}

std::vector<RoleSpec> roles_of(std::string_view list) {
  std::vector<RoleSpec> roles;
  for (const auto name : split_list(list)) roles.push_back(role_of(name));
  return roles;
}

std::vector<RoleSpec> roles_or(const LexiconEntry& entry, std::string_view key,
                               std::string_view otherwise) {
  const auto given = entry.get(key);
  return roles_of(given.empty() ? otherwise : given);
}

Result<EventWord> word_of(const LexiconEntry& entry, WordClass word_class) {
  EventWord word;
  word.word_class = word_class;
  word.type = entry.get("event");
  word.casualty = entry.get("casualty");
  if (word.type.empty() && word.casualty.empty() && !entry.has("acled")) {
    return wrong(entry, "no 'event', no 'acled' and no 'casualty'");
  }
  if (!word.type.empty() && std::find(kTypes.begin(), kTypes.end(), word.type) == kTypes.end()) {
    return wrong(entry, fmt::format("'{}' is no PLOVER type", word.type));
  }
  word.mode = entry.get("mode");
  word.cameo = entry.get("cameo");
  word.acled = entry.get("acled");
  word.contexts = split_list(entry.get("contexts"));
  word.object = filler_of(entry.get("object"));
  word.exclude_object = filler_of(entry.get("exclude-object"));
  word.subject = filler_of(entry.get("subject"));
  word.prep = split_list(entry.get("prep"));
  word.require = split_list(entry.get("require"));
  word.exclude = split_list(entry.get("exclude"));
  word.complement_of = split_list(entry.get("complement-of"));
  const bool noun = word_class == WordClass::noun;
  word.actor = roles_or(entry, "actor", noun ? "by, possessive, light" : "subject");
  word.recipient = roles_or(entry, "recipient", noun ? "against, on, of" : "object");
  if (entry.has("place")) word.place = role_of(entry.get("place"));
  if (entry.has("holding")) {
    word.holding = holding_change_of(entry.get("holding"));
    if (!word.holding) return wrong(entry, "'holding' is gained, lost, holds or contested");
  }
  word.mutual = entry.get("mutual") == "yes";
  word.weak = entry.get("weak") == "yes";
  word.swallow = entry.get("swallow") == "yes";
  word.require_light = entry.get("require-light") == "yes";
  word.stative = entry.get("stative") == "yes";
  word.active = entry.get("active") == "yes";
  word.judgement = entry.get("judgement") == "yes";
  word.plural = entry.get("plural") == "yes";
  word.infinitive = entry.get("complement") == "infinitive";
  word.clause = entry.get("complement") == "clause";
  word.specificity = (word.object.any() ? 0 : 2) + (word.subject.any() ? 0 : 1) +
                     (word.type.empty() ? 2 : 0) + (word.prep.empty() ? 0 : 2) +
                     (word.infinitive || word.clause ? 1 : 0) +
                     (word.complement_of.empty() ? 0 : 2) + (word.weak ? -1 : 0);
  word.where = entry.where();
  return word;
}

}  // namespace

LemmaReadings::LemmaReadings(std::string_view lemma) {
  readings_[count_++] = lemma;
  letters_ = ascii_lower(lemma) + 'e';
  const size_t size = lemma.size();
  const std::string_view plain = std::string_view(letters_).substr(0, size);
  if (plain != lemma) add(size);
  if (size > 4 && plain[size - 1] == plain[size - 2]) add(size - 1);
  // "scoffe", "urge" stays: the first that the lexicon has counts.
  if (size > 4 && plain.back() == 'e') add(size - 1);
  if (size > 4 && plain.back() == 's') add(size - 1);
  if (size > 5 && plain.ends_with("ed")) {
    add(size - 2);
    add(size - 1);
  }
  if (size > 2 && (plain.ends_with("re") || plain.ends_with("le"))) add(size + 1);
}

void LemmaReadings::add(size_t letters) {
  readings_[count_++] = std::string_view(letters_).substr(0, letters);
}

bool listed(const std::vector<std::string_view>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

bool Filler::has(std::string_view lemma) const {
  for (const std::string_view reading : LemmaReadings(lemma)) {
    if (std::binary_search(lemmas.begin(), lemmas.end(), reading)) return true;
  }
  return false;
}

Result<EventWords> EventWords::compile(const Lexicon& lexicon) {
  EventWords words;
  words.lexicon_ = lexicon;
  const std::array<std::pair<std::string_view, WordClass>, 3> kinds = {
      {{"verb", WordClass::verb}, {"noun", WordClass::noun}, {"adjective", WordClass::adjective}}};
  for (const auto& [section, word_class] : kinds) {
    Index& index = word_class == WordClass::verb   ? words.verbs_
                   : word_class == WordClass::noun ? words.nouns_
                                                   : words.adjectives_;
    for (const LexiconEntry* entry : words.lexicon_.section(section)) {
      // A verb of another floor.
      if (!entry->has("event") && !entry->has("casualty") && !entry->has("acled")) continue;
      auto word = word_of(*entry, word_class);
      if (!word) return tl::unexpected(word.error());
      for (const auto phrase : split_list(entry->title())) {
        auto parts = words_of(phrase);
        EventWord sense = *word;
        std::string_view key = parts.front();
        if (word_class == WordClass::noun) {
          key = parts.back();
          parts.pop_back();
        } else {
          parts.erase(parts.begin());
        }
        sense.rest = parts;
        sense.specificity += 3 * static_cast<int>(parts.size());
        index[std::string(key)].push_back(std::move(sense));
      }
    }
    for (auto& [lemma, senses] : index) {
      std::stable_sort(senses.begin(), senses.end(), [](const EventWord& a, const EventWord& b) {
        return a.specificity > b.specificity;
      });
    }
  }
  for (const LexiconEntry* entry : words.lexicon_.section("light")) {
    for (const auto lemma : split_list(entry->title())) {
      words.light_.emplace(std::string(words_of(lemma).front()), 0);
    }
  }
  for (const auto& [section, field] : kTables) {
    auto& table = words.tables_[std::string(section)];
    for (const LexiconEntry* entry : words.lexicon_.section(section)) {
      for (const auto lemma : split_list(entry->title()))
        table.emplace(std::string(lemma), entry->get(field));
    }
  }
  for (const std::string_view section : kPrepositions) {
    auto& list = words.prepositions_[std::string(section)];
    for (const LexiconEntry* entry : words.lexicon_.section(section)) {
      for (const auto preposition : split_list(entry->title())) list.push_back(preposition);
    }
  }
  for (const LexiconEntry* entry : words.lexicon_.section("plover")) {
    if (entry->get("mutual") == "yes") words.mutual_.emplace(std::string(entry->title()), 0);
  }
  for (const LexiconEntry* entry : words.lexicon_.section("stance")) {
    auto word = word_of(*entry, WordClass::verb);
    if (!word) return tl::unexpected(word.error());
    words.stances_.push_back({std::move(*word), split_list(entry->title()),
                              split_list(entry->get("of")), entry->get("negated") == "yes",
                              entry->get("said") == "yes", entry->get("both-sides") == "yes"});
  }
  for (const LexiconEntry* entry : words.lexicon_.section("sub-event")) {
    words.acled_events_.emplace(std::string(entry->title()), entry->get("event"));
    for (const auto& [field, kind] : kCueFields) {
      for (const auto phrase : split_list(entry->get(field)))
        words.cues_.push_back({kind, words_of(phrase), entry->title()});
    }
  }
  return words;
}

const std::vector<EventWord>& EventWords::senses(WordClass word_class,
                                                 std::string_view lemma) const {
  static const std::vector<EventWord> kNone;
  const Index& index = word_class == WordClass::verb   ? verbs_
                       : word_class == WordClass::noun ? nouns_
                                                       : adjectives_;
  for (const std::string_view reading : LemmaReadings(lemma)) {
    const auto found = index.find(reading);
    if (found != index.end()) return found->second;
  }
  return kNone;
}

std::string_view EventWords::look_up(std::string_view section, std::string_view lemma) const {
  const auto table = tables_.find(section);
  if (table == tables_.end()) return {};
  for (const std::string_view reading : LemmaReadings(lemma)) {
    const auto found = table->second.find(reading);
    if (found != table->second.end()) return found->second;
  }
  return {};
}

const std::vector<std::string_view>& EventWords::prepositions(std::string_view section) const {
  static const std::vector<std::string_view> kNone;
  const auto found = prepositions_.find(section);
  return found == prepositions_.end() ? kNone : found->second;
}

std::string_view EventWords::acled_event(std::string_view sub_event) const {
  const auto found = acled_events_.find(sub_event);
  return found == acled_events_.end() ? std::string_view() : found->second;
}

}  // namespace sitrep
