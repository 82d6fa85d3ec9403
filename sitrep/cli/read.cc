// sitrep read [FILE...]: what each document says.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <memory>

#include "sitrep/cli/batch.h"
#include "sitrep/cli/cli.h"
#include "sitrep/cli/interrupt.h"
#include "sitrep/cli/report_text.h"
#include "sitrep/formats/view.h"
#include "sitrep/reader/json_out.h"
#include "sitrep/reader/report_json.h"
#include "sitrep/text/positions.h"

namespace sitrep {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  sitrep read story.txt                        what a report says, for a person\n"
    "  sitrep read --to json story.txt              the same, for a program\n"
    "  sitrep read --to jsonl reports.jsonl > out   a report a line, in the order of the input\n"
    "  curl -s $URL | sitrep read --layers claims --to jsonl\n"
    "  sitrep read --to documents CC-NEWS.warc.gz   what comes in, as JSON lines, without reading "
    "it\n"
    "  sitrep read --to jsonl --copies skip --gate dump.tar.gz   each text once, and no sports\n"
    "\n"
    "A document that cannot be read gives an error in its place, and the rest goes on.";

struct ReadOptions {
  BatchOptions batch;
  std::string to = "text";
  std::string layers;
  bool source = false;  // says where the text stands in the bytes of the page
};

bool is_of_input(const Error& error) {
  return error.code == ErrorCode::io || error.code == ErrorCode::not_found;
}

// Puts what was read on standard output. `render` may run in several threads at once.
class Output {
 public:
  explicit Output(const ReadOptions& options)
      : as_text_(options.to == "text"),
        as_list_(options.to == "json"),
        as_documents_(options.to == "documents"),
        with_source_(options.source),
        layers_(options.batch.layers),
        colour_(wants_colour(stdout)) {}

  void render(ReadDocument& document) const {
    if (as_text_) {
      if (document.report) {
        print_report(*document.report, colour_, document.rendered);
        print_intake(document);
      }
    } else if (document.report && as_documents_) {
      write_document(document);
    } else if (document.report) {
      write_report(*document.report, layers_, document.rendered);
      add_intake(document);
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
  // A line that `--from jsonl` takes back.
  void write_document(ReadDocument& document) const {
    const Document& d = document.report->document;
    JsonOut json(document.rendered);
    json.open('{').field("id", d.meta.id).field("text", d.text).field("title", d.meta.title);
    json.field("published", d.meta.published).field("publisher", d.meta.publisher);
    json.field("url", d.meta.url).field("author", document.author);
    json.field("language", document.language).field("unread", name_of(document.unread));
    write_intake(document, json);
    json.close('}');
  }

  // What was known of a document before it was read goes into its report.
  void add_intake(ReadDocument& document) const {
    document.rendered.pop_back();
    std::string intake;
    JsonOut json(intake);
    json.open('{').field("author", document.author).field("language", document.language);
    json.field("unread", name_of(document.unread));
    write_intake(document, json);
    json.close('}');
    document.rendered += intake == "{}" ? "}" : ",\"intake\":" + intake + "}";
  }

  void write_intake(const ReadDocument& document, JsonOut& json) const {
    if (document.copy) {
      json.key("copy").open('{').field("of", document.copy_of);
      json.field("share", rounded(document.copy->share));
      json.field("share_of_original", rounded(document.copy->share_of_original));
      json.key("runs").open('[');
      for (const SharedRun& run : document.copy->runs) write_row(json, run.later, run.earlier);
      json.close(']').close('}');
    }
    if (!with_source_ || document.source.empty()) return;
    const Positions positions(document.report->document.text);
    json.key("source").open('[');
    for (const SourceRun& run : document.source) {
      write_row(json, positions.code_points(run.text), run.raw);
    }
    json.close(']');
  }

  static double rounded(double share) { return std::round(share * 1e3) / 1e3; }

  static void write_row(JsonOut& json, Span a, Span b) {
    json.open('[').number(a.begin).number(a.end).number(b.begin).number(b.end).close(']');
  }

  static void print_intake(ReadDocument& document) {
    if (document.unread != Unread::no) {
      document.rendered += fmt::format("Not read: {}.\n", reason(document));
    } else if (document.copy) {
      document.rendered += fmt::format("{:.0f}% of its words stand in {} before.\n",
                                       document.copy->share * 100, one_line(document.copy_of));
    }
  }

  static std::string reason(const ReadDocument& document) {
    switch (document.unread) {
      case Unread::language:
        return fmt::format("it is not in English but in \"{}\"", document.language);
      case Unread::no_event:
        return "it tells of no political or violent event";
      default:
        return fmt::format("it copies {}", one_line(document.copy_of));
    }
  }

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
  bool as_documents_;
  bool with_source_;
  Layers layers_;
  bool colour_;
  bool first_ = true;
  int errno_ = 0;  // of the first write that failed
};

int read(ReadOptions options) {
  if (!options.layers.empty()) {
    auto parsed = Layers::parse(options.layers);
    if (!parsed) {
      complain(parsed.error());
      return kUsage;
    }
    // A text for a person shows all that there is.
    if (options.to != "text") options.batch.layers = *parsed;
  }
  catch_interrupts();
  Output output(options);
  auto count = read_batch(
      options.batch, [&](ReadDocument& document) { output.render(document); },
      [&](ReadDocument document) { return output.take(document); });
  if (!count) return complain(count.error());
  if (!output.end()) return complain(output.error());
  return conclude(options.batch, *count);
}

}  // namespace

void add_read_command(CLI::App& program, int& status) {
  auto options = std::make_shared<ReadOptions>();
  options->batch.copies = "mark";
  CLI::App& command = *program.add_subcommand("read", "Read reports and print what they say");
  options->batch.add_to(command);
  command
      .add_option(
          "--to", options->to,
          "text for a person; jsonl, a report a line; json, a list; documents, what came in, "
          "a line each, without reading what it says")
      ->check(CLI::IsMember({"text", "json", "jsonl", "documents"}))
      ->capture_default_str();
  command
      .add_option("--layers", options->layers,
                  "What to print of a report as JSON, such as claims,places: blocks, sentences, "
                  "tokens, entities, times, places, quantities, statements, predicates, claims; "
                  "without it, all but tokens and predicates")
      ->type_name("LIST");
  command.add_flag("--source", options->source,
                   "Say in the JSON where a page's text stands in its bytes: a list of [begin, "
                   "end, first byte, last byte and one]");
  command.footer(kExamples);
  command.callback([options, &status] {
    options->batch.documents_only = options->to == "documents";
    status = read(*options);
  });
}

}  // namespace sitrep
