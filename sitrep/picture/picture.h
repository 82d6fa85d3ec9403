// The picture: from many reports to one situation, as of a date, by what was known on a date.
//
//     reports --copies--> sources --stories--> stories
//                                 --facts----> facts --events--> events, plans
//                                              --> holdings, forces, casualties, statements
//                                              --> disagreements
//
// Pure functions over reports: no files, no clocks. The picture owns no words; a fact points to its
// claim in its report, and the claim to the bytes that say it. Nothing is overwritten: what several
// reports say of one thing stands side by side, and the assembled value names the rule that chose
// it. The same set of reports, in any order, gives the same picture.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sitrep/ground/civil.h"
#include "sitrep/picture/report_list.h"
#include "sitrep/reader/report.h"

namespace sitrep {

inline constexpr uint32_t kNone = 0xFFFFFFFF;

class PictureLexicon;

// How a value is chosen where accounts differ. All of them stay beside it.
enum class Rule : uint8_t {
  most_sources,  // what most independent sources say; of equals a report's own voice, the latest
  most_recent,   // what the latest report says
  lowest,        // of numbers; all else as most_sources
  highest,
  ucdp,  // of numbers: as most_sources, but of equals the lower figure (UCDP GED codebook, "best")
};

struct PictureOptions {
  std::optional<Day> as_of;     // what was so on that day; without it the last day of any report
  std::optional<Day> known_by;  // only what reports published by that day say; without it all
  Rule rule = Rule::most_sources;
  // What words mean to the picture; outlives the call. Without it no word is common, loaded, or a
  // word for civilians.
  const PictureLexicon* lexicon = nullptr;
};

// A report that the picture rests on. Copies of one text have one original and count as one voice.
struct Source {
  uint64_t id = 0;               // of the content: see document_id
  uint32_t report = 0;           // index into the reports given
  std::optional<Day> published;  // none where nothing says it
  uint32_t original = 0;         // index of the earliest source with these words, or its own
  uint32_t story = 0;            // index into Picture::stories
};

// The name that some reports use for an actor.
struct Wording {
  std::string words;
  std::vector<uint32_t> sources;  // sorted, each once
};

// An actor across reports, under one neutral name.
struct Actor {
  std::string name;
  std::string code;               // PLOVER, "IRQ MIL"; empty where no report says it
  bool for_state = false;         // a state, or somebody who acts for one
  std::vector<Wording> wordings;  // by what names reports call it, sorted by name
};

// A place across reports.
struct Site {
  std::string name;
  std::string id;  // of the gazetteer; empty where it has none
  std::string country;
  std::string admin1;
  std::string feature;
  std::optional<double> lat;  // degrees, WGS 84; both or neither
  std::optional<double> lon;
  double radius_km = 0;
};

// A claim with its parties, place and time in the terms of the picture.
struct Fact {
  uint64_t id = 0;               // of the content: its document, kind and evidence
  uint32_t source = 0;           // index into Picture::sources
  uint32_t claim = 0;            // index into the claims of that report
  std::vector<uint32_t> actors;  // indices into Picture::actors, sorted, each once
  std::vector<uint32_t> recipients;
  std::vector<uint32_t> attribution;
  uint32_t site = kNone;
  // The fact of the same report within whose place and time it is told: "the strike destroyed a
  // house" after "aircraft struck Mosul on 17 March". kNone where it is told for itself.
  uint32_t setting = kNone;
  // When it was so. The day of the report where the claim gives no time; none where neither does.
  std::optional<Interval> valid;
  bool dated = false;       // whether the claim gives the time itself
  uint64_t words_hash = 0;  // of its evidence: two facts with the same words are one voice
};

// How many reports say it, and how many of them are independent: in words of their own.
struct Support {
  uint32_t reports = 0;
  uint32_t independent = 0;
};

// Reports on one happening, or on one turn of it. Every report is in one story.
struct Story {
  uint64_t id = 0;                // the smallest id of its documents
  std::vector<uint32_t> sources;  // ascending, never empty
  Support support;                // "4 reports, 2 independent"
};

// Claims of one happening.
struct Event {
  uint64_t id = 0;              // the smallest id of its facts
  std::vector<uint32_t> facts;  // every version, the earliest report first; never empty
  uint32_t lead = 0;            // the fact that tells most
  std::string type;             // PLOVER root
  std::string acled_event;
  std::string acled_sub_event;
  std::vector<uint32_t> actors;
  std::vector<uint32_t> recipients;
  uint32_t site = kNone;
  std::optional<Interval> time;
  bool dated = false;
  Status status = Status::occurred;
  Support support;
};

// One account of who holds a place, by one or many reports.
struct HoldingVersion {
  uint32_t holder = kNone;  // index into Picture::actors
  HoldingChange change = HoldingChange::holds;
  // Only those who fight for the place say so: no report tells it in its own voice, and nobody else
  // is named as its source. What is not claimed is assessed.
  bool claimed = false;
  std::vector<uint32_t> facts;
  std::optional<Interval> time;  // of its earliest fact
  bool dated = false;
  Support support;
};

// Who held a place for a while.
struct HoldingSpan {
  uint32_t holder = kNone;  // kNone: nobody is known to
  bool claimed = false;
  bool contested = false;
  std::optional<int64_t> from;   // minutes, as Interval; none: from the earliest account on
  std::optional<int64_t> until;  // none: until the as-of day
  uint32_t version = 0;          // index into PlaceHolding::history of the account that begins it
};

// Who holds one place as of the date: what the latest accounts say, and all that was said before.
struct PlaceHolding {
  uint32_t site = kNone;
  uint32_t holder = kNone;  // by the latest account; kNone where it is only said to be lost
  bool contested =
      false;  // the latest accounts name different holders, or say that it is fought for
  HoldingVersion current;  // the latest assessed account; a claimed one where there is no other
  std::vector<HoldingVersion> rivals;   // accounts of about the same time that say otherwise
  std::vector<HoldingVersion> history;  // all, in the order of their time
  std::vector<HoldingSpan> spans;       // in the order of their time; they do not overlap
};

// A figure as the sources bound it. `low` and `high` are the lowest and highest that any says.
struct Figure {
  std::optional<double> low;
  std::optional<double> best;  // by the rule
  std::optional<double> high;
  bool open = false;  // one that says "at least" or "more than" allows for more than `high`
  Bound bound = Bound::exact;
};

// One line of the ledger of forces: the same party, unit, role and value, by one or many reports.
struct Force {
  uint32_t actor = kNone;
  uint32_t site = kNone;
  std::string unit;
  std::string role;  // increment, total, present, withdrawn, engaged
  Figure figure;
  Status status = Status::occurred;
  std::optional<Interval> time;
  bool dated = false;
  std::vector<uint32_t> facts;
  Support support;
  // Of a total that follows an increment: what must have been there before.
  std::optional<double> before;
  uint32_t increment = kNone;  // index into Picture::forces of that increment
};

// Two lines of the ledger that do not add up: a total, what was added to or taken from it since,
// and a later total that these do not allow.
struct LedgerWarning {
  uint32_t earlier = kNone;          // index into Picture::forces
  std::vector<uint32_t> increments;  // those in between
  uint32_t later = kNone;
  double least = 0;  // what the earlier ones allow for the later total
  std::optional<double> most;
};

// What harm one happening did, of one kind, to one group.
struct Casualties {
  std::string role;      // killed, injured, ...; empty where no report says which
  uint32_t who = kNone;  // index into Picture::actors; kNone: everybody
  bool civilians = false;
  Figure figure;
  uint32_t site = kNone;
  std::optional<Interval> time;
  bool dated = false;
  uint32_t event = kNone;  // index into Picture::events
  std::vector<uint32_t> facts;
  Support support;
};

struct PictureStatement {
  uint32_t source = 0;
  uint32_t statement = 0;         // index into the statements of that report
  uint32_t speaker = kNone;       // index into Picture::actors
  std::vector<uint32_t> sources;  // all that report these words, the first one included
  Support support;
};

// What became of a planned or threatened act.
enum class Outcome : uint8_t {
  open,     // no report tells of it yet, and its time has not passed
  done,     // a later report tells that it happened
  denied,   // a later report denies it, or tells that it did not happen
  overdue,  // its time has passed and no report tells of it
  delayed,  // a later report gives it a later time
  dropped,  // a later report tells that it is called off
};

struct Plan {
  Event act;
  Outcome outcome = Outcome::open;
  uint32_t outcome_event = kNone;  // the event that tells the outcome
  // The accounts that tell the outcome where no event does: of a delay, of calling it off.
  std::vector<uint32_t> outcome_facts;
};

enum class DisagreementKind : uint8_t {
  status,  // whether it happened: index into events
  holder,  // who holds a place: index into holdings
  number,  // how many were harmed: index into casualties
  force,   // how many there are: index into forces
};

struct DisagreementSide {
  std::string value;            // "denied", "Islamic State", "12 to 15"
  std::vector<uint32_t> facts;  // at least one
  Support support;
};

struct Disagreement {
  DisagreementKind kind = DisagreementKind::status;
  uint32_t index = 0;                   // see DisagreementKind
  std::vector<DisagreementSide> sides;  // at least two
};

// A word of a source that takes a side, at what the record calls by a neutral name.
struct LoadedWord {
  uint32_t fact = 0;
  Span words;           // in the text of the fact's report: "liberated"
  std::string neutral;  // "took"
  std::string kind;     // what the word does: "praises", "blames", ...
};

struct Picture {
  std::optional<Day> as_of;
  std::optional<Day> known_by;
  std::optional<Day> first;       // the earliest report's day
  std::optional<Day> last;        // the latest report's day
  uint32_t left_out = 0;          // reports published after `known_by`
  uint32_t undated_left_out = 0;  // reports without a date, left out because `known_by` was asked
  Rule rule = Rule::most_sources;
  std::vector<Source> sources;  // in the order of their day, then id; undated last
  std::vector<Story> stories;   // in the order of their first report
  std::vector<Actor> actors;
  std::vector<Site> sites;
  std::vector<Fact> facts;
  std::vector<Event> events;  // told as happened, under way, possible, denied; in order of time
  std::vector<PlaceHolding> holdings;
  std::vector<Force> forces;
  std::vector<LedgerWarning> warnings;
  std::vector<Casualties> casualties;
  std::vector<PictureStatement> statements;
  std::vector<Plan> plans;
  std::vector<Disagreement> disagreements;
  std::vector<LoadedWord> loaded;  // in the order of their facts
};

// The picture of these reports, which must outlive any use of its indices. Safe to call from many
// threads. Time: near-linear in the number of claims.
// One that makes several pictures, or of more and more reports: see assembler.h.
Picture assemble(const ReportList& reports, const PictureOptions& options = {});

// The harm of several lines of one role together. Within one happening a figure for all stands
// beside those of its groups: the larger of it and of their sum counts, not both.
Figure sum_of(std::span<const Casualties> lines);

// Identity of a document: its text, publisher, url and publication date. The same report read from
// another file is the same document.
uint64_t document_id(const Document& document);

std::string_view name_of(Rule rule);
std::optional<Rule> rule_of(std::string_view name);
std::string_view name_of(Outcome outcome);
std::string_view name_of(DisagreementKind kind);

}  // namespace sitrep
