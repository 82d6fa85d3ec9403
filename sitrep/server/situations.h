// The database behind the server: its reports, and the snapshots that were asked for lately.
#pragma once

#include <chrono>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "sitrep/picture/assembler.h"
#include "sitrep/picture/picture_lexicon.h"
#include "sitrep/server/snapshot.h"
#include "sitrep/store/store.h"

namespace sitrep {

// Safe to call from many threads. While one assembles a picture, the others get what was so before,
// or wait where they ask for another picture.
class Situations {
 public:
  // Errors: those of Store::open and Store::new_reports.
  static Result<std::unique_ptr<Situations>> open(const std::string& db,
                                                  PictureLexicon lexicon = {});

  // The picture, by these clocks and this rule, of all reports that are in the database now. Looks
  // for new ones at most once a second. Errors: those of Store::new_reports.
  Result<std::shared_ptr<const Snapshot>> at(const PictureOptions& asked);

 private:
  using Clock = std::chrono::steady_clock;
  struct Kept {
    PictureOptions options;
    uint64_t generation;  // how often there had been new reports
    std::shared_ptr<const Snapshot> snapshot;
  };
  enum class Age : uint8_t { any, current, looked_at };

  Situations(Store store, PictureLexicon lexicon)
      : lexicon_(std::move(lexicon)), store_(std::move(store)), assembler_(&lexicon_) {}
  Result<void> refresh();
  std::shared_ptr<const Snapshot> kept(const PictureOptions& asked, Age age);

  const PictureLexicon lexicon_;

  std::mutex assembling_;  // of what follows; held for long
  Store store_;
  int64_t version_ = 0;
  bool loaded_ = false;
  Assembler assembler_;
  Snapshot::Batches batches_;

  std::mutex mutex_;  // of what follows; held for moments
  Clock::time_point looked_;
  uint64_t generation_ = 0;
  std::list<Kept> kept_;  // the one asked for last in front
};

}  // namespace sitrep
