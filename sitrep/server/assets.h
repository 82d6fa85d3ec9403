// The built page, kept in memory: a few files that never change while the server runs.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "sitrep/server/http.h"

namespace sitrep {

class Assets {
 public:
  // Reads all files below the folder; without it there are none. Errors: io; too_large (past 64 MiB
  // in all).
  static Result<Assets> load(const std::string& folder);

  bool empty() const { return files_.empty(); }
  // The file of "/assets/main.js"; "/" is "/index.html". Status 404 where there is none.
  HttpResponse get(std::string_view path, const HttpRequest& request) const;

 private:
  struct File {
    std::string type;
    std::string etag;
    std::string bytes;
    std::string gzip;  // empty where that saves nothing
  };
  std::map<std::string, File, std::less<>> files_;  // by path
};

}  // namespace sitrep
