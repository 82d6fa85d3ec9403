#include "sitrep/server/api.h"

#include <fmt/format.h>

#include <array>

#include "sitrep/base/hash.h"
#include "sitrep/server/answers.h"
#include "sitrep/server/filter.h"

namespace sitrep {
namespace {

// "https://tiles.example" of "https://tiles.example/{z}/{x}/{y}.png".
std::string origin_of(std::string_view url) {
  const size_t scheme = url.find("://");
  if (scheme == url.npos) return "";
  return std::string(url.substr(0, url.find('/', scheme + 3)));
}

// Takes the same time wherever the two differ.
bool same_secret(std::string_view given, std::string_view secret) {
  unsigned difference = given.size() == secret.size() ? 0 : 1;
  for (size_t at = 0; at < secret.size(); ++at) {
    const char c = at < given.size() ? given[at] : '\0';
    difference |= static_cast<unsigned>(static_cast<unsigned char>(c ^ secret[at]));
  }
  return difference == 0;
}

bool is_allowed(const HttpRequest& request, const std::string& token) {
  constexpr std::string_view kScheme = "Bearer ";
  const std::string_view given = request.authorization;
  return given.substr(0, kScheme.size()) == kScheme &&
         same_secret(given.substr(kScheme.size()), token);
}

// A page of another site could let its own name lead to 127.0.0.1 and read what is served there;
// the browser still sends that name.
bool is_this_machine(std::string_view host) {
  if (host.empty()) return true;  // no browser
  if (host.front() == '[') return host.substr(0, host.find(']') + 1) == "[::1]";
  const std::string_view name = host.substr(0, host.find(':'));
  return name == "localhost" || name == "127.0.0.1";
}

using Answer = HttpResponse (*)(const Asked&);

struct Route {
  std::string_view path;  // where it ends in '/', the rest is Asked::id
  Answer answer;
};

constexpr std::array<Route, 18> kRoutes = {{{"/api/situation", situation_answer},
                                            {"/api/events", events_answer},
                                            {"/api/records", records_answer},
                                            {"/api/events/", event_answer},
                                            {"/api/documents/", document_answer},
                                            {"/api/holdings", part_answer},
                                            {"/api/forces", part_answer},
                                            {"/api/casualties", part_answer},
                                            {"/api/statements", part_answer},
                                            {"/api/plans", part_answer},
                                            {"/api/disagreements", part_answer},
                                            {"/api/wordings", part_answer},
                                            {"/api/loaded", part_answer},
                                            {"/api/warnings", part_answer},
                                            {"/api/stories", part_answer},
                                            {"/api/sources", part_answer},
                                            {"/api/export", export_answer},
                                            {"/api/dossier", dossier_answer}}};

const Route* route_of(std::string_view path) {
  for (const Route& route : kRoutes) {
    const bool whole = route.path.back() != '/';
    if (whole ? path == route.path : path.substr(0, route.path.size()) == route.path) return &route;
  }
  return nullptr;
}

// Which picture is asked for: its two clocks, and the rule that chooses between accounts.
Result<PictureOptions> picture_asked(const Parameters& parameters) {
  PictureOptions asked;
  const auto as_of = day_parameter(parameters, "as_of");
  if (!as_of) return tl::unexpected(as_of.error());
  const auto known_by = day_parameter(parameters, "known_by");
  if (!known_by) return tl::unexpected(known_by.error());
  asked.as_of = *as_of;
  asked.known_by = *known_by;
  if (const auto name = parameters.first("rule")) {
    const auto rule = rule_of(*name);
    if (!rule) {
      return fail(ErrorCode::invalid_argument,
                  fmt::format("rule: '{}' is none of most-sources, most-recent, lowest, highest, "
                              "ucdp",
                              *name));
    }
    asked.rule = *rule;
  }
  return asked;
}

}  // namespace

Api::Api(std::unique_ptr<Situations> situations, Assets assets, ApiOptions options)
    : situations_(std::move(situations)),
      assets_(std::move(assets)),
      options_(std::move(options)),
      policy_(content_security_policy()),
      interface_(hash64(options_.openapi, hash64(options_.tiles))) {}

std::string Api::content_security_policy() const {
  const std::string tiles = options_.tiles.empty() ? "" : " " + origin_of(options_.tiles);
  return fmt::format(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:{0}; "
      "connect-src 'self'{0}; worker-src 'self'; font-src 'self'; manifest-src 'self'; "
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      tiles);
}

HttpResponse Api::answer(const HttpRequest& request) const {
  HttpResponse response = route(request);
  response.headers.insert(response.headers.end(),
                          {{"Content-Security-Policy", policy_},
                           {"X-Content-Type-Options", "nosniff"},
                           {"X-Frame-Options", "DENY"},
                           {"Referrer-Policy", "no-referrer"},
                           {"Cross-Origin-Opener-Policy", "same-origin"},
                           {"Cross-Origin-Resource-Policy", "same-origin"}});
  return response;
}

HttpResponse Api::route(const HttpRequest& request) const {
  if (options_.local_only && !is_this_machine(request.host)) {
    return error_response(421, "invalid_argument", "this server answers only as localhost");
  }
  if (request.method != "GET" && request.method != "HEAD") {
    HttpResponse response = error_response(405, "unsupported", "only GET and HEAD are known here");
    response.headers = {{"Allow", "GET, HEAD"}};
    return response;
  }
  const std::string_view target = request.target;
  const size_t mark = target.find('?');
  const std::string_view path = target.substr(0, mark);
  if (path.substr(0, 5) != "/api/") {
    if (path == "/" && assets_.empty()) {
      return error_response(404, "not_found",
                            "the page is not built here ('make build' does); the data is at /api/");
    }
    return assets_.get(path, request);
  }
  if (!options_.token.empty() && !is_allowed(request, options_.token)) {
    HttpResponse response = error_response(401, "invalid_argument", "this server asks for a token");
    response.headers = {{"WWW-Authenticate", "Bearer"}, {"Cache-Control", "no-store"}};
    return response;
  }
  return call(request, path, mark == target.npos ? "" : target.substr(mark + 1));
}

HttpResponse Api::call(const HttpRequest& request, std::string_view path,
                       std::string_view query) const {
  if (path == "/api/openapi.json") {
    HttpResponse response;
    response.content_type = "application/json";
    response.body = options_.openapi;
    return response;
  }
  const Route* route = route_of(path);
  if (route == nullptr) return error_response(404, "not_found", "no such address");
  const auto parameters = Parameters::parse(query);
  if (!parameters) return error_response(parameters.error());
  const auto options = picture_asked(*parameters);
  if (!options) return error_response(options.error());
  auto snapshot = situations_->at(*options);
  if (!snapshot) return error_response(snapshot.error());

  const std::string etag =
      fmt::format("\"{}\"", hex(hash64(request.target, interface_ ^ (*snapshot)->id())));
  HttpResponse response;
  if (request.if_none_match == etag) {
    response.status = 304;
  } else {
    const std::string_view rest = route->path.back() == '/'
                                      ? path.substr(route->path.size())
                                      : path.substr(std::string_view("/api/").size());
    response = route->answer({*snapshot, *parameters, rest, options_.tiles});
  }
  if (response.status == 200 || response.status == 304) {
    response.etag = etag;
    response.headers.emplace_back("Cache-Control", "private, no-cache");
  }
  return response;
}

}  // namespace sitrep
