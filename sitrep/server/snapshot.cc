#include "sitrep/server/snapshot.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <unordered_set>

#include "sitrep/base/hash.h"
#include "sitrep/formats/tables.h"

namespace sitrep {
namespace {

constexpr size_t kMostSelections = 48;

// The facts and actors behind each record, in the order of records_of.
struct Behind {
  const std::vector<uint32_t>* facts;
  std::vector<uint32_t> actors;
};

std::vector<Behind> behind_records(const Picture& picture) {
  std::vector<Behind> out;
  const auto add = [&](const Event& event) {
    Behind behind{&event.facts, event.actors};
    behind.actors.insert(behind.actors.end(), event.recipients.begin(), event.recipients.end());
    out.push_back(std::move(behind));
  };
  for (const Event& event : picture.events) add(event);
  for (const Plan& plan : picture.plans) add(plan.act);
  for (const PlaceHolding& holding : picture.holdings) {
    Behind behind{&holding.current.facts, {holding.current.holder}};
    for (const HoldingVersion& rival : holding.rivals) behind.actors.push_back(rival.holder);
    out.push_back(std::move(behind));
  }
  for (const Force& force : picture.forces) out.push_back({&force.facts, {force.actor}});
  for (const Casualties& line : picture.casualties) out.push_back({&line.facts, {line.who}});
  return out;
}

void sort_unique(std::vector<std::string>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

// "MOBILIZE" as "Mobilize".
std::string as_word(std::string_view type) {
  std::string word = search_form(type);
  if (!word.empty() && word[0] >= 'a' && word[0] <= 'z') word[0] = static_cast<char>(word[0] - 32);
  return word;
}

std::string type_of(const Record& record) {
  if (record.kind != "event" && record.kind != "plan") return "";
  const bool known = !record.event_type.empty() && record.event_type != "Other";
  return known ? record.event_type : as_word(record.plover_type);
}

void list(JsonOut& json, std::string_view name, const std::vector<std::string>& values) {
  json.key(name).open('[');
  for (const std::string& value : values) json.string(value);
  json.close(']');
}

}  // namespace

std::string search_form(std::string_view text) {
  std::string out;
  icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())})
      .toLower(icu::Locale::getRoot())
      .toUTF8String(out);
  return out;
}

Snapshot::Snapshot(const ReportList& reports, Picture picture, Batches batches)
    : batches_(std::move(batches)),
      reports_(reports),
      picture_(std::move(picture)),
      view_(reports_, picture_) {
  std::string identity(name_of(picture_.rule));
  for (const auto& day : {picture_.as_of, picture_.known_by}) {
    identity += day ? iso_date(*day) : "-";
  }
  for (const Source& source : picture_.sources) identity += hex(source.id);
  for (const Event& event : picture_.events) events_.emplace_back(event.id, &event);
  for (const Plan& plan : picture_.plans) events_.emplace_back(plan.act.id, &plan.act);
  std::stable_sort(events_.begin(), events_.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  fill_rows();
  fill_json();
  id_ = hash64(json_, hash64(identity));
}

void Snapshot::fill_rows() {
  std::unordered_set<const void*> disputed;
  for (const Disagreement& one : picture_.disagreements) {
    switch (one.kind) {
      case DisagreementKind::status:
        disputed.insert(&picture_.events[one.index].facts);
        break;
      case DisagreementKind::holder:
        disputed.insert(&picture_.holdings[one.index].current.facts);
        break;
      case DisagreementKind::number:
        disputed.insert(&picture_.casualties[one.index].facts);
        break;
      case DisagreementKind::force:
        disputed.insert(&picture_.forces[one.index].facts);
        break;
    }
  }
  const std::vector<Behind> behind = behind_records(picture_);
  std::vector<Record> records = records_of(view_);
  rows_.reserve(records.size());
  for (size_t at = 0; at < records.size() && at < behind.size(); ++at) {
    Row row;
    row.record = std::move(records[at]);
    row.type = type_of(row.record);
    for (const uint32_t actor : behind[at].actors) {
      if (actor != kNone) row.parties.push_back(view_.actor(actor));
    }
    for (const uint32_t fact : *behind[at].facts) {
      row.publishers.push_back(view_.publisher(view_.fact(fact).source));
      row.confidence = std::max(row.confidence, view_.claim(fact).confidence);
    }
    sort_unique(row.parties);
    sort_unique(row.publishers);
    row.sources = view_.numbers_of(*behind[at].facts);
    row.disputed = disputed.count(behind[at].facts) > 0;
    rows_.push_back(std::move(row));
  }
}

void Snapshot::fill_json() {
  json_ends_.reserve(rows_.size());
  for (const Row& row : rows_) {
    JsonOut json(json_);
    json.open('{');
    put_fields(json, row.record);
    json.field("type", row.type).field("confidence", row.confidence);
    json.key("disputed").truth(row.disputed);
    list(json, "parties", row.parties);
    list(json, "publishers", row.publishers);
    json.key("sources").open('[');
    for (const uint32_t number : row.sources) json.number(number);
    json.close(']').close('}');
    json_ends_.push_back(json_.size());
  }
}

std::string_view Snapshot::json(size_t row) const {
  const size_t begin = row == 0 ? 0 : json_ends_[row - 1];
  return std::string_view(json_).substr(begin, json_ends_[row] - begin);
}

std::string_view Snapshot::search_text(size_t row) const {
  std::call_once(searchable_, [this] {
    for (const Row& one : rows_) {
      const Record& r = one.record;
      std::string words = one.type + "\n" + r.sub_event_type + "\n" + r.location + "\n" + r.admin1;
      for (const std::string& party : one.parties) words += "\n" + party;
      for (const std::string& publisher : one.publishers) words += "\n" + publisher;
      search_text_ += search_form(words + "\n" + r.notes);
      search_ends_.push_back(search_text_.size());
    }
  });
  const size_t begin = row == 0 ? 0 : search_ends_[row - 1];
  return std::string_view(search_text_).substr(begin, search_ends_[row] - begin);
}

Snapshot::Selection Snapshot::selection(
    const std::string& name, const std::function<std::vector<uint32_t>()>& choose) const {
  {
    const std::lock_guard<std::mutex> lock(selecting_);
    const auto found = std::find_if(selections_.begin(), selections_.end(),
                                    [&](const auto& one) { return one.first == name; });
    if (found != selections_.end()) {
      selections_.splice(selections_.begin(), selections_, found);
      return found->second;
    }
  }
  auto rows = std::make_shared<const std::vector<uint32_t>>(choose());
  const std::lock_guard<std::mutex> lock(selecting_);
  selections_.emplace_front(name, rows);
  if (selections_.size() > kMostSelections) selections_.pop_back();
  return rows;
}

const Event* Snapshot::event(uint64_t id) const {
  const auto found = std::lower_bound(events_.begin(), events_.end(), id,
                                      [](const auto& a, uint64_t b) { return a.first < b; });
  return found != events_.end() && found->first == id ? found->second : nullptr;
}

}  // namespace sitrep
