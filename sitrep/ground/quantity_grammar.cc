#include "sitrep/ground/quantity_grammar.h"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace sitrep {
namespace {

constexpr std::array<std::string_view, 7> kBounds = {
    "exact", "about", "at_least", "more_than", "at_most", "less_than", "range"};
constexpr FeatureName kFeatureNames[kQuantityFeatures] = {
    {"value", {}}, {"high", {}}, {"low", {}},   {"bound", kBounds}, {"unit", {}}, {"more", {}},
    {"each", {}},  {"half", {}}, {"times", {}}, {"share", {}},      {"next", {}}, {"minus", {}},
};

// A unit is two classes of words, behind and before the number, each with and without its feature,
// so the entries are rewritten as words.
Result<Lexicon> unit_words(const Lexicon& lexicon, std::vector<UnitOfMeasure>& units) {
  std::string text;
  for (const LexiconEntry* entry : lexicon.section("quantity-unit")) {
    UnitOfMeasure unit;
    unit.name = entry->title();
    unit.distance = entry->get("kind") == "distance";
    const std::string_view factor = entry->get("factor");
    const auto read = std::from_chars(factor.data(), factor.data() + factor.size(), unit.factor);
    if (read.ec != std::errc() || read.ptr != factor.data() + factor.size()) {
      return fail(ErrorCode::malformed,
                  fmt::format("{}: cannot read factor: '{}'", entry->where(), factor));
    }
    for (const auto& [key, name] :
         {std::pair{"word", "unit"}, std::pair{"before", "unit before"}}) {
      for (const std::string_view words : entry->all(key)) {
        text +=
            fmt::format("quantity-word: {}\nword: {} => unit={}\n\n", name, words, units.size());
        text += fmt::format("quantity-word: {} any\nword: {}\n\n", name, words);
      }
    }
    units.push_back(std::move(unit));
  }
  return Lexicon::parse(text, "units");
}

// Calls `use` with every word of the noun entries and its role.
template <class Use>
Result<bool> noun_words(const Lexicon& lexicon, Use use) {
  for (const LexiconEntry* entry : lexicon.section("quantity-noun")) {
    const NounRole role = entry->title() == "plural"   ? NounRole::plural
                          : entry->title() == "total"  ? NounRole::total
                          : entry->title() == "stop"   ? NounRole::stop
                          : entry->title() == "street" ? NounRole::street
                                                       : NounRole::none;
    if (role == NounRole::none) {
      return fail(ErrorCode::malformed,
                  fmt::format("{}: no such role: '{}'", entry->where(), entry->title()));
    }
    for (const std::string_view line : entry->all("words")) {
      for (const std::string_view word : split_list(line)) use(word, role);
    }
  }
  return true;
}

}  // namespace

QuantityGrammar::QuantityGrammar(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
QuantityGrammar::QuantityGrammar(QuantityGrammar&&) noexcept = default;
QuantityGrammar& QuantityGrammar::operator=(QuantityGrammar&&) noexcept = default;
QuantityGrammar::~QuantityGrammar() = default;

Result<QuantityGrammar> QuantityGrammar::compile(const Lexicon& lexicon) {
  std::vector<UnitOfMeasure> units;
  const auto words = unit_words(lexicon, units);
  if (!words) return tl::unexpected(words.error());
  const Lexicon all = Lexicon::merged(lexicon, *words);
  std::vector<std::string_view> nouns;
  const auto named =
      noun_words(lexicon, [&](std::string_view word, NounRole) { nouns.push_back(word); });
  if (!named) return tl::unexpected(named.error());
  auto phrases = PhraseGrammar::compile(all, "quantity", kFeatureNames, nouns);
  if (!phrases) return tl::unexpected(phrases.error());
  std::vector<NounRole> roles(phrases->vocabulary().size(), NounRole::none);
  noun_words(lexicon, [&](std::string_view word, NounRole role) {
    roles[phrases->vocabulary().find(word)] = role;
  });
  return QuantityGrammar(
      std::make_unique<Parts>(Parts{std::move(*phrases), std::move(units), std::move(roles)}));
}

}  // namespace sitrep
