// The interface on a small world: what it answers, what it refuses, and that sockets carry it.
#include <gtest/gtest.h>
#include <zip.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <filesystem>
#include <map>
#include <thread>

#include "sitrep/picture/test_story.h"
#include "sitrep/server/api.h"
#include "sitrep/server/dossier.h"
#include "sitrep/server/filter.h"
#include "sitrep/server/listener.h"

namespace sitrep {
namespace {

constexpr const char* kScript = "<script>alert(1)</script>";

std::vector<Report> world() {
  return {
      Tale("Alpha", "2016-07-10", "Iraqi forces retook Qayyarah from Daesh on Saturday.")
          .party("Iraqi forces", "Iraqi forces", "IRQ MIL")
          .party("Daesh", "Islamic State", "IMG REB")
          .place("Qayyarah", 35.8, 43.29)
          .time("on Saturday", "2016-07-09", "2016-07-10")
          .event("ASSAULT", "Government regains territory", "retook", {"Iraqi forces"}, {"Daesh"})
          .report(),
      Tale("Beta", "2016-07-12", std::string("Envoys met in Éire's \"capital\" today. ") + kScript)
          .party("Envoys", "envoys", "")
          .event("CONSULT", "", "met", {"Envoys"}, {})
          .report()};
}

// A database in a folder of the test's own.
class ApiTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(testing::TempDir()) /
              testing::UnitTest::GetInstance()->current_test_info()->name();
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_ / "web");
    db_ = (folder_ / "situation.db").string();
    add(world());
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void add(const std::vector<Report>& reports) {
    auto store = Store::open(db_);
    ASSERT_TRUE(store) << store.error().message;
    ASSERT_TRUE(store->add(reports));
  }

  std::unique_ptr<Api> api(ApiOptions options = {}) {
    options.openapi = "{}";
    return std::make_unique<Api>(*Situations::open(db_), *Assets::load((folder_ / "web").string()),
                                 std::move(options));
  }

  static HttpRequest get(const std::string& target) {
    HttpRequest request;
    request.method = "GET";
    request.target = target;
    request.host = "127.0.0.1:8173";
    return request;
  }

  std::filesystem::path folder_;
  std::string db_;
};

std::string header(const HttpResponse& response, const std::string& name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return "";
}

TEST(Parameters, AreDecodedAndKeepTheirOrder) {
  const auto parameters = Parameters::parse("q=a+b%20c&type=X&type=Y%26Z&&flag");
  ASSERT_TRUE(parameters);
  EXPECT_EQ(parameters->first("q"), "a b c");
  EXPECT_EQ(parameters->all("type"), (std::vector<std::string>{"X", "Y&Z"}));
  EXPECT_EQ(parameters->first("flag"), "");
  EXPECT_EQ(parameters->first("none"), std::nullopt);
}

TEST(Parameters, RefuseWhatIsBroken) {
  for (const char* query : {"q=%", "q=%4", "q=%zz", "q=%ff", "q=%c3%28"}) {
    EXPECT_FALSE(Parameters::parse(query)) << query;
  }
  std::string many;
  for (int i = 0; i < 300; ++i) many += "a=1&";
  EXPECT_EQ(Parameters::parse(many).error().code, ErrorCode::too_many);
}

TEST_F(ApiTest, FiltersRows) {
  const auto served = api();
  const std::map<std::string, int> totals = {{"", 2},
                                             {"type=Battles", 0},
                                             {"party=Islamic+State", 1},
                                             {"party=Iraqi+forces&party=Islamic+State", 1},
                                             {"source=Alpha&source=Beta", 2},
                                             {"place=Qayyarah", 1},
                                             {"source=Beta", 1},
                                             {"q=QAYYARAH+retook", 1},
                                             {"q=%C3%89IRE", 1},
                                             {"from=2016-07-10", 1},
                                             {"to=2016-07-09", 1},
                                             {"bbox=43,35,44,36", 1},
                                             {"bbox=170,35,-170,36", 0},
                                             {"confidence=1", 0},
                                             {"disputed=1", 0},
                                             {"known_by=2016-07-10", 1},
                                             {"kind=plan", 0}};
  for (const auto& [query, total] : totals) {
    const HttpResponse response = served->answer(get("/api/records?" + query));
    EXPECT_EQ(response.status, 200u) << query;
    EXPECT_EQ(response.body.find("{\"total\":" + std::to_string(total) + ","), 0u)
        << query << ": " << response.body;
  }
}

TEST_F(ApiTest, PagesLeadFromOneToTheNext) {
  const auto served = api();
  const std::string first = served->answer(get("/api/events?limit=1")).body;
  EXPECT_NE(first.find("\"next\":1}"), std::string::npos) << first;
  const std::string second = served->answer(get("/api/events?limit=1&after=1")).body;
  EXPECT_EQ(second.find("\"next\""), std::string::npos) << second;
  EXPECT_NE(first.substr(0, 60), second.substr(0, 60));
}

TEST_F(ApiTest, StreamsAllRowsALineARow) {
  const auto served = api();
  HttpResponse response = served->answer(get("/api/records?format=jsonl"));
  ASSERT_TRUE(response.more);
  std::string all = response.body;
  for (std::string piece;; piece.clear()) {
    response.more(piece);
    if (piece.empty()) break;
    all += piece;
  }
  EXPECT_EQ(std::count(all.begin(), all.end(), '\n'), 2);
}

TEST_F(ApiTest, NamesWhatIsWrongWithAQuestion) {
  const auto served = api();
  for (const char* query : {"as_of=yesterday", "from=2016-13-01", "confidence=much", "limit=100000",
                            "after=-1", "bbox=1,2,3", "disputed=yes", "format=xml", "q=%"}) {
    const HttpResponse response = served->answer(get(std::string("/api/records?") + query));
    EXPECT_EQ(response.status, 400u) << query;
    EXPECT_NE(response.body.find("\"message\""), std::string::npos) << query;
  }
  EXPECT_EQ(served->answer(get("/api/nothing")).status, 404u);
  EXPECT_EQ(served->answer(get("/api/events/0123456789abcdef")).status, 404u);
  EXPECT_EQ(served->answer(get("/api/documents/..%2f..%2fetc")).status, 404u);
  EXPECT_EQ(served->answer(get("/../situation.db")).status, 404u);
  HttpRequest post = get("/api/events");
  post.method = "POST";
  EXPECT_EQ(served->answer(post).status, 405u);
}

TEST_F(ApiTest, AnETagHoldsUntilTheReportsChange) {
  const auto served = api();
  HttpRequest request = get("/api/records");
  request.if_none_match = served->answer(request).etag;
  EXPECT_EQ(served->answer(request).status, 304u);
  EXPECT_TRUE(served->answer(request).body.empty());
  EXPECT_NE(served->answer(get("/api/records?kind=event")).etag, request.if_none_match);

  add({Tale("Gamma", "2016-07-13", "Rebels attacked Mosul.")
           .party("Rebels", "rebels", "REB")
           .event("ASSAULT", "Armed clash", "attacked", {"Rebels"}, {})
           .report()});
  std::this_thread::sleep_for(std::chrono::milliseconds(1100));
  const HttpResponse after = served->answer(request);
  EXPECT_EQ(after.status, 200u);
  EXPECT_EQ(after.body.find("{\"total\":3,"), 0u);
}

TEST_F(ApiTest, WordsOfReportsStayWordsInJson) {
  const auto served = api();
  const HttpResponse records = served->answer(get("/api/records?q=envoys"));
  EXPECT_EQ(records.content_type, "application/json");
  EXPECT_EQ(header(records, "X-Content-Type-Options"), "nosniff");
  const std::string policy = header(records, "Content-Security-Policy");
  EXPECT_EQ(policy.find("default-src 'none'"), 0u);
  EXPECT_EQ(policy.find("unsafe"), std::string::npos);
}

TEST_F(ApiTest, TilesAreAllowedByTheirOriginOnly) {
  ApiOptions options;
  options.tiles = "https://tiles.example/a/{z}/{x}/{y}.png";
  const std::string policy =
      header(api(options)->answer(get("/api/situation")), "Content-Security-Policy");
  EXPECT_NE(policy.find("img-src 'self' data: blob: https://tiles.example;"), std::string::npos);
}

TEST_F(ApiTest, AsksForItsToken) {
  ApiOptions options;
  options.token = "a-long-and-secret-token";
  const auto served = api(options);
  HttpRequest request = get("/api/situation");
  EXPECT_EQ(served->answer(request).status, 401u);
  for (const char* wrong : {"Bearer a-long-and-secret-tokem", "Bearer ", "a-long-and-secret-token",
                            "Bearer a-long-and-secret-token-and-more"}) {
    request.authorization = wrong;
    EXPECT_EQ(served->answer(request).status, 401u) << wrong;
  }
  request.authorization = "Bearer a-long-and-secret-token";
  EXPECT_EQ(served->answer(request).status, 200u);
}

TEST_F(ApiTest, AnswersOnlyAsThisMachine) {
  const auto served = api();
  HttpRequest request = get("/api/situation");
  for (const auto& [host, status] : std::map<std::string, unsigned>{{"localhost:8173", 200},
                                                                    {"[::1]:8173", 200},
                                                                    {"127.0.0.1", 200},
                                                                    {"evil.example", 421},
                                                                    {"localhost.evil.example", 421},
                                                                    {"[::2]", 421}}) {
    request.host = host;
    EXPECT_EQ(served->answer(request).status, status) << host;
  }
}

TEST_F(ApiTest, ADossierHasTheBriefTheClaimsAndTheirSourcesOnly) {
  const auto served = api();
  const HttpResponse response = served->answer(get("/api/dossier?source=Alpha"));
  ASSERT_EQ(response.status, 200u);
  EXPECT_EQ(response.body, served->answer(get("/api/dossier?source=Alpha")).body);
  zip_error_t error;
  zip_source_t* bytes =
      zip_source_buffer_create(response.body.data(), response.body.size(), 0, &error);
  zip_t* archive = zip_open_from_source(bytes, ZIP_RDONLY, &error);
  ASSERT_NE(archive, nullptr);
  std::vector<std::string> names;
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
    names.emplace_back(zip_get_name(archive, static_cast<zip_uint64_t>(i), 0));
  }
  std::string brief(4000, '\0');
  zip_file_t* file = zip_fopen(archive, "brief.md", 0);
  ASSERT_NE(file, nullptr);
  brief.resize(static_cast<size_t>(zip_fread(file, brief.data(), brief.size())));
  zip_fclose(file);
  zip_discard(archive);
  ASSERT_EQ(names.size(), 7u);
  EXPECT_EQ(names[1], "brief.html");
  EXPECT_EQ(names[2], "claims.csv");
  EXPECT_EQ(names[5], "sources.csv");
  EXPECT_EQ(names[6].find("sources/1-"), 0u);
  // The brief tells of the chosen rows, in the words of their sources.
  EXPECT_NE(brief.find("Iraqi forces retook Qayyarah"), std::string::npos) << brief;
  EXPECT_EQ(brief.find("Envoys"), std::string::npos) << brief;
}

TEST_F(ApiTest, TheRuleChoosesTheValue) {
  const auto strike = [](const std::string& publisher, const std::string& killed) {
    return strike_on_mosul(publisher, killed, "A strike on Mosul killed " + killed + " on Monday.");
  };
  add({strike("Alpha", "12"), strike("Beta", "30")});
  const auto served = api();
  const auto best = [&](const std::string& rule) {
    return served->answer(get("/api/records?kind=casualties&rule=" + rule)).body;
  };
  EXPECT_NE(best("lowest").find("\"best\":12"), std::string::npos) << best("lowest");
  EXPECT_NE(best("highest").find("\"best\":30"), std::string::npos) << best("highest");
  EXPECT_EQ(served->answer(get("/api/records?rule=loudest")).status, 400u);
  for (const char* part : {"loaded", "warnings", "stories"}) {
    EXPECT_EQ(served->answer(get(std::string("/api/") + part)).body.front(), '[') << part;
  }
}

// Sends bytes to a server and gives what comes back until it closes.
std::string exchanged(const ListenOptions& options, const Handler& handler,
                      const std::string& bytes) {
  namespace asio = boost::asio;
  auto listener = Listener::open(options, handler);
  EXPECT_TRUE(listener);
  std::thread server([&] { listener->run(); });
  asio::io_context loop;
  asio::ip::tcp::socket socket(loop);
  boost::system::error_code error;
  socket.connect({asio::ip::make_address("127.0.0.1"), listener->port()}, error);
  asio::write(socket, asio::buffer(bytes), error);
  std::string answer;
  asio::read(socket, asio::dynamic_buffer(answer), error);
  listener->stop();
  server.join();
  return answer;
}

HttpResponse hello(const HttpRequest& request) {
  HttpResponse response;
  response.content_type = "text/plain";
  response.body = request.target;
  return response;
}

TEST(Listener, KeepsAConnectionUntilToldToClose) {
  const std::string answer =
      exchanged({}, hello,
                "GET /one HTTP/1.1\r\nHost: a\r\n\r\nHEAD /two HTTP/1.1\r\nHost: a\r\n\r\n"
                "GET /three HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_NE(answer.find("\r\n\r\n/one"), std::string::npos) << answer;
  EXPECT_EQ(answer.find("\r\n\r\n/two"), std::string::npos) << answer;
  EXPECT_NE(answer.find("\r\n\r\n/three"), std::string::npos) << answer;
}

TEST(Listener, RefusesWhatIsTooLargeOrNoHttp) {
  const std::string long_header(20'000, 'x');
  EXPECT_NE(exchanged({}, hello, "GET / HTTP/1.1\r\nA: " + long_header + "\r\n\r\n").find(" 431 "),
            std::string::npos);
  EXPECT_NE(
      exchanged({}, hello, "POST / HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n").find(" 413 "),
      std::string::npos);
  EXPECT_NE(exchanged({}, hello, "\x16\x03\x01 nonsense\r\n\r\n").find(" 400 "), std::string::npos);
}

TEST(Listener, ClosesWhereARequestDoesNotComeInTime) {
  ListenOptions options;
  options.read_time = std::chrono::seconds(1);
  EXPECT_EQ(exchanged(options, hello, "GET / HT"), "");
}

TEST(Listener, SendsPiecesAsChunksAndAsTheyAreToAnOldClient) {
  const auto handler = [](const HttpRequest&) {
    HttpResponse response;
    response.more = [n = 0](std::string& piece) mutable {
      if (n++ < 2) piece = "ab";
    };
    return response;
  };
  const std::string chunks =
      exchanged({}, handler, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_NE(chunks.find("\r\n\r\n2\r\nab\r\n2\r\nab\r\n0\r\n\r\n"), std::string::npos) << chunks;
  const std::string whole = exchanged({}, handler, "GET / HTTP/1.0\r\n\r\n");
  EXPECT_NE(whole.find("\r\n\r\nabab"), std::string::npos) << whole;
}

TEST(Listener, SaysWhereItCannotListen) {
  EXPECT_EQ(Listener::open({.address = "localhost"}, hello).error().code,
            ErrorCode::invalid_argument);
  const auto first = Listener::open({}, hello);
  ASSERT_TRUE(first);
  ListenOptions same;
  same.port = first->port();
  EXPECT_EQ(Listener::open(same, hello).error().code, ErrorCode::io);
}

}  // namespace
}  // namespace sitrep
