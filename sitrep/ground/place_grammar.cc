#include "sitrep/ground/place_grammar.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace sitrep {
namespace {

Result<double> number_of(const LexiconEntry& entry, std::string_view key) {
  const std::string_view text = entry.get(key);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !(value > 0)) {
    return fail(ErrorCode::malformed, fmt::format("{}: '{}' takes a number", entry.where(), key));
  }
  return value;
}

void add_words(const LexiconEntry& entry, std::string_view key, WordSet& words) {
  for (const std::string_view value : entry.all(key)) {
    for (const std::string_view word : split_list(value)) words.insert(lower_case(word));
  }
}

Result<FeatureSet> features_of(const LexiconEntry& entry) {
  FeatureSet set = 0;
  for (const std::string_view name : split_list(entry.get("feature"))) {
    const auto feature = feature_of(name);
    if (!feature) {
      return fail(ErrorCode::malformed,
                  fmt::format("{}: no such feature: '{}'", entry.where(), name));
    }
    set |= feature_bit(*feature);
  }
  return set;
}

Result<void> add_types(const Lexicon& lexicon, PlaceGrammar::Parts& parts) {
  for (const LexiconEntry* entry : lexicon.section("place_type")) {
    const auto set = features_of(*entry);
    if (!set) return tl::unexpected(set.error());
    for (const std::string_view word : split_list(entry->title())) {
      parts.types[lower_case(word)] |= *set;
    }
    for (const std::string_view word : split_list(entry->get("plural"))) {
      parts.plural_types[lower_case(word)] |= *set;
    }
  }
  return {};
}

Result<void> add_sites(const Lexicon& lexicon, PlaceGrammar::Parts& parts) {
  for (const LexiconEntry* entry : lexicon.section("site_type")) {
    const auto feature = feature_of(entry->get("feature"));
    const auto radius = number_of(*entry, "radius_km");
    if (!radius) return tl::unexpected(radius.error());
    for (const std::string_view phrase : split_list(entry->title())) {
      parts.sites.push_back({split_words(lower_case(phrase)), feature.value_or(Feature::facility),
                             *radius, entry->get("within") == "yes"});
    }
  }
  return {};
}

Result<void> add_town_parts(const Lexicon& lexicon, PlaceGrammar::Parts& parts) {
  for (const LexiconEntry* entry : lexicon.section("town_part")) {
    const auto feature = feature_of(entry->get("feature"));
    if (!feature) {
      return fail(ErrorCode::malformed,
                  fmt::format("{}: no such feature: '{}'", entry->where(), entry->get("feature")));
    }
    const TownPart part{*feature, entry->get("alone") == "yes"};
    for (const std::string_view name : split_list(entry->title())) {
      parts.town_parts.emplace(lower_case(name), part);
    }
  }
  return {};
}

Result<void> add_relations(const Lexicon& lexicon, PlaceGrammar::Parts& parts) {
  for (const LexiconEntry* entry : lexicon.section("vague_relation")) {
    const auto radius = number_of(*entry, "radius_km");
    if (!radius) return tl::unexpected(radius.error());
    for (const std::string_view key : {"words", "behind"}) {
      for (const std::string_view phrase : split_list(entry->get(key))) {
        parts.vague.push_back({std::string(entry->title()), split_words(lower_case(phrase)),
                               *radius, key == "behind"});
      }
    }
  }
  for (const LexiconEntry* entry : lexicon.section("direction")) {
    for (const std::string_view phrase : split_list(entry->get("words"))) {
      parts.directions.emplace(lower_case(phrase), entry->title());
    }
  }
  for (const LexiconEntry* entry : lexicon.section("distance_unit")) {
    const auto km = number_of(*entry, "km");
    if (!km) return tl::unexpected(km.error());
    for (const std::string_view unit : split_list(entry->title())) {
      parts.units.emplace(lower_case(unit), *km);
    }
  }
  return {};
}

// Every way to say it: one of each list; a list that is not there is no words.
void add_pairs(const Lexicon& lexicon, PlaceGrammar::Parts& parts) {
  auto phrases = [](const LexiconEntry& entry, std::string_view key) {
    std::vector<std::vector<std::string>> out;
    for (const std::string_view phrase : split_list(entry.get(key))) {
      out.push_back(split_words(lower_case(phrase)));
    }
    if (out.empty()) out.emplace_back();
    return out;
  };
  for (const LexiconEntry* entry : lexicon.section("pair_relation")) {
    for (const auto& before : phrases(*entry, "before")) {
      for (const auto& link : phrases(*entry, "link")) {
        for (const auto& behind : phrases(*entry, "behind")) {
          parts.pairs.push_back({std::string(entry->title()), before, link, behind});
        }
      }
    }
  }
}

// Countries' domains are their ISO codes, but for the United Kingdom's.
void add_countries(const Lexicon& lexicon, PlaceGrammar::Parts& parts) {
  for (const LexiconEntry* entry : lexicon.section("country")) {
    const std::string_view domain =
        entry->has("domain") ? entry->get("domain") : entry->get("iso2");
    parts.domains.emplace(lower_case(domain), entry->get("iso3"));
    if (entry->has("capital")) parts.capitals.emplace(entry->get("iso3"), entry->get("capital"));
  }
}

void add_word_sets(const Lexicon& lexicon, PlaceGrammar::Parts& parts) {
  const std::map<std::string_view, WordSet*> sets = {
      {"strong", &parts.strong_cues},   {"weak", &parts.weak_cues},
      {"part", &parts.part_cues},       {"street", &parts.streets},
      {"title", &parts.titles},         {"person", &parts.generations},
      {"alone", &parts.no_place},       {"article", &parts.articles},
      {"located", &parts.located},      {"party", &parts.parties},
      {"people", &parts.people},        {"disease", &parts.diseases},
      {"capital", &parts.capital_words}};
  for (const std::string_view section : {"place_cue", "place_veto"}) {
    for (const LexiconEntry* entry : lexicon.section(section)) {
      const auto set = sets.find(entry->title());
      if (set != sets.end()) add_words(*entry, "words", *set->second);
    }
  }
  for (const LexiconEntry* entry : lexicon.section("place_body")) {
    add_words(*entry, "place_body", parts.bodies);
  }
  for (const LexiconEntry* entry : lexicon.section("common_word")) {
    add_words(*entry, "common_word", parts.common);
  }
  for (const LexiconEntry* entry : lexicon.section("publisher_word")) {
    add_words(*entry, "publisher_word", parts.publisher_words);
  }
  for (const LexiconEntry* entry : lexicon.section("first_name")) {
    add_words(*entry, "first_name", parts.first_names);
  }
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  for (const std::string_view word : split_list(text, ' ')) words.emplace_back(word);
  return words;
}

PlaceGrammar::PlaceGrammar(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
PlaceGrammar::PlaceGrammar(PlaceGrammar&&) noexcept = default;
PlaceGrammar& PlaceGrammar::operator=(PlaceGrammar&&) noexcept = default;
PlaceGrammar::~PlaceGrammar() = default;

Result<PlaceGrammar> PlaceGrammar::compile(const Lexicon& lexicon) {
  auto parts = std::make_unique<Parts>();
  auto done = add_types(lexicon, *parts)
                  .and_then([&] { return add_sites(lexicon, *parts); })
                  .and_then([&] { return add_town_parts(lexicon, *parts); })
                  .and_then([&] { return add_relations(lexicon, *parts); });
  if (!done) return tl::unexpected(done.error());
  add_pairs(lexicon, *parts);
  add_countries(lexicon, *parts);
  add_word_sets(lexicon, *parts);
  auto longer = [](const auto& a, const auto& b) { return a.words.size() > b.words.size(); };
  std::stable_sort(parts->sites.begin(), parts->sites.end(), longer);
  std::stable_sort(parts->vague.begin(), parts->vague.end(), longer);
  auto size_of = [](const PairRelation& pair) {
    return pair.before.size() + pair.link.size() + pair.behind.size();
  };
  std::stable_sort(
      parts->pairs.begin(), parts->pairs.end(),
      [&](const PairRelation& a, const PairRelation& b) { return size_of(a) > size_of(b); });
  return PlaceGrammar(std::move(parts));
}

}  // namespace sitrep
