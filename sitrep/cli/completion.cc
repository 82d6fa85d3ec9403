// sitrep completion bash|zsh|fish: what a shell needs to complete the subcommands and options.
//
// Made from the program's own options, so that it never falls behind them.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>

#include "sitrep/cli/cli.h"

namespace sitrep {
namespace {

constexpr const char* kExamples =
    "Examples:\n"
    "  sitrep completion bash > /etc/bash_completion.d/sitrep\n"
    "  sitrep completion zsh > \"${fpath[1]}/_sitrep\"\n"
    "  sitrep completion fish > ~/.config/fish/completions/sitrep.fish";

std::vector<std::string> options_of(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

// For the shells' single quotes.
std::string quoted(std::string text) {
  for (size_t at = 0; (at = text.find('\'', at)) != std::string::npos; at += 4) {
    text.replace(at, 1, "'\\''");
  }
  return "'" + text + "'";
}

std::string bash(const std::vector<CLI::App*>& commands) {
  std::vector<std::string> names;
  std::string cases;
  for (const CLI::App* command : commands) {
    names.push_back(command->get_name());
    cases += fmt::format("    {}) words=\"{}\" ;;\n", command->get_name(),
                         fmt::join(options_of(*command), " "));
  }
  return fmt::format(
      "# bash completion of sitrep: made by 'sitrep completion bash'\n"
      "_sitrep() {{\n"
      "  local current=${{COMP_WORDS[COMP_CWORD]}} words=\"{}\"\n"
      "  if ((COMP_CWORD > 1)); then words=; fi\n"
      "  case ${{COMP_WORDS[1]}} in\n{}  esac\n"
      "  COMPREPLY=()\n"
      "  if [[ $COMP_CWORD == 1 || $current == -* ]]; then\n"
      "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
      "  fi\n"
      "}}\n"
      "complete -o default -F _sitrep sitrep\n",
      fmt::join(names, " "), cases);
}

std::string zsh(const std::vector<CLI::App*>& commands) {
  std::string names;
  std::string cases;
  for (const CLI::App* command : commands) {
    names +=
        fmt::format("    {}\n", quoted(command->get_name() + ":" + command->get_description()));
    cases += fmt::format("    {}) options=({}) ;;\n", command->get_name(),
                         fmt::join(options_of(*command), " "));
  }
  return fmt::format(
      "#compdef sitrep\n"
      "# made by 'sitrep completion zsh'\n"
      "_sitrep() {{\n"
      "  local -a commands options\n"
      "  commands=(\n{}  )\n"
      "  if ((CURRENT == 2)); then\n"
      "    _describe 'command' commands\n"
      "    return\n"
      "  fi\n"
      "  case $words[2] in\n{}  esac\n"
      "  if [[ $PREFIX == -* ]]; then compadd -- $options; else _files; fi\n"
      "}}\n"
      "_sitrep \"$@\"\n",
      names, cases);
}

std::string fish(const std::vector<CLI::App*>& commands) {
  std::string out = "# made by 'sitrep completion fish'\n";
  for (const CLI::App* command : commands) {
    out += fmt::format("complete -c sitrep -n __fish_use_subcommand -f -a {} -d {}\n",
                       command->get_name(), quoted(command->get_description()));
    for (const CLI::Option* option : command->get_options()) {
      for (const std::string& name : option->get_lnames()) {
        out += fmt::format("complete -c sitrep -n '__fish_seen_subcommand_from {}' -l {} -d {}\n",
                           command->get_name(), name, quoted(option->get_description()));
      }
    }
  }
  return out;
}

}  // namespace

void add_completion_command(CLI::App& program, int&) {
  auto shell = std::make_shared<std::string>();
  CLI::App& command = *program.add_subcommand(
      "completion", "Print what a shell needs to complete sitrep's options");
  command.add_option("SHELL", *shell, "bash, zsh or fish")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command.footer(kExamples);
  command.callback([shell, &program] {
    const std::vector<CLI::App*> commands = program.get_subcommands([](CLI::App*) { return true; });
    fmt::print("{}", *shell == "bash"  ? bash(commands)
                     : *shell == "zsh" ? zsh(commands)
                                       : fish(commands));
  });
}

}  // namespace sitrep
