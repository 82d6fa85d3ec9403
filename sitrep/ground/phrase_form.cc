#include "sitrep/ground/phrase_form.h"

#include <fmt/format.h>

namespace sitrep {
namespace {

constexpr int kMaxDepth = 20;

std::string_view trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

class FormParser {
 public:
  FormParser(std::string_view text, std::string_view where) : text_(text), where_(where) {}

  Result<Form> parse() {
    Form form;
    const size_t arrow = text_.find("=>");
    if (arrow != std::string_view::npos) {
      form.features = trimmed(text_.substr(arrow + 2));
      text_ = text_.substr(0, arrow);
    }
    auto root = choice(0);
    if (!root) return tl::unexpected(root.error());
    if (at_ < text_.size()) return wrong("')' without '('");
    form.root = std::move(*root);
    return form;
  }

 private:
  tl::unexpected<Error> wrong(std::string_view what) const {
    return fail(ErrorCode::malformed, fmt::format("{}: {} in '{}'", where_, what, text_));
  }

  // a b | c
  Result<FormNode> choice(int depth) {
    if (depth > kMaxDepth) return wrong("too many parentheses");
    FormNode out{FormNode::Kind::choice, {}, false, {}};
    do {
      auto part = sequence(depth);
      if (!part) return part;
      out.parts.push_back(std::move(*part));
    } while (take('|'));
    if (out.parts.size() == 1) return std::move(out.parts.front());
    return out;
  }

  Result<FormNode> sequence(int depth) {
    FormNode out;
    for (;;) {
      skip_spaces();
      if (at_ == text_.size() || text_[at_] == '|' || text_[at_] == ')') break;
      auto part = element(depth);
      if (!part) return part;
      if (take('?')) {
        FormNode optional{FormNode::Kind::optional, {}, false, {}};
        optional.parts.push_back(std::move(*part));
        part = std::move(optional);
      }
      out.parts.push_back(std::move(*part));
    }
    if (out.parts.empty()) return wrong("nothing");
    return out;
  }

  Result<FormNode> element(int depth) {
    if (take('!')) {
      auto part = element(depth);
      if (!part) return part;
      FormNode absent{FormNode::Kind::absent, {}, false, {}};
      absent.parts.push_back(std::move(*part));
      return absent;
    }
    const bool glued = take('~');
    FormNode out;
    if (take('[')) {
      out.kind = FormNode::Kind::open;
    } else if (take(']')) {
      out.kind = FormNode::Kind::close;
    } else if (take('(')) {
      auto inner = choice(depth + 1);
      if (!inner) return inner;
      if (!take(')')) return wrong("'(' without ')'");
      out = std::move(*inner);
    } else if (take('{')) {
      const size_t end = text_.find('}', at_);
      if (end == std::string_view::npos) return wrong("'{' without '}'");
      out.kind = FormNode::Kind::name;
      out.text = trimmed(text_.substr(at_, end - at_));
      at_ = end + 1;
    } else if (take('\\') && at_ < text_.size()) {
      out.kind = FormNode::Kind::word;
      out.text = text_.substr(at_++, 1);
    } else {
      const size_t end = std::min(text_.find_first_of(" |()[]{}?~!", at_), text_.size());
      if (end == at_) return wrong(fmt::format("'{}' out of place", text_[at_]));
      out.kind = FormNode::Kind::word;
      out.text = text_.substr(at_, end - at_);
      at_ = end;
    }
    out.glued = glued;
    return out;
  }

  bool take(char c) {
    if (at_ == text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void skip_spaces() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  std::string_view text_;
  std::string_view where_;
  size_t at_ = 0;
};

}  // namespace

Result<Form> parse_form(std::string_view text, std::string_view where) {
  return FormParser(text, where).parse();
}

}  // namespace sitrep
