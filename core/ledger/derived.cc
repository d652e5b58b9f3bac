#include "core/ledger/derived.h"

#include "core/ledger/columns.h"

namespace govcloud {
namespace {

/// Whether a column holds a value, as bind() would have written it.
template <class T>
bool is_in(const Statement& row, int at, const T& value) {
  if constexpr (requires { value.has_value(); }) {
    return value ? is_in(row, at, *value) : row.is_null(at);
  } else if constexpr (std::integral<T>) {
    return !row.is_null(at) && row.integer(at) == static_cast<std::int64_t>(value);
  } else {
    return !row.is_null(at) && row.view(at) == std::string_view(value);
  }
}

/// One table, read along its key while the books are walked in the same order.
template <class T>
class TableWalk {
 public:
  TableWalk(Database& db, std::uint64_t& rows) : rows_(db, DerivedTable<T>::kRead), counted_(rows) {}

  /// Compares the next row with a record's; remembers the first that is another.
  void expect(const T& record) {
    if (other_) return;
    const bool there = rows_.step();
    counted_ += there ? 1 : 0;
    DerivedTable<T>::row(record, [&](const auto& id, const auto&... columns) {
      int at = 0;
      if (there && is_in(rows_, 0, id) && (is_in(rows_, ++at, columns) && ...)) return;
      other_ = OtherRow{DerivedTable<T>::kName, there ? rows_.text(0) : id};
    });
  }
  /// After the last record there must be no row.
  std::optional<OtherRow> end() {
    if (!other_ && rows_.step()) ++counted_, other_ = OtherRow{DerivedTable<T>::kName, rows_.text(0)};
    return other_;
  }

 private:
  Statement rows_;
  std::uint64_t& counted_;
  std::optional<OtherRow> other_;
};

template <class T>
std::optional<OtherRow> compare(Database& db, const Shelf<T>& shelf, std::uint64_t& rows) {
  TableWalk<T> walk(db, rows);
  for (const auto& [id, record] : shelf) walk.expect(record);
  return walk.end();
}

std::optional<OtherRow> compare_deadlines(Database& db, const Books& books, std::uint64_t& rows) {
  TableWalk<DeadlineRow> walk(db, rows);
  for (const auto& [id, request] : books.requests)
    each_deadline(request, [&](const DeadlineRow& row) { walk.expect(row); });
  return walk.end();
}

std::optional<OtherRow> compare_ledger(Database& db, const Books& books, std::uint64_t head_seq,
                                       std::uint64_t& rows) {
  Statement row(db, "SELECT one, seq, record FROM ledger");
  const bool same = row.step() && is_in(row, 0, 1) && is_in(row, 1, head_seq) &&
                    is_in(row, 2, encode(books.ledger)) && !row.step();
  ++rows;
  return same ? std::nullopt : std::optional(OtherRow{"ledger", "1"});
}

}  // namespace

std::optional<OtherRow> first_other_row(Database& db, const Books& books, std::uint64_t head_seq,
                                        std::uint64_t& rows) {
  if (auto other = compare_ledger(db, books, head_seq, rows)) return other;
  if (auto other = compare(db, books.units, rows)) return other;
  if (auto other = compare(db, books.persons, rows)) return other;
  if (auto other = compare(db, books.systems, rows)) return other;
  if (auto other = compare(db, books.requests, rows)) return other;
  if (auto other = compare_deadlines(db, books, rows)) return other;
  if (auto other = compare(db, books.resources, rows)) return other;
  if (auto other = compare(db, books.evidence, rows)) return other;
  if (auto other = compare(db, books.findings, rows)) return other;
  if (auto other = compare(db, books.scans, rows)) return other;
  if (auto other = compare(db, books.usage, rows)) return other;
  if (auto other = compare(db, books.keys, rows)) return other;
  return compare(db, books.signatories, rows);
}

}  // namespace govcloud
