// sitrep read [FILE...]: what each document says.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstring>
#include <memory>

#include "sitrep/cli/batch.h"
#include "sitrep/cli/cli.h"
#include "sitrep/cli/interrupt.h"
#include "sitrep/cli/report_text.h"
#include "sitrep/reader/report_json.h"

namespace sitrep {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  sitrep read story.txt                        what a report says, for a person\n"
    "  sitrep read --to json story.txt              the same, for a program\n"
    "  sitrep read --to jsonl reports.jsonl > out   a report a line, in the order of the input\n"
    "  curl -s $URL | sitrep read --layers claims --to jsonl\n"
    "\n"
    "A document that cannot be read gives an error in its place, and the rest goes on.";

struct ReadOptions {
  BatchOptions batch;
  std::string to = "text";
  std::string layers;
};

// Output for people and JSON for programs differ in what stands between documents.
void render(const ReadOptions& options, const Layers& layers, bool colour, ReadDocument& document) {
  if (options.to == "text") {
    if (document.report) print_report(*document.report, colour, document.rendered);
    return;
  }
  if (document.report) {
    write_report(*document.report, layers, document.rendered);
  } else {
    write_error(document.id, document.report.error(), document.rendered);
  }
  document.rendered += '\n';
}

bool is_to_stderr(const ReadOptions& options, const ReadDocument& document) {
  if (document.report) return false;
  const ErrorCode code = document.report.error().code;
  return options.to == "text" || code == ErrorCode::io || code == ErrorCode::not_found;
}

int read(const ReadOptions& options) {
  Layers layers;
  if (!options.layers.empty()) {
    auto parsed = Layers::parse(options.layers);
    if (!parsed) {
      complain(parsed.error());
      return kUsage;
    }
    layers = *parsed;
  }
  catch_interrupts();
  const bool colour = wants_colour(stdout);
  bool written = true;
  auto count = read_batch(
      options.batch, [&](ReadDocument& document) { render(options, layers, colour, document); },
      [&](ReadDocument document) {
        if (is_to_stderr(options, document)) complain(document.report.error());
        written = std::fwrite(document.rendered.data(), 1, document.rendered.size(), stdout) ==
                  document.rendered.size();
        return written;
      });
  if (!count) return complain(count.error());
  if (!written || std::fflush(stdout) != 0) {
    return complain({ErrorCode::io, fmt::format("standard output: {}", std::strerror(errno))});
  }
  if (count->interrupted) return kInterrupted;
  return count->inputs_failed > 0 ? kFailed : kDone;
}

}  // namespace

void add_read_command(CLI::App& program, int& status) {
  auto options = std::make_shared<ReadOptions>();
  CLI::App& command = *program.add_subcommand("read", "Read reports and print what they say");
  options->batch.add_to(command);
  command
      .add_option("--to", options->to, "text for a person; jsonl, a report a line; json, a list")
      ->check(CLI::IsMember({"text", "json", "jsonl"}))
      ->capture_default_str();
  command
      .add_option("--layers", options->layers,
                  "What to print of a report as JSON, such as claims,places: blocks, sentences, "
                  "tokens, entities, times, places, quantities, statements, predicates, claims; "
                  "without it, all but tokens and predicates")
      ->type_name("LIST");
  command.footer(kExamples);
  command.callback([options, &status] { status = read(*options); });
}

}  // namespace sitrep
