// A request and its answer as plain values: what the interface (api.h) needs, and no socket.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sitrep/base/result.h"

namespace sitrep {

// The part of a URL behind the question mark. A name may come more than once.
class Parameters {
 public:
  // Percent signs and plus signs are decoded. Errors: invalid_argument (a broken percent sign,
  // bytes that are no UTF-8), too_many (more than 256).
  static Result<Parameters> parse(std::string_view query);

  std::optional<std::string_view> first(std::string_view name) const;
  std::vector<std::string> all(std::string_view name) const;
  const std::vector<std::pair<std::string, std::string>>& list() const { return list_; }

 private:
  std::vector<std::pair<std::string, std::string>> list_;
};

struct HttpRequest {
  std::string method;
  std::string target;  // as it came: path and query
  // The headers that matter here; empty where they were not sent.
  std::string host;
  std::string authorization;
  std::string if_none_match;
  std::string accept_encoding;
};

struct HttpResponse {
  unsigned status = 200;
  std::string content_type;
  std::string etag;  // with its quotation marks; empty: none
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
  // Where set, it is called for the rest of the body, a piece at a time, until it leaves `piece`
  // empty. Not for several threads at once.
  std::function<void(std::string& piece)> more;
};

// The status of HTTP that stands for an error, and the error as JSON, as `sitrep read` writes it.
HttpResponse error_response(const Error& error);
HttpResponse error_response(unsigned status, std::string_view code, std::string_view message);

// "a%20b+c" as "a b c". Errors: invalid_argument.
Result<std::string> percent_decoded(std::string_view text);

}  // namespace sitrep
