// Archives, feeds and letters, as they come and as someone with bad intentions writes them.
#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

#include "sitrep/ingest/charset.h"
#include "sitrep/ingest/dates.h"
#include "sitrep/ingest/language.h"
#include "sitrep/ingest/mail.h"
#include "sitrep/ingest/test_inputs.h"

namespace sitrep {
namespace {

constexpr std::string_view kSentence =
    "Government forces retook the town on Monday, the defence ministry said in a statement.";

std::string gzipped(std::string_view bytes) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, bytes.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstded(std::string_view bytes) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

std::string page(std::string_view words = kSentence) {
  return "<html><body><p>" + std::string(words) + "</p></body></html>";
}

std::string response(std::string_view body, std::string_view headers = {},
                     std::string_view type = "text/html") {
  return "HTTP/1.1 200 OK\r\nContent-Type: " + std::string(type) + "\r\n" + std::string(headers) +
         "\r\n" + std::string(body);
}

std::string record(std::string_view content, std::string_view type = "response",
                   std::string_view length = {}) {
  return "WARC/1.0\r\nWARC-Type: " + std::string(type) +
         "\r\nWARC-Target-URI: https://example.com/a\r\nContent-Type: application/http\r\n"
         "Content-Length: " +
         (length.empty() ? std::to_string(content.size()) : std::string(length)) + "\r\n\r\n" +
         std::string(content) + "\r\n\r\n";
}

class Archives : public ReadsInputs {
 protected:
  // The texts, or "!code" for an error.
  std::vector<std::string> read(std::string_view bytes, const IngestLimits& limits = {}) {
    std::vector<std::string> out;
    for (const auto& [where, intake] : take(bytes, limits)) {
      out.push_back(intake ? intake->document.text
                           : "!" + std::string(name_of(intake.error().code)));
      if (intake) last_ = *intake;
    }
    return out;
  }

  Intake last_;
};

using Texts = std::vector<std::string>;
const Texts kOne = {std::string(kSentence)};

TEST_F(Archives, AWebArchiveGivesItsPages) {
  const std::string warc = record("software: x", "warcinfo") + record(response(page())) +
                           record(response("", ""), "revisit") +
                           record(response("png", "", "image/png")) +
                           record("HTTP/1.1 404 Not Found\r\n\r\n" + page()) +
                           record(response(std::string(kSentence), "", "text/plain"));
  const Texts two = {kOne[0], kOne[0]};
  EXPECT_EQ(read(warc), two);
  EXPECT_EQ(last_.document.meta.url, "https://example.com/a");
  EXPECT_EQ(read(gzipped(warc)), two);
  EXPECT_EQ(read(gzipped(record("x", "warcinfo")) + gzipped(record(response(page())))), kOne);
  EXPECT_EQ(read(zstded(warc) + zstded(record(response(page())))),
            (Texts{kOne[0], kOne[0], kOne[0]}));
}

TEST_F(Archives, BodiesInChunksOrPackedAreUnpacked) {
  const std::string body = page();
  const std::string chunks =
      "a;x=y\r\n" + body.substr(0, 10) + "\r\n" + "fff\r\n" + body.substr(10);
  EXPECT_EQ(read(record(response(chunks, "Transfer-Encoding: chunked\r\n"))), kOne);
  EXPECT_EQ(read(record(response(body, "Transfer-Encoding: chunked\r\n"))), kOne);
  EXPECT_EQ(read(record(response(gzipped(body), "Content-Encoding: gzip\r\n"))), kOne);
  EXPECT_EQ(read(record(response(body, "Content-Encoding: gzip\r\n"))), kOne);
  EXPECT_EQ(read(record(response(zstded(body), "Content-Encoding: zstd\r\n"))), kOne);
  EXPECT_EQ(read(record(response(body, "Content-Encoding: br\r\n"))), Texts{"!unsupported"});
}

TEST_F(Archives, AWrongLengthCostsItsRecord) {
  const std::string good = record(response(page()));
  EXPECT_EQ(read(record(response(page()), "response", "4294967296") + good),
            (Texts{"!too_large", kOne[0]}));
  EXPECT_EQ(read(record(response(page()), "response", "99999999999999999999") + good),
            (Texts{"!malformed", "!malformed", kOne[0]}));
  EXPECT_EQ(read(record(response(page()), "response", "300") + good), (Texts{kOne[0], kOne[0]}));
  EXPECT_EQ(read(record(response(page()), "response", "-1") + good),
            (Texts{"!malformed", "!malformed", kOne[0]}));
  EXPECT_EQ(read(good.substr(0, good.size() - 40)), Texts{"!malformed"});
  EXPECT_EQ(read(good + "WARC/1.0\r\nWARC-Type: resp"), (Texts{kOne[0], "!malformed"}));
}

TEST_F(Archives, BombsAreStopped) {
  IngestLimits limits;
  limits.expansion = 100;
  limits.expansion_from = size_t{1} << 20;
  const std::string much(4'000'000, 'a');
  EXPECT_EQ(read(gzipped(much), limits), Texts{"!too_large"});
  EXPECT_EQ(read(zstded(much), limits), Texts{"!too_large"});
  limits.html.bytes = 1'000'000;
  EXPECT_EQ(read(record(response(gzipped(much), "Content-Encoding: gzip\r\n")), limits),
            Texts{"!too_large"});
}

TEST_F(Archives, DamagedCompressionIsNamed) {
  std::string packed = gzipped(std::string(100'000, 'a') + std::string(kSentence));
  EXPECT_EQ(read(packed.substr(0, packed.size() / 2)), Texts{"!corrupt"});
  packed[packed.size() / 2] = static_cast<char>(packed[packed.size() / 2] ^ 0x55);
  EXPECT_EQ(read(packed), Texts{"!corrupt"});
  EXPECT_EQ(read(zstded(kSentence).substr(0, 20)), Texts{"!corrupt"});
}

std::string rss(std::string_view items, std::string_view before = {}) {
  return "<?xml version='1.0'?>" + std::string(before) +
         "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' "
         "xmlns:wp='http://wordpress.org/export/1.2/'><channel><title>Example Wire</title>" +
         std::string(items) + "</channel></rss>";
}

TEST_F(Archives, AFeedGivesItsItems) {
  EXPECT_EQ(
      read(rss(
          "<item><title>Town</title><link>https://example.com/1</link><pubDate>Mon, 11 Jul 2016 "
          "14:57:00 GMT</pubDate><description>Short.</description><content:encoded>"
          "<![CDATA[<p>One.</p><p>Two &amp; three.</p>]]></content:encoded></item>"
          "<item><description>Bridge &lt;b&gt;closed&lt;/b&gt;.</description></item>")),
      (Texts{"One.\n\nTwo & three.", "Bridge closed."}));
  EXPECT_EQ(last_.document.meta.publisher, "Example Wire");
  EXPECT_EQ(
      read("<feed xmlns='http://www.w3.org/2005/Atom'><title>W</title><entry><title>T</title>"
           "<link "
           "href='https://example.com/2'/><updated>2016-07-11T14:57:00Z</updated><author><name>"
           "A. Reporter</name></author><content type='xhtml'><div "
           "xmlns='http://www.w3.org/1999/xhtml'>"
           "<p>One.</p><p>Two.</p></div></content></entry></feed>"),
      Texts{"One.\n\nTwo."});
  EXPECT_EQ(last_.document.meta.url, "https://example.com/2");
  EXPECT_EQ(last_.document.meta.published, "2016-07-11T14:57:00Z");
  EXPECT_EQ(last_.author, "A. Reporter");
}

TEST_F(Archives, AWordPressExportGivesWhatWasPublished) {
  const auto item = [](std::string_view type, std::string_view status, std::string_view text) {
    return "<item><wp:post_type>" + std::string(type) + "</wp:post_type><wp:status>" +
           std::string(status) + "</wp:status><content:encoded><![CDATA[" + std::string(text) +
           "]]></content:encoded></item>";
  };
  EXPECT_EQ(
      read(rss(item("post", "publish", "[caption]A tank. (AP photo)[/caption]\n\nOne.\n\nTwo.") +
               item("post", "draft", "No.") + item("attachment", "publish", "No."))),
      Texts{"[caption]A tank. (AP photo)[/caption]\n\nOne.\n\nTwo."});
  EXPECT_EQ(last_.document.blocks.front().kind, BlockKind::caption);
}

TEST_F(Archives, HostileXmlIsRefused) {
  std::string laughs = "<!DOCTYPE rss [<!ENTITY a0 'ha'>";
  for (int i = 1; i < 20; ++i) {
    laughs += "<!ENTITY a" + std::to_string(i) + " '";
    for (int j = 0; j < 10; ++j) laughs += "&a" + std::to_string(i - 1) + ";";
    laughs += "'>";
  }
  EXPECT_EQ(read(rss("<item><title>&a19;</title></item>", laughs + "]>")), Texts{"!unsupported"});
  EXPECT_EQ(read(rss("<item><title>&f;</title></item>",
                     "<!DOCTYPE rss [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>")),
            Texts{"!unsupported"});
  EXPECT_EQ(read(rss("<item><title>&c;</title></item>",
                     "<!DOCTYPE rss [<!ENTITY c '&d;'><!ENTITY d '&c;'>]>")),
            Texts{"!unsupported"});
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "<a>";
  EXPECT_EQ(read(rss(deep)), Texts{"!too_deep"});
  EXPECT_EQ(read(rss("<item><description>One.</description></item><item>").substr(0, 260)).back(),
            "!malformed");
}

constexpr std::string_view kLetter =
    "From: \"The Example\" <n@example.com>\nSubject: =?utf-8?q?caf=C3=A9?= =?utf-8?b?cw==?=\n"
    "Date: Mon, 11 Jul 2016 14:57:00 +0300\nMIME-Version: 1.0\n"
    "Content-Type: multipart/mixed; boundary=\"xx\"\n\n--xx\nContent-Type: text/html; "
    "charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n<p>The caf=E9 is "
    "=\nclosed.</p>\n"
    "--xx\nContent-Type: application/pdf\n\n%PDF\n--xx--\n";

TEST_F(Archives, ALetterGivesItsText) {
  EXPECT_EQ(read(kLetter), Texts{"The café is closed."});
  EXPECT_EQ(last_.document.meta.title, "cafés");
  EXPECT_EQ(last_.document.meta.publisher, "The Example");
  EXPECT_EQ(last_.document.meta.published, "2016-07-11T14:57:00+03:00");
  EXPECT_EQ(
      read("From a Mon\n" + std::string(kLetter) + "\nFrom b Tue\n" + std::string(kLetter)).size(),
      2u);
}

TEST(Mail, PartsWithinPartsEnd) {
  std::string letter = "From: a\nDate: x\n";
  for (int i = 0; i < 1'000; ++i) {
    const std::string mark = "b" + std::to_string(i);
    letter += "Content-Type: multipart/mixed; boundary=" + mark + "\n\n--" + mark + "\n";
  }
  const auto read = read_letter(letter);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::too_deep);
}

TEST(Charset, BytesBecomeUtf8) {
  EXPECT_EQ(to_utf8("caf\xe9", "iso-8859-1"), "café");
  EXPECT_EQ(to_utf8("\x93"
                    "caf\xe9\x94",
                    "latin1"),
            "“café”");
  EXPECT_EQ(to_utf8("café", "iso-8859-1"), "café");
  EXPECT_EQ(to_utf8(std::string_view("\xFF\xFE"
                                     "a\0",
                                     4),
                    ""),
            "a");
  EXPECT_EQ(to_utf8("\xEF\xBB\xBF"
                    "a",
                    "utf-16"),
            "a");
  EXPECT_EQ(to_utf8("caf\xe9", "no-such-charset"), "café");
  EXPECT_EQ(charset_of_page("<html><META content='text/html; charset=koi8-r'>"), "koi8-r");
  EXPECT_EQ(charset_of_type("text/html; Charset=\"UTF-8\""), "UTF-8");
}

TEST(Dates, AsFormatsWriteThem) {
  EXPECT_EQ(iso_of("2019-11-18T05:00:00.123Z"), "2019-11-18T05:00:00Z");
  EXPECT_EQ(iso_of("Mon, 18 Nov 2019 05:00:00 +0100"), "2019-11-18T05:00:00+01:00");
  EXPECT_EQ(iso_of("2019/11/18"), "2019-11-18");
  EXPECT_EQ(iso_of("20191118"), "2019-11-18");
  EXPECT_EQ(iso_of("November 18, 2019"), "2019-11-18");
  for (const std::string_view none : {"", "10/11/2019", "2019-13-01", "yesterday", "1574053200"}) {
    EXPECT_EQ(iso_of(none), "") << none;
  }
}

TEST(Language, IsSaidWhereItCanBe) {
  EXPECT_EQ(language_of(kSentence), "en");
  EXPECT_EQ(
      language_of("Les forces gouvernementales ont repris la ville lundi, a annoncé le ministère "
                  "de la défense dans un communiqué."),
      "fr");
  EXPECT_EQ(language_of("Mosul"), "");
  EXPECT_EQ(language_of(""), "");
}

TEST(FieldMap, FindsFieldsOfOtherNames) {
  JsonLineReader reader(FieldMap::parse("text=content.body,title=headline,id=nr").value());
  std::string line = R"({"nr": 7, "headline": "T", "content": [{"body": "One."}], "text": "no"})";
  std::string id;
  const auto read = reader.read(line, "x:1", id);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->document.text, "One.");
  EXPECT_EQ(read->document.meta.title, "T");
  EXPECT_EQ(id, "7");
  EXPECT_FALSE(FieldMap::parse("body=text"));
}

}  // namespace
}  // namespace sitrep
