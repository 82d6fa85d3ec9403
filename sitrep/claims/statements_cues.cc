#include "sitrep/claims/statements_cues.h"

#include <fmt/format.h>

#include "sitrep/base/names.h"

namespace sitrep {
namespace {

constexpr std::array<std::string_view, kContents> kContentNames = {"quote",  "clause", "to",
                                                                   "gerund", "object", "predicate"};

Result<Cue::Kind> read_kind(const LexiconEntry& entry) {
  const std::string_view kind = entry.get("kind");
  if (kind.empty() || kind == "speech") return Cue::Kind::speech;
  if (kind == "thought") return Cue::Kind::thought;
  return fail(ErrorCode::malformed,
              fmt::format("{}: kind is 'speech' or 'thought', not '{}'", entry.where(), kind));
}

// Adds what the entry says to what other entries say of the word.
Result<void> read_cue(const LexiconEntry& entry, Cue& cue) {
  const auto kind = read_kind(entry);
  if (!kind) return tl::unexpected(kind.error());
  for (const std::string_view name : split_list(entry.get("content"))) {
    const auto content = value_in<Content>(kContentNames, name);
    if (!content) {
      return fail(ErrorCode::malformed,
                  fmt::format("{}: '{}' is no way to take content", entry.where(), name));
    }
    Cue::Kind& takes = cue.takes[static_cast<size_t>(*content)];
    takes = std::max(takes, *kind);
  }
  for (const std::string_view word : split_list(entry.get("with"))) {
    cue.with.push_back({std::string(word), *kind});
  }
  for (const std::string_view word : split_list(entry.get("object-with"))) {
    cue.object_with.push_back({std::string(word), *kind});
  }
  return {};
}

Result<void> read_cues(const Lexicon& lexicon, std::string_view section, WordMap<Cue>& out) {
  for (const LexiconEntry* entry : lexicon.section(section)) {
    for (const std::string_view word : split_list(entry->title())) {
      const auto read = read_cue(*entry, out[std::string(word)]);
      if (!read) return read;
    }
  }
  return {};
}

}  // namespace

StatementRules::StatementRules(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
StatementRules::StatementRules(StatementRules&&) noexcept = default;
StatementRules& StatementRules::operator=(StatementRules&&) noexcept = default;
StatementRules::~StatementRules() = default;

Result<StatementRules> StatementRules::compile(const Lexicon& lexicon) {
  auto parts = std::make_unique<Parts>();
  for (const auto& read : {read_cues(lexicon, "cue-verb", parts->verbs),
                           read_cues(lexicon, "cue-noun", parts->nouns)}) {
    if (!read) return tl::unexpected(read.error());
  }
  for (const LexiconEntry* entry : lexicon.section("negator")) {
    for (const std::string_view word : split_list(entry->title())) parts->negators.emplace(word);
  }
  for (const auto& [section, words] :
       {std::pair{"citing-verb", &parts->citing}, std::pair{"cited-noun", &parts->cited}}) {
    for (const LexiconEntry* entry : lexicon.section(section)) {
      for (const std::string_view word : split_list(entry->title())) words->emplace(word);
    }
  }
  for (const LexiconEntry* entry : lexicon.section("cue-phrase")) {
    for (const std::string_view phrase : split_list(entry->title())) {
      parts->phrases.emplace(phrase.substr(0, phrase.find(' ')));
    }
  }
  return StatementRules(std::move(parts));
}

}  // namespace sitrep
