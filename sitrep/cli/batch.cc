#include "sitrep/cli/batch.h"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_pipeline.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "sitrep/cli/interrupt.h"
#include "sitrep/cli/progress.h"
#include "sitrep/ingest/ingest.h"
#include "sitrep/reader/reader.h"

namespace sitrep {
namespace {

constexpr size_t kDocumentsAThread = 4;

Form form_of(const std::string& from) {
  if (from == "text") return Form::text;
  return from == "jsonl" ? Form::json_lines : Form::detect;
}

bool is_of_input(const Error& error) {
  return error.code == ErrorCode::io || error.code == ErrorCode::not_found;
}

// What one thread keeps from document to document.
struct Worker {
  explicit Worker(const Engine& engine) : reader(engine) {}

  ReadDocument read(RawDocument raw) {
    ReadDocument done{{}, tl::unexpected(Error{}), {}};
    auto document = ingester.read(std::move(raw), done.id);
    done.report = document ? reader.read(std::move(*document))
                           : Result<Report>(tl::unexpected(document.error()));
    return done;
  }

  Ingester ingester;
  Reader reader;
};

}  // namespace

void BatchOptions::add_to(CLI::App& command) {
  command.add_option("FILE", files, "What to read; standard input without one, or as '-'");
  command
      .add_option(
          "--from", from,
          "What the input is: text (a file is a document), jsonl (a line is a document), or "
          "auto, which looks at its first byte")
      ->check(CLI::IsMember({"auto", "text", "jsonl"}))
      ->capture_default_str();
  command.add_option("--threads", threads, "How many documents to read at once; 0: one a core")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  command
      .add_option("--data", engine.data,
                  "The folder of models, lexicon and gazetteer, instead of the program's own")
      ->type_name("DIR");
  command
      .add_option("--lexicon", engine.lexicons,
                  "A lexicon file of your own, which goes before the built-in one; may be repeated")
      ->type_name("FILE")
      ->allow_extra_args(false);
}

Result<BatchCount> read_batch(const BatchOptions& options,
                              const std::function<void(ReadDocument&)>& render,
                              const std::function<bool(ReadDocument)>& take) {
  auto engine = Engine::open(options.engine);
  if (!engine) return tl::unexpected(engine.error());
  const size_t threads = options.threads > 0
                             ? static_cast<size_t>(options.threads)
                             : static_cast<size_t>(tbb::info::default_concurrency());
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  tbb::enumerable_thread_specific<std::unique_ptr<Worker>> workers(
      [&] { return std::make_unique<Worker>(**engine); });
  Inputs inputs(options.files, form_of(options.from));
  Progress progress(options.files);
  BatchCount count;
  bool go_on = true;

  using Raw = std::shared_ptr<RawDocument>;
  using Done = std::shared_ptr<ReadDocument>;
  const auto next = [&](tbb::flow_control& flow) -> Raw {
    if (go_on && !interrupted()) {
      if (auto raw = inputs.next()) {
        progress.show(count.documents + count.failed, inputs.bytes_read());
        return std::make_shared<RawDocument>(std::move(*raw));
      }
    }
    flow.stop();
    return nullptr;
  };
  const auto work = [&](const Raw& raw) -> Done {
    auto done = std::make_shared<ReadDocument>(workers.local()->read(std::move(*raw)));
    if (render) render(*done);
    return done;
  };
  const auto hand_on = [&](const Done& done) {
    if (done->report) {
      ++count.documents;
    } else {
      ++(is_of_input(done->report.error()) ? count.inputs_failed : count.failed);
    }
    if (go_on) go_on = take(std::move(*done));
  };
  tbb::parallel_pipeline(
      threads * kDocumentsAThread,
      tbb::make_filter<void, Raw>(tbb::filter_mode::serial_in_order, next) &
          tbb::make_filter<Raw, Done>(tbb::filter_mode::parallel, work) &
          tbb::make_filter<Done, void>(tbb::filter_mode::serial_in_order, hand_on));
  count.interrupted = interrupted();
  return count;
}

}  // namespace sitrep
