#include "sitrep/claims/statements.h"

namespace sitrep {

struct StatementRules::Parts {};

StatementRules::StatementRules(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
StatementRules::StatementRules(StatementRules&&) noexcept = default;
StatementRules& StatementRules::operator=(StatementRules&&) noexcept = default;
StatementRules::~StatementRules() = default;

Result<StatementRules> StatementRules::compile(const Lexicon&) {
  return StatementRules(std::make_unique<Parts>());
}

std::vector<Statement> find_statements(const Tree&, const StatementRules&) {
  return {};
}

}  // namespace sitrep
