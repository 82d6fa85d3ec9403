#include "sitrep/server/listener.h"

#include <fmt/format.h>

#include <atomic>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <optional>
#include <thread>
#include <vector>

namespace sitrep {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using Tcp = asio::ip::tcp;
using BeastError = beast::error_code;

// For answers under way when the server ends.
constexpr std::chrono::seconds kGrace{1};
constexpr std::chrono::milliseconds kBetweenLooks{20};

// What all connections share; outlives them.
struct Shared {
  ListenOptions options;
  Handler handler;
  std::atomic<size_t> connections{0};
  std::atomic<bool> stopping{false};
};

// One connection: reads a request, writes its answer, and so on. It lives as long as an operation
// of it is under way.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(Tcp::socket socket, Shared& shared) : stream_(std::move(socket)), shared_(shared) {
    ++shared_.connections;
  }
  ~Session() { --shared_.connections; }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  void start() {
    asio::dispatch(stream_.get_executor(), [self = shared_from_this()] { self->read(); });
  }

 private:
  using StringResponse = http::response<http::string_body>;
  using EmptyResponse = http::response<http::empty_body>;

  void read() {
    if (shared_.stopping) return close();
    parser_.emplace();
    parser_->header_limit(shared_.options.header_limit);
    parser_->body_limit(shared_.options.body_limit);
    // The first byte may take its time; what has begun must come in whole, within the shorter
    // limit.
    stream_.expires_after(first_ || buffer_.size() > 0 ? shared_.options.read_time
                                                       : shared_.options.idle_time);
    if (first_ || buffer_.size() > 0) return read_request();
    stream_.async_read_some(buffer_.prepare(4096),
                            [self = shared_from_this()](BeastError error, size_t bytes) {
                              if (error) return self->close();
                              self->buffer_.commit(bytes);
                              self->stream_.expires_after(self->shared_.options.read_time);
                              self->read_request();
                            });
  }

  void read_request() {
    first_ = false;
    http::async_read(
        stream_, buffer_, *parser_,
        [self = shared_from_this()](BeastError error, size_t) { self->answer(error); });
  }

  void answer(BeastError error) {
    keep_alive_ = false;
    head_ = false;
    version_ = 11;
    if (error == http::error::header_limit) {
      return write(error_response(431, "too_large", "the headers are too large"));
    }
    if (error == http::error::body_limit) {
      return write(error_response(413, "too_large", "no request has a body of that size"));
    }
    if (error && error.category() == http::make_error_code(http::error::bad_method).category() &&
        error != http::error::end_of_stream && error != http::error::partial_message) {
      return write(error_response(400, "malformed", "not a request of HTTP/1.1"));
    }
    if (error) return close();

    const auto& message = parser_->get();
    const auto text = [](beast::string_view view) { return std::string(view.data(), view.size()); };
    keep_alive_ = message.keep_alive();
    version_ = message.version();
    head_ = message.method() == http::verb::head;
    HttpRequest request;
    request.method = text(message.method_string());
    request.target = text(message.target());
    request.host = text(message[http::field::host]);
    request.authorization = text(message[http::field::authorization]);
    request.if_none_match = text(message[http::field::if_none_match]);
    request.accept_encoding = text(message[http::field::accept_encoding]);
    write(shared_.handler(request));
  }

  template <class Message>
  void fill(Message& message, const HttpResponse& response) {
    message.version(version_);
    message.result(response.status);
    message.set(http::field::server, "sitrep");
    if (!response.content_type.empty()) {
      message.set(http::field::content_type, response.content_type);
    }
    if (!response.etag.empty()) message.set(http::field::etag, response.etag);
    for (const auto& [name, value] : response.headers) message.set(name, value);
    message.keep_alive(keep_alive_);
  }

  void write(HttpResponse response) {
    stream_.expires_after(shared_.options.write_time);
    if (response.more && !head_) return write_pieces(std::move(response));
    auto message = std::make_shared<StringResponse>();
    fill(*message, response);
    const uint64_t size = response.body.size();
    if (!head_) message->body() = std::move(response.body);
    if (response.status != 304 && !response.more) message->content_length(size);
    serialize(message);
  }

  template <class Message>
  void serialize(std::shared_ptr<Message> message) {
    http::async_write(
        stream_, *message,
        [self = shared_from_this(), message](BeastError error, size_t) { self->written(error); });
  }

  // A body whose size nobody knows yet goes out in chunks; to a client of HTTP/1.0, until the end.
  void write_pieces(HttpResponse response) {
    chunked_ = version_ >= 11;
    if (!chunked_) keep_alive_ = false;
    auto message = std::make_shared<EmptyResponse>();
    fill(*message, response);
    if (chunked_) message->chunked(true);
    more_ = std::move(response.more);
    piece_ = std::move(response.body);
    auto serializer = std::make_shared<http::response_serializer<http::empty_body>>(*message);
    http::async_write_header(
        stream_, *serializer,
        [self = shared_from_this(), message, serializer](BeastError error, size_t) {
          if (error) return self->close();
          if (self->piece_.empty()) self->more_(self->piece_);
          self->write_piece();
        });
  }

  void write_piece() {
    stream_.expires_after(shared_.options.write_time);
    const auto go_on = [self = shared_from_this()](BeastError error, size_t) {
      if (error) return self->close();
      self->piece_.clear();
      self->more_(self->piece_);
      self->write_piece();
    };
    if (!piece_.empty() && chunked_) {
      asio::async_write(stream_, http::make_chunk(asio::buffer(piece_)), go_on);
    } else if (!piece_.empty()) {
      asio::async_write(stream_, asio::buffer(piece_), go_on);
    } else {
      more_ = nullptr;
      if (!chunked_) return written({});
      asio::async_write(
          stream_, http::make_chunk_last(),
          [self = shared_from_this()](BeastError error, size_t) { self->written(error); });
    }
  }

  void written(BeastError error) {
    if (error || !keep_alive_) return close();
    read();
  }

  void close() {
    BeastError ignored;
    stream_.socket().shutdown(Tcp::socket::shutdown_send, ignored);
    stream_.close();
  }

  beast::tcp_stream stream_;
  Shared& shared_;
  beast::flat_buffer buffer_;
  std::optional<http::request_parser<http::string_body>> parser_;
  std::function<void(std::string&)> more_;
  std::string piece_;
  unsigned version_ = 11;
  bool first_ = true;
  bool keep_alive_ = false;
  bool head_ = false;
  bool chunked_ = false;
};

Error io_error(const ListenOptions& options, const BeastError& error) {
  return {ErrorCode::io,
          fmt::format("{}, port {}: {}", options.address, options.port, error.message())};
}

}  // namespace

struct Listener::Parts {
  Shared shared;
  asio::io_context loop;
  asio::steady_timer grace{loop};
  Tcp::acceptor acceptor{loop};
  uint16_t port = 0;

  void accept() {
    acceptor.async_accept(asio::make_strand(loop), [this](BeastError error, Tcp::socket socket) {
      if (shared.stopping) return;
      if (!error && shared.connections < shared.options.most_connections) {
        BeastError ignored;
        socket.set_option(Tcp::no_delay(true), ignored);
        std::make_shared<Session>(std::move(socket), shared)->start();
      }
      accept();
    });
  }

  void wait_for_sessions(std::chrono::steady_clock::time_point until) {
    if (shared.connections == 0 || std::chrono::steady_clock::now() >= until) return loop.stop();
    grace.expires_after(kBetweenLooks);
    grace.async_wait([this, until](BeastError) { wait_for_sessions(until); });
  }
};

Listener::Listener(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Listener::Listener(Listener&&) noexcept = default;
Listener& Listener::operator=(Listener&&) noexcept = default;
Listener::~Listener() = default;

Result<Listener> Listener::open(const ListenOptions& options, Handler handler) {
  BeastError error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) {
    return fail(ErrorCode::invalid_argument,
                fmt::format("'{}' is no IP address such as 127.0.0.1 or ::1", options.address));
  }
  auto parts = std::make_unique<Parts>();
  parts->shared.options = options;
  parts->shared.handler = std::move(handler);
  const Tcp::endpoint endpoint(address, options.port);
  Tcp::acceptor& acceptor = parts->acceptor;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return tl::unexpected(io_error(options, error));
  parts->port = acceptor.local_endpoint(error).port();
  parts->accept();
  return Listener(std::move(parts));
}

uint16_t Listener::port() const {
  return parts_->port;
}

void Listener::run() {
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < parts_->shared.options.threads; ++i) {
    threads.emplace_back([this] { parts_->loop.run(); });
  }
  parts_->loop.run();
  for (std::thread& thread : threads) thread.join();
}

void Listener::stop() {
  asio::post(parts_->loop, [this] {
    parts_->shared.stopping = true;
    BeastError ignored;
    parts_->acceptor.close(ignored);
    parts_->wait_for_sessions(std::chrono::steady_clock::now() + kGrace);
  });
}

}  // namespace sitrep
