#include "sitrep/cli/cli.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>

namespace sitrep {
namespace {

constexpr std::array<AddCommand, 13> kCommands = {
    add_read_command,      add_add_command,     add_watch_command, add_show_command,
    add_export_command,    add_changes_command, add_brief_command, add_stories_command,
    add_serve_command,     add_explain_command, add_place_command, add_gazetteer_command,
    add_completion_command};

constexpr const char* kExitStatuses =
    "Exit status: 0 when every input was handled (documents that could not be read are named in "
    "the\n"
    "output), 1 when an input or a file of sitrep's own could not be read or written, 2 when the\n"
    "command line makes no sense, 3 when a document was left out and --strict was given, 130 when\n"
    "interrupted.";

}  // namespace

int complain(const Error& error) {
  fmt::print(stderr, "sitrep: {}\n", error.message);
  return kFailed;
}

int run(int argc, char** argv) {
  CLI::App program("sitrep reads news reports and keeps the situation that they describe.",
                   "sitrep");
  program.set_version_flag("--version", "sitrep 0.1.0");
  program.require_subcommand(1);
  program.footer(kExitStatuses);
  int status = kDone;
  for (const AddCommand add : kCommands) add(program, status);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? kDone : kUsage;
  }
  return status;
}

}  // namespace sitrep
