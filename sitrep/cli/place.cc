// sitrep place NAME: the places that bear a name, best known first.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "sitrep/cli/cli.h"
#include "sitrep/ground/gazetteer.h"
#include "sitrep/ground/place_choose.h"
#include "sitrep/reader/engine.h"

namespace sitrep {
namespace {

struct PlaceOptions {
  std::string data;
  std::string name;
  size_t most = 10;
  bool why = false;
};

std::string_view how(NameKind kind) {
  switch (kind) {
    case NameKind::name:
      return "its name";
    case NameKind::alias:
      return "another name of it";
    case NameKind::adjective:
      return "its people, or of it";
    case NameKind::abbreviation:
      return "an abbreviation of it";
  }
  return {};
}

int show_place(const PlaceOptions& options) {
  const auto gazetteer =
      Gazetteer::open(data_folder({.data = options.data, .lexicons = {}}) + "/gazetteer.bin");
  if (!gazetteer) return complain(gazetteer.error());
  std::vector<NameHit> hits;
  gazetteer->find(options.name, hits);
  const bool alike = hits.empty();
  if (alike) gazetteer->find_alike(options.name, hits);
  if (hits.empty()) {
    return complain({ErrorCode::not_found, "no place of that name, nor of one written alike"});
  }
  std::stable_sort(hits.begin(), hits.end(), [&](const NameHit& a, const NameHit& b) {
    return prior_of(gazetteer->place(a.place), a.kind).total() >
           prior_of(gazetteer->place(b.place), b.kind).total();
  });
  for (size_t i = 0; i < hits.size() && i < options.most; ++i) {
    const GazetteerPlace place = gazetteer->place(hits[i].place);
    const PlacePrior prior = prior_of(place, hits[i].kind);
    fmt::print("{:>5.2f} {:<10} {:>10.5f} {:>10.5f}  {}  {}{}{} ({}; {}{})\n", prior.total(),
               name_of(place.feature), place.lat, place.lon, place.country, place.name,
               place.admin1.empty() ? "" : ", ", place.admin1, place.id,
               alike ? "written much alike" : how(hits[i].kind),
               place.population > 0 ? fmt::format("; {} people", place.population) : "");
    if (options.why) {
      fmt::print("      people {:+.2f}, {} {:+.2f}, kind of name {:+.2f}\n", prior.people,
                 name_of(place.feature), prior.feature, prior.name);
    }
  }
  if (hits.size() > options.most) fmt::print("and {} more\n", hits.size() - options.most);
  return kDone;
}

}  // namespace

void add_place_command(CLI::App& program, int& status) {
  auto options = std::make_shared<PlaceOptions>();
  CLI::App& command = *program.add_subcommand("place", "Show the places that bear a name");
  command.add_option("name", options->name, "Name in any spelling")->required();
  command.add_option("--data", options->data, "Folder with gazetteer.bin");
  command.add_option("--most", options->most, "Lines to print")->capture_default_str();
  command.add_flag("--why", options->why, "Say what each score is made of");
  command.footer(
      "The score is what speaks for a place before a text is read, in log odds.\n\nExample:\n  "
      "sitrep place \"Deir ez-Zor\"");
  command.callback([options, &status] { status = show_place(*options); });
}

}  // namespace sitrep
