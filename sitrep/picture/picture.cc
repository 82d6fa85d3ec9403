#include "sitrep/picture/picture.h"

#include "sitrep/base/names.h"
#include "sitrep/picture/assembler.h"

namespace sitrep {
namespace {

constexpr std::array<std::string_view, 5> kRules = {"most-sources", "most-recent", "lowest",
                                                    "highest", "ucdp"};
constexpr std::array<std::string_view, 6> kOutcomes = {"open",    "done",    "denied",
                                                       "overdue", "delayed", "dropped"};
constexpr std::array<std::string_view, 4> kDisagreementKinds = {"status", "holder", "number",
                                                                "force"};

}  // namespace

std::string_view name_of(Rule rule) {
  return name_in(kRules, rule);
}
std::optional<Rule> rule_of(std::string_view name) {
  return value_in<Rule>(kRules, name);
}
std::string_view name_of(Outcome outcome) {
  return name_in(kOutcomes, outcome);
}
std::string_view name_of(DisagreementKind kind) {
  return name_in(kDisagreementKinds, kind);
}

Picture assemble(const ReportList& reports, const PictureOptions& options) {
  Assembler assembler(options.lexicon);
  for (size_t at = 0; at < reports.size(); ++at) {
    assembler.add(std::span<const Report>(&reports[at], 1));
  }
  return assembler.picture(options);
}

}  // namespace sitrep
