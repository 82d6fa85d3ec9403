#include "sitrep/server/dossier.h"

#include <fmt/format.h>
#include <zip.h>

#include <array>
#include <set>

#include "sitrep/base/hash.h"
#include "sitrep/formats/brief.h"
#include "sitrep/formats/tables.h"
#include "sitrep/picture/selection.h"

namespace sitrep {
namespace {

constexpr size_t kMostBytes = size_t{256} << 20;

struct Entry {
  std::string name;
  std::string bytes;
};

std::string csv_cell(std::string_view text) {
  std::string cell = "\"";
  // Spreadsheets run a cell that begins so as a formula.
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != text.npos) cell += '\'';
  for (const char c : text) cell += c == '"' ? "\"\"" : std::string(1, c);
  return cell + '"';
}

// Every source with the number of a quoted one, copies included.
std::vector<Entry> sources_of(const Snapshot& snapshot, const std::vector<uint32_t>& rows) {
  std::set<uint32_t> quoted;
  for (const uint32_t row : rows) {
    const Row& one = snapshot.rows()[row];
    quoted.insert(one.sources.begin(), one.sources.end());
  }
  const PictureView& view = snapshot.view();
  const std::vector<Source>& sources = snapshot.picture().sources;
  std::vector<Entry> files;
  std::string table = "number,document,publisher,title,url,published,copy_of,file\r\n";
  for (uint32_t at = 0; at < sources.size(); ++at) {
    if (quoted.count(view.number(at)) == 0) continue;
    const Document& document = view.report(at).document;
    const std::string name = fmt::format("sources/{}-{}.txt", view.number(at), hex(sources[at].id));
    table += fmt::format(
        "{},{},{},{},{},{},{},{}\r\n", view.number(at), hex(sources[at].id),
        csv_cell(document.meta.publisher), csv_cell(document.meta.title),
        csv_cell(document.meta.url), sources[at].published ? iso_date(*sources[at].published) : "",
        sources[at].original == at ? "" : hex(sources[sources[at].original].id), name);
    files.push_back({name, document.text});
  }
  files.insert(files.begin(), {"sources.csv", std::move(table)});
  return files;
}

// The lines of the picture behind these rows, which stand in the order of records_of.
Lines lines_of(const Picture& picture, const std::vector<uint32_t>& rows) {
  Lines lines;
  for (uint32_t row : rows) {
    const std::array<std::pair<std::vector<uint32_t>*, size_t>, 5> parts = {
        {{&lines.events, picture.events.size()},
         {&lines.plans, picture.plans.size()},
         {&lines.holdings, picture.holdings.size()},
         {&lines.forces, picture.forces.size()},
         {&lines.casualties, picture.casualties.size()}}};
    for (const auto& [list, size] : parts) {
      if (row < size) {
        list->push_back(row);
        break;
      }
      row -= static_cast<uint32_t>(size);
    }
  }
  return lines;
}

std::vector<Entry> entries_of(const Snapshot& snapshot, const std::vector<uint32_t>& rows) {
  std::vector<Record> records;
  records.reserve(rows.size());
  for (const uint32_t row : rows) records.push_back(snapshot.rows()[row].record);
  const Picture chosen = keep_only(snapshot.picture(), lines_of(snapshot.picture(), rows));
  const Brief brief = brief_of(PictureView(snapshot.reports(), chosen));
  std::vector<Entry> entries(5);
  entries[0].name = "brief.md";
  write_markdown(brief, entries[0].bytes);
  entries[1].name = "brief.html";
  write_html(brief, entries[1].bytes);
  entries[2].name = "claims.csv";
  write_csv(records, entries[2].bytes);
  entries[3].name = "claims.jsonl";
  write_json_lines(records, entries[3].bytes);
  entries[4].name = "claims.geojson";
  write_geojson(records, entries[4].bytes);
  for (Entry& source : sources_of(snapshot, rows)) entries.push_back(std::move(source));
  return entries;
}

tl::unexpected<Error> zip_failed(zip_error_t* error) {
  return fail(ErrorCode::io, fmt::format("the dossier: {}", zip_error_strerror(error)));
}

// libzip writes the archive into a source of its own, in memory, that is read back afterwards.
Result<std::string> zipped(const std::vector<Entry>& entries) {
  constexpr zip_uint16_t kDate = (1980 - 1980) << 9 | 1 << 5 | 1;  // the first that ZIP knows
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* target = zip_source_buffer_create(nullptr, 0, 0, &error);
  if (target == nullptr) return zip_failed(&error);
  zip_source_keep(target);
  zip_t* archive = zip_open_from_source(target, ZIP_TRUNCATE, &error);
  if (archive == nullptr) {
    zip_source_free(target);
    zip_source_free(target);
    return zip_failed(&error);
  }
  for (const Entry& entry : entries) {
    zip_source_t* bytes = zip_source_buffer(archive, entry.bytes.data(), entry.bytes.size(), 0);
    const zip_int64_t at = zip_file_add(archive, entry.name.c_str(), bytes, ZIP_FL_ENC_UTF_8);
    if (at < 0) {
      zip_source_free(bytes);
      continue;
    }
    zip_file_set_dostime(archive, static_cast<zip_uint64_t>(at), 0, kDate, 0);
  }
  if (zip_close(archive) != 0) {
    auto failed = zip_failed(zip_get_error(archive));
    zip_discard(archive);
    zip_source_free(target);
    return failed;
  }
  std::string out;
  zip_stat_t stat;
  if (zip_source_open(target) == 0 && zip_source_stat(target, &stat) == 0) {
    out.resize(stat.size);
    const zip_int64_t read = zip_source_read(target, out.data(), out.size());
    out.resize(read > 0 ? static_cast<size_t>(read) : 0);
    zip_source_close(target);
  }
  zip_source_free(target);
  if (out.empty()) return fail(ErrorCode::io, "the dossier: it could not be read back");
  return out;
}

}  // namespace

Result<std::string> dossier_of(const Snapshot& snapshot, const std::vector<uint32_t>& rows) {
  const std::vector<Entry> entries = entries_of(snapshot, rows);
  size_t bytes = 0;
  for (const Entry& entry : entries) bytes += entry.bytes.size();
  if (bytes > kMostBytes) {
    return fail(ErrorCode::too_large,
                "the dossier would have more than 256 MiB; choose fewer rows");
  }
  return zipped(entries);
}

}  // namespace sitrep
