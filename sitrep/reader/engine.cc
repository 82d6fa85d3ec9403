#include "sitrep/reader/engine.h"

#include <cstdlib>
#include <filesystem>

#include "sitrep/base/mapped_file.h"

namespace sitrep {
namespace {

Result<Lexicon> open_lexicon(const std::string& folder, const std::vector<std::string>& own) {
  auto lexicon = Lexicon::open(folder + "/lexicon.bin");
  if (!lexicon) return lexicon;
  // The last file named goes before the others, as the last word on a command line does.
  for (const std::string& path : own) {
    auto file = MappedFile::open(path);
    if (!file) return tl::unexpected(file.error());
    auto part = Lexicon::parse(file->bytes(), path);
    if (!part) return part;
    lexicon = Lexicon::merged(*part, *lexicon);
  }
  return lexicon;
}

}  // namespace

std::string data_folder(const EngineOptions& options) {
  if (!options.data.empty()) return options.data;
  if (const char* set = std::getenv("SITREP_DATA"); set != nullptr && *set != '\0') return set;
  std::error_code error;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
  const auto beside = program / "share" / "sitrep";
  if (std::filesystem::exists(beside, error)) return beside.string();
  return (program.parent_path() / "share" / "sitrep").string();
}

Result<std::shared_ptr<const Engine>> Engine::open(const EngineOptions& options) {
  const std::string folder = data_folder(options);
  auto lexicon = open_lexicon(folder, options.lexicons);
  if (!lexicon) return tl::unexpected(lexicon.error());
  auto gazetteer = Gazetteer::open(folder + "/gazetteer.bin");
  if (!gazetteer) return tl::unexpected(gazetteer.error());
  Casing casing = Casing::of(*lexicon);
  auto language = LanguageModel::open(folder, *lexicon);
  if (!language) return tl::unexpected(language.error());
  auto times = TimeGrammar::compile(*lexicon);
  if (!times) return tl::unexpected(times.error());
  auto quantities = QuantityGrammar::compile(*lexicon);
  if (!quantities) return tl::unexpected(quantities.error());
  auto places = PlaceGrammar::compile(*lexicon);
  if (!places) return tl::unexpected(places.error());
  auto parties = PartyTable::compile(*lexicon);
  if (!parties) return tl::unexpected(parties.error());
  auto statements = StatementRules::compile(*lexicon);
  if (!statements) return tl::unexpected(statements.error());
  auto status = StatusRules::open(folder, *lexicon);
  if (!status) return tl::unexpected(status.error());
  auto claims = ClaimRules::compile(*lexicon);
  if (!claims) return tl::unexpected(claims.error());
  return std::make_shared<const Engine>(
      Engine{std::move(*lexicon), std::move(*gazetteer), std::move(casing), std::move(*language),
             std::move(*times), std::move(*quantities), std::move(*places), std::move(*parties),
             std::move(*statements), std::move(*status), std::move(*claims)});
}

}  // namespace sitrep
