#include "sitrep/claims/status_rules.h"

#include <fmt/format.h>

#include "sitrep/base/mapped_file.h"
#include "sitrep/base/names.h"

namespace sitrep {
namespace {

constexpr std::array<std::string_view, kHolds> kHoldNames = {"to", "clause", "gerund", "object",
                                                             "subject"};

Result<Status> read_status(const LexiconEntry& entry, std::string_view word) {
  if (const auto status = status_of(word)) return *status;
  return fail(ErrorCode::malformed, fmt::format("{}: '{}' is no status", entry.where(), word));
}

Result<Effect> read_effect(const LexiconEntry& entry, std::string_view word) {
  if (word == "same") return Effect{true, Status::occurred};
  auto status = read_status(entry, word);
  if (!status) return tl::unexpected(status.error());
  return Effect{false, *status};
}

Result<GoverningWord> read_governing(const LexiconEntry& entry) {
  GoverningWord out;
  out.implicative = entry.get("implicative") == "yes";
  bool any = false;
  for (size_t hold = 0; hold < kHolds; ++hold) {
    const std::string_view word = entry.get(kHoldNames[hold]);
    if (word.empty()) continue;
    auto effect = read_effect(entry, word);
    if (!effect) return tl::unexpected(effect.error());
    out.effects[hold] = *effect;
    any = true;
  }
  if (any) return out;
  return fail(ErrorCode::malformed,
              fmt::format("{}: a governing word needs one of to, clause, gerund, object, subject",
                          entry.where()));
}

// The words of each entry of a section, with the value that `read` makes of the entry. The first
// entry that names a word wins: a user's own file stands before ours.
template <class T, class Read>
Result<void> read_section(const Lexicon& lexicon, std::string_view section, const Read& read,
                          WordMap<T>& out) {
  for (const LexiconEntry* entry : lexicon.section(section)) {
    auto value = read(*entry);
    if (!value) return tl::unexpected(value.error());
    for (const std::string_view word : split_list(entry->title()))
      out.try_emplace(std::string(word), *value);
  }
  return {};
}

void read_words(const Lexicon& lexicon, std::string_view section, WordSet& out) {
  for (const LexiconEntry* entry : lexicon.section(section)) {
    for (const std::string_view word : split_list(entry->title())) out.emplace(word);
  }
}

}  // namespace

StatusRules::StatusRules(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
StatusRules::StatusRules(StatusRules&&) noexcept = default;
StatusRules& StatusRules::operator=(StatusRules&&) noexcept = default;
StatusRules::~StatusRules() = default;

Result<StatusRules> StatusRules::compile(const Lexicon& lexicon) {
  auto parts = std::make_unique<Parts>();
  const auto plain = [](const LexiconEntry& e) { return read_status(e, e.get("status")); };
  const auto modal = [](const LexiconEntry& e) -> Result<Modal> {
    auto status = read_status(e, e.get("status"));
    auto negated = read_status(e, e.get("negated"));
    if (!status) return tl::unexpected(status.error());
    if (!negated) return tl::unexpected(negated.error());
    return Modal{*status, *negated};
  };
  for (Result<void> read : {read_section(lexicon, "governing", read_governing, parts->governing),
                            read_section(lexicon, "modal", modal, parts->modals),
                            read_section(lexicon, "status-marker", plain, parts->markers),
                            read_section(lexicon, "status-modifier", plain, parts->modifiers)}) {
    if (!read) return tl::unexpected(read.error());
  }
  read_words(lexicon, "negator", parts->negators);
  read_words(lexicon, "state", parts->states);
  return StatusRules(std::move(parts));
}

Result<StatusRules> StatusRules::open(const std::string& folder, const Lexicon& lexicon) {
  auto rules = compile(lexicon);
  if (!rules) return rules;
  auto file = MappedFile::open(folder + "/factuality.model");
  if (!file) return tl::unexpected(file.error());
  auto model = FactualityModel::read(file->bytes());
  if (!model) return tl::unexpected(model.error());
  rules->parts_->model = std::move(*model);
  return rules;
}

}  // namespace sitrep
