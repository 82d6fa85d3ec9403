// sitrep brief --db situation.db: the situation as a report to hand on.
#include "sitrep/formats/brief.h"

#include <CLI/CLI.hpp>
#include <memory>

#include "sitrep/cli/cli.h"
#include "sitrep/cli/situation.h"

namespace sitrep {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  sitrep brief --db situation.db > brief.md\n"
    "  sitrep brief --db situation.db --to html --as-of 2016-07-12 > brief.html\n"
    "\n"
    "In the order of an OCHA situation report: as-of day, period, highlights, key figures, "
    "overview\n"
    "by place, sources. Every sentence has numbers that lead to the quoted words. The HTML is one\n"
    "file without scripts; print it from a browser to get a PDF.";

struct BriefOptions {
  SituationOptions situation;
  std::string to = "markdown";
};

int brief(const BriefOptions& options) {
  auto situation = open_situation(options.situation);
  if (!situation) {
    const int status = complain(situation.error());
    return situation.error().code == ErrorCode::invalid_argument ? kUsage : status;
  }
  const PictureView view(situation->reports, situation->picture);
  const Brief made = brief_of(view);
  std::string out;
  if (options.to == "html") {
    write_html(made, out);
  } else {
    write_markdown(made, out);
  }
  return write_out(out);
}

}  // namespace

void add_brief_command(CLI::App& program, int& status) {
  auto options = std::make_shared<BriefOptions>();
  CLI::App& command =
      *program.add_subcommand("brief", "Write the situation as a report to hand on");
  options->situation.add_to(command);
  command.add_option("--to", options->to, "markdown or html")
      ->check(CLI::IsMember({"markdown", "html"}))
      ->capture_default_str();
  command.footer(kExamples);
  command.callback([options, &status] { status = brief(*options); });
}

}  // namespace sitrep
