#include "sitrep/claims/statements_cues.h"

#include <fmt/format.h>

#include <algorithm>

#include "sitrep/base/names.h"
#include "sitrep/text/ascii.h"

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

Result<Cue::DeedTo> read_deed_to(const LexiconEntry& entry) {
  Cue::DeedTo out;
  for (const std::string_view name : split_list(entry.get("deed-to"))) {
    const auto kind = entity_kind_of(name);
    if (!kind) {
      return fail(ErrorCode::malformed,
                  fmt::format("{}: '{}' is no kind of entity", entry.where(), name));
    }
    out.kinds.push_back(*kind);
  }
  for (const std::string_view noun : split_list(entry.get("deed-to-noun")))
    out.nouns.emplace_back(noun);
  return out;
}

// Adds what the entry says to what other entries say of the word.
Result<void> read_cue(const LexiconEntry& entry, Cue& cue) {
  const auto kind = read_kind(entry);
  if (!kind) return tl::unexpected(kind.error());
  const auto deed_to = read_deed_to(entry);
  if (!deed_to) return tl::unexpected(deed_to.error());
  for (const std::string_view name : split_list(entry.get("content"))) {
    const auto content = value_in<Content>(kContentNames, name);
    if (!content) {
      return fail(ErrorCode::malformed,
                  fmt::format("{}: '{}' is no way to take content", entry.where(), name));
    }
    Cue::Kind& takes = cue.takes[static_cast<size_t>(*content)];
    takes = std::max(takes, *kind);
    if (*content == Content::object) {
      auto& of = cue.deed_to;
      of.kinds.insert(of.kinds.end(), deed_to->kinds.begin(), deed_to->kinds.end());
      of.nouns.insert(of.nouns.end(), deed_to->nouns.begin(), deed_to->nouns.end());
    }
  }
  for (const std::string_view word : split_list(entry.get("with"))) {
    cue.with.push_back({std::string(word), *kind, *deed_to});
  }
  for (const std::string_view word : split_list(entry.get("object-with"))) {
    cue.object_with.push_back({std::string(word), *kind, *deed_to});
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

// The words that say when or how long, of the classes that can follow a preposition.
void read_times(const Lexicon& lexicon, WordSet& out) {
  constexpr std::array<std::string_view, 6> kClasses = {"month", "weekday", "season",
                                                        "part",  "unit",    "clock unit"};
  for (const LexiconEntry* entry : lexicon.section("time-word")) {
    if (std::find(kClasses.begin(), kClasses.end(), entry->title()) == kClasses.end()) continue;
    for (const std::string_view line : entry->all("word")) {
      for (const std::string_view word : split_list(line.substr(0, line.find("=>"))))
        out.insert(ascii_lower(word));
    }
  }
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
       {std::pair{"citing-verb", &parts->citing}, std::pair{"cited-noun", &parts->cited},
        std::pair{"denial-verb", &parts->denials}, std::pair{"denied-noun", &parts->denied}}) {
    for (const LexiconEntry* entry : lexicon.section(section)) {
      for (const std::string_view word : split_list(entry->title())) words->emplace(word);
    }
  }
  for (const LexiconEntry* entry : lexicon.section("cue-phrase")) {
    for (const std::string_view phrase : split_list(entry->title())) {
      parts->phrases.emplace(phrase.substr(0, phrase.find(' ')));
    }
  }
  read_times(lexicon, parts->times);
  return StatementRules(std::move(parts));
}

}  // namespace sitrep
