#include "sitrep/cli/situation.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "sitrep/cli/cli.h"
#include "sitrep/reader/engine.h"
#include "sitrep/store/store.h"

namespace sitrep {
namespace {

Result<std::optional<Day>> day_given(const char* option, const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (const auto day = day_of_iso(text)) return day;
  return fail(ErrorCode::invalid_argument,
              fmt::format("{}: '{}' is no date such as 2016-07-12", option, text));
}

}  // namespace

void SituationOptions::add_to(CLI::App& command) {
  command.add_option("--db", db, "The database that `sitrep add` made")
      ->type_name("FILE")
      ->required();
  command
      .add_option("--as-of", as_of,
                  "What was so on that day, such as 2016-07-12; without it, on the day of the last "
                  "report")
      ->type_name("DATE");
  command.add_option("--known-by", known_by, "Only what reports published by that day say")
      ->type_name("DATE");
  command
      .add_option("--rule", rule,
                  "Which value stands where reports differ: most-sources (what most independent "
                  "ones say), most-recent, lowest, highest, ucdp (as most-sources, of equals the "
                  "lower)")
      ->check(CLI::IsMember({"most-sources", "most-recent", "lowest", "highest", "ucdp"}))
      ->capture_default_str();
}

Result<PictureLexicon> open_picture_lexicon(const std::string& folder) {
  auto lexicon = Lexicon::open(folder + "/lexicon.bin");
  if (!lexicon) return tl::unexpected(lexicon.error());
  return PictureLexicon::compile(*lexicon);
}

Result<Situation> open_situation(const SituationOptions& options) {
  const auto as_of = day_given("--as-of", options.as_of);
  if (!as_of) return tl::unexpected(as_of.error());
  const auto known_by = day_given("--known-by", options.known_by);
  if (!known_by) return tl::unexpected(known_by.error());
  auto store = Store::open(options.db, {.mode = StoreOptions::Mode::read});
  if (!store) return tl::unexpected(store.error());
  auto reports = store->reports();
  if (!reports) return tl::unexpected(reports.error());
  auto lexicon = open_picture_lexicon();
  if (!lexicon) return tl::unexpected(lexicon.error());
  Situation situation;
  situation.lexicon = std::move(*lexicon);
  situation.reports = std::move(*reports);
  situation.picture =
      assemble(situation.reports, {.as_of = *as_of,
                                   .known_by = *known_by,
                                   .rule = rule_of(options.rule).value_or(Rule::most_sources),
                                   .lexicon = &situation.lexicon});
  return situation;
}

int write_out(const std::string& bytes) {
  if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size() &&
      std::fflush(stdout) == 0) {
    return kDone;
  }
  return complain({ErrorCode::io, fmt::format("standard output: {}", std::strerror(errno))});
}

}  // namespace sitrep
