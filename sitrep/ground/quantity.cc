#include "sitrep/ground/quantity.h"

namespace sitrep {

struct QuantityGrammar::Parts {};

QuantityGrammar::QuantityGrammar(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
QuantityGrammar::QuantityGrammar(QuantityGrammar&&) noexcept = default;
QuantityGrammar& QuantityGrammar::operator=(QuantityGrammar&&) noexcept = default;
QuantityGrammar::~QuantityGrammar() = default;

Result<QuantityGrammar> QuantityGrammar::compile(const Lexicon&) {
  return QuantityGrammar(std::make_unique<Parts>());
}

std::vector<Quantity> ground_quantities(const Document&, const Analysis&, const QuantityGrammar&,
                                        const std::vector<Time>&) {
  return {};
}

}  // namespace sitrep
