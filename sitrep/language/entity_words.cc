#include "sitrep/language/entity_words.h"

#include <algorithm>
#include <array>

#include "sitrep/base/hash.h"
#include "sitrep/base/names.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

constexpr std::array<std::string_view, 5> kGenders = {"unknown", "male", "female", "human",
                                                      "thing"};
constexpr std::array<std::string_view, 3> kNumbers = {"unknown", "singular", "plural"};
constexpr std::array<std::string_view, 6> kPersons = {"none", "1",        "2",
                                                      "3",    "relative", "demonstrative"};

template <class E, size_t N>
E value_or(const std::array<std::string_view, N>& names, std::string_view name, E otherwise) {
  return value_in<E>(names, name).value_or(otherwise);
}

constexpr size_t kBegin = 4;  // letters at the beginning of a name
constexpr size_t kBegins = 1 << 16;

std::optional<EntityKind> kind_of(const LexiconEntry& entry) {
  return entity_kind_of(entry.get("kind"));
}

Gender gender_of(const LexiconEntry& entry) {
  return value_or(kGenders, entry.get("gender"), Gender::unknown);
}

// A kind of place that people live in and that is called by its name: no camp, range or coast.
bool is_inhabited(const LexiconEntry& entry) {
  const auto features = split_list(entry.get("feature"));
  if (features.empty()) return false;
  const std::string_view first = *features.begin();
  return first == "admin1" || first == "admin2" || first == "city" || first == "neighbourhood";
}

// Calls use(word) for each item of the lists that stand under the entry's own key.
template <class Use>
void each_word(const LexiconEntry& entry, Use use) {
  for (const auto list : entry.all(entry.section())) {
    for (const auto word : split_list(list)) use(word);
  }
}

}  // namespace

void append_letters(std::string_view words, std::string& out) {
  for (size_t i = 0; i < words.size(); ++i) {
    const char c = words[i];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '-' || c == '.' || c == '\'') {
      continue;
    }
    // The curly quotation marks and dashes of U+2010 to U+201F.
    if (c == '\xE2' && i + 2 < words.size() && words[i + 1] == '\x80') {
      i += 2;
      continue;
    }
    out.push_back(is_ascii_upper(c) ? static_cast<char>(c - 'A' + 'a') : c);
  }
}

std::string letters_of(std::string_view words) {
  std::string out;
  append_letters(words, out);
  return out;
}

size_t EntityWords::begin_of(std::string_view letters) {
  return hash64(letters.substr(0, kBegin)) % kBegins;
}

EntityWords EntityWords::of(const Lexicon& lexicon) {
  EntityWords out;
  out.begins_.assign(kBegins, false);
  auto mark = [&out](const LexiconEntry* entry, bool NameWord::*flag) {
    each_word(*entry, [&](std::string_view word) {
      NameWord& known = out.name_words_[ascii_lower(word)];
      known.*flag = true;
      const Gender gender = gender_of(*entry);
      if (gender == Gender::unknown) return;
      // A name that men and women bear tells nothing.
      const bool both = known.gender != Gender::unknown && known.gender != gender;
      known.gender = both ? Gender::human : gender;
    });
  };
  for (const auto* entry : lexicon.section("first_name")) mark(entry, &NameWord::first_name);
  for (const auto* entry : lexicon.section("person_title")) mark(entry, &NameWord::title);
  for (const auto* entry : lexicon.section("name_particle")) mark(entry, &NameWord::particle);
  for (const auto* entry : lexicon.section("name_suffix")) mark(entry, &NameWord::suffix);
  for (const auto* entry : lexicon.section("name_head")) {
    const bool first = entry->get("where") == "first";
    each_word(*entry, [&](std::string_view word) {
      auto& known = out.name_words_[ascii_lower(word)];
      auto& kind = first ? known.start : known.head;
      if (!kind) kind = kind_of(*entry);
    });
  }

  auto add_known = [&out](std::string_view name, EntityKind kind) {
    const bool small = has_ascii_lower(name);
    const std::string letters = letters_of(name);
    for (size_t n = 0; n <= std::min(kBegin, letters.size()); ++n)
      out.begins_[begin_of(std::string_view(letters).substr(0, n))] = true;
    return &out.known_.try_emplace(letters, KnownName{kind, !small, true}).first->second;
  };
  uint16_t countries = 0;
  auto add_of_country = [&](std::string_view name, EntityKind kind) {
    KnownName* known = add_known(name, kind);
    if (known->country == 0) known->country = countries;
    return known;
  };
  for (const auto* entry : lexicon.section("known_name")) {
    const auto kind = kind_of(*entry).value_or(EntityKind::other);
    each_word(*entry, [&](std::string_view name) { add_known(name, kind); });
  }
  // Who is known as a party is known by name. An alias that ends small is a phrase with a name in
  // it: "Taliban militants".
  for (const auto& [section, kind] : {std::pair("group", EntityKind::armed_group),
                                      std::pair("organisation", EntityKind::organisation)}) {
    for (const auto* entry : lexicon.section(section)) {
      for (const std::string_view names :
           {entry->title(), entry->get("aliases"), entry->get("upper")}) {
        for (const auto name : split_list(names)) {
          const size_t space = name.rfind(' ');
          const char last = name[space == std::string_view::npos ? 0 : space + 1];
          if (is_ascii_upper(last)) add_known(name, kind);
        }
      }
    }
  }
  for (const auto* entry : lexicon.section("country")) {
    ++countries;
    add_of_country(entry->title(), EntityKind::country);
    for (const auto list : entry->all("alias")) {
      for (const auto name : split_list(list)) add_of_country(name, EntityKind::country);
    }
    for (const auto list : entry->all("demonym")) {
      for (const auto name : split_list(list)) add_of_country(name, EntityKind::nationality);
    }
    for (const auto name : split_list(entry->get("capital")))
      add_of_country(name, EntityKind::place)->capital = true;
  }

  for (const auto* entry : lexicon.section("entity_noun")) {
    each_word(*entry, [&](std::string_view word) {
      NounSense& sense = out.nouns_[ascii_lower(word)];
      sense.counts |= entry->has("counts");
      if (entry->has("counts") || sense.kind) return;
      sense.kind = kind_of(*entry);
      sense.group = entry->has("group");
      sense.gender = gender_of(*entry);
    });
  }
  for (const auto* entry : lexicon.section("time-word")) {
    if (entry->title() != "month") continue;
    for (const auto words : entry->all("word")) {
      for (const auto word : split_list(words.substr(0, words.find(" =>"))))
        out.name_words_[ascii_lower(word)].month = true;
    }
  }
  for (const auto* entry : lexicon.section("time-holiday"))
    each_word(*entry, [&](std::string_view name) { out.feasts_.insert(letters_of(name)); });
  for (const auto* entry : lexicon.section("time-zone"))
    each_word(*entry, [&](std::string_view name) { out.zones_.insert(letters_of(name)); });
  for (const auto* entry : lexicon.section("state_noun"))
    each_word(*entry, [&](std::string_view word) { out.of_state_.emplace(word); });
  for (const auto* entry : lexicon.section("loose_adjective"))
    each_word(*entry, [&](std::string_view word) { out.loose_.emplace(word); });
  for (const auto* entry : lexicon.section("place_type")) {
    if (!is_inhabited(*entry)) continue;
    each_word(*entry,
              [&](std::string_view word) { out.nouns_[ascii_lower(word)].of_place = true; });
  }
  for (const auto* entry : lexicon.section("pronoun")) {
    each_word(*entry, [&](std::string_view word) {
      out.pronouns_[ascii_lower(word)] = {value_or(kPersons, entry->get("person"), Person::none),
                                          value_or(kNumbers, entry->get("number"), Number::unknown),
                                          gender_of(*entry)};
    });
  }
  return out;
}

const NameWord* EntityWords::name_word(std::string_view lower) const {
  const auto it = name_words_.find(lower);
  return it == name_words_.end() ? nullptr : &it->second;
}

const NounSense* EntityWords::noun(std::string_view lemma) const {
  const auto at = nouns_.find(lemma);
  if (at != nouns_.end()) return &at->second;
  // An ex-minister is a minister, and a co-pilot a pilot; a sub-group need not be a group.
  const size_t hyphen = lemma.rfind('-');
  if (hyphen == std::string_view::npos || hyphen + 1 == lemma.size()) return nullptr;
  const auto part = nouns_.find(lemma.substr(hyphen + 1));
  return part != nouns_.end() && part->second.kind == EntityKind::person ? &part->second : nullptr;
}

const PronounSense* EntityWords::pronoun(std::string_view lower) const {
  const auto it = pronouns_.find(lower);
  return it == pronouns_.end() ? nullptr : &it->second;
}

const KnownName* EntityWords::known(std::string_view letters) const {
  const auto it = known_.find(letters);
  return it == known_.end() ? nullptr : &it->second;
}

}  // namespace sitrep
