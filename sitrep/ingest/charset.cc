#include "sitrep/ingest/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/unistr.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <memory>

#include "sitrep/text/ascii.h"
#include "sitrep/text/positions.h"

namespace sitrep {
namespace {

constexpr size_t kNone = std::string_view::npos;
constexpr size_t kMetaBytes = 4'096;     // of a page, where its charset is looked for
constexpr size_t kDetectBytes = 16'384;  // that the detector looks at
constexpr int kSureEnough = 40;          // of a hundred, the detector's own measure

struct CloseDetector {
  void operator()(UCharsetDetector* d) const { ucsdet_close(d); }
};

bool is_name(char c) {
  return is_ascii_letter(c) || is_ascii_digit(c) || c == '-' || c == '_' || c == '.' || c == ':';
}

// The value behind "charset=", with or without quotes.
std::string_view charset_in(std::string_view words) {
  for (size_t at = 0; at + 8 < words.size(); ++at) {
    if (!starts_with_ignoring_case(words.substr(at), "charset")) continue;
    size_t begin = words.find_first_not_of(" \t", at + 7);
    if (begin == kNone || words[begin] != '=') continue;
    begin = words.find_first_not_of(" \t\"'", begin + 1);
    if (begin == kNone) return {};
    size_t end = begin;
    while (end < words.size() && is_name(words[end])) ++end;
    return words.substr(begin, end - begin);
  }
  return {};
}

// Names as the web means them (WHATWG Encoding): Latin-1 is windows-1252, and so on.
std::string web_name(std::string_view said) {
  std::string name = ascii_lower(trim_ascii(said).substr(0, 40));
  if (name == "iso-8859-1" || name == "latin1" || name == "us-ascii" || name == "ascii") {
    return "windows-1252";
  }
  if (name == "iso-8859-9") return "windows-1254";
  if (name == "gb2312" || name == "gbk") return "gb18030";
  if (name == "ks_c_5601-1987" || name == "euc-kr") return "windows-949";
  return name;
}

// Writes down where each code point came from: one run for as long as text and bytes go on alike,
// and one for each word that they do not.
class WayBack {
 public:
  explicit WayBack(std::vector<SourceRun>& runs) : runs_(runs) {}

  void add(Span text, Span raw, bool blank) {
    const bool alike = text.size() == raw.size();
    if (!runs_.empty() && alike == alike_ && (alike || !(blank || blank_)) &&
        runs_.back().raw.end == raw.begin) {
      runs_.back().text.end = text.end;
      runs_.back().raw.end = raw.end;
    } else {
      runs_.push_back({text, raw});
    }
    alike_ = alike;
    blank_ = blank;
  }

 private:
  std::vector<SourceRun>& runs_;
  bool alike_ = false;  // of the last run
  bool blank_ = false;
};

// None where ICU knows no such encoding.
bool convert(std::string_view bytes, const std::string& name, std::string& out,
             std::vector<SourceRun>* source) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> from(ucnv_open(name.c_str(), &status),
                                                                ucnv_close);
  if (U_FAILURE(status)) return false;
  if (source == nullptr) {
    const icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), from.get(),
                                  status);
    if (U_FAILURE(status)) return false;
    text.toUTF8String(out);
    return true;
  }
  source->clear();
  WayBack way(*source);
  std::array<UChar, 4'096> units;
  std::array<int32_t, 4'096> offsets;  // of each unit, from where this round began
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  // A code point is known to its end when the next one begins.
  UChar32 point = -1;
  uint32_t begin = 0;
  const auto flush = [&](uint32_t raw_end) {
    if (point < 0) return;
    const auto text_begin = static_cast<uint32_t>(out.size());
    icu::UnicodeString(point).toUTF8String(out);
    way.add({text_begin, static_cast<uint32_t>(out.size())}, {begin, raw_end}, point <= ' ');
    point = -1;
  };
  UChar lead = 0;
  do {
    UChar* to = units.data();
    const auto round = static_cast<uint32_t>(at - bytes.data());
    status = U_ZERO_ERROR;
    ucnv_toUnicode(from.get(), &to, units.data() + units.size(), &at, end, offsets.data(), true,
                   &status);
    if (U_FAILURE(status) && status != U_BUFFER_OVERFLOW_ERROR) return false;
    for (size_t i = 0; i < static_cast<size_t>(to - units.data()); ++i) {
      const uint32_t where =
          offsets[i] < 0 ? begin : std::max(begin, round + static_cast<uint32_t>(offsets[i]));
      if (U16_IS_LEAD(units[i])) {
        flush(where);
        lead = units[i];
        begin = where;
      } else if (lead != 0 && U16_IS_TRAIL(units[i])) {
        point = U16_GET_SUPPLEMENTARY(lead, units[i]);
        lead = 0;
      } else {
        flush(where);
        point = units[i];
        begin = where;
      }
    }
  } while (status == U_BUFFER_OVERFLOW_ERROR);
  flush(static_cast<uint32_t>(bytes.size()));
  return true;
}

std::string detected(std::string_view bytes) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, CloseDetector> detector(ucsdet_open(&status));
  if (U_FAILURE(status)) return {};
  const std::string_view part = bytes.substr(0, kDetectBytes);
  ucsdet_setText(detector.get(), part.data(), static_cast<int32_t>(part.size()), &status);
  ucsdet_enableInputFilter(detector.get(), 1);  // without tags
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &status);
  if (U_FAILURE(status) || match == nullptr) return {};
  if (ucsdet_getConfidence(match, &status) < kSureEnough) return {};
  const char* name = ucsdet_getName(match, &status);
  return U_FAILURE(status) ? std::string() : web_name(name);
}

// By what was said, else by the looks of the letters.
void decode(std::string_view bytes, std::string_view said, std::string& out,
            std::vector<SourceRun>* source) {
  for (const std::string& name : {web_name(said), detected(bytes), std::string("windows-1252")}) {
    out.clear();
    if (!name.empty() && convert(bytes, name, out, source)) return;
  }
}

}  // namespace

std::string_view charset_of_page(std::string_view html) {
  std::string_view head = html.substr(0, kMetaBytes);
  for (size_t at = head.find('<'); at != kNone; at = head.find('<', at + 1)) {
    const std::string_view rest = head.substr(at);
    if (!starts_with_ignoring_case(rest, "<meta")) continue;
    const std::string_view found = charset_in(rest.substr(0, rest.find('>')));
    if (!found.empty()) return found;
  }
  return {};
}

std::string_view charset_of_type(std::string_view content_type) {
  return charset_in(content_type);
}

bool needs_decoding(std::string_view bytes, std::string_view said) {
  // Valid UTF-8 is nothing else by chance, whatever was said of it, but for what has seven bits.
  return !is_valid_utf8(bytes) || web_name(said).starts_with("iso-2022");
}

std::string to_utf8(std::string_view bytes, std::string_view said, std::vector<SourceRun>* source) {
  std::string out;
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  uint32_t skipped = 0;
  if (bytes.starts_with(kMark)) {
    bytes.remove_prefix(kMark.size());
    skipped = kMark.size();
    said = "utf-8";
  } else if (bytes.starts_with("\xFF\xFE") && convert(bytes.substr(2), "utf-16le", out, source)) {
    skipped = 2;
  } else if (bytes.starts_with("\xFE\xFF") && convert(bytes.substr(2), "utf-16be", out, source)) {
    skipped = 2;
  }
  if (skipped != 2 && !needs_decoding(bytes, said)) {
    const auto size = static_cast<uint32_t>(bytes.size());
    if (source != nullptr) *source = {{{0, size}, {skipped, size + skipped}}};
    return std::string(bytes);
  }
  if (skipped != 2) decode(bytes, said, out, source);
  if (source != nullptr) {
    for (SourceRun& run : *source) {
      run.raw.begin += skipped;
      run.raw.end += skipped;
    }
  }
  return out;
}

}  // namespace sitrep
