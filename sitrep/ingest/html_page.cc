#include "sitrep/ingest/html_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <csetjmp>
#include <cstdlib>
#include <cstring>

#include "sitrep/ingest/html_scan.h"

namespace sitrep {

// Memory that is given back all at once. What goes past a limit ends the parser by longjmp, which
// leaves nothing behind, for all that gumbo has lies here.
class HtmlPage::Arena {
 public:
  Arena(size_t most_bytes, std::chrono::milliseconds time)
      : left_(most_bytes), deadline_(std::chrono::steady_clock::now() + time) {}

  void* allocate(size_t size) {
    size = (size + 15) & ~size_t{15};
    if (++count_ % kCallsAClockReading == 0 && std::chrono::steady_clock::now() > deadline_) {
      std::longjmp(escape, kTooSlow);
    }
    if (size > chunk_left_) grow(size);
    void* memory = next_;
    next_ += size;
    chunk_left_ -= size;
    return memory;
  }

  static constexpr int kTooBig = 1;
  static constexpr int kTooSlow = 2;
  std::jmp_buf escape;

 private:
  static constexpr size_t kChunkBytes = size_t{256} << 10;
  static constexpr uint64_t kCallsAClockReading = 256;

  void grow(size_t size) {
    const size_t bytes = std::max(size, kChunkBytes);
    if (bytes > left_) std::longjmp(escape, kTooBig);
    left_ -= bytes;
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(bytes));
    next_ = chunks_.back().get();
    chunk_left_ = bytes;
  }

  std::vector<std::unique_ptr<char[]>> chunks_;
  char* next_ = nullptr;
  size_t chunk_left_ = 0;
  size_t left_;
  uint64_t count_ = 0;
  std::chrono::steady_clock::time_point deadline_;
};

namespace {

// gumbo's parse within a frame of its own, that has nothing to destroy. Gives 0, or why it ended.
template <class Arena>
int parse_in_arena(Arena& arena, std::string_view html, const GumboNode*& root) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = [](void* memory, size_t size) {
    return static_cast<Arena*>(memory)->allocate(size);
  };
  options.deallocator = [](void*, void*) {};
  options.userdata = &arena;
  options.max_errors = 0;
  if (const int why = setjmp(arena.escape); why != 0) return why;  // NOLINT(cert-err52-cpp)
  root = gumbo_parse_with_options(&options, html.data(), html.size())->root;
  return 0;
}

const GumboVector* children_of(const GumboNode* node) {
  if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) {
    return &node->v.element.children;
  }
  return nullptr;
}

}  // namespace

HtmlPage::HtmlPage() = default;
HtmlPage::HtmlPage(HtmlPage&&) noexcept = default;
HtmlPage& HtmlPage::operator=(HtmlPage&&) noexcept = default;
HtmlPage::~HtmlPage() = default;

Result<HtmlPage> HtmlPage::parse(std::string_view html, const HtmlLimits& limits) {
  if (html.size() > limits.bytes) {
    return fail(ErrorCode::too_large,
                fmt::format("a page of {} bytes; at most {} are read", html.size(), limits.bytes));
  }
  auto scan = scan_html(html, limits.attributes);
  if (!scan) return tl::unexpected(scan.error());
  HtmlPage page;
  page.json_ld_ = std::move(scan->json_ld);
  page.kept_ = std::make_unique<std::string>();
  page.kept_->reserve(html.size());
  for (const Span kept : scan->kept) {
    page.cuts_.push_back({static_cast<uint32_t>(page.kept_->size()), kept.begin});
    page.kept_->append(kept.of(html));
  }
  page.arena_ = std::make_unique<Arena>(limits.memory, limits.time);
  const GumboNode* root = nullptr;
  switch (parse_in_arena(*page.arena_, *page.kept_, root)) {
    case Arena::kTooBig:
      return fail(ErrorCode::too_many,
                  fmt::format("the page's tree needs more than {} bytes", limits.memory));
    case Arena::kTooSlow:
      return fail(ErrorCode::too_many,
                  fmt::format("the page takes more than {} ms to parse", limits.time.count()));
    default:
      break;
  }
  // Each element and the text behind its two tags.
  page.nodes_.reserve(std::min<size_t>(limits.nodes, 3 * scan->elements + 16));
  if (auto flat = page.flatten(root, limits); !flat) return tl::unexpected(flat.error());
  return page;
}

Span HtmlPage::raw_of(const GumboStringPiece& piece) const {
  if (piece.data < kept_->data() || piece.data > kept_->data() + kept_->size()) return {};
  const auto begin = static_cast<uint32_t>(piece.data - kept_->data());
  const auto raw = [&](uint32_t kept) {
    auto cut = std::upper_bound(cuts_.begin(), cuts_.end(), kept,
                                [](uint32_t at, const Cut& c) { return at < c.kept; });
    if (cut == cuts_.begin()) return kept;
    --cut;
    return cut->raw + (kept - cut->kept);
  };
  if (piece.length == 0) return {raw(begin), raw(begin)};
  return {raw(begin), raw(begin + static_cast<uint32_t>(piece.length) - 1) + 1};
}

Result<void> HtmlPage::flatten(const GumboNode* root, const HtmlLimits& limits) {
  struct Open {
    const GumboVector* children;
    uint32_t next = 0;
    uint32_t node = 0;
  };
  std::vector<Open> open;
  const auto add = [&](const GumboNode* node) -> bool {
    const auto index = static_cast<uint32_t>(nodes_.size());
    HtmlNode& flat = nodes_.emplace_back();
    flat.parent = open.empty() ? index : open.back().node;
    flat.end = index + 1;
    if (const GumboVector* children = children_of(node)) {
      flat.tag = node->v.element.tag;
      flat.attributes = &node->v.element.attributes;
      open.push_back({children, 0, index});
      return open.size() <= limits.depth;
    }
    flat.is_text = true;
    flat.text = node->v.text.text;
    flat.raw = raw_of(node->v.text.original_text);
    return true;
  };
  add(root);
  while (!open.empty()) {
    Open& top = open.back();
    if (top.next == top.children->length) {
      nodes_[top.node].end = static_cast<uint32_t>(nodes_.size());
      open.pop_back();
      continue;
    }
    const auto* child = static_cast<const GumboNode*>(top.children->data[top.next++]);
    if (child->type == GUMBO_NODE_COMMENT) continue;
    if (nodes_.size() == limits.nodes) {
      return fail(ErrorCode::too_many,
                  fmt::format("the page has more than {} elements and texts", limits.nodes));
    }
    if (!add(child)) {
      return fail(ErrorCode::too_deep,
                  fmt::format("elements within elements more than {} deep", limits.depth));
    }
  }
  return {};
}

namespace {

// gumbo's own compares without regard to case, which it has made all lower before.
const GumboAttribute* find_attribute(const GumboVector* attributes, const char* name) {
  if (attributes == nullptr) return nullptr;
  for (unsigned i = 0; i < attributes->length; ++i) {
    const auto* attribute = static_cast<const GumboAttribute*>(attributes->data[i]);
    if (attribute->name[0] == name[0] && std::strcmp(attribute->name, name) == 0) return attribute;
  }
  return nullptr;
}

}  // namespace

std::string_view HtmlPage::attribute(const HtmlNode& node, const char* name) const {
  const GumboAttribute* found = find_attribute(node.attributes, name);
  return found == nullptr ? std::string_view{} : std::string_view(found->value);
}

bool HtmlPage::has_attribute(const HtmlNode& node, const char* name) const {
  return find_attribute(node.attributes, name) != nullptr;
}

}  // namespace sitrep
