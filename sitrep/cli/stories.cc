// sitrep stories [FILE...]: which reports tell of the same happening, and which copy which.
#include "sitrep/picture/stories.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <numeric>

#include "sitrep/cli/batch.h"
#include "sitrep/cli/cli.h"
#include "sitrep/cli/interrupt.h"
#include "sitrep/cli/situation.h"
#include "sitrep/formats/view.h"
#include "sitrep/reader/json_out.h"
#include "sitrep/text/copies.h"

namespace sitrep {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  sitrep stories reports.jsonl                  the stories, and who copies whom\n"
    "  sitrep stories --to jsonl < reports.jsonl     one line a document: its id and its story\n"
    "\n"
    "Documents are read as far as their words; claims are not looked for.";

struct StoriesOptions {
  BatchOptions batch;
  std::string to = "text";
};

// The documents of all inputs, in their order.
struct Documents {
  std::vector<Document> read;
  std::vector<std::pair<std::string, Error>> failed;
};

struct Grouping {
  std::vector<uint32_t> original;  // by document: the earliest with its words
  std::vector<uint32_t> story;     // by document
};

// The earlier published counts as the original; of equals the one with the smaller id.
Grouping group(const std::vector<Document>& documents, const PictureLexicon& lexicon) {
  std::vector<uint32_t> order(documents.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    const auto key = [&](uint32_t at) {
      const Metadata& meta = documents[at].meta;
      return std::tuple(meta.published.empty(), std::string_view(meta.published),
                        document_id(documents[at]), at);
    };
    return key(a) < key(b);
  });
  std::vector<const Document*> list;
  for (const uint32_t at : order) list.push_back(&documents[at]);
  const std::vector<uint32_t> originals = find_originals(list);
  const std::vector<uint32_t> stories = find_stories(list, originals, lexicon);
  Grouping out{std::vector<uint32_t>(list.size()), std::vector<uint32_t>(list.size())};
  for (size_t i = 0; i < list.size(); ++i) {
    out.original[order[i]] = order[originals[i]];
    out.story[order[i]] = stories[i];
  }
  return out;
}

void write_lines(const Documents& documents, const Grouping& grouping, std::string& out) {
  for (size_t at = 0; at < documents.read.size(); ++at) {
    JsonOut json(out);
    json.open('{').field("id", documents.read[at].meta.id);
    json.field("story", fmt::format("s{}", grouping.story[at] + 1));
    if (grouping.original[at] != at) {
      json.field("copy_of", documents.read[grouping.original[at]].meta.id);
    }
    json.close('}');
    out += '\n';
  }
  for (const auto& [id, error] : documents.failed) {
    JsonOut json(out);
    json.open('{').field("id", id).key("error").open('{');
    json.field("code", name_of(error.code)).field("message", error.message).close('}').close('}');
    out += '\n';
  }
}

std::string line_of(const Document& document) {
  const std::string& title = document.meta.title;
  std::string words(title.empty() && !document.blocks.empty()
                        ? document.words(document.blocks.front().span)
                        : std::string_view(title));
  words = one_line(words.substr(0, words.find('\n')));
  return fmt::format("{}  {}  {}", document.meta.published.substr(0, 10), document.meta.id, words);
}

void write_text(const Documents& documents, const Grouping& grouping, std::string& out) {
  std::vector<std::vector<uint32_t>> stories;
  for (uint32_t at = 0; at < documents.read.size(); ++at) {
    const uint32_t story = grouping.story[at];
    if (story >= stories.size()) stories.resize(story + 1);
    stories[story].push_back(at);
  }
  for (size_t i = 0; i < stories.size(); ++i) {
    const auto& list = stories[i];
    const auto voices = std::count_if(list.begin(), list.end(),
                                      [&](uint32_t at) { return grouping.original[at] == at; });
    const Support support{static_cast<uint32_t>(list.size()), static_cast<uint32_t>(voices)};
    out += fmt::format("Story {}: {}\n", i + 1, words_of(support));
    for (const uint32_t at : list) {
      out += fmt::format("  {}\n", line_of(documents.read[at]));
      const uint32_t original = grouping.original[at];
      if (original != at) out += fmt::format("    copies {}\n", documents.read[original].meta.id);
    }
  }
}

int stories(const StoriesOptions& options) {
  auto lexicon = open_picture_lexicon(data_folder(options.batch.engine));
  if (!lexicon) return complain(lexicon.error());
  catch_interrupts();
  Documents documents;
  auto count = read_batch(options.batch, {}, [&](ReadDocument document) {
    if (document.report) {
      documents.read.push_back(std::move(document.report->document));
    } else {
      documents.failed.emplace_back(document.id, document.report.error());
    }
    return true;
  });
  if (!count) return complain(count.error());
  const Grouping grouping = group(documents.read, *lexicon);
  std::string out;
  if (options.to == "jsonl") {
    write_lines(documents, grouping, out);
  } else {
    for (const auto& [id, error] : documents.failed) complain(error);
    write_text(documents, grouping, out);
  }
  if (const int written = write_out(out); written != kDone) return written;
  if (count->interrupted) return kInterrupted;
  return count->inputs_failed > 0 ? kFailed : kDone;
}

}  // namespace

void add_stories_command(CLI::App& program, int& status) {
  auto options = std::make_shared<StoriesOptions>();
  CLI::App& command = *program.add_subcommand(
      "stories", "Group reports by what they tell of, and find those that copy others");
  options->batch.documents_only = true;
  options->batch.add_to(command);
  command.add_option("--to", options->to, "text for a person; jsonl, a document a line")
      ->check(CLI::IsMember({"text", "jsonl"}))
      ->capture_default_str();
  command.footer(kExamples);
  command.callback([options, &status] { status = stories(*options); });
}

}  // namespace sitrep
