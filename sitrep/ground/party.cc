#include "sitrep/ground/party.h"

namespace sitrep {

struct PartyTable::Parts {};

PartyTable::PartyTable(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
PartyTable::PartyTable(PartyTable&&) noexcept = default;
PartyTable& PartyTable::operator=(PartyTable&&) noexcept = default;
PartyTable::~PartyTable() = default;

Result<PartyTable> PartyTable::compile(const Lexicon&) {
  return PartyTable(std::make_unique<Parts>());
}

std::vector<Party> ground_parties(const Document&, const Analysis& a, const PartyTable&,
                                  std::optional<Day>) {
  return std::vector<Party>(a.entities.size());
}

}  // namespace sitrep
