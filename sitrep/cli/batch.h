// Reads many documents in several threads and hands on what came of each, in the order of the
// input.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "sitrep/ingest/inputs.h"
#include "sitrep/reader/engine.h"
#include "sitrep/reader/report.h"

namespace CLI {
class App;
}

namespace sitrep {

// What the subcommands that read documents have in common.
struct BatchOptions {
  std::vector<std::string> files;  // none, or "-": standard input
  std::string from = "auto";       // auto, text, jsonl
  int threads = 0;                 // 0: one a core
  EngineOptions engine;

  // Adds the options and FILE... to a subcommand.
  void add_to(CLI::App& command);
};

// One document and what was read in it.
struct ReadDocument {
  std::string id;
  Result<Report> report;
  std::string rendered;  // what `render` made of it
};

struct BatchCount {
  uint64_t documents = 0;  // read
  uint64_t failed = 0;     // documents that could not be read
  uint64_t inputs_failed = 0;
  bool interrupted = false;  // by Ctrl-C; what was begun was finished
};

// `render` is called in several threads at once, and may be empty; then `take`, in one thread, in
// the order of the input: it says whether to go on. At most a few documents a thread are held.
// Errors: those of Engine::open. Documents that cannot be read go to `take` with their error.
Result<BatchCount> read_batch(const BatchOptions& options,
                              const std::function<void(ReadDocument&)>& render,
                              const std::function<bool(ReadDocument)>& take);

}  // namespace sitrep
