// sitrep add FILE... --db situation.db: reads reports and keeps them.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "sitrep/cli/adder.h"
#include "sitrep/cli/batch.h"
#include "sitrep/cli/cli.h"
#include "sitrep/cli/interrupt.h"

namespace sitrep {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  sitrep add --db situation.db story.txt      keep what a report says\n"
    "  sitrep add --db situation.db *.jsonl        keep many; those known already change nothing\n"
    "\n"
    "Ctrl-C and crashes leave the database whole: what was added before stays. See `sitrep show`.";

struct AddOptions {
  BatchOptions batch;
  std::string db;
};

int add(const AddOptions& options) {
  auto store = Store::open(options.db);
  if (!store) return complain(store.error());
  catch_interrupts();
  Adder adder(*store);
  auto count = read_batch(options.batch, {}, [&](ReadDocument document) {
    if (document.report) return adder.take(std::move(*document.report));
    complain(document.report.error());
    return true;
  });
  adder.flush();
  if (!count) return complain(count.error());
  fmt::print("{}: {} added, {} known already, {} could not be read\n", options.db,
             adder.count().added, adder.count().known, count->failed + count->inputs_failed);
  if (adder.error()) return complain(*adder.error());
  return conclude(options.batch, *count);
}

}  // namespace

void add_add_command(CLI::App& program, int& status) {
  auto options = std::make_shared<AddOptions>();
  CLI::App& command = *program.add_subcommand("add", "Read reports and keep them in a database");
  options->batch.add_to(command);
  command.add_option("--db", options->db, "The database; made where there is none")
      ->type_name("FILE")
      ->required();
  command.footer(kExamples);
  command.callback([options, &status] { status = add(*options); });
}

}  // namespace sitrep
