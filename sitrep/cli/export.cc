// sitrep export --db situation.db --to csv: the situation as a table or a map.
#include <CLI/CLI.hpp>
#include <memory>

#include "sitrep/cli/cli.h"
#include "sitrep/cli/situation.h"
#include "sitrep/formats/tables.h"

namespace sitrep {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  sitrep export --db situation.db --to geojson > events.geojson\n"
    "  sitrep export --db situation.db --to csv --as-of 2016-07-12 > situation.csv\n"
    "\n"
    "One row for every event, plan, holding, force and casualty figure, with its words and "
    "sources;\n"
    "docs/formats.md says what the columns mean. GeoJSON has only those with coordinates and "
    "counts\n"
    "the others.";

struct ExportOptions {
  SituationOptions situation;
  std::string to;
};

int export_situation(const ExportOptions& options) {
  auto situation = open_situation(options.situation);
  if (!situation) {
    const int status = complain(situation.error());
    return situation.error().code == ErrorCode::invalid_argument ? kUsage : status;
  }
  const PictureView view(situation->reports, situation->picture);
  const std::vector<Record> records = records_of(view);
  std::string out;
  if (options.to == "csv") write_csv(records, out);
  if (options.to == "geojson") write_geojson(records, out);
  if (options.to == "jsonl") write_json_lines(records, out);
  return write_out(out);
}

}  // namespace

void add_export_command(CLI::App& program, int& status) {
  auto options = std::make_shared<ExportOptions>();
  CLI::App& command = *program.add_subcommand(
      "export", "Write the situation as a table or a map for other programs");
  options->situation.add_to(command);
  command.add_option("--to", options->to, "geojson, csv or jsonl")
      ->check(CLI::IsMember({"geojson", "csv", "jsonl"}))
      ->required();
  command.footer(kExamples);
  command.callback([options, &status] { status = export_situation(*options); });
}

}  // namespace sitrep
