#include "sitrep/claims/claim.h"

#include "sitrep/base/names.h"

namespace sitrep {
namespace {

constexpr std::array<std::string_view, 4> kClaimKinds = {"event", "holding", "force", "casualties"};
constexpr std::array<std::string_view, 8> kStatuses = {"occurred",   "ongoing",     "planned",
                                                       "threatened", "possible",    "denied",
                                                       "negated",    "hypothetical"};
constexpr std::array<std::string_view, 4> kChanges = {"gained", "lost", "holds", "contested"};
constexpr std::array<std::string_view, 3> kStatementKinds = {"direct", "indirect", "mixed"};

}  // namespace

bool same_party(const Participant& a, const Participant& b) {
  return a.span == b.span || (a.entity != kNoEntity && a.entity == b.entity);
}

std::string_view name_of(ClaimKind kind) {
  return name_in(kClaimKinds, kind);
}
std::string_view name_of(Status status) {
  return name_in(kStatuses, status);
}
std::string_view name_of(HoldingChange change) {
  return name_in(kChanges, change);
}
std::string_view name_of(StatementKind kind) {
  return name_in(kStatementKinds, kind);
}
std::optional<ClaimKind> claim_kind_of(std::string_view name) {
  return value_in<ClaimKind>(kClaimKinds, name);
}
std::optional<Status> status_of(std::string_view name) {
  return value_in<Status>(kStatuses, name);
}
std::optional<HoldingChange> holding_change_of(std::string_view name) {
  return value_in<HoldingChange>(kChanges, name);
}
std::optional<StatementKind> statement_kind_of(std::string_view name) {
  return value_in<StatementKind>(kStatementKinds, name);
}

}  // namespace sitrep
