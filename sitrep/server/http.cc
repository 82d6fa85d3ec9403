#include "sitrep/server/http.h"

#include <fmt/format.h>

#include "sitrep/reader/json_out.h"
#include "sitrep/text/positions.h"

namespace sitrep {
namespace {

constexpr size_t kMostParameters = 256;

std::optional<unsigned> digit_of(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  return std::nullopt;
}

unsigned status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid_argument:
    case ErrorCode::invalid_utf8:
    case ErrorCode::malformed:
    case ErrorCode::too_many:
      return 400;
    case ErrorCode::not_found:
      return 404;
    case ErrorCode::too_large:
      return 413;
    case ErrorCode::locked:
      return 503;
    default:
      return 500;
  }
}

}  // namespace

Result<std::string> percent_decoded(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      out += text[at] == '+' ? ' ' : text[at];
      continue;
    }
    const auto high = at + 2 < text.size() ? digit_of(text[at + 1]) : std::nullopt;
    const auto low = at + 2 < text.size() ? digit_of(text[at + 2]) : std::nullopt;
    if (!high || !low) {
      return fail(ErrorCode::invalid_argument, "a percent sign without two hexadecimal digits");
    }
    out += static_cast<char>(*high * 16 + *low);
    at += 2;
  }
  if (!is_valid_utf8(out)) return fail(ErrorCode::invalid_argument, "the address is no UTF-8");
  return out;
}

Result<Parameters> Parameters::parse(std::string_view query) {
  Parameters parameters;
  while (!query.empty()) {
    const std::string_view part = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), part.size() + 1));
    if (part.empty()) continue;
    if (parameters.list_.size() == kMostParameters) {
      return fail(ErrorCode::too_many, fmt::format("more than {} parameters", kMostParameters));
    }
    const size_t sign = part.find('=');
    auto name = percent_decoded(part.substr(0, sign));
    auto value = percent_decoded(sign == part.npos ? "" : part.substr(sign + 1));
    if (!name) return tl::unexpected(name.error());
    if (!value) return tl::unexpected(value.error());
    parameters.list_.emplace_back(std::move(*name), std::move(*value));
  }
  return parameters;
}

std::optional<std::string_view> Parameters::first(std::string_view name) const {
  for (const auto& [key, value] : list_) {
    if (key == name) return value;
  }
  return std::nullopt;
}

std::vector<std::string> Parameters::all(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [key, value] : list_) {
    if (key == name) values.push_back(value);
  }
  return values;
}

HttpResponse error_response(unsigned status, std::string_view code, std::string_view message) {
  HttpResponse response;
  response.status = status;
  response.content_type = "application/json";
  JsonOut json(response.body);
  json.open('{').key("error").open('{').field("code", code).field("message", message);
  json.close('}').close('}');
  response.body += '\n';
  return response;
}

HttpResponse error_response(const Error& error) {
  return error_response(status_of(error.code), name_of(error.code), error.message);
}

}  // namespace sitrep
