#include "sitrep/store/store.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "sitrep/picture/test_story.h"
#include "sitrep/reader/report_json.h"
#include "sitrep/store/schema.h"

namespace sitrep {
namespace {

constexpr const char* kFailing = "sitrep-failing-disk";
int64_t writes_left = -1;  // before the disk of kFailing is full; negative: never

// A file of the failing disk: SQLite's own file behind it.
struct FailingFile {
  sqlite3_file base;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

sqlite3_file* real(sqlite3_file* file) {
  return reinterpret_cast<FailingFile*>(file)->real();
}

bool is_full() {
  if (writes_left < 0) return false;
  if (writes_left == 0) return true;
  --writes_left;
  return false;
}

sqlite3_vfs* own_vfs() {
  return sqlite3_vfs_find(nullptr);
}

const sqlite3_io_methods kMethods = [] {
  sqlite3_io_methods m{};
  m.iVersion = 2;
  m.xClose = [](sqlite3_file* f) { return real(f)->pMethods->xClose(real(f)); };
  m.xRead = [](sqlite3_file* f, void* to, int size, sqlite3_int64 at) {
    return real(f)->pMethods->xRead(real(f), to, size, at);
  };
  m.xWrite = [](sqlite3_file* f, const void* from, int size, sqlite3_int64 at) {
    if (is_full()) return SQLITE_FULL;
    return real(f)->pMethods->xWrite(real(f), from, size, at);
  };
  m.xTruncate = [](sqlite3_file* f, sqlite3_int64 size) {
    if (is_full()) return SQLITE_IOERR_TRUNCATE;
    return real(f)->pMethods->xTruncate(real(f), size);
  };
  m.xSync = [](sqlite3_file* f, int flags) {
    if (is_full()) return SQLITE_IOERR_FSYNC;
    return real(f)->pMethods->xSync(real(f), flags);
  };
  m.xFileSize = [](sqlite3_file* f, sqlite3_int64* size) {
    return real(f)->pMethods->xFileSize(real(f), size);
  };
  m.xLock = [](sqlite3_file* f, int lock) { return real(f)->pMethods->xLock(real(f), lock); };
  m.xUnlock = [](sqlite3_file* f, int lock) { return real(f)->pMethods->xUnlock(real(f), lock); };
  m.xCheckReservedLock = [](sqlite3_file* f, int* out) {
    return real(f)->pMethods->xCheckReservedLock(real(f), out);
  };
  m.xFileControl = [](sqlite3_file* f, int op, void* arg) {
    return real(f)->pMethods->xFileControl(real(f), op, arg);
  };
  m.xSectorSize = [](sqlite3_file* f) { return real(f)->pMethods->xSectorSize(real(f)); };
  m.xDeviceCharacteristics = [](sqlite3_file* f) {
    return real(f)->pMethods->xDeviceCharacteristics(real(f));
  };
  m.xShmMap = [](sqlite3_file* f, int page, int size, int extend, void volatile** out) {
    return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
  };
  m.xShmLock = [](sqlite3_file* f, int at, int n, int flags) {
    return real(f)->pMethods->xShmLock(real(f), at, n, flags);
  };
  m.xShmBarrier = [](sqlite3_file* f) { real(f)->pMethods->xShmBarrier(real(f)); };
  m.xShmUnmap = [](sqlite3_file* f, int remove) {
    return real(f)->pMethods->xShmUnmap(real(f), remove);
  };
  return m;
}();

void register_failing_disk() {
  static sqlite3_vfs vfs = *own_vfs();
  vfs.zName = kFailing;
  vfs.szOsFile = static_cast<int>(sizeof(FailingFile)) + own_vfs()->szOsFile;
  vfs.xOpen = [](sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out) {
    const int code = own_vfs()->xOpen(own_vfs(), name, real(file), flags, out);
    file->pMethods = code == SQLITE_OK ? &kMethods : nullptr;
    return code;
  };
  sqlite3_vfs_register(&vfs, 0);
}

Report story(int number) {
  const std::string day = iso_date(*day_of_iso("2016-01-01") + std::chrono::days(number));
  return Tale("Alpha", day,
              "Rebels shelled Elm on " + day + ", report " + std::to_string(number) +
                  " says. “They fled,” said Ash Carter.")
      .party("Rebels", "Rebels of Utopia", "UTO REB")
      .party("Ash Carter", "Ash Carter", "USA GOV")
      .place("Elm", 10, 20)
      .time(day, day, iso_date(*day_of_iso(day) + std::chrono::days(1)))
      .event("ASSAULT", "Shelling/artillery/missile attack", "shelled", {"Rebels"}, {})
      .statement("Ash Carter", "They fled");
}

std::vector<Report> stories(int first, int last) {
  std::vector<Report> out;
  for (int i = first; i < last; ++i) out.push_back(story(i));
  return out;
}

class StoreTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              ("sitrep-store-" + std::to_string(getpid()) + "-" +
               testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    path_ = (folder_ / "situation.db").string();
    writes_left = -1;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  // Opens the file as the next program would, checks all of it, and counts the reports.
  size_t whole() {
    auto store = Store::open(path_);
    EXPECT_TRUE(store) << store.error().message;
    if (!store) return 0;
    const auto checked = store->check();
    EXPECT_TRUE(checked) << checked.error().message;
    auto reports = store->reports();
    EXPECT_TRUE(reports) << reports.error().message;
    return reports ? reports->size() : 0;
  }

  int64_t value(const char* sql) {
    auto database = Database::open(path_, SQLITE_OPEN_READWRITE, nullptr);
    EXPECT_TRUE(database);
    auto value = database->value(sql);
    EXPECT_TRUE(value) << value.error().message;
    return value.value_or(-1);
  }

  std::filesystem::path folder_;
  std::string path_;
};

TEST_F(StoreTest, ReportsComeBackAsTheyWere) {
  const Report report = story(1);
  auto store = Store::open(path_);
  ASSERT_TRUE(store) << store.error().message;
  ASSERT_TRUE(store->add(std::vector{report}));
  const auto back = store->reports();
  ASSERT_TRUE(back) << back.error().message;
  ASSERT_EQ(back->size(), 1u);
  std::string before;
  std::string after;
  write_report(report, Layers{}, before);
  write_report(back->front(), Layers{}, after);
  EXPECT_EQ(before, after);
  EXPECT_EQ(document_id(report.document), document_id(back->front().document));
}

TEST_F(StoreTest, TheSameReportAgainChangesNothing) {
  {
    auto store = Store::open(path_);
    ASSERT_TRUE(store);
    const auto count = store->add(stories(0, 3));
    ASSERT_TRUE(count);
    EXPECT_EQ(count->added, 3u);
  }
  const int64_t claims = value("SELECT count(*) FROM claim");
  {
    auto store = Store::open(path_);
    const auto count = store->add(stories(0, 3));
    ASSERT_TRUE(count);
    EXPECT_EQ(count->added, 0u);
    EXPECT_EQ(count->known, 3u);
  }
  EXPECT_EQ(value("SELECT count(*) FROM claim"), claims);
  EXPECT_EQ(whole(), 3u);
}

TEST_F(StoreTest, EveryRowLeadsBackToItsWords) {
  ASSERT_TRUE(Store::open(path_)->add(stories(0, 4)));
  const int64_t rows = value("SELECT count(*) FROM evidence");
  EXPECT_EQ(rows, 8);
  EXPECT_EQ(value("SELECT count(*) FROM evidence JOIN document_text ON document_text.id = document "
                  "WHERE quote = substr(text, begin + 1, \"end\" - begin)"),
            rows);
  EXPECT_EQ(
      value("SELECT count(*) FROM claim_party JOIN claim ON claim.id = claim JOIN document_text "
            "ON document_text.id = document "
            "WHERE words = substr(text, begin + 1, \"end\" - begin)"),
      4);
}

TEST_F(StoreTest, WordsAndPlacesAreFound) {
  ASSERT_TRUE(Store::open(path_)->add(stories(0, 4)));
  EXPECT_EQ(value("SELECT count(*) FROM text_index WHERE text_index MATCH 'NEAR(shelled elm)'"), 4);
  EXPECT_EQ(value("SELECT count(*) FROM quote_index WHERE quote_index MATCH 'fled'"), 4);
  EXPECT_EQ(value("SELECT count(*) FROM claim_point WHERE min_lat > 9 AND max_lat < 11 "
                  "AND min_lon > 19 AND max_lon < 21"),
            4);
  EXPECT_EQ(value("SELECT documents FROM party WHERE name = 'Rebels of Utopia'"), 4);
}

TEST_F(StoreTest, PathsThatAreNoDatabaseSayWhy) {
  const auto directory = Store::open(folder_.string());
  ASSERT_FALSE(directory);
  EXPECT_NE(directory.error().message.find("is a directory"), std::string::npos);

  const auto missing = Store::open(path_, {.mode = StoreOptions::Mode::read});
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::not_found);

  std::ofstream(path_) << std::string(4096, 'x');
  const auto text = Store::open(path_);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().code, ErrorCode::corrupt);

  const auto nowhere = Store::open((folder_ / "no" / "such.db").string());
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().code, ErrorCode::io);
}

// Runs `work` as a user who may not do everything; gives its result.
template <class Work>
bool as_plain_user(Work work) {
  const pid_t child = fork();
  EXPECT_GE(child, 0);
  if (child == 0) {
    constexpr uid_t kNobody = 65534;
    if (getuid() == 0 && setuid(kNobody) != 0) _exit(2);
    _exit(work() ? 0 : 1);
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST_F(StoreTest, AnUnreadableFileIsAnError) {
  ASSERT_TRUE(Store::open(path_)->add(stories(0, 1)));
  std::filesystem::permissions(path_, std::filesystem::perms::none);
  EXPECT_TRUE(as_plain_user([&] {
    const auto store = Store::open(path_);
    return !store && store.error().code == ErrorCode::io;
  }));
}

TEST_F(StoreTest, AReadOnlyFolderCanBeRead) {
  using std::filesystem::perms;
  ASSERT_TRUE(Store::open(path_)->add(stories(0, 3)));
  const perms read = perms::owner_read | perms::group_read | perms::others_read;
  std::filesystem::permissions(path_, read);
  std::filesystem::permissions(folder_,
                               read | perms::owner_exec | perms::group_exec | perms::others_exec);
  EXPECT_TRUE(as_plain_user([&] {
    auto store = Store::open(path_, {.mode = StoreOptions::Mode::read});
    return store && store->reports()->size() == 3;
  }));
  std::filesystem::permissions(folder_, perms::owner_all);
}

TEST_F(StoreTest, ForeignAndNewerDatabasesAreLeftAlone) {
  {
    auto database = Database::open(path_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    ASSERT_TRUE(database->execute("CREATE TABLE shopping (item)"));
  }
  const auto foreign = Store::open(path_);
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().code, ErrorCode::corrupt);
  EXPECT_EQ(value("SELECT count(*) FROM sqlite_schema"), 1);

  std::filesystem::remove(path_);
  ASSERT_TRUE(Store::open(path_));
  value("PRAGMA user_version = 999");
  const auto newer = Store::open(path_);
  ASSERT_FALSE(newer);
  EXPECT_NE(newer.error().message.find("newer"), std::string::npos);
}

TEST_F(StoreTest, DamageIsFound) {
  ASSERT_TRUE(Store::open(path_)->add(stories(0, 200)));
  {
    std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096 * 3);
    file << std::string(4096 * 20, '\xA5');
  }
  auto store = Store::open(path_);
  if (store) {
    EXPECT_FALSE(store->check());
  } else {
    EXPECT_EQ(store.error().code, ErrorCode::corrupt);
  }
}

TEST_F(StoreTest, OlderTablesAreBroughtUpToDateStepByStep) {
  const std::vector<Migration> first = {{1, "CREATE TABLE note (words TEXT)"}};
  const std::vector<Migration> both = {first[0],
                                       {2,
                                        "ALTER TABLE note ADD COLUMN day TEXT;"
                                        "UPDATE note SET day = '2016-07-11'"}};
  const std::vector<Migration> broken = {both[0], both[1], {3, "UPDATE note SET day = NULL; BAD"}};
  auto database = Database::open(path_, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  ASSERT_TRUE(migrate(*database, first));
  ASSERT_TRUE(database->execute("INSERT INTO note VALUES ('kept')"));
  EXPECT_FALSE(check_version(*database, both));
  ASSERT_TRUE(migrate(*database, both));
  EXPECT_TRUE(check_version(*database, both));
  EXPECT_EQ(database->value("PRAGMA user_version").value(), 2);
  EXPECT_EQ(database->value("SELECT count(*) FROM note WHERE words = 'kept' AND day IS NOT NULL"),
            1);
  // A step that fails leaves everything as it was.
  EXPECT_FALSE(migrate(*database, broken));
  EXPECT_EQ(database->value("PRAGMA user_version").value(), 2);
  EXPECT_EQ(database->value("SELECT count(*) FROM note WHERE day IS NOT NULL").value(), 1);
}

TEST_F(StoreTest, AFullDiskAtAnyWriteLeavesTheDatabaseWhole) {
  register_failing_disk();
  ASSERT_TRUE(Store::open(path_)->add(stories(0, 1)));
  const std::string kept = path_ + ".kept";
  std::filesystem::copy_file(path_, kept);
  bool full = true;
  for (int64_t writes = 0; full; writes += writes < 40 ? 1 : 7) {
    ASSERT_LT(writes, 5000);
    for (const char* end : {"-wal", "-shm"}) std::filesystem::remove(path_ + end);
    std::filesystem::copy_file(kept, path_, std::filesystem::copy_options::overwrite_existing);
    bool added = false;
    writes_left = writes;
    {
      auto store = Store::open(path_, {.vfs = kFailing});
      if (store) {
        const auto count = store->add(stories(1, 4));
        added = count.has_value();
        if (!added) {
          EXPECT_TRUE(count.error().code == ErrorCode::no_space ||
                      count.error().code == ErrorCode::io)
              << count.error().message;
        }
      }
      full = writes_left == 0;
    }
    writes_left = -1;
    const size_t reports = whole();
    EXPECT_TRUE(reports == 1 || reports == 4)
        << reports << " reports after " << writes << " writes";
    EXPECT_TRUE(!added || reports == 4u) << "after " << writes << " writes";
  }
  EXPECT_EQ(whole(), 4u);
}

TEST_F(StoreTest, KilledInTheMiddleOfAddTheDatabaseIsWhole) {
  size_t before = 0;
  for (int round = 0; round < 6; ++round) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      auto store = Store::open(path_);
      for (int i = 0; store && i < 100000; ++i) {
        const int first = round * 100000 + i * 5;
        if (!store->add(stories(first, first + 5))) _exit(1);
      }
      _exit(0);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(60 + 25 * round));
    kill(child, SIGKILL);
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status));
    const size_t now = whole();
    EXPECT_EQ(now % 5, 0u);  // whole batches only
    EXPECT_GE(now, before);
    before = now;
  }
  EXPECT_GT(before, 0u);
}

TEST_F(StoreTest, TwoWritersAtOnceBothSucceed) {
  std::vector<pid_t> children;
  for (int writer = 0; writer < 2; ++writer) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      auto store = Store::open(path_);
      if (!store) _exit(2);
      for (int i = 0; i < 20; ++i) {
        if (!store->add(stories(writer * 1000 + i, writer * 1000 + i + 1))) _exit(3);
      }
      _exit(0);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status));
    EXPECT_EQ(WEXITSTATUS(status), 0);
  }
  EXPECT_EQ(whole(), 40u);
}

TEST_F(StoreTest, AWriterThatWaitsTooLongSaysWhy) {
  auto first = Store::open(path_);
  ASSERT_TRUE(first);
  auto database = Database::open(path_, SQLITE_OPEN_READWRITE, nullptr);
  auto held = Transaction::begin(*database);
  ASSERT_TRUE(held);
  auto second = Store::open(path_, {.patience = std::chrono::milliseconds(50)});
  ASSERT_TRUE(second);
  const auto count = second->add(stories(0, 1));
  ASSERT_FALSE(count);
  EXPECT_EQ(count.error().code, ErrorCode::locked);
  // Readers do not mind.
  auto reader = Store::open(path_, {.mode = StoreOptions::Mode::read});
  ASSERT_TRUE(reader);
  EXPECT_TRUE(reader->reports());
}

}  // namespace
}  // namespace sitrep
