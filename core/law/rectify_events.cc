// What checks, orders and acceptances do to the books.
#include "core/law/rectify_events.h"

#include "core/law/hand.h"

namespace govcloud {
namespace {

/// An order that is in force binds its findings; those of a severity without a limit get its day.
void bind(Hand& hand, const Order& order) {
  if (!order.is_in_force()) return;
  for (const auto& id : order.findings) {
    auto& finding = hand.take(hand.books.findings, Kind::finding, id);
    finding.order = order.id;
    if (!finding.due_on) finding.due_on = order.due_on;
  }
}

}  // namespace

void on(Hand& hand, const CheckHeld& e) {
  hand.number(e.check.id);
  auto& check = hand.put(hand.books.inspections, Kind::inspection, e.check.id);
  check = e.check, check.seq = hand.stamp.seq;
}

void on(Hand& hand, const Ordered& e) {
  hand.number(e.order.id);
  auto& order = hand.put(hand.books.orders, Kind::order, e.order.id);
  order = e.order, order.seq = hand.stamp.seq;
  bind(hand, order);
}

void on(Hand& hand, const OrderCosigned& e) {
  auto& order = hand.take(hand.books.orders, Kind::order, e.order);
  order.signed_by.push_back(e.signing);
  std::erase(order.waits_for, e.signing.party);
  bind(hand, order);
}

void on(Hand& hand, const OrderFixed& e) {
  auto& order = hand.take(hand.books.orders, Kind::order, e.order);
  order.state = FindingState::fixed, order.fixed_by = e.person, order.fixed_on = e.on;
  order.fixed_for = hand.stamp.for_person;
  order.note = e.note;
}

void on(Hand& hand, const OrderVerified& e) {
  auto& order = hand.take(hand.books.orders, Kind::order, e.order);
  order.state = e.holds ? FindingState::closed : FindingState::open;
  order.verified_by = e.person, order.note = e.note;
  if (e.holds) order.closed_on = e.on;
}

void on(Hand& hand, const FindingAccepted& e) {
  auto& finding = hand.take(hand.books.findings, Kind::finding, e.finding);
  finding.acceptances.push_back(e.acceptance);
  finding.accepted_until = e.acceptance.until;
}

}  // namespace govcloud
