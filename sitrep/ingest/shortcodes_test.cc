#include "sitrep/ingest/shortcodes.h"

#include <gtest/gtest.h>

namespace sitrep {
namespace {

// The stretches of a text, captions in angle brackets.
std::string split(std::string_view text) {
  const auto stretches = split_at_shortcodes(text);
  if (!stretches) return std::string(name_of(stretches.error().code));
  std::string out;
  for (const Stretch& stretch : *stretches) {
    out += stretch.caption ? '<' : '|';
    out += stretch.span.of(text);
    out += stretch.caption ? '>' : '|';
  }
  return out;
}

std::string repeat(std::string_view part, size_t times) {
  std::string out;
  for (size_t i = 0; i < times; ++i) out += part;
  return out;
}

TEST(Shortcodes, CaptionsAreTakenOut) {
  EXPECT_EQ(split("a [caption id=\"\" width=\"555\"] The photo[/caption] b"),
            "|a |< The photo>| b|");
}

TEST(Shortcodes, NestedCaptionsAreOneDepthAfterAnother) {
  EXPECT_EQ(split("[caption]a[caption]b[/caption]c[/caption]d"), "<a><b><c>|d|");
}

TEST(Shortcodes, AnUnclosedCaptionEndsWithItsLine) {
  EXPECT_EQ(split("[caption]a\nb [caption]c[/caption]"), "<a>|\nb |<c>");
}

TEST(Shortcodes, AClosingTagAloneIsMarkup) {
  EXPECT_EQ(split("a[/caption]b"), "|a||b|");
}

TEST(Shortcodes, OtherCodesAreMarkupAndTheirContentIsText) {
  EXPECT_EQ(split("[vc_row el_class=\"x\"]a[/vc_row][gallery]b"), "|a||b|");
  EXPECT_EQ(split("[row]a[/row]"), "|a|");
}

TEST(Shortcodes, BracketsOfProseStay) {
  for (const char* prose : {"He [sic] said", "[he] said", "see [1]", "[Text] BAGHDAD", "[", "[a",
                            "[/", "[]", "[emphasis added]", "[caption\nid=\"\"]"}) {
    EXPECT_EQ(split(prose), "|" + std::string(prose) + "|");
  }
}

TEST(Shortcodes, DepthHasALimit) {
  const auto nested = [](size_t depth) {
    return repeat("[caption]", depth) + "x" + repeat("[/caption]", depth);
  };
  EXPECT_EQ(split(nested(kDeepestCaption)), "<x>");
  EXPECT_EQ(split(nested(kDeepestCaption + 1)), "too_deep");
  EXPECT_EQ(split(nested(100'000)), "too_deep");
}

TEST(Shortcodes, ManyUnclosedOnesAreNotDeep) {
  EXPECT_TRUE(split_at_shortcodes(repeat("[caption]a\n", 10'000)).has_value());
}

}  // namespace
}  // namespace sitrep
