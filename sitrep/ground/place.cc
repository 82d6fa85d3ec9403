#include "sitrep/ground/place.h"

namespace sitrep {

struct PlaceGrammar::Parts {};

PlaceGrammar::PlaceGrammar(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
PlaceGrammar::PlaceGrammar(PlaceGrammar&&) noexcept = default;
PlaceGrammar& PlaceGrammar::operator=(PlaceGrammar&&) noexcept = default;
PlaceGrammar::~PlaceGrammar() = default;

Result<PlaceGrammar> PlaceGrammar::compile(const Lexicon&) {
  return PlaceGrammar(std::make_unique<Parts>());
}

std::vector<Place> ground_places(const Document&, const Analysis&, const PlaceGrammar&,
                                 const Gazetteer&, const std::vector<Quantity>&, std::string_view) {
  return {};
}

}  // namespace sitrep
