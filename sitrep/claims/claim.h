// What a document says is so: events, holdings, force levels, casualties; and its statements.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/base/span.h"
#include "sitrep/ground/values.h"
#include "sitrep/language/analysis.h"

namespace sitrep {

enum class ClaimKind : uint8_t { event, holding, force, casualties };

enum class Status : uint8_t {
  occurred,
  ongoing,
  planned,
  threatened,
  possible,
  denied,
  negated,
  hypothetical,
};

enum class HoldingChange : uint8_t { gained, lost, holds, contested };

// A party to a claim, at the words that name it there.
struct Participant {
  uint32_t entity =
      kNoEntity;  // index into the entities of the report; kNoEntity where it is no entity
  Span span;
};
// The same words, or two mentions of one entity.
bool same_party(const Participant& a, const Participant& b);

struct ClaimNumber {
  std::string role;  // increment, total, present, withdrawn, engaged, killed, injured, captured,
                     // displaced, missing, arrested, size; empty where the text does not say
  Span span;
  std::optional<double> value;
  std::optional<double> low;
  std::optional<double> high;
  Bound bound = Bound::exact;
  std::string unit;
};

struct Holding {
  Participant holder;
  HoldingChange change = HoldingChange::holds;
};

struct Claim {
  ClaimKind kind = ClaimKind::event;
  std::string type;                   // PLOVER root: "ASSAULT"; empty but for events
  std::string mode;                   // PLOVER mode
  std::vector<std::string> contexts;  // PLOVER contexts
  std::string acled_event;
  std::string acled_sub_event;
  std::string cameo;
  Span trigger;  // the shortest words that name it
  std::vector<Participant> actors;
  std::vector<Participant> recipients;
  std::vector<Span> instruments;  // what violence was done with
  std::optional<uint32_t> event;  // claims of one happening share it; none where it stands alone
  std::optional<uint32_t> place;  // index into the places of the report
  std::optional<uint32_t> time;   // index into the times of the report
  Status status = Status::occurred;
  std::vector<Participant>
      attribution;  // whom the text names as the source; empty: the report's own voice
  std::vector<ClaimNumber> numbers;
  std::optional<Holding> holding;
  std::vector<Span> evidence;  // never empty: the clauses or sentences that say it
  double confidence = 0;       // 0 to 1
  double salience = 0;         // 0 to 1: how much the report is about it
  std::string why;             // the entry or model that made it
};

enum class StatementKind : uint8_t { direct, indirect, mixed };

struct Statement {
  Span span;  // speaker, cue and content
  StatementKind kind = StatementKind::indirect;
  Span cue;  // empty where the text has none
  std::optional<Participant> speaker;
  std::vector<Span> content;
  bool asserts = true;  // the speaker says that it is so; not where the text takes it for granted
                        // ("condemned the attack"), nor where it is thought or wanted only
  bool nested = false;  // told within the content of another statement
};

// How sure the text is that what this word tells happened.
struct Predicate {
  TokenId token = kNoToken;
  Status status = Status::occurred;
  double factuality = 0;  // -3 surely not, 3 surely so
};

std::string_view name_of(ClaimKind kind);
std::string_view name_of(Status status);
std::string_view name_of(HoldingChange change);
std::string_view name_of(StatementKind kind);
std::optional<ClaimKind> claim_kind_of(std::string_view name);
std::optional<Status> status_of(std::string_view name);
std::optional<HoldingChange> holding_change_of(std::string_view name);
std::optional<StatementKind> statement_kind_of(std::string_view name);

}  // namespace sitrep
