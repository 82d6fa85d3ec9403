// sitrep changes --db situation.db --since DATE: what became known since.
#include <CLI/CLI.hpp>
#include <memory>

#include "sitrep/cli/cli.h"
#include "sitrep/cli/report_text.h"
#include "sitrep/cli/situation.h"
#include "sitrep/formats/changes_text.h"

namespace sitrep {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  sitrep changes --db situation.db --since 2017-03-31\n"
    "  sitrep changes --db situation.db --since 2017-03-31 --known-by 2017-04-30 --to json\n"
    "\n"
    "The situation as it was known at the end of that day is held against the situation now: what\n"
    "became known, was corrected, was withdrawn, was settled, or is told by more sources.";

struct ChangesOptions {
  SituationOptions situation;
  std::string since;
  std::string to = "text";
};

int changes(const ChangesOptions& options) {
  auto now = open_situation(options.situation);
  const auto since = day_of_iso(options.since);
  if (now && !since) {
    now = fail(ErrorCode::invalid_argument,
               "--since: '" + options.since + "' is no date such as 2016-07-12");
  }
  if (!now) {
    const int status = complain(now.error());
    return now.error().code == ErrorCode::invalid_argument ? kUsage : status;
  }
  const Picture earlier = assemble(now->reports, {.as_of = now->picture.as_of,
                                                  .known_by = since,
                                                  .rule = now->picture.rule,
                                                  .lexicon = &now->lexicon});
  const PictureView before(now->reports, earlier);
  const PictureView after(now->reports, now->picture);
  const std::vector<Change> list = changes_between(earlier, now->picture);
  const Changes both{before, after, list};
  std::string out;
  if (options.to == "json") {
    write_changes(both, out);
  } else {
    print_changes(both, {.colour = wants_colour(stdout)}, out);
  }
  return write_out(out);
}

}  // namespace

void add_changes_command(CLI::App& program, int& status) {
  auto options = std::make_shared<ChangesOptions>();
  CLI::App& command =
      *program.add_subcommand("changes", "Print what became known, or turned out otherwise, since");
  options->situation.add_to(command);
  command.add_option("--since", options->since, "The day, such as 2017-03-31")
      ->type_name("DATE")
      ->required();
  command.add_option("--to", options->to, "text for a person; json for a program")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command.footer(kExamples);
  command.callback([options, &status] { status = changes(*options); });
}

}  // namespace sitrep
