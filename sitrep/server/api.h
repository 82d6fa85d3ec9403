// The HTTP interface (docs/openapi.json): from a request to its answer.
//
// Only reads. Every answer has a strict Content-Security-Policy, and an ETag that is known before
// the body is made.
#pragma once

#include <memory>
#include <string>

#include "sitrep/server/assets.h"
#include "sitrep/server/http.h"
#include "sitrep/server/situations.h"

namespace sitrep {

struct ApiOptions {
  std::string token;    // asked of every request below /api; empty: none
  std::string tiles;    // address of map tiles with {z}, {x}, {y}; empty: the map of its own
  std::string openapi;  // the document that /api/openapi.json gives
  bool local_only =
      true;  // answer only where the Host is this machine: no foreign name may lead here
};

class Api {
 public:
  Api(std::unique_ptr<Situations> situations, Assets assets, ApiOptions options);

  // Safe to call from many threads.
  HttpResponse answer(const HttpRequest& request) const;

 private:
  HttpResponse route(const HttpRequest& request) const;
  HttpResponse call(const HttpRequest& request, std::string_view path,
                    std::string_view query) const;
  std::string content_security_policy() const;

  std::unique_ptr<Situations> situations_;
  Assets assets_;
  ApiOptions options_;
  std::string policy_;
  uint64_t interface_ = 0;  // hash of what answers depend on beside the picture
};

}  // namespace sitrep
