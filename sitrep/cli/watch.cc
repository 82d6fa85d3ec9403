// sitrep watch FOLDER --db situation.db: reads files as they appear, and keeps what they say.
//
//     look ── new or changed files ── unchanged for a while? ── read ── kept, and noted as done
//       ▲                                   not yet: wait                        │
//       └────────────────────────────────────────────────────────────────────────┘
//
// It looks again and again instead of asking the system for events: that works on network disks,
// too, and what appeared while nobody watched is found the same way. A file is noted as done when
// all its reports are in the database; what was cut short is read again, which changes nothing for
// the reports that are there already.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <thread>

#include "sitrep/cli/adder.h"
#include "sitrep/cli/batch.h"
#include "sitrep/cli/cli.h"
#include "sitrep/cli/interrupt.h"

namespace sitrep {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr const char* kExamples =
    "Examples:\n"
    "  sitrep watch inbox --db situation.db             until Ctrl-C\n"
    "  sitrep watch inbox --db situation.db --once      what is there, and no more\n"
    "  sitrep serve --db situation.db                   in another window: the page follows\n"
    "\n"
    "A file is read when it has not changed for --settle seconds; hidden files, links and the "
    "names\n"
    "*.part, *.tmp, *.crdownload and *~ are left alone. A file that changes is read again. A file\n"
    "that cannot be read is named on standard error, and the rest goes on. The database keeps "
    "which\n"
    "files are done, so that another `sitrep watch` goes on where this one stopped.";

constexpr size_t kFilesAtOnce = 32;

struct WatchOptions {
  BatchOptions batch;
  std::string folder;
  std::string db;
  double every = 2;
  double settle = 2;
  bool once = false;
};

// Whether somebody is still writing it, by its name.
bool is_unfinished(const std::string& name) {
  for (const char* end : {".part", ".tmp", ".crdownload", "~"}) {
    if (name.ends_with(end)) return true;
  }
  return false;
}

// The files of a folder and of those in it, by name. Errors: io.
Result<std::vector<WatchedFile>> files_of(const std::string& folder) {
  std::vector<WatchedFile> files;
  std::error_code error;
  for (auto at = fs::recursive_directory_iterator(folder, error);
       !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    const std::string name = at->path().filename().string();
    std::error_code gone;  // a file may vanish while we look
    const fs::file_status status = at->symlink_status(gone);
    if (name.starts_with('.')) {
      if (fs::is_directory(status)) at.disable_recursion_pending();
      continue;
    }
    if (!fs::is_regular_file(status) || is_unfinished(name)) continue;
    const auto changed = at->last_write_time(gone);
    const uint64_t size = gone ? 0 : at->file_size(gone);
    if (gone) continue;
    files.push_back({at->path().string(), size, changed.time_since_epoch().count()});
  }
  if (error) return fail(ErrorCode::io, fmt::format("{}: {}", folder, error.message()));
  std::sort(files.begin(), files.end(),
            [](const WatchedFile& a, const WatchedFile& b) { return a.path < b.path; });
  return files;
}

class Watcher {
 public:
  Watcher(const WatchOptions& options, Store& store, Batch& batch)
      : options_(options), store_(store), batch_(batch) {}

  // Errors: those of the database that no patience helps against.
  Result<void> watch() {
    auto done = store_.watched();
    if (!done) return tl::unexpected(done.error());
    for (WatchedFile& file : *done) done_.insert_or_assign(file.path, std::move(file));
    for (;;) {
      bool waiting = false;
      const std::vector<WatchedFile> ready = look(waiting);
      for (size_t i = 0; i < ready.size() && !interrupted(); i += kFilesAtOnce) {
        const size_t end = std::min(ready.size(), i + kFilesAtOnce);
        auto read = read_files({ready.begin() + static_cast<std::ptrdiff_t>(i),
                                ready.begin() + static_cast<std::ptrdiff_t>(end)});
        if (!read) return read;
      }
      if (interrupted() || (options_.once && !waiting && ready.empty())) return {};
      rest(ready.empty() ? options_.every : 0);
    }
  }

  const BatchCount& count() const { return count_; }
  const AddCount& added() const { return added_; }

 private:
  // The files that are to be read now. `waiting`: others are still being written.
  std::vector<WatchedFile> look(bool& waiting) {
    auto files = files_of(options_.folder);
    if (!files) {
      // A network disk may come back.
      if (!lost_) complain(files.error());
      lost_ = true;
      return {};
    }
    lost_ = false;
    std::vector<WatchedFile> ready;
    std::map<std::string, WatchedFile> seen;
    const auto now = fs::file_time_type::clock::now().time_since_epoch();
    for (WatchedFile& file : *files) {
      if (const auto done = done_.find(file.path); done != done_.end() && done->second == file) {
        continue;
      }
      // Quiet by its own clock, and since the last look, for the clock of another machine may be
      // wrong.
      const std::chrono::duration<double> age = now - fs::file_time_type::duration(file.changed);
      const auto before = seen_.find(file.path);
      const bool quiet = age.count() >= options_.settle || age.count() < 0;
      const bool same = before != seen_.end() && before->second == file;
      if ((quiet && same) || (options_.settle == 0)) {
        ready.push_back(file);
      } else {
        waiting = true;
      }
      seen.insert_or_assign(file.path, std::move(file));
    }
    seen_ = std::move(seen);
    return ready;
  }

  Result<void> read_files(const std::vector<WatchedFile>& files) {
    std::vector<std::string> paths;
    for (const WatchedFile& file : files) paths.push_back(file.path);
    Adder adder(store_);
    const BatchCount count = batch_.read(paths, {}, [&](ReadDocument document) {
      if (document.report) return adder.take(std::move(*document.report));
      complain(document.report.error());
      return true;
    });
    const bool kept = adder.flush();
    count_.add(count);
    added_.added += adder.count().added;
    added_.known += adder.count().known;
    if (!kept) return later(*adder.error());
    if (count.interrupted) return {};  // some may not have been read to their ends
    if (auto noted = store_.note_watched(files); !noted) return later(noted.error());
    for (const WatchedFile& file : files) done_.insert_or_assign(file.path, file);
    fmt::print("{}: {} added, {} known already, {} could not be read\n",
               files.size() == 1 ? files[0].path : fmt::format("{} files", files.size()),
               adder.count().added, adder.count().known, count.failed + count.inputs_failed);
    std::fflush(stdout);
    return {};
  }

  // A full disk and another writer's lock pass; the files stay to be read.
  Result<void> later(const Error& error) {
    if (error.code != ErrorCode::locked && error.code != ErrorCode::no_space) {
      return tl::unexpected(error);
    }
    complain(error);
    rest(options_.every);
    return {};
  }

  static void rest(double seconds) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    while (!interrupted() && std::chrono::steady_clock::now() < end) {
      std::this_thread::sleep_for(50ms);
    }
  }

  const WatchOptions& options_;
  Store& store_;
  Batch& batch_;
  std::map<std::string, WatchedFile> done_;
  std::map<std::string, WatchedFile> seen_;  // at the last look, and not done
  bool lost_ = false;                        // the folder could not be looked into
  BatchCount count_;
  AddCount added_;
};

int watch(WatchOptions options) {
  std::error_code error;
  // The same file has the same name from whatever folder the program is started in.
  options.folder = fs::canonical(options.folder, error).string();
  if (error || !fs::is_directory(options.folder, error)) {
    return complain({ErrorCode::not_found, "there is no such folder to watch"});
  }
  auto store = Store::open(options.db);
  if (!store) return complain(store.error());
  auto batch = Batch::open(options.batch);
  if (!batch) return complain(batch.error());
  catch_interrupts();
  Watcher watcher(options, *store, *batch);
  auto watched = watcher.watch();
  fmt::print("{}: {} added, {} known already, {} could not be read\n", options.db,
             watcher.added().added, watcher.added().known,
             watcher.count().failed + watcher.count().inputs_failed);
  if (!watched) return complain(watched.error());
  BatchCount count = watcher.count();
  // To be interrupted is how watching ends, and a bad file is one that is left out.
  count.interrupted = false;
  count.failed += count.inputs_failed;
  count.inputs_failed = 0;
  return conclude(options.batch, count);
}

}  // namespace

void add_watch_command(CLI::App& program, int& status) {
  auto options = std::make_shared<WatchOptions>();
  CLI::App& command =
      *program.add_subcommand("watch", "Read files as they appear in a folder and keep them");
  command.add_option("FOLDER", options->folder, "The folder, with all in it")->required();
  command.add_option("--db", options->db, "The database; made where there is none")
      ->type_name("FILE")
      ->required();
  command.add_option("--every", options->every, "Seconds between looks")
      ->check(CLI::PositiveNumber)
      ->type_name("SECONDS")
      ->capture_default_str();
  command
      .add_option("--settle", options->settle,
                  "Seconds for which a file must not have changed before it is read")
      ->check(CLI::NonNegativeNumber)
      ->type_name("SECONDS")
      ->capture_default_str();
  command.add_flag("--once", options->once, "End when all that is there has been read");
  options->batch.add_options_to(command);
  command.footer(kExamples);
  command.callback([options, &status] { status = watch(*options); });
}

}  // namespace sitrep
