// sitrep show --db situation.db: the situation report.
#include <CLI/CLI.hpp>
#include <memory>

#include "sitrep/cli/cli.h"
#include "sitrep/cli/report_text.h"
#include "sitrep/cli/situation.h"
#include "sitrep/formats/picture_json.h"
#include "sitrep/formats/picture_text.h"

namespace sitrep {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  sitrep show --db situation.db                       the situation, as of the last report\n"
    "  sitrep show --db situation.db --as-of 2016-07-10    who held what on that day\n"
    "  sitrep show --db situation.db --known-by 2016-07-10 what was known by then\n"
    "  sitrep show --db situation.db --to json | jq '.disagreements'\n"
    "\n"
    "Numbers in brackets are the sources at the end. Copies of one text share a number and count "
    "once.";

struct ShowOptions {
  SituationOptions situation;
  std::string to = "text";
  bool all = false;
};

int show(const ShowOptions& options) {
  auto situation = open_situation(options.situation);
  if (!situation) {
    const int status = complain(situation.error());
    return situation.error().code == ErrorCode::invalid_argument ? kUsage : status;
  }
  std::string out;
  if (options.to == "json") {
    write_picture(situation->reports, situation->picture, out);
  } else {
    print_picture(situation->reports, situation->picture,
                  {.colour = wants_colour(stdout), .all = options.all}, out);
  }
  return write_out(out);
}

}  // namespace

void add_show_command(CLI::App& program, int& status) {
  auto options = std::make_shared<ShowOptions>();
  CLI::App& command = *program.add_subcommand("show", "Print the situation that the reports make");
  options->situation.add_to(command);
  command.add_option("--to", options->to, "text for a person; json for a program")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  command.add_flag("--all", options->all, "Every line, not only the most important of each part");
  command.footer(kExamples);
  command.callback([options, &status] { status = show(*options); });
}

}  // namespace sitrep
