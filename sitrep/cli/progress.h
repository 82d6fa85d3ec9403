// "1,204 documents, 3.1 MB/s, 0:42 left" on standard error, where that is a terminal.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sitrep {

class Progress {
 public:
  // The time left is known where every input is a plain file.
  explicit Progress(const std::vector<std::string>& files);
  ~Progress();  // takes its line away
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  // Shows nothing in the first second, and then now and again.
  void show(uint64_t documents, uint64_t bytes);

 private:
  using Clock = std::chrono::steady_clock;

  bool on_;
  bool shown_ = false;
  std::optional<uint64_t> bytes_in_all_;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point next_ = begin_ + std::chrono::seconds(1);
};

}  // namespace sitrep
