// sitrep serve --db situation.db: the situation as a page, and as an interface for programs.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <chrono>
#include <memory>
#include <thread>

#include "sitrep/base/mapped_file.h"
#include "sitrep/cli/cli.h"
#include "sitrep/cli/interrupt.h"
#include "sitrep/cli/situation.h"
#include "sitrep/reader/engine.h"
#include "sitrep/server/api.h"
#include "sitrep/server/listener.h"

namespace sitrep {
namespace {

constexpr size_t kShortestToken = 16;
constexpr std::chrono::milliseconds kBetweenLooks{100};

constexpr const char* kExamples =
    "Examples:\n"
    "  sitrep serve --db situation.db                    a page for this machine's browser\n"
    "  sitrep serve --db situation.db --port 0           at any port that is free\n"
    "  sitrep serve --db situation.db --address 0.0.0.0 --token-file token.txt\n"
    "                                                    for others too, who must know the token\n"
    "  curl 'http://127.0.0.1:8173/api/events?type=Battles&from=2016-10-01'\n"
    "\n"
    "The page makes no requests but to this server (and to --tiles). Reports that `sitrep add` "
    "brings\n"
    "in meanwhile show up. /api/openapi.json describes the interface. Ctrl-C ends it.";

struct ServeOptions {
  std::string db;
  std::string data;
  std::string token_file;
  std::string tiles;
  ListenOptions listen;
};

bool is_loopback(const std::string& address) {
  return address.substr(0, 4) == "127." || address == "::1";
}

Result<std::string> token_of(const std::string& path) {
  if (path.empty()) return std::string();
  auto file = MappedFile::open(path);
  if (!file) return tl::unexpected(file.error());
  std::string token(file->bytes());
  while (!token.empty() && (token.back() == '\n' || token.back() == '\r')) token.pop_back();
  if (token.size() < kShortestToken) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("{}: a token has at least {} characters", path, kShortestToken));
  }
  return token;
}

Result<std::unique_ptr<Api>> api_of(const ServeOptions& options) {
  const std::string data = data_folder({.data = options.data, .lexicons = {}});
  auto token = token_of(options.token_file);
  if (!token) return tl::unexpected(token.error());
  auto lexicon = open_picture_lexicon(data);
  if (!lexicon) return tl::unexpected(lexicon.error());
  auto situations = Situations::open(options.db, std::move(*lexicon));
  if (!situations) return tl::unexpected(situations.error());
  auto assets = Assets::load(data + "/web");
  if (!assets) return tl::unexpected(assets.error());
  const auto openapi = MappedFile::open(data + "/openapi.json");
  if (!openapi) return tl::unexpected(openapi.error());
  ApiOptions api;
  api.token = std::move(*token);
  api.tiles = options.tiles;
  api.openapi = std::string(openapi->bytes());
  api.local_only = is_loopback(options.listen.address);
  return std::make_unique<Api>(std::move(*situations), std::move(*assets), std::move(api));
}

int serve(const ServeOptions& options) {
  auto api = api_of(options);
  if (!api) return complain(api.error());
  auto listener = Listener::open(
      options.listen, [&api](const HttpRequest& request) { return (*api)->answer(request); });
  if (!listener) {
    const int status = complain(listener.error());
    return listener.error().code == ErrorCode::invalid_argument ? kUsage : status;
  }
  const std::string& address = options.listen.address;
  if (!is_loopback(address) && options.token_file.empty()) {
    fmt::print(stderr, "sitrep: anyone who reaches {} can read {}; see --token-file\n", address,
               options.db);
  }
  const bool ipv6 = address.find(':') != std::string::npos;
  fmt::print("http://{}:{}/\n", ipv6 ? "[" + address + "]" : address, listener->port());
  std::fflush(stdout);
  catch_interrupts();
  std::atomic<bool> over{false};
  std::thread watch([&] {
    while (!interrupted() && !over) std::this_thread::sleep_for(kBetweenLooks);
    listener->stop();
  });
  listener->run();
  over = true;
  watch.join();
  return kDone;
}

}  // namespace

void add_serve_command(CLI::App& program, int& status) {
  auto options = std::make_shared<ServeOptions>();
  options->listen.port = 8173;
  CLI::App& command = *program.add_subcommand("serve", "Show the situation as a page in a browser");
  command.add_option("--db", options->db, "The database that `sitrep add` made")
      ->type_name("FILE")
      ->required();
  command.add_option("--address", options->listen.address, "The IP address to listen at")
      ->type_name("IP")
      ->capture_default_str();
  command.add_option("--port", options->listen.port, "The port; 0 for any that is free")
      ->capture_default_str();
  command
      .add_option("--token-file", options->token_file,
                  "A file with a token that readers must give (Authorization: Bearer ...)")
      ->type_name("FILE");
  command
      .add_option("--tiles", options->tiles,
                  "Map tiles for the page, such as https://tiles.example/{z}/{x}/{y}.png; without "
                  "it, its own map")
      ->type_name("URL");
  command
      .add_option("--data", options->data,
                  "The folder of models, lexicon and page, instead of the program's own")
      ->type_name("DIR");
  command.footer(kExamples);
  command.callback([options, &status] { status = serve(*options); });
}

}  // namespace sitrep
