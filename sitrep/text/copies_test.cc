// Copies as papers make them of agency text: cut, with a new lead, with words changed, to a known
// degree; and the figures of how many are found (docs/figures.md).
#include "sitrep/text/copies.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <array>
#include <cstdlib>
#include <random>
#include <string>

#include "sitrep/text/positions.h"
#include "sitrep/text/words.h"

namespace sitrep {
namespace {

using Random = std::mt19937;
using Words = std::vector<std::string>;
using Text = std::vector<Words>;  // sentences

size_t below(Random& random, size_t end) {
  return random() % end;
}

template <size_t N>
const char* one_of(Random& random, const std::array<const char*, N>& list) {
  return list[below(random, N)];
}

// --- Reports that nobody wrote, with the phrases that all reports share ---

constexpr std::array<const char*, 16> kWho = {
    "government forces", "the rebels",      "local officials", "two witnesses",
    "aid workers",       "the militia",     "residents",       "a military spokesman",
    "border guards",     "the opposition",  "police",          "hospital staff",
    "the ministry",      "tribal fighters", "army engineers",  "the coalition"};
constexpr std::array<const char*, 16> kDid = {
    "retook",        "shelled",     "left",          "entered",          "closed",
    "reported from", "set fire to", "moved towards", "searched",         "abandoned",
    "surrounded",    "reached",     "fired at",      "opened a road to", "negotiated over",
    "held"};
constexpr std::array<const char*, 16> kWhat = {
    "the bridge",        "a grain store",      "the northern district",
    "a checkpoint",      "the old market",     "a refugee camp",
    "the airfield",      "several villages",   "the main road",
    "the power station", "a convoy",           "the river crossing",
    "a police post",     "the customs office", "an oil depot",
    "the hospital"};
constexpr std::array<const char*, 8> kWhen = {
    "on Monday", "before dawn",         "late on Friday",  "for a third day",
    "overnight", "after hours of fire", "early this week", "in the afternoon"};
constexpr std::array<const char*, 8> kSaid = {
    "a spokesman said",
    "the defence ministry said in a statement",
    "according to two officials who spoke on condition of anonymity",
    "witnesses told reporters by telephone",
    "state television said",
    "which could not be confirmed independently",
    "the United Nations said on Tuesday",
    "as fighting in the area went on"};

std::string name(Random& random) {
  constexpr std::array<const char*, 12> kParts = {"qa", "mo", "sar", "be",  "tel", "da",
                                                  "ri", "nu", "ha",  "zor", "li",  "kan"};
  std::string out;
  for (size_t i = 0, n = 2 + below(random, 2); i < n; ++i) out += one_of(random, kParts);
  out[0] = static_cast<char>(out[0] - 'a' + 'A');
  return out;
}

void add(Words& sentence, std::string_view phrase) {
  for_words(phrase, [&](const std::string&, Span at) { sentence.emplace_back(at.of(phrase)); });
}

Words sentence(Random& random) {
  Words out;
  add(out, one_of(random, kWho));
  if (below(random, 2) == 0) add(out, "near " + name(random));
  add(out, one_of(random, kDid));
  add(out, one_of(random, kWhat));
  add(out, "of " + name(random));
  if (below(random, 2) == 0) add(out, one_of(random, kWhen));
  if (below(random, 3) == 0) {
    add(out, "killing " + std::to_string(2 + below(random, 90)) + " people");
  }
  if (below(random, 2) == 0) add(out, one_of(random, kSaid));
  return out;
}

Text report(Random& random, size_t words = 400) {
  Text out;
  for (size_t count = 0; count < words; count += out.back().size()) {
    out.push_back(sentence(random));
  }
  return out;
}

size_t size_of(const Text& text) {
  size_t count = 0;
  for (const Words& words : text) count += words.size();
  return count;
}

Document document(const Text& text) {
  Document out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (i > 0) out.text += i % 3 == 0 ? "\n\n" : " ";
    for (size_t k = 0; k < text[i].size(); ++k) {
      if (k > 0) out.text += ' ';
      out.text += text[i][k];
    }
    out.text += '.';
  }
  return out;
}

// --- What papers do to them ---

enum class Edit : uint8_t { cut_tail, new_lead, own_sentences, other_words, all };
constexpr std::array<const char*, 5> kEdits = {"cut tail", "new lead", "own sentences",
                                               "other words", "all of these"};

// `degree` of the words of the outcome are not the agency's, or of the agency's are left out.
Text edited(Text text, Edit edit, double degree, Random& random) {
  if (edit == Edit::all) {
    for (const Edit part :
         {Edit::cut_tail, Edit::new_lead, Edit::own_sentences, Edit::other_words}) {
      text = edited(std::move(text), part, degree / 4, random);
    }
    if (text.size() > 3) std::swap(text[1], text[2]);
    return text;
  }
  const size_t all = size_of(text);
  const auto most = static_cast<size_t>(degree * static_cast<double>(all));
  size_t changed = 0;
  size_t at = 0;
  while (changed < most && text.size() > 1) {
    switch (edit) {
      case Edit::cut_tail:
        changed += text.back().size();
        text.pop_back();
        break;
      case Edit::new_lead:
        changed += text[at].size();
        text[at++] = sentence(random);
        break;
      case Edit::own_sentences: {
        const size_t where = below(random, text.size());
        changed += text[where].size();
        text[where] = sentence(random);
        break;
      }
      default: {
        Words& words = text[below(random, text.size())];
        words[below(random, words.size())] = name(random);
        ++changed;
      }
    }
  }
  return text;
}

// What another reporter writes of the same: own words, and statements that both quote.
Text independent(const Text& text, Random& random) {
  Text out = report(random, size_of(text));
  for (size_t i = 1; i < out.size() / 5; ++i) out[i] = text[i];
  return out;
}

// --- The figures ---

TEST(Copies, AreFoundByTheDegreeOfEdit) {
  constexpr uint32_t kOriginals = 200;
  Random random(1);
  CopyIndex index;
  std::vector<Text> originals;
  for (uint32_t number = 0; number < kOriginals; ++number) {
    originals.push_back(report(random, 150 + below(random, 500)));
    ASSERT_FALSE(index.add(document(originals.back()), number));
  }
  uint32_t false_copies = 0;
  for (uint32_t number = kOriginals; number < 10 * kOriginals; ++number) {
    const Text other = number % 2 == 0 ? independent(originals[number % kOriginals], random)
                                       : report(random, 150 + below(random, 500));
    false_copies += index.add(document(other), number).has_value();
  }
  std::printf("%u of %u others taken for copies\n%-14s %7s %9s %7s\n", false_copies, 9 * kOriginals,
              "edit", "degree", "precision", "recall");
  EXPECT_LE(false_copies, 2u);
  for (size_t e = 0; e < kEdits.size(); ++e) {
    for (const double degree : {0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6}) {
      uint32_t said = 0;
      uint32_t right = 0;
      for (uint32_t at = 0; at < kOriginals; ++at) {
        const auto copy =
            index.find(document(edited(originals[at], static_cast<Edit>(e), degree, random)));
        said += copy.has_value();
        right += copy && copy->original == at;
      }
      const double precision = said == 0 ? 1 : static_cast<double>(right) / said;
      const double recall = static_cast<double>(right) / kOriginals;
      std::printf("%-14s %6.0f%% %8.1f%% %6.1f%%\n", kEdits[e], degree * 100, precision * 100,
                  recall * 100);
      EXPECT_GE(precision, 0.99);
      // Words changed here and there break more runs than the same number side by side.
      const auto edit = static_cast<Edit>(e);
      const double sure = edit == Edit::other_words ? 0.1 : edit == Edit::all ? 0.2 : 0.3;
      if (degree <= sure) {
        EXPECT_GE(recall, 0.99);
      }
    }
  }
}

// Of words as long as those of news, and as quickly made as can be.
Document quick_report(Random& random) {
  Document out;
  for (int i = 0; i < 400; ++i) {
    for (size_t word = below(random, 200'000) + 1; word > 0; word /= 13) {
      out.text += static_cast<char>('a' + word % 26);
    }
    out.text += ' ';
  }
  return out;
}

// SITREP_FULL=1 takes the million of the issue.
TEST(Copies, AreLookedForInLittleMemory) {
  const char* full = std::getenv("SITREP_FULL");
  const uint32_t count = full != nullptr && *full == '1' ? 1'000'000 : 10'000;
  Random random(1);
  CopyIndex index;
  for (uint32_t number = 0; number < count; ++number) {
    ASSERT_FALSE(index.add(quick_report(random), number)) << number;
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("%u reports of 400 words: %.0f MB, the whole process at most %.0f MB\n", count,
              static_cast<double>(index.bytes()) / 1e6, static_cast<double>(usage.ru_maxrss) / 1e3);
  EXPECT_LT(index.bytes(), uint64_t{2'000} * count);
}

// --- What is said of a copy is so ---

std::string_view points(Span span, std::string_view text) {
  const Positions positions(text);
  return positions.bytes(span).of(text);
}

TEST(Copies, SharedRunsAreTheSameWordsOnBothSides) {
  Random random(7);
  for (int round = 0; round < 200; ++round) {
    const Text original = report(random, 200);
    Document earlier = document(original);
    Document later = document(edited(original, Edit::all, 0.2, random));
    // What is set between blocks belongs to no run.
    const std::string own =
        "ÄÖÜ “quoted”" + std::string(below(random, 700), '-') + " МИНИСТЕРСТВООБОРОНЫ ";
    later.text.insert(0, own);
    const auto begin = static_cast<uint32_t>(own.size());
    later.blocks = {{BlockKind::boilerplate, {0, begin}, {}},
                    {BlockKind::paragraph, {begin, static_cast<uint32_t>(later.text.size())}, {}}};
    CopyIndex index;
    ASSERT_FALSE(index.add(earlier, 5));
    const auto copy = index.add(later, 6);
    ASSERT_TRUE(copy);
    EXPECT_EQ(copy->original, 5u);
    size_t shared = 0;
    uint32_t end = 0;
    for (const SharedRun& run : copy->runs) {
      size_t words = 0;
      EXPECT_EQ(hash_of_words(points(run.later, later.text), &words),
                hash_of_words(points(run.earlier, earlier.text)));
      EXPECT_GE(words, 5u);
      EXPECT_GE(run.later.begin, end);
      end = run.later.end;
      shared += words;
    }
    size_t all = 0;
    hash_of_words(later.words(later.blocks[1].span), &all);
    EXPECT_NEAR(copy->share, static_cast<double>(shared) / static_cast<double>(all), 0.02);
  }
}

Document plain(std::string text) {
  Document out;
  out.text = std::move(text);
  return out;
}

TEST(Copies, ShortTextsAreCopiesWhenTheyAreTheSame) {
  CopyIndex index;
  EXPECT_FALSE(index.add(plain("Bridge closed."), 0));
  EXPECT_FALSE(index.add(plain("Bridge open."), 1));
  EXPECT_FALSE(index.add(plain("The bridge closed on Monday after heavy rain in the hills."), 2));
  EXPECT_FALSE(index.add(plain(""), 3));
  EXPECT_FALSE(index.add(plain("..."), 4));
  const auto copy = index.add(plain("BRIDGE closed"), 5);
  ASSERT_TRUE(copy);
  EXPECT_EQ(copy->original, 0u);
}

TEST(Copies, ADenialThatRepeatsAClaimIsNone) {
  CopyIndex index;
  EXPECT_FALSE(index.add(plain("Witnesses say the militia burned the mill on Friday."), 0));
  EXPECT_FALSE(
      index.add(plain("A spokesman denied that the militia burned the mill on Friday."), 1));
}

TEST(Copies, AnExcerptIsACopyOfALongText) {
  Random random(9);
  const Text whole = report(random, 3'000);
  CopyIndex index;
  index.add(document(whole), 0);
  const auto copy = index.add(document({whole.begin() + 40, whole.begin() + 60}), 1);
  ASSERT_TRUE(copy);
  EXPECT_GT(copy->share, 0.99);
  EXPECT_LT(copy->share_of_original, 0.2);
}

TEST(Copies, TextsThatRepeatThemselvesTakeNoLongerThanOthers) {
  std::string same;
  for (int i = 0; i < 200'000; ++i) same += i % 7 == 0 ? "da " : "ha ";
  CopyIndex index;
  EXPECT_FALSE(index.add(plain(same), 0));
  EXPECT_TRUE(index.add(plain(same + same), 1));
}

TEST(Copies, WhatCameFirstIsForgottenPastTheLimit) {
  Random random(11);
  const size_t most = size_t{4} << 20;
  CopyIndex index(most);
  std::vector<Document> texts;
  for (uint32_t number = 0; number < 6'000; ++number) {
    const Document text = quick_report(random);
    if (number == 0 || number == 5'900) texts.push_back(text);
    index.add(text, number);
    ASSERT_LT(index.bytes(), most + (most >> 1));
  }
  EXPECT_FALSE(index.find(texts[0]));
  EXPECT_TRUE(index.find(texts[1]));
}

}  // namespace
}  // namespace sitrep
