#include "sitrep/ground/gazetteer.h"

namespace sitrep {

struct Gazetteer::Parts {};

Gazetteer::Gazetteer(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Gazetteer::Gazetteer(Gazetteer&&) noexcept = default;
Gazetteer& Gazetteer::operator=(Gazetteer&&) noexcept = default;
Gazetteer::~Gazetteer() = default;

Result<Gazetteer> Gazetteer::open(const std::string&) {
  return Gazetteer(std::make_unique<Parts>());
}
size_t Gazetteer::size() const {
  return 0;
}
GazetteerPlace Gazetteer::place(uint32_t) const {
  return {};
}
void Gazetteer::find(std::string_view, std::vector<uint32_t>&) const {}
std::string_view Gazetteer::attribution() const {
  return {};
}

}  // namespace sitrep
