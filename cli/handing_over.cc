#include "cli/handing_over.h"

#include <optional>

#include <fmt/format.h>

#include "cli/proof.h"
#include "cli/settle.h"
#include "core/ledger/audit_copy.h"
#include "core/ledger/disk.h"
#include "core/ledger/evidence_check.h"
#include "core/ledger/ledger_copy.h"

namespace govcloud {

int hand_over(Desk& desk, const Common& common, const std::string& to, const std::string& evidence) {
  std::optional<LedgerCopy> copy;
  {
    auto from = open_for_reading(common.ledger, static_cast<int>(common.wait_seconds));
    copy.emplace(from, to);
  }
  Verification verification;
  {
    auto opened = open_audit_file(copy->temporary(), static_cast<int>(common.wait_seconds));
    verification = prove(desk, common, opened, {"", 0, {}});
  }
  if (!verification.holds()) return tell_damage(desk, common, verification);
  const auto papers = evidence.empty() ? 0 : copy_evidence(verification.books, evidence_store(common.ledger), evidence);
  copy->keep();
  const auto& head = verification.head;
  const auto& id = verification.books.ledger.id;
  const LedgerStamp stamp{id, static_cast<std::int64_t>(head.seq), hex(head.hash)};
  const auto line = evidence.empty()
                        ? say(common.lang, N_("{0}: {1} events, verified"), to, head.seq)
                        : say(common.lang, N_("{0}: {1} events, verified; {2} papers in {3}"), to, head.seq, papers, evidence);
  Json item = Json::object();
  item.set("id", id).set("file", to).set("events", head.seq).set("size_bytes", file_size(to));
  item.set("evidence", evidence.empty() ? Json() : Json(evidence));
  item.set("papers", evidence.empty() ? Json() : Json(static_cast<std::uint64_t>(papers)));
  Common own = common;
  own.out.clear();  // of `audit export` it names the copy, not where this line goes
  return print_receipt(desk, own, {"copy", stamp}, {to, line, std::move(item)});
}

}  // namespace govcloud
