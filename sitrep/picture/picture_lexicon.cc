#include "sitrep/picture/picture_lexicon.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "sitrep/base/hash.h"
#include "sitrep/text/words.h"

namespace sitrep {
namespace {

constexpr double kUncommon = 0.002;   // of a word that the list does not have
constexpr size_t kLongestPhrase = 4;  // words

// The words of `text`, and for each place where a word begins the hashes of the phrases of one, two
// ... words from there. The longest that `find` knows is taken, and the search goes on behind it.
template <class Find>
void for_phrases(std::string_view text, const std::unordered_set<uint64_t>& begins, Find find) {
  std::vector<Span> words;
  std::vector<uint64_t> hashes;
  for_words(text, [&](const std::string& word, Span at) {
    words.push_back(at);
    hashes.push_back(hash64(word));
  });
  for (size_t i = 0; i < words.size();) {
    size_t taken = 0;
    if (begins.count(hashes[i]) == 0) {
      ++i;
      continue;
    }
    for (size_t length = std::min(kLongestPhrase, words.size() - i); length > 0; --length) {
      uint64_t phrase = 0;
      for (size_t k = 0; k < length; ++k) phrase = join(phrase, hashes[i + k]);
      if (!find(phrase, Span{words[i].begin, words[i + length - 1].end})) continue;
      taken = length;
      break;
    }
    i += std::max<size_t>(taken, 1);
  }
}

// Of the phrase as a whole; its first word is added to `begins`.
uint64_t phrase_of(std::string_view text, std::unordered_set<uint64_t>& begins) {
  uint64_t phrase = 0;
  for_words(text, [&](const std::string& word, Span) {
    if (phrase == 0) begins.insert(hash64(word));
    phrase = join(phrase, hash64(word));
  });
  return phrase;
}

Result<double> share_of(const LexiconEntry& entry) {
  double share = 0;
  const std::string_view text = entry.title();
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), share);
  if (error != std::errc() || end != text.data() + text.size() || share <= 0 || share > 1) {
    return fail(ErrorCode::malformed,
                fmt::format("{}: '{}' is no share from 0 to 1", entry.where(), text));
  }
  return share;
}

}  // namespace

Result<PictureLexicon> PictureLexicon::compile(const Lexicon& lexicon) {
  PictureLexicon out;
  for (const LexiconEntry* entry : lexicon.section("common-words")) {
    const auto share = share_of(*entry);
    if (!share) return tl::unexpected(share.error());
    for (const std::string_view stem : split_list(entry->get("words"))) {
      out.shares_.try_emplace(hash64(stem), *share);
    }
  }
  for (const LexiconEntry* entry : lexicon.section("victims")) {
    const bool all = entry->title() == "everyone";
    if (!all && entry->title() != "civilians") {
      return fail(ErrorCode::malformed,
                  fmt::format("{}: neither 'everyone' nor 'civilians'", entry->where()));
    }
    for (const std::string_view words : split_list(entry->get("words"))) {
      out.victims_.try_emplace(phrase_of(words, out.begins_),
                               all ? Victims::everyone : Victims::civilians);
    }
  }
  for (const LexiconEntry* entry : lexicon.section("loaded")) {
    if (!entry->has("neutral") || !entry->has("kind")) {
      return fail(ErrorCode::malformed,
                  fmt::format("{}: a loaded word needs 'neutral' and 'kind'", entry->where()));
    }
    for (const std::string_view words : split_list(entry->title())) {
      out.loaded_.try_emplace(
          phrase_of(words, out.begins_),
          Loaded{std::string(entry->get("neutral")), std::string(entry->get("kind"))});
    }
  }
  for (const LexiconEntry* entry : lexicon.section("turn")) {
    const bool delayed = entry->title() == "delayed";
    if (!delayed && entry->title() != "dropped") {
      return fail(ErrorCode::malformed,
                  fmt::format("{}: neither 'delayed' nor 'dropped'", entry->where()));
    }
    for (const std::string_view words : split_list(entry->get("words"))) {
      out.turns_.try_emplace(phrase_of(words, out.begins_),
                             delayed ? Turn::delayed : Turn::dropped);
    }
  }
  return out;
}

double PictureLexicon::share(uint64_t stem) const {
  const auto found = shares_.find(stem);
  return found == shares_.end() ? kUncommon : found->second;
}

Victims PictureLexicon::victims(std::string_view words) const {
  Victims out = Victims::others;
  for_phrases(words, begins_, [&](uint64_t phrase, Span) {
    const auto found = victims_.find(phrase);
    if (found == victims_.end()) return false;
    out = std::max(out, found->second);
    return true;
  });
  return out;
}

Turn PictureLexicon::turn(std::string_view text, Span within) const {
  Turn out = Turn::none;
  if (turns_.empty()) return out;
  for_phrases(within.of(text), begins_, [&](uint64_t phrase, Span) {
    const auto found = turns_.find(phrase);
    if (found == turns_.end()) return false;
    out = std::max(out, found->second);
    return true;
  });
  return out;
}

std::vector<LoadedAt> PictureLexicon::loaded(std::string_view text, Span within) const {
  std::vector<LoadedAt> out;
  if (loaded_.empty()) return out;
  for_phrases(within.of(text), begins_, [&](uint64_t phrase, Span at) {
    const auto found = loaded_.find(phrase);
    if (found == loaded_.end()) return false;
    out.push_back({Span{within.begin + at.begin, within.begin + at.end}, found->second.neutral,
                   found->second.kind});
    return true;
  });
  return out;
}

}  // namespace sitrep
