// Reads many documents in several threads and hands on what came of each, in the order of the
// input.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sitrep/ingest/intake.h"
#include "sitrep/ingest/limits.h"
#include "sitrep/reader/engine.h"
#include "sitrep/reader/layers.h"
#include "sitrep/reader/report.h"
#include "sitrep/text/copies.h"

namespace CLI {
class App;
}

namespace sitrep {

// What the subcommands that read documents have in common.
struct BatchOptions {
  std::vector<std::string> files;  // none, or "-": standard input
  std::string from = "auto";       // a name of a Form
  std::string fields;              // of JSON lines: "text=content.body,title=headline"
  IngestLimits limits;
  bool any_language = false;    // reads what is not English, too
  bool gate = false;            // does not read what tells of no event
  std::string copies = "off";   // "mark": they are found; "skip": and not read; or "off"
  size_t copies_memory = 256;   // MB, for what is remembered to find them
  bool documents_only = false;  // takes in, and reads nothing
  bool strict = false;          // a document that was left out makes the exit status kSkipped
  int threads = 0;              // 0: one a core
  Layers layers;                // what is read of each document
  EngineOptions engine;

  // Adds FILE... and the options to a subcommand.
  void add_to(CLI::App& command);
  // The options alone.
  void add_options_to(CLI::App& command);
};

// Why a document is kept, but what it says was not read.
enum class Unread : uint8_t { no, language, no_event, copy };
std::string_view name_of(Unread why);  // "language" ...; empty for `no`

// One document and what was read in it.
struct ReadDocument {
  std::string id;
  std::string where;  // the input, and the record in it
  Result<Report> report = fail(ErrorCode::empty, {});
  std::string author;
  std::string language;  // ISO 639-1; empty: not known
  std::vector<SourceRun> source;
  Unread unread = Unread::no;
  std::optional<Copy> copy;
  std::string copy_of;   // the id of the document that it copies
  std::string rendered;  // what `render` made of it
};

struct BatchCount {
  uint64_t documents = 0;  // taken in
  uint64_t failed = 0;     // documents that could not be read
  uint64_t foreign = 0;    // of those taken in: not read, for they are not English ...
  uint64_t no_event = 0;   // ... or tell of no event ...
  uint64_t copies = 0;     // ... or are copies; with "mark", all copies, which are read
  uint64_t inputs_failed = 0;
  bool interrupted = false;  // by Ctrl-C; what was begun was finished

  void add(const BatchCount& other);
};

// The exit status that the counts give; says on standard error what was left out.
int conclude(const BatchOptions& options, const BatchCount& count);

// What reading needs, opened once.
class Batch {
 public:
  // Errors: invalid_argument (fields), those of Engine::open.
  static Result<Batch> open(const BatchOptions& options);
  Batch(Batch&&) noexcept;
  ~Batch();

  // `render` is called in several threads at once, and may be empty; then `take`, in one thread, in
  // the order of the input: it says whether to go on. At most a few documents a thread are held.
  // Documents that cannot be read go to `take` with their error. Copies are found across all calls.
  BatchCount read(const std::vector<std::string>& files,
                  const std::function<void(ReadDocument&)>& render,
                  const std::function<bool(ReadDocument)>& take);

  // REQUIRES: documents are read, not only taken in.
  const Engine& engine() const;

 private:
  struct Parts;
  explicit Batch(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

// Opens a batch and reads the files of the options. Errors: those of Batch::open.
Result<BatchCount> read_batch(const BatchOptions& options,
                              const std::function<void(ReadDocument&)>& render,
                              const std::function<bool(ReadDocument)>& take);

}  // namespace sitrep
