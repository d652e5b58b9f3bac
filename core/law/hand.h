// The books while one event is applied: what evolve() and its parts in other files write with.
#pragma once
#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include "core/law/books.h"

namespace govcloud {

/// The books while one event is applied.
struct Hand {
  Books& books;
  const Event& event;
  const Stamp& stamp;

  template <class T>
  T& take(Shelf<T>& shelf, Kind kind, const std::string& id) {
    const auto at = shelf.find(id);
    if (at == shelf.end()) throw std::logic_error("an event names " + id + ", which is not there");
    return put(shelf, kind, id);
  }
  template <class T>
  T& put(Shelf<T>& shelf, Kind kind, const std::string& id) {
    if (books.notes_touched) books.touched.emplace(kind, id);
    T& record = shelf[id];
    record.seq = stamp.seq;
    return record;
  }
  Request& request(const std::string& id) { return take(books.requests, Kind::request, id); }
  System& system(const std::string& id) { return take(books.systems, Kind::system, id); }
  Resource& resource(const std::string& id) { return take(books.resources, Kind::resource, id); }
  LedgerInfo& ledger() {
    if (books.notes_touched) books.touched.emplace(Kind::ledger, "");
    return books.ledger;
  }
  /// Remembers that a number was given: "R-2026-0007" sets "R-2026" to 7.
  void number(const std::string& id) {
    const auto dash = id.rfind('-');
    auto& last = ledger().counters[id.substr(0, dash)];
    last = std::max<std::int64_t>(last, std::stoll(id.substr(dash + 1)));
  }
  void note(Request& request, std::string note) {
    HistoryEntry entry{stamp.seq, std::string(kind_of(event.fact)), stamp.person, stamp.for_person};
    entry.recorded = stamp.recorded;
    entry.effective = event.late ? event.late->effective : stamp.recorded;
    entry.note = std::move(note);
    if (event.late) entry.late_reason = event.late->reason, entry.with_paper = event.late->with_paper;
    request.history.push_back(std::move(entry));
  }
};

// What facts do that have a file of their own; the others are in core/law/evolve.cc.
void on(Hand& hand, const CheckHeld& fact);
void on(Hand& hand, const Ordered& fact);
void on(Hand& hand, const OrderCosigned& fact);
void on(Hand& hand, const OrderFixed& fact);
void on(Hand& hand, const OrderVerified& fact);
void on(Hand& hand, const FindingAccepted& fact);
void on(Hand& hand, const IncidentOpened& fact);
void on(Hand& hand, const IncidentUpdated& fact);
void on(Hand& hand, const IncidentResolved& fact);
void on(Hand& hand, const MeasureTaken& fact);
void on(Hand& hand, const MeasureCosigned& fact);
void on(Hand& hand, const MeasureLifted& fact);
void on(Hand& hand, const FeeFixed& fact);
void on(Hand& hand, const FeeCosigned& fact);
void on(Hand& hand, const Rated& fact);
void on(Hand& hand, const AssessmentFixed& fact);
void on(Hand& hand, const AssessmentObjected& fact);
void on(Hand& hand, const ObjectionAnswered& fact);

}  // namespace govcloud
