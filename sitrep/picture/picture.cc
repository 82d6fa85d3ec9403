#include "sitrep/picture/picture.h"

#include "sitrep/base/names.h"
#include "sitrep/picture/events.h"
#include "sitrep/picture/facts.h"
#include "sitrep/picture/state.h"

namespace sitrep {
namespace {

constexpr std::array<std::string_view, 4> kOutcomes = {"open", "done", "denied", "overdue"};
constexpr std::array<std::string_view, 3> kDisagreementKinds = {"status", "holder", "number"};

}  // namespace

std::string_view name_of(Outcome outcome) {
  return name_in(kOutcomes, outcome);
}
std::string_view name_of(DisagreementKind kind) {
  return name_in(kDisagreementKinds, kind);
}

Picture assemble(std::span<const Report> reports, const PictureOptions& options) {
  Picture picture;
  picture.known_by = options.known_by;
  gather_sources(reports, options, picture);
  picture.as_of = options.as_of ? options.as_of : picture.last;

  Cast cast(picture.actors, picture.sites);
  Scene scene{reports, picture, cast};
  gather_facts(scene);
  find_events(scene);
  find_holdings(scene);
  find_forces(scene);
  find_casualties(scene);
  gather_statements(scene);
  find_disagreements(scene);
  return picture;
}

}  // namespace sitrep
