// RSS, Atom and WordPress exports: XML whose items hold a text each.
//
// expat reads it piece by piece; an item is given when it ends. Documents that declare entities of
// their own are refused (a billion laughs, files of this machine): no feed needs them.
#include <expat.h>
#include <fmt/format.h>

#include <array>
#include <deque>

#include "sitrep/ingest/dates.h"
#include "sitrep/ingest/records.h"
#include "sitrep/text/ascii.h"

namespace sitrep {
namespace {

constexpr size_t kPieceBytes = size_t{64} << 10;

// "http://purl.org/rss/1.0/modules/content/ encoded" -> the part before the blank and the one
// after.
struct Name {
  std::string_view space;
  std::string_view local;
};

Name split(const char* name) {
  const std::string_view whole(name);
  const size_t blank = whole.rfind(' ');
  if (blank == std::string_view::npos) return {{}, whole};
  return {whole.substr(0, blank), whole.substr(blank + 1)};
}

struct Item {
  Metadata meta;
  std::string author;
  std::string summary;
  std::string content;
  std::string updated;
  std::string type;    // WordPress: "post", "page", "attachment" ...
  std::string status;  // WordPress: "publish", "draft" ...
  bool wordpress = false;
  uint64_t begin = 0;
};

class FeedItems : public Records {
 public:
  FeedItems(std::string path, ByteReader reader, const IngestLimits& limits)
      : path_(std::move(path)),
        reader_(std::move(reader)),
        limits_(limits),
        parser_(XML_ParserCreateNS(nullptr, ' '), XML_ParserFree) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), on_begin, on_end);
    XML_SetCharacterDataHandler(parser_.get(), on_text);
    XML_SetEntityDeclHandler(parser_.get(), on_entity);
  }

  std::optional<RawDocument> next() override {
    while (ready_.empty() && !done_) parse_more();
    if (ready_.empty()) return {};
    RawDocument raw = std::move(ready_.front());
    ready_.pop_front();
    return raw;
  }
  uint64_t bytes_read() const override { return reader_.bytes_read(); }

 private:
  void parse_more() {
    auto piece = reader_.take(kPieceBytes);
    if (!piece) return stop(piece.error().code, piece.error().message);
    const bool last = piece->size() < kPieceBytes;
    const auto status =
        XML_Parse(parser_.get(), piece->data(), static_cast<int>(piece->size()), last);
    if (status == XML_STATUS_ERROR && !done_) {
      stop(ErrorCode::malformed, fmt::format("line {}: {}", XML_GetCurrentLineNumber(parser_.get()),
                                             XML_ErrorString(XML_GetErrorCode(parser_.get()))));
    }
    done_ |= last;
  }

  // What is wrong with all of it: the items before are given.
  void stop(ErrorCode code, const std::string& what) {
    if (done_) return;
    done_ = true;
    XML_StopParser(parser_.get(), XML_FALSE);
    const std::string where = fmt::format("{}:{}", path_, XML_GetCurrentLineNumber(parser_.get()));
    ready_.push_back(
        {where, RawKind::fragment, fail(code, fmt::format("{}: {}", path_, what)), {}, {}, {}});
  }

  static FeedItems& self(void* data) { return *static_cast<FeedItems*>(data); }

  static void on_entity(void* data, const XML_Char*, int, const XML_Char*, int, const XML_Char*,
                        const XML_Char*, const XML_Char*, const XML_Char*) {
    self(data).stop(ErrorCode::unsupported, "it declares entities, which are not read");
  }

  static void on_begin(void* data, const XML_Char* name, const XML_Char** attributes) {
    self(data).begin(split(name), attributes);
  }
  static void on_end(void* data, const XML_Char* name) { self(data).end(split(name)); }
  static void on_text(void* data, const XML_Char* text, int size) {
    self(data).text({text, static_cast<size_t>(size)});
  }

  void begin(Name name, const XML_Char** attributes) {
    if (++depth_ > limits_.depth) {
      return stop(ErrorCode::too_deep,
                  fmt::format("elements within elements more than {} deep", limits_.depth));
    }
    if (in_item_ && xhtml_depth_ > 0) {
      // Atom's xhtml content: its tags are part of the text.
      text(fmt::format("<{}>", name.local));
      return;
    }
    text_.clear();
    if (!in_item_ && (name.local == "item" || name.local == "entry")) {
      in_item_ = true;
      item_ = {};
      item_.begin = XML_GetCurrentLineNumber(parser_.get());
      item_depth_ = depth_;
      return;
    }
    if (name.local == "content" || name.local == "summary") {
      if (attribute(attributes, "type") == "xhtml") xhtml_depth_ = depth_;
    }
    if (in_item_ && name.local == "link") {
      const std::string_view href = attribute(attributes, "href");
      const std::string_view rel = attribute(attributes, "rel");
      if (!href.empty() && (rel.empty() || rel == "alternate")) item_.meta.url = href;
    }
  }

  static std::string_view attribute(const XML_Char** attributes, std::string_view name) {
    for (; *attributes != nullptr; attributes += 2) {
      if (name == attributes[0]) return attributes[1];
    }
    return {};
  }

  void text(std::string_view words) {
    if (text_.size() + words.size() > limits_.record) {
      return stop(ErrorCode::too_large,
                  fmt::format("an item of more than {} bytes", limits_.record));
    }
    text_ += words;
  }

  void end(Name name) {
    const uint32_t depth = depth_--;
    if (in_item_ && xhtml_depth_ > 0 && depth > xhtml_depth_) {
      text(fmt::format("</{}>", name.local));
      return;
    }
    xhtml_depth_ = 0;
    if (!in_item_) {
      // The first title above all items is the feed's.
      if (name.local == "title" && publisher_.empty()) publisher_ = trim_ascii(text_);
      if (name.local == "language" && language_.empty()) language_ = trim_ascii(text_);
    } else if (depth == item_depth_) {
      in_item_ = false;
      give_item();
    } else if (depth == item_depth_ + 1) {
      take_field(name);
    } else if (name.local == "name" && item_.author.empty()) {
      item_.author = trim_ascii(text_);  // Atom: <author><name>
    }
    text_.clear();
  }

  void take_field(Name name) {
    const std::string_view words = trim_ascii(text_);
    const bool media = name.space.find("mrss") != std::string_view::npos;
    if (media || words.empty()) return;
    Metadata& meta = item_.meta;
    if (name.local == "title") {
      meta.title = words;
    } else if (name.local == "link" || (name.local == "guid" && words.starts_with("http"))) {
      if (meta.url.empty()) meta.url = words;
    } else if (name.local == "pubDate" || name.local == "published" || name.local == "date") {
      if (meta.published.empty()) meta.published = iso_of(words);
    } else if (name.local == "updated") {
      item_.updated = iso_of(words);
    } else if (name.local == "creator" || name.local == "author") {
      if (item_.author.empty()) item_.author = words;
    } else if (name.local == "description" || name.local == "summary") {
      item_.summary = words;
    } else if (name.local == "encoded" && name.space.find("excerpt") != std::string_view::npos) {
      item_.summary = words;
    } else if (name.local == "encoded" || name.local == "content") {
      item_.content = words;
    } else if (name.space.find("wordpress.org/export") != std::string_view::npos) {
      item_.wordpress = true;
      if (name.local == "post_type") item_.type = words;
      if (name.local == "status") item_.status = words;
    }
  }

  void give_item() {
    if (item_.wordpress) {
      const bool text = item_.type.empty() || item_.type == "post" || item_.type == "page";
      if (!text || (!item_.status.empty() && item_.status != "publish")) return;
    }
    RawDocument raw;
    raw.where = fmt::format("{}:{}", path_, item_.begin);
    raw.kind = item_.wordpress ? RawKind::wordpress : RawKind::fragment;
    raw.meta = std::move(item_.meta);
    raw.meta.publisher = publisher_;
    raw.author = std::move(item_.author);
    raw.language = ascii_lower(std::string_view(language_).substr(0, 2));
    if (raw.meta.published.empty()) raw.meta.published = item_.updated;
    raw.bytes = std::move(item_.content.empty() ? item_.summary : item_.content);
    ready_.push_back(std::move(raw));
  }

  std::string path_;
  ByteReader reader_;
  IngestLimits limits_;
  std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser_;
  std::deque<RawDocument> ready_;
  bool done_ = false;
  uint32_t depth_ = 0;
  uint32_t item_depth_ = 0;
  uint32_t xhtml_depth_ = 0;  // of the element whose tags are text; 0: none
  bool in_item_ = false;
  Item item_;
  std::string text_;
  std::string publisher_;
  std::string language_;
};

}  // namespace

std::unique_ptr<Records> feed_items(std::string path, ByteReader reader,
                                    const IngestLimits& limits) {
  return std::make_unique<FeedItems>(std::move(path), std::move(reader), limits);
}

}  // namespace sitrep
