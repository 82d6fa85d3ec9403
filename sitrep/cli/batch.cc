#include "sitrep/cli/batch.h"

#include <fmt/format.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_pipeline.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <deque>

#include "sitrep/base/names.h"
#include "sitrep/cli/cli.h"
#include "sitrep/cli/interrupt.h"
#include "sitrep/cli/progress.h"
#include "sitrep/ingest/ingest.h"
#include "sitrep/ingest/relevance.h"
#include "sitrep/reader/reader.h"

namespace sitrep {
namespace {

constexpr size_t kDocumentsAThread = 4;

bool is_of_input(const Error& error) {
  return error.code == ErrorCode::io || error.code == ErrorCode::not_found;
}

// What one thread keeps from document to document.
class Worker {
 public:
  Worker(const HtmlRules& rules, const IngestOptions& options, const Engine* engine)
      : ingester_(rules, options) {
    if (engine != nullptr) reader_.emplace(*engine);
  }

  ReadDocument take_in(RawDocument raw) {
    ReadDocument done;
    done.where = raw.where;
    auto intake = ingester_.read(std::move(raw), done.id);
    if (!intake) {
      done.report = tl::unexpected(intake.error());
      return done;
    }
    done.author = std::move(intake->author);
    done.language = std::move(intake->language);
    done.source = std::move(intake->source);
    Report report;
    report.document = std::move(intake->document);
    done.report = std::move(report);
    return done;
  }

  void read(ReadDocument& done, const Layers& layers, const Relevance* relevance) {
    if (!done.report || done.unread != Unread::no) return;
    if (relevance != nullptr && !relevance->tells_of_event(done.report->document)) {
      done.unread = Unread::no_event;
    } else if (reader_) {
      done.report = reader_->read(std::move(done.report->document), layers);
    }
  }

 private:
  Ingester ingester_;
  std::optional<Reader> reader_;
};

// Finds copies among all documents that pass by, and knows the ids of the originals.
class CopyFinder {
 public:
  explicit CopyFinder(size_t most_bytes) : index_(most_bytes) {}

  void look_at(ReadDocument& done) {
    if (!done.report) return;
    done.copy = index_.add(done.report->document, number_);
    if (done.copy) {
      const auto found = std::partition_point(
          ids_.begin(), ids_.end(), [&](const auto& id) { return id.first < done.copy->original; });
      done.copy_of = found->second;
    } else {
      ids_.emplace_back(number_, done.id);
      while (ids_.front().first < index_.oldest()) ids_.pop_front();
    }
    ++number_;
  }

 private:
  CopyIndex index_;
  std::deque<std::pair<uint32_t, std::string>> ids_;  // ascending
  uint32_t number_ = 0;
};

void add_limits(CLI::App& command, IngestLimits& limits) {
  const auto add = [&command](const char* name, auto& limit, const char* what) {
    command.add_option(name, limit, what)
        ->group("Limits")
        ->check(CLI::PositiveNumber)
        ->type_name("N")
        ->capture_default_str();
  };
  add("--most-page-bytes", limits.html.bytes, "Bytes of a web page");
  add("--most-page-nodes", limits.html.nodes, "Elements and texts of a web page");
  add("--most-page-depth", limits.html.depth, "Elements within elements of a web page");
  add("--most-page-attributes", limits.html.attributes, "Attributes of one tag");
  add("--most-page-memory", limits.html.memory, "Bytes of memory for the tree of a web page");
  command
      .add_option_function<int64_t>(
          "--most-page-ms",
          [&limits](int64_t ms) { limits.html.time = std::chrono::milliseconds(ms); },
          "Milliseconds that parsing a web page may take [10000]")
      ->group("Limits")
      ->check(CLI::PositiveNumber)
      ->type_name("N");
  add("--most-record-bytes", limits.record, "Bytes of a record of an archive, an item, a letter");
  add("--most-depth", limits.depth, "Elements within elements of a feed");
  add("--most-expansion", limits.expansion, "Bytes that a packed byte may unpack to");
  add("--most-archives", limits.archives, "Archives within archives");
}

}  // namespace

void BatchOptions::add_to(CLI::App& command) {
  command.add_option("FILE", files, "What to read; standard input without one, or as '-'");
  add_options_to(command);
}

void BatchOptions::add_options_to(CLI::App& command) {
  command
      .add_option(
          "--from", from,
          "What the input is: text, html, eml, pdf (a file is a document), jsonl (a line), "
          "warc (a page), feed (an item of RSS, Atom or a WordPress export), mbox (a "
          "letter), or auto, which finds out by its content; gzip, zstd, zip and tar are unpacked")
      ->check(
          CLI::IsMember({"auto", "text", "jsonl", "html", "warc", "feed", "mbox", "eml", "pdf"}))
      ->capture_default_str();
  command
      .add_option("--fields", fields,
                  "Where JSON lines of another program keep what is asked for, such as "
                  "text=content.body,title=headline,published=date")
      ->type_name("MAP");
  command.add_flag("--any-language", any_language,
                   "Read documents that are not English, too, instead of only keeping them");
  command.add_flag("--gate", gate,
                   "Keep documents that tell of no political or violent event (sports, markets, "
                   "celebrities) without reading what they say");
  command
      .add_option("--copies", copies,
                  "Documents that repeat the words of one before: mark says so, skip keeps them "
                  "without reading what they say, off does not look for them")
      ->check(CLI::IsMember({"mark", "skip", "off"}))
      ->capture_default_str();
  command.add_flag("--strict", strict, "Exit status 3 when a document was left out");
  command
      .add_option("--copies-memory", copies_memory,
                  "MB of memory to find copies with, 1.5 KB for a report of 400 words; what came "
                  "first is forgotten first")
      ->group("Limits")
      ->check(CLI::PositiveNumber)
      ->type_name("MB")
      ->capture_default_str();
  add_limits(command, limits);
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

std::string_view name_of(Unread why) {
  constexpr std::array<std::string_view, 4> kNames = {"", "language", "no_event", "copy"};
  return name_in(kNames, why);
}

void BatchCount::add(const BatchCount& other) {
  documents += other.documents;
  failed += other.failed;
  foreign += other.foreign;
  no_event += other.no_event;
  copies += other.copies;
  inputs_failed += other.inputs_failed;
  interrupted |= other.interrupted;
}

struct Batch::Parts {
  BatchOptions options;
  std::shared_ptr<const Engine> engine;  // none where documents are only taken in
  HtmlRules rules;
  std::unique_ptr<const Relevance> relevance;  // with --gate
  IngestOptions intake;
  std::optional<CopyFinder> copies;
  tbb::enumerable_thread_specific<std::unique_ptr<Worker>> workers{
      [this] { return std::make_unique<Worker>(rules, intake, engine.get()); }};

  // What is known of a document before it is read.
  void look_at(ReadDocument& done) {
    if (copies) copies->look_at(done);
    if (!options.any_language && !done.language.empty() && done.language != "en") {
      done.unread = Unread::language;
    } else if (done.copy && options.copies == "skip") {
      done.unread = Unread::copy;
    }
  }

  static void count_in(const ReadDocument& done, BatchCount& count) {
    if (!done.report) {
      ++(is_of_input(done.report.error()) ? count.inputs_failed : count.failed);
      return;
    }
    ++count.documents;
    count.foreign += done.unread == Unread::language;
    count.no_event += done.unread == Unread::no_event;
    count.copies += done.unread == Unread::no ? done.copy.has_value() : done.unread == Unread::copy;
  }
};

Batch::Batch(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Batch::Batch(Batch&&) noexcept = default;
Batch::~Batch() = default;

const Engine& Batch::engine() const {
  return *parts_->engine;
}

Result<Batch> Batch::open(const BatchOptions& options) {
  auto parts = std::make_unique<Parts>();
  auto fields = FieldMap::parse(options.fields);
  if (!fields) return tl::unexpected(fields.error());
  std::optional<Lexicon> lexicon;
  if (options.documents_only) {
    auto opened = Lexicon::open(data_folder(options.engine) + "/lexicon.bin");
    if (!opened) return tl::unexpected(opened.error());
    lexicon = std::move(*opened);
  } else {
    auto opened = Engine::open(options.engine);
    if (!opened) return tl::unexpected(opened.error());
    parts->engine = std::move(*opened);
  }
  const Lexicon& knowledge = lexicon ? *lexicon : parts->engine->lexicon;
  auto rules = HtmlRules::compile(knowledge);
  if (!rules) return tl::unexpected(rules.error());
  if (options.gate) {
    auto relevance = Relevance::compile(knowledge);
    if (!relevance) return tl::unexpected(relevance.error());
    parts->relevance = std::make_unique<const Relevance>(std::move(*relevance));
  }
  parts->options = options;
  parts->rules = std::move(*rules);
  parts->intake = {options.limits, std::move(*fields), true};
  if (options.copies != "off") parts->copies.emplace(options.copies_memory * 1'000'000);
  return Batch(std::move(parts));
}

BatchCount Batch::read(const std::vector<std::string>& files,
                       const std::function<void(ReadDocument&)>& render,
                       const std::function<bool(ReadDocument)>& take) {
  const BatchOptions& options = parts_->options;
  const size_t threads = options.threads > 0
                             ? static_cast<size_t>(options.threads)
                             : static_cast<size_t>(tbb::info::default_concurrency());
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
  Inputs inputs(files, form_named(options.from).value_or(Form::detect), options.limits);
  Progress progress(files);
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
  const auto take_in = [&](const Raw& raw) -> Done {
    return std::make_shared<ReadDocument>(parts_->workers.local()->take_in(std::move(*raw)));
  };
  const auto look_at = [&](const Done& done) -> Done {
    parts_->look_at(*done);
    return done;
  };
  const auto work = [&](const Done& done) -> Done {
    parts_->workers.local()->read(*done, options.layers, parts_->relevance.get());
    if (render) render(*done);
    return done;
  };
  const auto hand_on = [&](const Done& done) {
    Parts::count_in(*done, count);
    if (go_on) go_on = take(std::move(*done));
  };
  tbb::parallel_pipeline(
      threads * kDocumentsAThread,
      tbb::make_filter<void, Raw>(tbb::filter_mode::serial_in_order, next) &
          tbb::make_filter<Raw, Done>(tbb::filter_mode::parallel, take_in) &
          tbb::make_filter<Done, Done>(tbb::filter_mode::serial_in_order, look_at) &
          tbb::make_filter<Done, Done>(tbb::filter_mode::parallel, work) &
          tbb::make_filter<Done, void>(tbb::filter_mode::serial_in_order, hand_on));
  count.interrupted = interrupted();
  return count;
}

Result<BatchCount> read_batch(const BatchOptions& options,
                              const std::function<void(ReadDocument&)>& render,
                              const std::function<bool(ReadDocument)>& take) {
  auto batch = Batch::open(options);
  if (!batch) return tl::unexpected(batch.error());
  return batch->read(options.files, render, take);
}

int conclude(const BatchOptions& options, const BatchCount& count) {
  const uint64_t failed = count.failed + count.inputs_failed;
  const uint64_t copies = options.copies == "skip" ? count.copies : 0;
  const uint64_t unread = count.foreign + count.no_event + copies;
  if (failed + unread + count.copies > 0) {
    std::string line = fmt::format("sitrep: {} documents read", count.documents - unread);
    const auto say = [&line](uint64_t number, const char* what) {
      if (number > 0) line += fmt::format(", {} {}", number, what);
    };
    say(count.foreign, "kept that are not English");
    say(count.no_event, "kept that tell of no event");
    say(copies, "kept that are copies");
    say(count.copies - copies, "of them copies");
    say(failed, "left out");
    fmt::print(stderr, "{}\n", line);
  }
  if (count.interrupted) return kInterrupted;
  if (count.inputs_failed > 0) return kFailed;
  return options.strict && failed + unread > 0 ? kSkipped : kDone;
}

}  // namespace sitrep
