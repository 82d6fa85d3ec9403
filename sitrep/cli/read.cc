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

bool is_of_input(const Error& error) {
  return error.code == ErrorCode::io || error.code == ErrorCode::not_found;
}

// Puts what was read on standard output. `render` may run in several threads at once.
class Output {
 public:
  Output(const ReadOptions& options, const Layers& layers)
      : as_text_(options.to == "text"),
        as_list_(options.to == "json"),
        layers_(layers),
        colour_(wants_colour(stdout)) {}

  void render(ReadDocument& document) const {
    if (as_text_) {
      if (document.report) print_report(*document.report, colour_, document.rendered);
    } else if (document.report) {
      write_report(*document.report, layers_, document.rendered);
    } else {
      write_error(document.id, document.report.error(), document.rendered);
    }
  }

  // Whether to go on.
  bool take(const ReadDocument& document) {
    if (!document.report && (as_text_ || is_of_input(document.report.error()))) {
      complain(document.report.error());
    }
    if (as_list_) put(first_ ? "[\n" : ",\n");
    first_ = false;
    put(document.rendered);
    if (!as_text_ && !as_list_) put("\n");
    // A reader at the other end of a pipe sees each report when it is done.
    return flush();
  }

  // Whether all was written.
  bool end() {
    if (as_list_) put(first_ ? "[]\n" : "\n]\n");
    return flush();
  }

  Error error() const {
    return {ErrorCode::io, fmt::format("standard output: {}", std::strerror(errno_))};
  }

 private:
  void put(std::string_view bytes) {
    if (errno_ != 0) return;
    if (std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size()) errno_ = errno;
  }

  bool flush() {
    if (errno_ == 0 && std::fflush(stdout) != 0) errno_ = errno;
    return errno_ == 0;
  }

  bool as_text_;
  bool as_list_;
  Layers layers_;
  bool colour_;
  bool first_ = true;
  int errno_ = 0;  // of the first write that failed
};

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
  Output output(options, layers);
  auto count = read_batch(
      options.batch, [&](ReadDocument& document) { output.render(document); },
      [&](ReadDocument document) { return output.take(document); });
  if (!count) return complain(count.error());
  if (!output.end()) return complain(output.error());
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
