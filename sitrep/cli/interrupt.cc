#include "sitrep/cli/interrupt.h"

#include <atomic>
#include <csignal>

namespace sitrep {
namespace {

std::atomic<bool> g_interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free);  // or a signal handler must not touch it

void note(int signal) {
  g_interrupted = true;
  std::signal(signal, SIG_DFL);
}

}  // namespace

void catch_interrupts() {
  std::signal(SIGINT, note);
  std::signal(SIGTERM, note);
  std::signal(SIGPIPE, SIG_IGN);
}

bool interrupted() {
  return g_interrupted;
}

}  // namespace sitrep
