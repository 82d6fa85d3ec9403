#include "sitrep/server/situations.h"

#include <algorithm>

namespace sitrep {
namespace {

constexpr size_t kMostSnapshots = 6;
constexpr std::chrono::seconds kBetweenLooks{1};

}  // namespace

Result<std::unique_ptr<Situations>> Situations::open(const std::string& db,
                                                     PictureLexicon lexicon) {
  auto store = Store::open(db, {.mode = StoreOptions::Mode::read});
  if (!store) return tl::unexpected(store.error());
  std::unique_ptr<Situations> situations(new Situations(std::move(*store), std::move(lexicon)));
  if (auto first = situations->at({}); !first) return tl::unexpected(first.error());
  return situations;
}

// REQUIRES: assembling_ is held.
Result<void> Situations::refresh() {
  const auto version = store_.version();
  if (!version) return tl::unexpected(version.error());
  const bool changed = !loaded_ || *version != version_;
  if (changed) {
    auto reports = store_.new_reports();
    if (!reports) return tl::unexpected(reports.error());
    version_ = *version;
    loaded_ = true;
    if (!reports->empty()) {
      batches_.push_back(std::make_shared<const std::vector<Report>>(std::move(*reports)));
      assembler_.add(*batches_.back());
      const std::lock_guard<std::mutex> lock(mutex_);
      ++generation_;
    }
  }
  const std::lock_guard<std::mutex> lock(mutex_);
  looked_ = Clock::now();
  return {};
}

std::shared_ptr<const Snapshot> Situations::kept(const PictureOptions& asked, Age age) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (age == Age::looked_at && Clock::now() - looked_ >= kBetweenLooks) return nullptr;
  const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const Kept& kept) {
    return kept.options.as_of == asked.as_of && kept.options.known_by == asked.known_by &&
           kept.options.rule == asked.rule && (age == Age::any || kept.generation == generation_);
  });
  if (found == kept_.end()) return nullptr;
  kept_.splice(kept_.begin(), kept_, found);
  return kept_.front().snapshot;
}

Result<std::shared_ptr<const Snapshot>> Situations::at(const PictureOptions& asked) {
  if (auto snapshot = kept(asked, Age::looked_at)) return snapshot;
  std::unique_lock<std::mutex> work(assembling_, std::try_to_lock);
  if (!work) {
    if (auto snapshot = kept(asked, Age::any)) return snapshot;
    work.lock();
  }
  if (auto done = refresh(); !done) return tl::unexpected(done.error());
  if (auto snapshot = kept(asked, Age::current)) return snapshot;
  auto snapshot =
      std::make_shared<const Snapshot>(assembler_.reports(), assembler_.picture(asked), batches_);
  const std::lock_guard<std::mutex> lock(mutex_);
  kept_.remove_if([&](const Kept& kept) { return kept.generation != generation_; });
  kept_.push_front({asked, generation_, snapshot});
  if (kept_.size() > kMostSnapshots) kept_.pop_back();
  return snapshot;
}

}  // namespace sitrep
