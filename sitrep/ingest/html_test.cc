#include "sitrep/ingest/html.h"

#include <gtest/gtest.h>

namespace sitrep {
namespace {

class Html : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    lexicon_ = new Lexicon(Lexicon::open(SITREP_DATA_DIR "/lexicon.bin").value());
    rules_ = new HtmlRules(HtmlRules::compile(*lexicon_).value());
  }
  static void TearDownTestSuite() {
    delete rules_;
    delete lexicon_;
  }

  static Result<Intake> read(std::string_view html, const HtmlLimits& limits = {}) {
    return read_html(html, *rules_, {limits, {}});
  }
  // The text, or the name of the error.
  static std::string text(std::string_view html) {
    const auto document = read(html);
    return document ? document->document.text : std::string(name_of(document.error().code));
  }
  static std::string page(std::string_view body) {
    return "<!doctype html><html><head><title>A</title></head><body>" + std::string(body) +
           "</body></html>";
  }

  static Lexicon* lexicon_;
  static HtmlRules* rules_;
};

Lexicon* Html::lexicon_ = nullptr;
HtmlRules* Html::rules_ = nullptr;

constexpr const char* kOne =
    "Government forces retook the town on Monday, the defence ministry said in a statement.";
constexpr const char* kTwo =
    "Residents said that shelling had stopped, and that aid lorries were on their way.";

TEST_F(Html, AnArticleAmongFurniture) {
  const std::string html = page(
      "<nav><a href=/>Home</a> <a href=/world>World</a></nav><article><h1>Town retaken</h1>"
      "<p class=byline>By A Reporter</p><figure><img src=x><figcaption>A tank near the town, on "
      "Sunday, in a picture.</figcaption></figure><p>" +
      std::string(kOne) +
      "</p><div class=ad-slot>"
      "Buy our things, they are good, they are cheap, and they are here today.</div><p>" +
      kTwo +
      "</p><h2>Related stories</h2><ul><li><a href=/b>Another town, another day</a></li></ul>"
      "</article><footer>All rights reserved, and so on, and so forth, in every country.</footer>");
  EXPECT_EQ(text(html), std::string(kOne) + "\n\n" + kTwo);
}

TEST_F(Html, BlocksHaveTheirKinds) {
  const auto document =
      read(page("<article><p>" + std::string(kOne) +
                "</p><h2>The day after</h2><ul><li>One road is open, the mayor said.</li></ul>"
                "<blockquote>We are going home, he said.</blockquote><p>" +
                kTwo + "</p><table><tr><td>Dead</td><td>12</td></tr></table></article>"));
  ASSERT_TRUE(document);
  std::string kinds;
  for (const Block& block : document->document.blocks)
    kinds += std::string(name_of(block.kind)) + " ";
  EXPECT_EQ(kinds, "paragraph headline list quote paragraph boilerplate boilerplate ");
}

TEST_F(Html, EveryWordLeadsBackToThePage) {
  const std::string html = page(
      "<script>var x = '<p>';</script><p>Forces &amp; friends took&nbsp;the "
      "<b>old&#32;bridge</b> at caf&eacute;\n  Sevres, the ministry said on "
      "Monday in a long statement.</p><!-- > -->");
  const auto document = read(html);
  ASSERT_TRUE(document);
  const auto raw = [&](std::string_view words) {
    const auto at = static_cast<uint32_t>(document->document.text.find(words));
    const Span span = source_of(*document, {at, at + static_cast<uint32_t>(words.size())});
    return std::string(span.of(html));
  };
  EXPECT_EQ(raw("Forces"), "Forces");
  EXPECT_EQ(raw("& friends"), "&amp; friends");
  EXPECT_EQ(raw("café"), "caf&eacute;");
  EXPECT_EQ(raw("café Sevres"), "caf&eacute;\n  Sevres");
  EXPECT_EQ(raw("ministry said on Monday"), "ministry said on Monday");
  EXPECT_EQ(raw("statement."), "statement.");
}

TEST_F(Html, WhatAPageSaysOfItself) {
  const auto document = read(
      "<html lang=en-GB><head><title>Town retaken | The Example</title>"
      "<link rel=canonical href='https://example.com/a'><meta property=og:site_name content='The "
      "Example'>"
      "<script "
      "type='application/ld+json'>{\"@graph\":[{\"@type\":\"NewsArticle\",\"headline\":\"Town "
      "&amp; "
      "bridge retaken\",\"datePublished\":\"2016-07-11T14:57:00+03:00\",\"author\":[{\"name\":\"A. "
      "Reporter\"}]}]}"
      "</script></head><body><p>" +
      std::string(kOne) + "</p></body></html>");
  ASSERT_TRUE(document);
  EXPECT_EQ(document->document.meta.title, "Town & bridge retaken");
  EXPECT_EQ(document->document.meta.published, "2016-07-11T14:57:00+03:00");
  EXPECT_EQ(document->document.meta.publisher, "The Example");
  EXPECT_EQ(document->author, "A. Reporter");
  EXPECT_EQ(document->document.meta.url, "https://example.com/a");
  EXPECT_EQ(document->language, "en");
}

TEST_F(Html, ScriptsAndStylesAreNoText) {
  EXPECT_EQ(
      text(
          page("<script><!-- if (a < b) document.write('<script></script>'); --></script>"
               "<style>p > b { x: y }</style><div title=\"<script>\"><p>" +
               std::string(kOne) +
               "</p></div><svg><text>Drawn text, not to be read by anyone, is text.</text></svg>")),
      kOne);
}

TEST_F(Html, WhatIsHiddenIsNotRead) {
  EXPECT_EQ(text(page("<p>" + std::string(kOne) + "</p><p style='display: none'>" + kTwo +
                      "</p><p hidden>" + kTwo + "</p><p aria-hidden=true>" + kTwo + "</p>")),
            kOne);
}

TEST_F(Html, ThereIsAWayBackToTheBytesInAnyCharset) {
  const auto leads_back = [&](const std::string& bytes, std::string_view words,
                              std::string_view in_page) {
    const auto document = read(bytes);
    ASSERT_TRUE(document);
    const size_t at = document->document.text.find(words);
    ASSERT_NE(at, std::string::npos) << document->document.text;
    const auto begin = static_cast<uint32_t>(at);
    const Span raw = source_of(*document, {begin, begin + static_cast<uint32_t>(words.size())});
    EXPECT_EQ(raw.of(bytes), in_page);
  };
  const std::string latin = "<html><head><meta charset=iso-8859-1></head><body><p>" +
                            std::string(kOne) +
                            " The caf\xe9 of  M\xfcnchen &amp; Co was closed."
                            "</p></body></html>";
  leads_back(latin, "café", "caf\xe9");
  leads_back(latin, "München & Co was", "M\xfcnchen &amp; Co was");
  leads_back(latin, "was closed", "was closed");
  std::string wide = "\xFF\xFE";
  for (const char c : page("<p>" + std::string(kOne) + " The bridge was closed.</p>")) {
    wide += c;
    wide += '\0';
  }
  leads_back(wide, "bridge", std::string_view("b\0r\0i\0d\0g\0e\0", 12));
  // Neither UTF-8 nor Latin-1 all through.
  leads_back(page("<p>" + std::string(kOne) + " caf\xe9 and caf\xc3\xa9 were closed.</p>"),
             "were closed", "were closed");
}

// U+0000 is no word to the parser, and may leave a page with fewer words than its text has.
TEST(SourceOf, WordsWithoutBytesStandBehindThoseBefore) {
  Intake intake;
  intake.source = joined({{{0, 4}, {0, 4}}, {{5, 6}, {4, 4}}}, {{{0, 4}, {10, 14}}});
  const Span raw = source_of(intake, {0, 6});
  EXPECT_EQ(raw.begin, 10U);
  EXPECT_EQ(raw.end, 14U);
}

TEST(SourceOf, WordsThatWereMovedLeadToAllBetween) {
  Intake intake;
  intake.source = {{{0, 4}, {20, 24}}, {{5, 9}, {10, 14}}};
  const Span raw = source_of(intake, {0, 9});
  EXPECT_EQ(raw.begin, 10U);
  EXPECT_EQ(raw.end, 24U);
}

TEST_F(Html, WritingFromRightToLeftStaysAsItIs) {
  const std::string words = std::string(kOne) + " \u202eabc\u202c \u2067قال\u2069 said.";
  EXPECT_EQ(text(page("<p>" + words + "</p>")), words);
  EXPECT_EQ(text(page("<p>" + std::string(kOne) + " &#x202e;abc</p>")),
            std::string(kOne) + " \u202eabc");
}

TEST_F(Html, WhatIsCutOutBeforehandLeavesNoTrace) {
  const auto document = read(page(
      "<div onclick='a > b' data-x=\"<p>\" title=x/y class=a id='b'  style=\"display: none\"><p>" +
      std::string(kTwo) + "</p></div><p\n\n\n   data-y = 1>" + std::string(kOne) +
      "\n\n\n\n\n   <b x>bold</b></p><noscript><p>" + kTwo +
      "</p></noscript><select><option>One<option>Two</select><pre>a\n\n\n\n\nb</pre>"));
  ASSERT_TRUE(document);
  EXPECT_EQ(document->document.text.substr(0, std::string(kOne).size() + 5),
            std::string(kOne) + " bold");
  EXPECT_EQ(document->document.text.find("Two"), std::string::npos);
}

TEST_F(Html, PagesWithoutAText) {
  EXPECT_EQ(text(""), "empty");
  EXPECT_EQ(text("<html><body></body></html>"), "empty");
  EXPECT_EQ(text("<script>"), "empty");
}

TEST_F(Html, BytesThatAreNoText) {
  const std::string nul = page("<p>" + std::string("A\0B", 3) + " \xff\xfe " + kOne + "</p>");
  const auto document = read(nul);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->document.text.find('\0'), std::string::npos);
  EXPECT_EQ(document->document.text.find('\xff'), std::string::npos);
  EXPECT_NE(document->document.text.find(kOne), std::string::npos);
}

TEST_F(Html, NestingPastTheLimitCostsThePage) {
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "<div>";
  EXPECT_EQ(text(page(deep + kOne)), "too_deep");
}

TEST_F(Html, ATagWithAMillionAttributesCostsThePage) {
  std::string tag = "<p";
  for (int i = 0; i < 1'000'000; ++i) tag += " a" + std::to_string(i) + "=1";
  EXPECT_EQ(text(page(tag + ">" + kOne)), "too_many");
}

TEST_F(Html, FormattingThatIsOpenedAgainAndAgainIsLimited) {
  std::string html;
  for (int i = 0; i < 20'000; ++i) html += "<b id=" + std::to_string(i) + "><p>";
  HtmlLimits limits;
  limits.memory = size_t{64} << 20;
  const auto document = read(page(html), limits);
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().code, ErrorCode::too_many);
}

TEST_F(Html, APageThatIsTooLongIsNamed) {
  HtmlLimits limits;
  limits.bytes = 100;
  EXPECT_EQ(read(page(kOne), limits).error().code, ErrorCode::too_large);
}

// "text => part" or "class=names => part" of every entry of lexicon/en/web.
TEST_F(Html, ExamplesOfTheLexicon) {
  size_t run = 0;
  for (const LexiconEntry* entry : lexicon_->section("part")) {
    for (const std::string_view example : entry->all("example")) {
      const size_t arrow = example.rfind(" => ");
      ASSERT_NE(arrow, std::string_view::npos) << entry->where();
      const std::string_view given = example.substr(0, arrow);
      const bool none = example.substr(arrow + 4) == "none";
      const size_t equals = given.find('=');
      ++run;
      if (given.starts_with("class=") || given.starts_with("id=")) {
        EXPECT_EQ(rules_->roles_of(given.substr(equals + 1)).any(), !none)
            << entry->where() << given;
      } else {
        const bool found =
            rules_->part_of(given) != nullptr || rules_->ends_article(given) != nullptr;
        EXPECT_EQ(found, !none) << entry->where() << ": " << given;
      }
    }
  }
  EXPECT_GT(run, 10u);
}

}  // namespace
}  // namespace sitrep
