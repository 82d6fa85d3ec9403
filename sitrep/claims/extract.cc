#include "sitrep/claims/extract.h"

namespace sitrep {

struct ClaimRules::Parts {};

ClaimRules::ClaimRules(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
ClaimRules::ClaimRules(ClaimRules&&) noexcept = default;
ClaimRules& ClaimRules::operator=(ClaimRules&&) noexcept = default;
ClaimRules::~ClaimRules() = default;

Result<ClaimRules> ClaimRules::compile(const Lexicon&) {
  return ClaimRules(std::make_unique<Parts>());
}

std::vector<Claim> extract_claims(const Grounded&, const ClaimRules&, const StatusRules&) {
  return {};
}

}  // namespace sitrep
