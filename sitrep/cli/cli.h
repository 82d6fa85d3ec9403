// The command line: one file a subcommand.
//
// A subcommand is a function that adds itself to the program: its options, its help, and a callback
// that does the work and leaves its exit status. cli.cc lists them in the order of `sitrep --help`.
#pragma once

#include <string>

#include "sitrep/base/result.h"

namespace CLI {
class App;
}

namespace sitrep {

// Exit statuses, the same for every subcommand.
inline constexpr int kDone = 0;  // all was handled; documents with errors are named in the output
inline constexpr int kFailed =
    1;  // an input, or what the program needs, could not be read or written
inline constexpr int kUsage = 2;    // the command line makes no sense
inline constexpr int kSkipped = 3;  // with --strict: a document was left out
inline constexpr int kInterrupted = 130;

// The program: parses the arguments, runs one subcommand, gives the exit status.
int run(int argc, char** argv);

// "sitrep: message" on standard error; gives kFailed.
int complain(const Error& error);

using AddCommand = void (*)(CLI::App& program, int& status);
void add_read_command(CLI::App& program, int& status);
void add_add_command(CLI::App& program, int& status);
void add_watch_command(CLI::App& program, int& status);
void add_show_command(CLI::App& program, int& status);
void add_export_command(CLI::App& program, int& status);
void add_serve_command(CLI::App& program, int& status);
void add_changes_command(CLI::App& program, int& status);
void add_brief_command(CLI::App& program, int& status);
void add_stories_command(CLI::App& program, int& status);
void add_explain_command(CLI::App& program, int& status);
void add_place_command(CLI::App& program, int& status);
void add_gazetteer_command(CLI::App& program, int& status);
void add_completion_command(CLI::App& program, int& status);

}  // namespace sitrep
