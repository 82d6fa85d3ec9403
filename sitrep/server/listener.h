// The HTTP server: sockets, limits and timeouts, around one function from request to answer.
//
// HTTP/1.1 over Boost.Beast, in an event loop that several threads run. Every connection has a
// limit on the size of what it sends and on the time that it takes; past one it is told so and
// closed.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "sitrep/server/http.h"

namespace sitrep {

struct ListenOptions {
  std::string address = "127.0.0.1";  // an IP address
  uint16_t port = 0;                  // 0: any that is free
  unsigned threads = 4;
  size_t most_connections = 512;        // one more is closed at once
  uint32_t header_limit = 16 * 1024;    // bytes of request line and headers
  uint64_t body_limit = 64 * 1024;      // bytes; no request of the interface has a body
  std::chrono::seconds read_time{10};   // for a request to come in whole
  std::chrono::seconds write_time{30};  // for a piece of an answer to go out
  std::chrono::seconds idle_time{60};   // between two requests of a connection
};

// Called from several threads at once. Must not throw.
using Handler = std::function<HttpResponse(const HttpRequest&)>;

class Listener {
 public:
  // Connections are accepted from here on, and served once `run` is called. Errors:
  // invalid_argument (no IP address), io (the port is taken, no permission).
  static Result<Listener> open(const ListenOptions& options, Handler handler);

  Listener(Listener&&) noexcept;
  Listener& operator=(Listener&&) noexcept;
  ~Listener();

  uint16_t port() const;
  // Serves until `stop` is called; answers under way then have a second to end.
  void run();
  // From any thread.
  void stop();

 private:
  struct Parts;
  explicit Listener(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace sitrep
