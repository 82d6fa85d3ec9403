// Zip and tar archives, as they come and as someone with bad intentions makes them.
#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include "sitrep/ingest/test_inputs.h"

namespace sitrep {
namespace {

struct File {
  std::string name;
  std::string bytes;
  unsigned type = AE_IFREG;
};

using Write = int (*)(archive*);

std::string packed(const std::vector<File>& files, Write format, Write filter = nullptr) {
  std::string out(size_t{16} << 20, '\0');
  size_t used = 0;
  archive* a = archive_write_new();
  format(a);
  if (filter != nullptr) filter(a);
  archive_write_set_bytes_in_last_block(a, 1);
  archive_write_open_memory(a, out.data(), out.size(), &used);
  for (const File& file : files) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, file.name.c_str());
    archive_entry_set_filetype(entry, file.type);
    archive_entry_set_perm(entry, 0644);
    if (file.type == AE_IFLNK) archive_entry_set_symlink(entry, file.bytes.c_str());
    archive_entry_set_size(entry,
                           file.type == AE_IFREG ? static_cast<la_int64_t>(file.bytes.size()) : 0);
    archive_write_header(a, entry);
    if (file.type == AE_IFREG) archive_write_data(a, file.bytes.data(), file.bytes.size());
    archive_entry_free(entry);
  }
  archive_write_close(a);
  archive_write_free(a);
  out.resize(used);
  return out;
}

std::string tar(const std::vector<File>& files) {
  return packed(files, archive_write_set_format_pax_restricted);
}
std::string zip(const std::vector<File>& files) {
  return packed(files, archive_write_set_format_zip);
}

class ArchiveFiles : public ReadsInputs {
 protected:
  // "where=text" or "where!code" a document, with the archive as "a".
  std::vector<std::string> read(std::string_view bytes, const IngestLimits& limits = {}) {
    std::vector<std::string> out;
    for (const auto& [where, intake] : take(bytes, limits)) {
      out.push_back(intake ? where + "=" + intake->document.text
                           : where + "!" + std::string(name_of(intake.error().code)));
      if (!intake) {
        EXPECT_TRUE(intake.error().message.starts_with(folder_ + "/" + where))
            << intake.error().message;
      }
    }
    return out;
  }
};

using Lines = std::vector<std::string>;

const std::vector<File> kFiles = {
    {"day/", "", AE_IFDIR},
    {"day/one.txt", "The bridge is closed."},
    {"day/two.html",
     "<html><body><p>The town is quiet and the shops are open again, people who live there said by "
     "telephone.</p></body></html>"},
    {"more.jsonl", "{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n"},
    {".hidden", "No."},
    {"__MACOSX/one.txt", "No."},
};
const Lines kRead = {"a:day/one.txt=The bridge is closed.",
                     "a:day/two.html=The town is quiet and the shops are open again, people who "
                     "live there said by telephone.",
                     "a:more.jsonl:1=One.", "a:more.jsonl:2=Two."};

TEST_F(ArchiveFiles, AreReadOneAfterAnother) {
  EXPECT_EQ(read(tar(kFiles)), kRead);
  EXPECT_EQ(read(zip(kFiles)), kRead);
  EXPECT_EQ(read(packed(kFiles, archive_write_set_format_ustar, archive_write_add_filter_gzip)),
            kRead);
  EXPECT_EQ(read(packed(kFiles, archive_write_set_format_gnutar, archive_write_add_filter_zstd)),
            kRead);
  EXPECT_EQ(read(zip({})), Lines{});
}

TEST_F(ArchiveFiles, WithinArchivesAreReadDownToALimit) {
  std::string nested = zip({{"x.txt", "One."}});
  EXPECT_EQ(read(tar({{"b.zip", nested}, {"y.txt", "Two."}})),
            (Lines{"a:b.zip:x.txt=One.", "a:y.txt=Two."}));
  for (int i = 0; i < 5; ++i) nested = zip({{"n.zip", nested}});
  EXPECT_EQ(read(tar({{"b.zip", nested}, {"y.txt", "Two."}})),
            (Lines{"a:b.zip:n.zip:n.zip!too_deep", "a:y.txt=Two."}));
}

TEST_F(ArchiveFiles, NamesThatLeadOutAreRefused) {
  for (const char* name : {"../x.txt", "/etc/x.txt", "a/../../x.txt", "C:\\x.txt", "..\\x.txt",
                           "a/..", "x\x1b[2J.txt", "line\nbreak.txt"}) {
    const Lines lines = read(tar({{name, "No."}, {"y.txt", "Two."}}));
    ASSERT_EQ(lines.size(), 2u) << name;
    EXPECT_TRUE(lines[0].ends_with("!malformed")) << lines[0];
    EXPECT_EQ(lines[1], "a:y.txt=Two.") << name;
  }
  EXPECT_EQ(read(tar({{"..x/y..txt", "One."}, {"a..b", "Two."}})), Lines{"a:a..b=Two."});
}

TEST_F(ArchiveFiles, LinksAreLeftOut) {
  EXPECT_EQ(read(tar({{"x", "/etc/passwd", AE_IFLNK}, {"y.txt", "Two."}})), Lines{"a:y.txt=Two."});
}

TEST_F(ArchiveFiles, BombsAreStopped) {
  IngestLimits limits;
  limits.expansion = 100;
  limits.expansion_from = size_t{1} << 20;
  const std::string much(4'000'000, ' ');
  EXPECT_EQ(read(zip({{"x", much}, {"y.txt", "Two."}}), limits), Lines{"a:x!too_large"});
  // Each is small, all together are not.
  std::vector<File> many;
  for (int i = 0; i < 50; ++i) many.push_back({"x" + std::to_string(i), std::string(500'000, ' ')});
  const Lines lines = read(zip({{"n.zip", zip(many)}, {"y.txt", "Two."}}), limits);
  ASSERT_FALSE(lines.empty());
  EXPECT_TRUE(lines.back().ends_with("!too_large")) << lines.back();
  EXPECT_LT(lines.size(), 10u);
}

TEST_F(ArchiveFiles, DamageIsNamed) {
  const std::string whole = tar(kFiles);
  EXPECT_EQ(read(whole.substr(0, 1'030)), Lines{"a:day/one.txt!corrupt"});
  EXPECT_EQ(read(whole.substr(0, 1'540)),
            (Lines{"a:day/one.txt=The bridge is closed.", "a!corrupt"}));
  EXPECT_EQ(read("PK\x03\x04........../../../etc/passwd"), Lines{"a!corrupt"});
}

TEST_F(ArchiveFiles, OfficeDocumentsAreNoArchivesOfPages) {
  EXPECT_EQ(read(zip({{"mimetype", "application/epub+zip"}, {"a.html", "<p>No.</p>"}})),
            Lines{"a!unsupported"});
}

}  // namespace
}  // namespace sitrep
