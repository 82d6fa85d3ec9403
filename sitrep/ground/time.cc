#include "sitrep/ground/time.h"

namespace sitrep {

struct TimeGrammar::Parts {};

TimeGrammar::TimeGrammar(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
TimeGrammar::TimeGrammar(TimeGrammar&&) noexcept = default;
TimeGrammar& TimeGrammar::operator=(TimeGrammar&&) noexcept = default;
TimeGrammar::~TimeGrammar() = default;

Result<TimeGrammar> TimeGrammar::compile(const Lexicon&) {
  return TimeGrammar(std::make_unique<Parts>());
}

PublicationDate publication_date(const Document&, const Analysis&, const TimeGrammar&) {
  return {};
}
std::vector<Time> ground_times(const Document&, const Analysis&, const TimeGrammar&,
                               const PublicationDate&) {
  return {};
}

}  // namespace sitrep
