#include "sitrep/ingest/ingest.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace sitrep {
namespace {

const HtmlRules kNoRules;

// A folder that is there for one test.
class Ingest : public testing::Test {
 protected:
  Ingest() { std::filesystem::create_directories(folder_); }
  ~Ingest() override { std::filesystem::remove_all(folder_); }

  std::string file(const std::string& name, std::string_view bytes) {
    const std::string path = folder_ + "/" + name;
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
  }

  // "id=text" or "id!code" a document.
  std::vector<std::string> read(std::vector<std::string> paths, Form form = Form::detect) {
    std::vector<std::string> out;
    Inputs inputs(std::move(paths), form);
    Ingester ingester(kNoRules);
    while (auto raw = inputs.next()) {
      std::string id;
      const auto document = ingester.read(std::move(*raw), id);
      if (id.starts_with(folder_)) id.erase(0, folder_.size() + 1);
      out.push_back(document ? id + "=" + document->document.text
                             : id + "!" + std::string(name_of(document.error().code)));
    }
    return out;
  }

  std::string folder_ = testing::TempDir() + "/ingest_" + std::to_string(getpid());
};

using Lines = std::vector<std::string>;

TEST_F(Ingest, JsonLinesGiveADocumentEach) {
  const std::string path = file("a.jsonl",
                                "{\"id\": \"x\", \"text\": \"One.\\u00e9\", \"more\": [1]}\n"
                                "\n"
                                "{\"text\":\"Two.\",\"title\":null,\"id\":\"y\"}");
  EXPECT_EQ(read({path}), (Lines{"x=One.é", "y=Two."}));
}

TEST_F(Ingest, ABadLineCostsThatLine) {
  const std::string path =
      file("a.jsonl",
           "{\"id\":\"a\",\"text\":\"\"}\n{\"id\":\"b\"}\n{\"id\":\"c\",\"text\":7}\n{\"id\":\n"
           "[]\n{\"text\":\"\\u0000\",\"id\":\"d\"}\n{\"id\":\"e\",\"text\":\"\xff\"}\n"
           "{\"id\":\"f\",\"text\":\"ok\"} {}\n{\"id\":\"g\",\"text\":\"ok\"}\n");
  EXPECT_EQ(read({path}), (Lines{"a!empty", "b!malformed", "c!malformed", "a.jsonl:4!malformed",
                                 "a.jsonl:5!malformed", "d!binary", "a.jsonl:7!invalid_utf8",
                                 "a.jsonl:8!malformed", "g=ok"}));
}

TEST_F(Ingest, AFieldThatIsNoStringIsNamed) {
  Ingester ingester(kNoRules);
  std::string id;
  const auto document = ingester.read(
      {"a.jsonl:3", RawKind::json_line, R"({"text":"x","published":2016})", {}, {}, {}}, id);
  ASSERT_FALSE(document);
  EXPECT_EQ(document.error().message, "a.jsonl:3: \"published\" is not a string");
}

TEST_F(Ingest, MetadataComesAlong) {
  Ingester ingester(kNoRules);
  std::string id;
  const auto document = ingester.read(
      {"-",
       RawKind::json_line,
       R"({"text":"x","title":"t","published":"2016-07-11","publisher":"p","url":"u"})",
       {},
       {},
       {}},
      id);
  ASSERT_TRUE(document);
  EXPECT_EQ(document->document.meta.title, "t");
  EXPECT_EQ(document->document.meta.published, "2016-07-11");
  EXPECT_EQ(document->document.meta.publisher, "p");
  EXPECT_EQ(document->document.meta.url, "u");
  EXPECT_EQ(id, document->document.meta.id);
  EXPECT_EQ(id.size(), 16u);
}

TEST_F(Ingest, APlainTextIsOneDocumentByteForByte) {
  const std::string text = "\xEF\xBB\xBFLine one.\r\n\r\n\tLine two. \n";
  const auto out = read({file("a.txt", text)});
  ASSERT_EQ(out.size(), 1u);
  EXPECT_EQ(out[0].substr(17), text);
}

TEST_F(Ingest, AnInputThatCannotBeReadDoesNotStopTheNext) {
  EXPECT_EQ(read({folder_ + "/none", file("a.jsonl", "{\"id\":\"a\",\"text\":\"Here.\"}")}),
            (Lines{"none!not_found", "a=Here."}));
}

TEST_F(Ingest, FoldersAreWalkedInOrderWithoutWhatIsHiddenOrALink) {
  std::filesystem::create_directories(folder_ + "/b/deep");
  file("c.jsonl", R"({"id":"c","text":"x"})");
  file("b/deep/a.jsonl", R"({"id":"a","text":"x"})");
  file(".hidden.jsonl", R"({"id":"no","text":"x"})");
  std::filesystem::create_symlink(folder_ + "/c.jsonl", folder_ + "/b/link.jsonl");
  std::filesystem::create_directory_symlink(folder_, folder_ + "/b/circle");
  EXPECT_EQ(read({folder_}), (Lines{"a=x", "c=x"}));
}

TEST_F(Ingest, TextsThatAreNone) {
  EXPECT_EQ(
      read({file("empty", ""), file("blank", " \n\n"), file("nul", std::string("a\0b", 3)),
            file("latin1", "Caf\xe9"), file("control", "\x01\x02 a")}),
      (Lines{"empty!empty", "blank!empty", "nul!binary", "latin1!invalid_utf8", "control!binary"}));
}

TEST_F(Ingest, ALineThatIsTooLongCostsThatLine) {
  const std::string path = file("a.jsonl", "{\"text\":\"" + std::string(200'000'000, 'a') +
                                               "\"}\n{\"id\":\"b\",\"text\":\"ok\"}\n");
  EXPECT_EQ(read({path}), (Lines{"a.jsonl:1!too_large", "b=ok"}));
}

TEST_F(Ingest, ATextThatIsTooLongIsNamed) {
  EXPECT_EQ(read({file("a.txt", std::string(kMostTextBytes + 1, 'a'))}),
            (Lines{"a.txt!too_large"}));
}

TEST(MakeDocument, NamesTheFirstByteThatIsNotUtf8) {
  for (const size_t at : {0, 1, 5, 99}) {
    std::string text(100, 'a');
    text[at] = '\xff';
    const auto document = make_document(text, {});
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().message, "not UTF-8: byte " + std::to_string(at) + " of the text");
  }
}

}  // namespace
}  // namespace sitrep
