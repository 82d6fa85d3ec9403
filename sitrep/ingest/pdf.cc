#include "sitrep/ingest/pdf.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

namespace sitrep {
namespace {

constexpr std::chrono::seconds kTime{30};
constexpr rlim_t kMemoryBytes = rlim_t{1} << 30;
constexpr int kNoProgram = 127;  // as shells say it

struct Pipe {
  int from = -1;
  int to = -1;
  Pipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) == 0) {
      from = ends[0];
      to = ends[1];
    }
  }
  ~Pipe() {
    close_end(from);
    close_end(to);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  static void close_end(int& end) {
    if (end >= 0) close(end);
    end = -1;
  }
};

// In the child: only what may be called between fork and exec.
[[noreturn]] void run_child(int in, int out) {
  dup2(in, STDIN_FILENO);
  dup2(out, STDOUT_FILENO);
  const int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (null >= 0) dup2(null, STDERR_FILENO);
  const rlimit memory{kMemoryBytes, kMemoryBytes};
  const rlimit time{static_cast<rlim_t>(kTime.count()), static_cast<rlim_t>(kTime.count())};
  setrlimit(RLIMIT_AS, &memory);
  setrlimit(RLIMIT_CPU, &time);
  execlp("pdftotext", "pdftotext", "-enc", "UTF-8", "-nopgbrk", "-", "-", nullptr);
  _exit(kNoProgram);
}

// Feeds `bytes` to one end and gathers what comes out of the other. Gives whether all went well.
bool exchange(std::string_view bytes, Pipe& in, Pipe& out, size_t most, std::string& text) {
  fcntl(in.to, F_SETFL, O_NONBLOCK);
  const auto deadline = std::chrono::steady_clock::now() + kTime;
  std::array<char, 65536> buffer;
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return false;
    std::array<pollfd, 2> waiting = {pollfd{out.from, POLLIN, 0}, pollfd{in.to, POLLOUT, 0}};
    if (poll(waiting.data(), waiting.size(), static_cast<int>(left.count())) < 0 &&
        errno != EINTR) {
      return false;
    }
    if ((waiting[1].revents & (POLLOUT | POLLERR)) != 0) {
      const ssize_t put = write(in.to, bytes.data(), bytes.size());
      if (put > 0) bytes.remove_prefix(static_cast<size_t>(put));
      if (bytes.empty() || (put < 0 && errno != EAGAIN && errno != EINTR)) Pipe::close_end(in.to);
    }
    if ((waiting[0].revents & (POLLIN | POLLHUP)) != 0) {
      const ssize_t got = read(out.from, buffer.data(), buffer.size());
      if (got <= 0) return got == 0;
      text.append(buffer.data(), static_cast<size_t>(got));
      if (text.size() > most) return false;
    }
  }
}

}  // namespace

Result<std::string> pdf_text(std::string_view bytes, size_t most) {
  Pipe in;
  Pipe out;
  if (in.to < 0 || out.to < 0) return fail(ErrorCode::io, std::strerror(errno));
  const pid_t child = fork();
  if (child < 0) return fail(ErrorCode::io, std::strerror(errno));
  if (child == 0) run_child(in.from, out.to);
  Pipe::close_end(in.from);
  Pipe::close_end(out.to);
  std::string text;
  const bool good = exchange(bytes, in, out, most, text);
  if (!good) kill(child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (text.size() > most) {
    return fail(ErrorCode::too_large, fmt::format("a text of more than {} bytes", most));
  }
  if (good && WIFEXITED(status) && WEXITSTATUS(status) == kNoProgram) {
    return fail(ErrorCode::unsupported, "a PDF needs pdftotext (Debian: poppler-utils)");
  }
  if (!good || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    return fail(ErrorCode::malformed, "pdftotext could not read the PDF");
  }
  return text;
}

}  // namespace sitrep
