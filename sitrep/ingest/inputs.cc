#include "sitrep/ingest/inputs.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "sitrep/ingest/plain_text.h"

namespace sitrep {
namespace {

constexpr size_t kBufferBytes = size_t{1} << 18;
// A text of the greatest size as a JSON string: escapes and the other fields need room.
constexpr size_t kMostLineBytes = 2 * kMostTextBytes;

Error system_error(const std::string& path) {
  const ErrorCode code = errno == ENOENT ? ErrorCode::not_found : ErrorCode::io;
  return {code, fmt::format("{}: {}", path, std::strerror(errno))};
}

}  // namespace

// One open input and what was read of it ahead.
class Inputs::File {
 public:
  File(std::string path, int descriptor, Form form)
      : path_(std::move(path)), descriptor_(descriptor), form_(form) {}
  ~File() {
    if (descriptor_ != STDIN_FILENO) close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  static Result<std::unique_ptr<File>> open(const std::string& path, Form form) {
    const int descriptor = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return tl::unexpected(system_error(path));
    auto file = std::make_unique<File>(path, descriptor, form);
    auto more = file->fill();
    if (!more) return tl::unexpected(more.error());
    if (form == Form::detect) file->detect();
    return file;
  }

  const std::string& path() const { return path_; }
  Form form() const { return form_; }
  bool done() const { return done_; }
  uint64_t line() const { return line_; }
  uint64_t bytes_read() const { return bytes_read_; }

  // Whether there is another byte to look at.
  Result<bool> fill() {
    if (at_ < ahead_.size()) return true;
    ahead_.resize(kBufferBytes);
    ssize_t got = 0;
    do {
      got = ::read(descriptor_, ahead_.data(), ahead_.size());
    } while (got < 0 && errno == EINTR);
    ahead_.resize(got > 0 ? static_cast<size_t>(got) : 0);
    at_ = 0;
    bytes_read_ += ahead_.size();
    if (got >= 0) return got > 0;
    done_ = true;
    return tl::unexpected(system_error(path_));
  }

  void detect() {
    const size_t first = ahead_.find_first_not_of(" \t\r\n");
    const bool json = first != std::string::npos && ahead_[first] == '{';
    form_ = json ? Form::json_lines : Form::text;
  }

  Result<std::string> rest() {
    done_ = true;
    std::string bytes;
    for (;;) {
      auto more = fill();
      if (!more) return tl::unexpected(more.error());
      if (!*more) return bytes;
      bytes.append(ahead_, at_);
      at_ = ahead_.size();
      if (bytes.size() > kMostTextBytes) {
        return fail(ErrorCode::too_large,
                    fmt::format("{}: more than {} bytes of text", path_, kMostTextBytes));
      }
    }
  }

  // The next line that is not blank, without its end; none at the end. What is too long is passed
  // by without being kept.
  Result<std::optional<std::string>> next_line() {
    for (;;) {
      std::string bytes;
      bool too_long = false;
      bool ended = false;
      ++line_;
      while (!ended) {
        auto more = fill();
        if (!more) return tl::unexpected(more.error());
        done_ = !*more;
        if (done_) break;
        const size_t end = ahead_.find('\n', at_);
        ended = end != std::string::npos;
        const size_t size = (ended ? end : ahead_.size()) - at_;
        too_long |= bytes.size() + size > kMostLineBytes;
        if (too_long) {
          std::string().swap(bytes);
        } else {
          bytes.append(ahead_, at_, size);
        }
        at_ += size + (ended ? 1 : 0);
      }
      if (too_long) {
        return fail(ErrorCode::too_large, fmt::format("{}:{}: a line of more than {} bytes", path_,
                                                      line_, kMostLineBytes));
      }
      if (bytes.find_first_not_of(" \t\r") != std::string::npos) return bytes;
      if (done_) return std::nullopt;
    }
  }

 private:
  std::string path_;
  int descriptor_;
  Form form_;
  bool done_ = false;  // all was taken, or reading failed
  std::string ahead_;
  size_t at_ = 0;
  uint64_t line_ = 0;
  uint64_t bytes_read_ = 0;
};

Inputs::Inputs(std::vector<std::string> paths, Form form) : paths_(std::move(paths)), form_(form) {
  if (paths_.empty()) paths_.emplace_back("-");
}
Inputs::~Inputs() = default;

std::optional<RawDocument> Inputs::next() {
  while (file_ != nullptr || at_ < paths_.size()) {
    if (file_ == nullptr) {
      const std::string& path = paths_[at_++];
      auto file = File::open(path, form_);
      if (!file) return RawDocument{path, form_, tl::unexpected(file.error())};
      file_ = std::move(*file);
    }
    if (auto document = next_of_file()) return document;
    bytes_before_ += file_->bytes_read();
    file_ = nullptr;
  }
  return std::nullopt;
}

std::optional<RawDocument> Inputs::next_of_file() {
  File& file = *file_;
  if (file.done()) return std::nullopt;
  if (file.form() == Form::text) return RawDocument{file.path(), Form::text, file.rest()};
  auto line = file.next_line();
  if (line && !*line) return std::nullopt;
  const std::string where = fmt::format("{}:{}", file.path(), file.line());
  if (!line) return RawDocument{where, Form::json_lines, tl::unexpected(line.error())};
  return RawDocument{where, Form::json_lines, std::move(**line)};
}

uint64_t Inputs::bytes_read() const {
  return bytes_before_ + (file_ == nullptr ? 0 : file_->bytes_read());
}

}  // namespace sitrep
