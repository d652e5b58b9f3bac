#include "cli/export_act.h"

#include <fmt/format.h>

#include "cli/out_file.h"
#include "cli/settle.h"
#include "core/law/house_rules.h"
#include "core/ledger/signature.h"

namespace govcloud {
namespace {

struct ExportedAct {
  ActRow act;
  std::uint64_t last = 0;
  std::string message, armour, signer;
};

/// The act of an event, with the hash of its last event; nothing when there is no such event.
std::optional<std::pair<ActRow, Digest>> act_of(Database& db, std::uint64_t seq) {
  std::optional<std::pair<ActRow, Digest>> found;
  read_from(db, seq, [&](const ActRow& act, const EventRow& event) {
    if (!found && event.seq != seq) return false;
    found = {act, event.hash};
    return event.seq + 1 < act.first + act.header.events;
  });
  return found;
}

ExportedAct exported(Database& db, const ActRow& act, const Digest& last_hash) {
  Books books;
  fetch_kind(db, books, "keys");
  const auto* key = find(books.keys, act.signature.key_id);
  const auto public_key = key != nullptr ? read_key_line(key->public_key) : std::nullopt;
  if (!public_key)
    throw LedgerError(15, fmt::format("act {} is signed with a key that this ledger does not have: {}", act.act,
                                      act.signature.key_id), "verify the ledger: govcloud audit verify", act.first);
  return {act, act.first + act.header.events - 1, act_message(last_hash),
          armoured(*public_key, kActNamespace, act.signature.bytes),
          fmt::format("{} namespaces=\"{}\" {}\n", act.header.person, kActNamespace, public_key->line())};
}

std::string shell_word(const std::string& word) {
  const auto plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80 ||
           std::string_view("_./+,:@%-").find(c) != std::string_view::npos;
  };
  std::string quoted, start = word.starts_with("-") ? "./" : "";
  bool odd = word.empty();
  for (const char c : word) {
    quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    odd = odd || !plain(c);
  }
  return odd ? "'" + start + quoted + "'" : start + word;
}

std::string command_for(const ExportedAct& one, const std::string& file) {
  return fmt::format("ssh-keygen -Y verify -f {} -I {} -n {} -s {} < {}", shell_word(file + ".signers"),
                     one.act.header.person, kActNamespace, shell_word(file + ".sig"), shell_word(file));
}

Json without_line_end(const std::string& text) { return text.substr(0, text.size() - 1); }

Json item_of(const ExportedAct& one) {
  Json item = Json::object();
  item.set("act", one.act.act).set("first", one.act.first).set("last", one.last);
  item.set("person", one.act.header.person).set("key", one.act.signature.key_id);
  item.set("namespace", std::string(kActNamespace)).set("message", one.message);
  item.set("signature", one.armour).set("allowed_signer", without_line_end(one.signer));
  return item;
}

/// For people the armour stands below the rest, and a lone member in the value form is its bytes.
int print_act(Desk& desk, const Common& common, const Answer& answer, const ExportedAct& one) {
  auto item = item_of(one);
  const auto form = form_of(common);
  const auto only = common.columns.size() == 1 ? common.columns.front() : "";
  if (form == "value" && only == "message") return emit(desk, common, one.message);
  if (form == "value" && only == "signature") return emit(desk, common, one.armour);
  if (form != "table" || !common.columns.empty()) return print_item(desk, common, answer, item);
  item.set("message", without_line_end(one.message)).set("signature", Json());
  return emit(desk, common, item_text(item, {}, common.lang, 0) + "\n" + one.armour);
}

int write_files(Desk& desk, const Common& common, const Answer& answer, const ExportedAct& one) {
  auto part = common;
  for (const auto& [tail, bytes] : {std::pair{"", one.message}, {".sig", one.armour}, {".signers", one.signer}}) {
    part.out = common.out + tail;
    if (const int exit = emit(desk, part, bytes); exit != 0) return exit;
  }
  part.out.clear();
  const auto command = command_for(one, common.out);
  return print_receipt(desk, part, answer,
                       {std::to_string(one.act.act),
                        say(common.lang, N_("act {0} of {1} written; check it with: {2}"), one.act.act,
                            one.act.header.person, command),
                        item_of(one).set("command", command)});
}

}  // namespace

int export_act(Desk& desk, const Common& common, std::int64_t seq) {
  auto counter = open_counter(desk, common, Database::Mode::read);
  const auto number = std::to_string(seq);
  Transaction snapshot(counter.ledger.db(), Transaction::Kind::read);
  const auto found = seq > 0 ? act_of(counter.ledger.db(), static_cast<std::uint64_t>(seq)) : std::nullopt;
  if (!found)
    return settle_no(desk, common, NotFound{"event", number, say("see them all: govcloud log")});
  const auto& [act, last_hash] = *found;
  if (act.signature.alg == "none")
    return settle_no(desk, common, Refusal{Reason::ledger_unsigned, number, "", house_rule("H-11"),
                                           say("the act of event {0} is not signed: nothing of it can be checked", number),
                                           say("a signed ledger is made with: govcloud init --founder-key FILE.pub")});
  const auto one = exported(counter.ledger.db(), act, last_hash);
  const Answer answer{"audit.act", stamp(counter.ledger)};
  return common.out.empty() ? print_act(desk, common, answer, one) : write_files(desk, common, answer, one);
}

}  // namespace govcloud
