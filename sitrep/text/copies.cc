#include "sitrep/text/copies.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <deque>

#include "sitrep/base/hash.h"
#include "sitrep/text/words.h"

namespace sitrep {
namespace {

constexpr size_t kRun = 5;         // words of a shingle, and of the shortest shared run
constexpr double kRepeats = 0.5;   // share of its own shingles that makes a copy,
constexpr double kInPieces = 0.6;  // or of its own words, in however many runs, ...
constexpr size_t kFewestInPieces =
    60;  // ... when they are so many: a sentence may be quoted to deny it
constexpr double kHoldsAll =
    0.8;  // share of the earlier shingles that makes a longer one a copy ...
constexpr double kLittleElse = 0.35;  // ... when this share of the longer text's is that
constexpr size_t kSample = 16;        // one shingle in this many is in the index ...
constexpr size_t kFewest = 24;        // ... but of each document so many, where it has them
constexpr size_t kMostHolders = 16;   // of one shingle in the index
constexpr size_t kMostCandidates = 32;
constexpr size_t kMostPlaces = 16;  // of one run in the later text, where the earlier has it, too
constexpr uint32_t kNone = UINT32_MAX;

struct Word {
  uint16_t hash = 0;  // never 0, which stands for a gap
  Span span;          // of code points
};

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0u) == 0x80;
}

uint64_t mix(uint64_t x) {
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93;
  return x ^ (x >> 32);
}

// --- The words of a document, as they are read and as they are remembered ---

// A step is three bytes: the hash of a word; its length, and how far it is to the next one. What
// does not fit is a step of its own, without a hash: a gap, with the code points to go on.
constexpr size_t kStepBytes = 3;
constexpr uint32_t kLongest = 15;  // bytes of a word; a longer one counts as several
constexpr uint32_t kWidest = 15;   // code points from the end of a word to the next
constexpr uint32_t kGap = 255;

void put_step(uint16_t hash, uint32_t way, std::vector<uint8_t>& steps) {
  steps.push_back(static_cast<uint8_t>(hash & 255u));
  steps.push_back(static_cast<uint8_t>(hash >> 8u));
  steps.push_back(static_cast<uint8_t>(way));
}

void put_gap(uint32_t bytes, std::vector<uint8_t>& steps) {
  for (; bytes > 0; bytes -= std::min(bytes, kGap)) put_step(0, std::min(bytes, kGap), steps);
}

void pack(const std::vector<Word>& words, std::vector<uint8_t>& steps) {
  steps.clear();
  if (!words.empty()) put_gap(words[0].span.begin, steps);
  for (size_t i = 0; i < words.size(); ++i) {
    const uint32_t end = words[i].span.end;
    const uint32_t wide = i + 1 < words.size() ? words[i + 1].span.begin - end : 0;
    const uint32_t first = std::min(wide, kWidest);
    put_step(words[i].hash, words[i].span.size() << 4u | first, steps);
    put_gap(wide - first, steps);
  }
}

void unpack(const uint8_t* steps, size_t count, std::vector<Word>& words) {
  words.clear();
  uint32_t at = 0;
  for (const uint8_t* step = steps; step != steps + count * kStepBytes; step += kStepBytes) {
    const auto hash = static_cast<uint16_t>(step[0] | step[1] << 8u);
    if (hash == 0) {
      at += step[2];
      continue;
    }
    const uint32_t length = step[2] >> 4u;
    words.push_back({hash, {at, at + length}});
    at += length + (step[2] & 15u);
  }
}

// The words of what is no boilerplate, and the hashes of their runs of kRun, ascending.
void read_words(const Document& document, std::vector<Word>& words,
                std::vector<uint64_t>& shingles) {
  words.clear();
  shingles.clear();
  std::array<uint64_t, kRun> last{};
  // A piece that goes on with a long word is another than one that begins a word.
  const auto add = [&](std::string_view text, bool goes_on, Span span) {
    const uint64_t hash = hash64(text, goes_on ? 1 : 0);
    const auto small = static_cast<uint16_t>(hash >> 48u);
    words.push_back({small == 0 ? uint16_t{1} : small, span});
    last[(words.size() - 1) % kRun] = hash;
    if (words.size() < kRun) return;
    uint64_t shingle = 0;
    for (size_t i = 0; i < kRun; ++i) shingle = mix(shingle + last[(words.size() + i) % kRun]) * 3;
    shingles.push_back(mix(shingle));
  };
  const std::string_view text = document.text;
  size_t counted = 0;   // bytes of the text ...
  uint32_t points = 0;  // ... and the code points that they are
  const auto points_to = [&](size_t end) {
    for (; counted < end; ++counted) points += !is_continuation(text[counted]);
    return points;
  };
  const auto read = [&](Span span) {
    for_words(document.words(span), [&](const std::string& word, Span at) {
      std::string_view rest = word;
      uint32_t begin = points_to(span.begin + at.begin);
      while (!rest.empty()) {
        size_t size = std::min<size_t>(rest.size(), kLongest);
        while (size > 1 && size < rest.size() && is_continuation(rest[size])) --size;
        uint32_t length = 0;
        for (const char c : rest.substr(0, size)) length += !is_continuation(c);
        add(rest.substr(0, size), rest.size() < word.size(), {begin, begin + length});
        rest.remove_prefix(size);
        begin += length;
      }
    });
  };
  for (const Block& block : document.blocks) {
    if (block.kind != BlockKind::boilerplate) read(block.span);
  }
  if (document.blocks.empty()) read({0, static_cast<uint32_t>(document.text.size())});
  // A text of fewer words is known by all of them.
  if (shingles.empty() && !words.empty()) {
    uint64_t all = words.size();
    for (const Word& word : words) all = mix(all + word.hash) * 3;
    shingles.push_back(mix(all));
  }
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
}

// --- What two documents share ---

// The runs that an earlier text shares with the later one, which is prepared once.
class Aligner {
 public:
  void prepare(const std::vector<Word>& later) {
    later_ = &later;
    size_t size = 16;
    while (size < later.size() * 2) size *= 2;
    heads_.assign(size, kNone);
    next_.assign(later.size(), kNone);
    for (size_t i = later.size(); i-- > 0;) {
      if (i + kRun > later.size()) continue;
      uint32_t& head = heads_[place(later, i)];
      next_[i] = head;
      head = static_cast<uint32_t>(i);
    }
  }

  // From the front of the earlier text on, the longest run that begins at a word; of equals, the
  // first in the later text.
  void align(const std::vector<Word>& earlier, Copy& copy) {
    const std::vector<Word>& later = *later_;
    taken_.assign(later.size(), false);
    copy.runs.clear();
    shared_ = 0;
    shingles_ = 0;
    for (size_t e = 0; e + kRun <= earlier.size();) {
      size_t best = 0;
      size_t from = 0;
      size_t places = 0;
      for (uint32_t l = heads_[place(earlier, e)]; l != kNone && places < kMostPlaces;
           l = next_[l], ++places) {
        const size_t length = run_at(earlier, e, l);
        if (length > best) {
          best = length;
          from = l;
        }
      }
      if (best < kRun) {
        ++e;
        continue;
      }
      std::fill_n(taken_.begin() + static_cast<std::ptrdiff_t>(from), best, true);
      copy.runs.push_back({{later[from].span.begin, later[from + best - 1].span.end},
                           {earlier[e].span.begin, earlier[e + best - 1].span.end}});
      shared_ += best;
      shingles_ += best - kRun + 1;
      e += best;
    }
    std::sort(copy.runs.begin(), copy.runs.end(),
              [](const SharedRun& a, const SharedRun& b) { return a.later.begin < b.later.begin; });
    copy.share = static_cast<double>(shared_) / static_cast<double>(later.size());
    copy.share_of_original = static_cast<double>(shared_) / static_cast<double>(earlier.size());
  }

  // Whether what align() found last makes the later text a copy. REQUIRES: a shingle in both.
  bool is_copy(const std::vector<Word>& earlier, const Copy& copy) const {
    const auto share = [this](const std::vector<Word>& words) {
      return static_cast<double>(shingles_) / static_cast<double>(words.size() - kRun + 1);
    };
    return share(*later_) >= kRepeats || (copy.share >= kInPieces && shared_ >= kFewestInPieces) ||
           (share(earlier) >= kHoldsAll && share(*later_) >= kLittleElse);
  }

 private:
  size_t place(const std::vector<Word>& words, size_t at) const {
    uint64_t hash = 0;
    for (size_t i = 0; i < kRun; ++i) hash = mix(hash * 3 + words[at + i].hash);
    return hash & (heads_.size() - 1);
  }

  size_t run_at(const std::vector<Word>& earlier, size_t e, size_t l) const {
    const std::vector<Word>& later = *later_;
    size_t length = 0;
    while (e + length < earlier.size() && l + length < later.size() && !taken_[l + length] &&
           is_same(earlier[e + length], later[l + length])) {
      ++length;
    }
    return length;
  }

  // A word is remembered by 16 bits and its length; that another stands in its place within a run
  // of the same words is one case in a million.
  static bool is_same(const Word& a, const Word& b) {
    return a.hash == b.hash && a.span.size() == b.span.size();
  }

  const std::vector<Word>* later_ = nullptr;
  std::vector<uint32_t> heads_;  // the first place of a run in the later text, by its hash
  std::vector<uint32_t> next_;   // the next place with the same hash
  std::vector<bool> taken_;
  size_t shared_ = 0;    // words in shared runs ...
  size_t shingles_ = 0;  // ... and the shingles that these have
};

bool same_words(const std::vector<Word>& a, const std::vector<Word>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Word& x, const Word& y) { return x.hash == y.hash; });
}

// --- Which documents have a shingle ---

// Open addressing with linear probing, a quarter free; by key, of which there may be several.
class ShingleTable {
 public:
  template <class F>
  void for_each(uint32_t key, F each) const {
    if (slots_.empty()) return;
    for (size_t at = home(key); slots_[at].document != kNone; at = after(at)) {
      if (slots_[at].key == key) each(slots_[at].document);
    }
  }

  // What `is_forgotten` is dropped on the occasion.
  template <class F>
  void insert(uint32_t key, uint32_t document, F is_forgotten) {
    if (used_ * 4 >= slots_.size() * 3) grow(is_forgotten);
    size_t holders = 0;
    size_t at = home(key);
    for (; slots_[at].document != kNone; at = after(at)) {
      if (slots_[at].key != key) continue;
      if (is_forgotten(slots_[at].document)) break;
      if (++holders == kMostHolders) return;
    }
    used_ += slots_[at].document == kNone;
    slots_[at] = {key, document};
  }

  size_t bytes() const { return slots_.size() * sizeof(Slot); }

 private:
  struct Slot {
    uint32_t key = 0;
    uint32_t document = kNone;
  };

  size_t home(uint32_t key) const { return uint64_t{key} * slots_.size() >> 32u; }
  size_t after(size_t at) const { return at + 1 == slots_.size() ? 0 : at + 1; }

  template <class F>
  void grow(F is_forgotten) {
    std::vector<Slot> old;
    old.swap(slots_);
    size_t left = 0;
    for (const Slot& slot : old) left += slot.document != kNone && !is_forgotten(slot.document);
    slots_.resize(std::max<size_t>(64, left * 2));
    used_ = 0;
    for (const Slot& slot : old) {
      if (slot.document == kNone || is_forgotten(slot.document)) continue;
      size_t at = home(slot.key);
      while (slots_[at].document != kNone) at = after(at);
      slots_[at] = slot;
      ++used_;
    }
  }

  std::vector<Slot> slots_;
  size_t used_ = 0;
};

// --- The documents that are remembered ---

struct Kept {
  const uint8_t* steps = nullptr;
  uint32_t size = 0;  // steps
  uint32_t number = 0;
};

class Memory {
 public:
  const Kept& operator[](uint32_t at) const { return kept_[at - first_]; }
  bool is_forgotten(uint32_t at) const { return at < first_; }
  bool empty() const { return kept_.empty(); }
  uint32_t oldest_number() const { return kept_.empty() ? 0 : kept_.front().number; }
  size_t bytes() const { return bytes_ + kept_.size() * sizeof(Kept); }

  uint32_t add(const std::vector<uint8_t>& steps, uint32_t number) {
    if (chunks_.empty() || chunks_.back().size - chunks_.back().used < steps.size()) {
      const size_t size = std::max(kChunkBytes, steps.size());
      chunks_.push_back({std::make_unique_for_overwrite<uint8_t[]>(size), size, 0, 0});
      bytes_ += size;
    }
    Chunk& chunk = chunks_.back();
    uint8_t* into = chunk.bytes.get() + chunk.used;
    std::memcpy(into, steps.data(), steps.size());
    chunk.used += steps.size();
    ++chunk.documents;
    kept_.push_back({into, static_cast<uint32_t>(steps.size() / kStepBytes), number});
    return first_ + static_cast<uint32_t>(kept_.size()) - 1;
  }

  void forget_first_chunk() {
    const Chunk& chunk = chunks_.front();
    kept_.erase(kept_.begin(), kept_.begin() + chunk.documents);
    first_ += chunk.documents;
    bytes_ -= chunk.size;
    chunks_.pop_front();
  }

 private:
  static constexpr size_t kChunkBytes = size_t{1} << 20;
  struct Chunk {
    std::unique_ptr<uint8_t[]> bytes;
    size_t size = 0;
    size_t used = 0;
    uint32_t documents = 0;
  };

  std::deque<Chunk> chunks_;
  std::deque<Kept> kept_;
  uint32_t first_ = 0;  // what kept_ begins with; what came before is forgotten
  size_t bytes_ = 0;
};

}  // namespace

struct CopyIndex::Parts {
  size_t most_bytes;
  Memory memory;
  std::array<ShingleTable, 64> tables;  // several, so that they grow one by one
  // Of the document at hand.
  std::vector<Word> words;
  std::vector<uint64_t> shingles;
  std::vector<uint8_t> steps;
  std::vector<Word> earlier;
  Aligner aligner;

  // The highest bits of those in the index are all 0, for they are the least; the next ones differ.
  ShingleTable& table_of(uint64_t shingle) { return tables[shingle >> 32u & 63u]; }

  size_t bytes() const {
    size_t sum = memory.bytes();
    for (const ShingleTable& table : tables) sum += table.bytes();
    return sum;
  }

  // Of the documents that share shingles with this one those that share most, the earlier first.
  std::vector<uint32_t> candidates() {
    std::vector<uint32_t> found;
    for (const uint64_t shingle : shingles) {
      table_of(shingle).for_each(static_cast<uint32_t>(shingle), [&](uint32_t document) {
        if (!memory.is_forgotten(document)) found.push_back(document);
      });
    }
    std::sort(found.begin(), found.end());
    std::vector<std::pair<uint32_t, uint32_t>> counted;  // less how often, document
    for (const uint32_t document : found) {
      if (counted.empty() || counted.back().second != document)
        counted.push_back({kNone, document});
      --counted.back().first;
    }
    std::sort(counted.begin(), counted.end());
    if (counted.size() > kMostCandidates) counted.resize(kMostCandidates);
    std::vector<uint32_t> out;
    for (const auto& [count, document] : counted) out.push_back(document);
    return out;
  }

  bool compare(uint32_t document, Copy& copy) {
    const Kept& kept = memory[document];
    unpack(kept.steps, kept.size, earlier);
    copy.original = kept.number;
    if (words.size() < kRun || earlier.size() < kRun) {
      if (!same_words(words, earlier)) return false;
      copy.share = copy.share_of_original = 1;
      copy.runs = {{{words.front().span.begin, words.back().span.end},
                    {earlier.front().span.begin, earlier.back().span.end}}};
      return true;
    }
    aligner.align(earlier, copy);
    return aligner.is_copy(earlier, copy);
  }

  void remember(uint32_t number) {
    pack(words, steps);
    const uint32_t document = memory.add(steps, number);
    const size_t count = std::min(shingles.size(), std::max(kFewest, shingles.size() / kSample));
    for (size_t i = 0; i < count; ++i) {
      table_of(shingles[i]).insert(static_cast<uint32_t>(shingles[i]), document, [&](uint32_t at) {
        return memory.is_forgotten(at);
      });
    }
    while (bytes() > most_bytes && !memory.empty()) memory.forget_first_chunk();
  }
};

CopyIndex::CopyIndex(size_t most_bytes) : parts_(std::make_unique<Parts>()) {
  parts_->most_bytes = most_bytes;
}
CopyIndex::CopyIndex(CopyIndex&&) noexcept = default;
CopyIndex& CopyIndex::operator=(CopyIndex&&) noexcept = default;
CopyIndex::~CopyIndex() = default;

size_t CopyIndex::bytes() const {
  return parts_->bytes();
}

uint32_t CopyIndex::oldest() const {
  return parts_->memory.oldest_number();
}

std::optional<Copy> CopyIndex::find(const Document& document) {
  Parts& parts = *parts_;
  read_words(document, parts.words, parts.shingles);
  if (parts.words.empty()) return std::nullopt;
  const std::vector<uint32_t> candidates = parts.candidates();
  if (!candidates.empty()) parts.aligner.prepare(parts.words);
  Copy copy;
  for (const uint32_t candidate : candidates) {
    if (parts.compare(candidate, copy)) return copy;
  }
  return std::nullopt;
}

std::optional<Copy> CopyIndex::add(const Document& document, uint32_t number) {
  auto copy = find(document);
  if (!copy && !parts_->words.empty()) parts_->remember(number);
  return copy;
}

std::vector<uint32_t> find_originals(std::span<const Document* const> documents) {
  CopyIndex index;
  std::vector<uint32_t> originals(documents.size());
  for (uint32_t at = 0; at < documents.size(); ++at) {
    const auto copy = index.add(*documents[at], at);
    originals[at] = copy ? copy->original : at;
  }
  return originals;
}

}  // namespace sitrep
