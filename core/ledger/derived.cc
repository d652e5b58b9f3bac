#include "core/ledger/derived.h"

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

#include "core/ledger/columns.h"
#include "core/ledger/ledger_error.h"

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

/// One table's comparison, on whichever connection.
using Compare = std::function<std::optional<OtherRow>(Database&, std::uint64_t& rows)>;

/// In the order of the schema.
std::vector<Compare> comparisons(const Books& books, std::uint64_t head_seq) {
  const auto shelf = [](const auto& records) {
    return [&records](Database& db, std::uint64_t& rows) { return compare(db, records, rows); };
  };
  return {[&books, head_seq](Database& db, std::uint64_t& rows) { return compare_ledger(db, books, head_seq, rows); },
          shelf(books.units), shelf(books.persons), shelf(books.systems), shelf(books.requests),
          [&books](Database& db, std::uint64_t& rows) { return compare_deadlines(db, books, rows); },
          shelf(books.resources), shelf(books.evidence), shelf(books.findings), shelf(books.scans),
          shelf(books.usage), shelf(books.keys), shelf(books.signatories), shelf(books.records),
          shelf(books.inspections), shelf(books.orders), shelf(books.incidents),
          shelf(books.measures), shelf(books.settlements), shelf(books.ratings), shelf(books.assessments)};
}

/// The tables that nobody compares yet; the last ones, which are the longest, first.
class Queue {
 public:
  Queue(const Books& books, std::uint64_t head_seq) : tables_(comparisons(books, head_seq)), found_(tables_.size()), left_(tables_.size()) {}

  /// Takes tables until none is left.
  void work(Database& db) {
    std::uint64_t rows = 0;
    for (auto left = left_.load(); left > 0;) {
      if (!left_.compare_exchange_weak(left, left - 1)) continue;
      try {
        found_[left - 1].other = tables_[left - 1](db, rows);
      } catch (const LedgerError& e) {
        found_[left - 1].error.emplace(e);
      }
      left = left_.load();
    }
    rows_ += rows;
  }
  /// After all have ended. Throws what the first table to fail threw.
  std::optional<OtherRow> first(std::uint64_t& rows) const {
    rows += rows_;
    for (const auto& [other, error] : found_) {
      if (error) throw LedgerError(*error);
      if (other) return other;
    }
    return std::nullopt;
  }

 private:
  struct Found {
    std::optional<OtherRow> other;
    std::optional<LedgerError> error;
  };
  std::vector<Compare> tables_;
  std::vector<Found> found_;
  std::atomic<std::size_t> left_;
  std::atomic<std::uint64_t> rows_ = 0;
};

}  // namespace

std::optional<OtherRow> first_other_row(Database& db, const Books& books, std::uint64_t head_seq,
                                        std::uint64_t& rows, Crew& crew, Database* twin) {
  const auto queue = std::make_shared<Queue>(books, head_seq);  // shared, since the crew outlives this function
  if (twin != nullptr)
    crew.send([queue, twin, seconds = db.work_bound_seconds()] {
      twin->bound_work(seconds);
      queue->work(*twin);
    });
  queue->work(db);
  crew.finish();
  return queue->first(rows);
}

}  // namespace govcloud
