#include "sitrep/cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>

namespace sitrep {
namespace {

constexpr const char* kClearLine = "\r\033[K";

std::optional<uint64_t> size_of_all(const std::vector<std::string>& files) {
  uint64_t sum = 0;
  for (const std::string& file : files) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(file, error)) return std::nullopt;
    sum += std::filesystem::file_size(file, error);
    if (error) return std::nullopt;
  }
  return files.empty() ? std::nullopt : std::optional(sum);
}

}  // namespace

Progress::Progress(const std::vector<std::string>& files) : on_(isatty(STDERR_FILENO) == 1) {
  if (on_) bytes_in_all_ = size_of_all(files);
}

Progress::~Progress() {
  if (shown_) std::fputs(kClearLine, stderr);
}

void Progress::show(uint64_t documents, uint64_t bytes) {
  if (!on_ || Clock::now() < next_) return;
  const double seconds = std::chrono::duration<double>(Clock::now() - begin_).count();
  const double speed = static_cast<double>(bytes) / seconds;
  std::string line = fmt::format("{}{} documents, {:.1f} MB/s", kClearLine, documents, speed / 1e6);
  if (bytes_in_all_ && speed > 0) {
    const auto left = static_cast<uint64_t>(static_cast<double>(*bytes_in_all_ - bytes) / speed);
    line += fmt::format(", {}:{:02} left", left / 60, left % 60);
  }
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);
  shown_ = true;
  next_ = Clock::now() + std::chrono::milliseconds(200);
}

}  // namespace sitrep
