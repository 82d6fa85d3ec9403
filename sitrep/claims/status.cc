#include "sitrep/claims/status.h"

namespace sitrep {

struct StatusRules::Parts {};

StatusRules::StatusRules(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
StatusRules::StatusRules(StatusRules&&) noexcept = default;
StatusRules& StatusRules::operator=(StatusRules&&) noexcept = default;
StatusRules::~StatusRules() = default;

Result<StatusRules> StatusRules::compile(const Lexicon&) {
  return StatusRules(std::make_unique<Parts>());
}

Predicate status_of_predicate(const Document&, const Analysis&, const StatusRules&, TokenId t) {
  return {t, Status::occurred, 3};
}
std::vector<Predicate> find_predicates(const Document&, const Analysis&, const StatusRules&) {
  return {};
}

}  // namespace sitrep
