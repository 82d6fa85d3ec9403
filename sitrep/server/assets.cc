#include "sitrep/server/assets.h"

#include <fmt/format.h>
#include <zlib.h>

#include <array>
#include <filesystem>

#include "sitrep/base/hash.h"
#include "sitrep/base/mapped_file.h"

namespace sitrep {
namespace {

constexpr size_t kMostBytes = size_t{64} << 20;

struct Type {
  std::string_view ending;
  std::string_view type;
};
constexpr std::array<Type, 9> kTypes = {{{".html", "text/html; charset=utf-8"},
                                         {".js", "text/javascript; charset=utf-8"},
                                         {".mjs", "text/javascript; charset=utf-8"},
                                         {".css", "text/css; charset=utf-8"},
                                         {".json", "application/json"},
                                         {".svg", "image/svg+xml"},
                                         {".png", "image/png"},
                                         {".ico", "image/x-icon"},
                                         {".txt", "text/plain; charset=utf-8"}}};

std::string type_of(const std::filesystem::path& path) {
  const std::string ending = path.extension().string();
  for (const Type& one : kTypes) {
    if (one.ending == ending) return std::string(one.type);
  }
  return "application/octet-stream";
}

// As the gzip format; empty where that is hardly smaller.
std::string gzipped(std::string_view bytes) {
  z_stream stream{};
  constexpr int kGzip = 15 + 16;  // window bits, and the wrapper
  if (deflateInit2(&stream, 6, Z_DEFLATED, kGzip, 8, Z_DEFAULT_STRATEGY) != Z_OK) return "";
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  const bool done = deflate(&stream, Z_FINISH) == Z_STREAM_END;
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return done && out.size() < bytes.size() * 9 / 10 ? out : "";
}

}  // namespace

Result<Assets> Assets::load(const std::string& folder) {
  namespace fs = std::filesystem;
  Assets assets;
  std::error_code error;
  if (!fs::is_directory(folder, error)) return assets;
  size_t bytes = 0;
  for (auto at = fs::recursive_directory_iterator(folder, error);
       !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
    if (!at->is_regular_file(error)) continue;
    auto mapped = MappedFile::open(at->path().string());
    if (!mapped) return tl::unexpected(mapped.error());
    File file;
    file.bytes = std::string(mapped->bytes());
    bytes += file.bytes.size();
    if (bytes > kMostBytes) {
      return fail(ErrorCode::too_large, fmt::format("{}: more than 64 MiB in all", folder));
    }
    file.type = type_of(at->path());
    file.etag = fmt::format("\"{}\"", hex(hash64(file.bytes)));
    file.gzip = gzipped(file.bytes);
    assets.files_["/" + at->path().lexically_relative(folder).generic_string()] = std::move(file);
  }
  if (error) return fail(ErrorCode::io, fmt::format("{}: {}", folder, error.message()));
  return assets;
}

HttpResponse Assets::get(std::string_view path, const HttpRequest& request) const {
  const auto found = files_.find(path == "/" ? "/index.html" : path);
  if (found == files_.end()) return error_response(404, "not_found", "no such page");
  const File& file = found->second;
  const bool zipped =
      !file.gzip.empty() && request.accept_encoding.find("gzip") != std::string::npos;
  HttpResponse response;
  response.content_type = file.type;
  response.etag = zipped ? file.etag.substr(0, file.etag.size() - 1) + "-gzip\"" : file.etag;
  response.headers = {{"Cache-Control", "no-cache"}, {"Vary", "Accept-Encoding"}};
  if (zipped) response.headers.emplace_back("Content-Encoding", "gzip");
  if (request.if_none_match == response.etag) {
    response.status = 304;
  } else {
    response.body = zipped ? file.gzip : file.bytes;
  }
  return response;
}

}  // namespace sitrep
