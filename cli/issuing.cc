#include "cli/issuing.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "core/format/width.h"
#include "core/law/delivery.h"
#include "core/ledger/disk.h"
#include "core/ledger/sha256.h"

namespace govcloud {
namespace {

/// Which form: -o as typed, else the extension of --out; a report has more forms than a list.
std::string form_of_report(const Common& common) {
  const auto ends = [&](const char* tail) { return common.out.ends_with(tail); };
  if (common.output_named) return common.output;
  if (ends(".html") || ends(".htm")) return "html";
  if (ends(".md")) return "md";
  if (ends(".xlsx")) return "xlsx";
  return form_of(common);
}

/// The forms of a set of files: the one that was typed, or those that offices and programs open.
std::vector<std::string> forms_of_set(const Common& common) {
  if (!common.output_named) return {"html", "xlsx", "csv", "json"};
  static const std::vector<std::string> kForms{"html", "xlsx", "md", "csv", "json"};
  if (std::find(kForms.begin(), kForms.end(), common.output) == kForms.end())
    bad_words(message(N_("--out-dir: files have the forms html, xlsx, md, csv and json")), {});
  return {common.output};
}

std::string about_of(const std::string& unit) { return unit.empty() ? "platform" : unit; }

/// A report's files being written: where each goes, in which forms.
struct Writing {
  Desk& desk;
  const Common& common;
  const Edition& edition;
  const Destination& to;
  std::vector<std::string> units;  // the empty one is the platform's
  std::vector<std::string> forms;

  std::string path(const std::string& unit, const std::string& form) const {
    if (to.out_dir.empty()) return common.out;
    return to.out_dir + "/" + edition.period + (unit.empty() ? "" : "-" + unit) + "." + form;
  }
};

Writing writing(Desk& desk, const Common& common, const Edition& edition, const Destination& to) {
  Writing all{desk, common, edition, to, {to.unit}, {}};
  if (to.out_dir.empty()) return all.forms = {form_of_report(common)}, all;
  all.forms = forms_of_set(common);
  if (!common.out.empty()) bad_words(message(N_("{0} and {1} do not go together"), "--out", "--out-dir"), {});
  if (to.unit.empty()) all.units.insert(all.units.end(), edition.units.begin(), edition.units.end());
  return all;
}

int make_folder(const Writing& all) {
  if (all.to.out_dir.empty() || make_folders(all.to.out_dir, 0777)) return 0;
  const auto why = say(all.common.lang, N_("{0} cannot be created: {1}"), all.to.out_dir, std::strerror(errno));
  return report_error(all.desk, all.common, {"cannot_create", 73, why, all.to.out_dir});
}

/// The forms of one report; prints each path of a set. With `files` notes what was written.
int write_forms(const Writing& all, const Issue& made, std::vector<ReportFile>* files) {
  for (const auto& form : all.forms) {
    const auto bytes = made.render(form);
    Common file = all.common;
    file.out = all.path(made.unit, form);
    // A set that is being delivered takes the place of one that never was.
    if (files != nullptr && !all.to.out_dir.empty()) file.force = true;
    if (const auto code = emit(all.desk, file, bytes); code != 0) return code;
    if (files != nullptr)
      files->push_back({printable(file.out.substr(file.out.find_last_of('/') + 1)), form, hex(sha256(bytes)), static_cast<std::int64_t>(bytes.size())});
    if (!all.to.out_dir.empty() && !all.common.quiet) all.desk.out << printable(file.out) << "\n";
  }
  return 0;
}

int write_all(const Writing& all) {
  if (const auto code = make_folder(all); code != 0) return code;
  for (const auto& unit : all.units)
    if (const auto code = write_forms(all, all.edition.make(unit), nullptr); code != 0) return code;
  return 0;
}

// -- delivery ------------------------------------------------------------------------------------

/// Of what was delivered before: a line for each, and no copy.
std::vector<Receipt> delivered_before(const Writing& all, Counter& counter, DeliverReports& command) {
  std::vector<Receipt> told;
  Books books;
  for (const auto& unit : all.units) fetch_records_of(counter.ledger.db(), books, about_of(unit));
  std::erase_if(command.copies, [&](const ReportCopy& copy) {
    const auto* record = delivery_of(books, command.report, copy.about, command.period);
    if (record == nullptr) return false;
    told.push_back({record->id, say(all.common.lang, N_("{0}: the report of {1} on {2} was delivered on {3} already; nothing changed"),
                                    record->id, command.period, copy.about, to_text(record->on)), {}});
    return true;
  });
  return told;
}

Outcome act(Counter& counter, Counterfoil& foil, const DeliverReports& command) {
  return act_on(counter, foil, command, "", [&](Database& db, Books& books) {
    fetch_kind(db, books, "units");
    for (const auto& copy : command.copies) fetch_records_of(db, books, copy.about);
  });
}

/// Writes what is to be delivered, and then records it. Whether it may be is asked before anything is
/// written; files that were written and not recorded are written over by the next run.
int deliver_new(const Writing& all, Counter& counter, Counterfoil& foil, DeliverReports& command) {
  Common lines = all.common;  // -o and --out are the report's
  lines.output = "table", lines.output_named = true, lines.out.clear();
  const auto tell_of = [&](const Outcome& outcome) {
    const auto done = settled(lines, counter, foil.act, outcome);
    return done.error ? report_error(all.desk, all.common, *done.error) : tell(all.desk, lines, stamp(counter.ledger), done);
  };
  const bool dry_run = foil.act.dry_run;
  foil.act.dry_run = true;
  const auto first = act(counter, foil, command);
  if (dry_run || !std::holds_alternative<Recorded>(first)) return tell_of(first);
  if (const auto code = make_folder(all); code != 0) return code;
  for (auto& copy : command.copies) {
    const auto made = all.edition.make(copy.about == "platform" ? "" : copy.about);
    copy.digest = made.digest;
    if (const auto code = write_forms(all, made, &copy.files); code != 0) return code;
  }
  foil.act.dry_run = false;
  return tell_of(act(counter, foil, command));
}

int deliver(const Writing& all, Counter& counter) {
  if (all.common.out.empty() && all.to.out_dir.empty())
    bad_words(message(N_("{0} goes with {1}"), "--deliver", "--out, --out-dir"), message(N_("what is delivered is a file")));
  if (all.forms.front() == "value") bad_words(message(N_("{0} and {1} do not go together"), "--deliver", "-o value"), {});
  if (!all.common.as_of.empty()) bad_words(message(N_("{0} and {1} do not go together"), "--deliver", "--as-of"), {});
  DeliverReports command{all.edition.report, all.edition.period, all.edition.head.seq, hex(all.edition.head.hash),
                         all.edition.lang == Lang::zh ? "zh" : "en", {}};
  for (const auto& unit : all.units) command.copies.push_back({about_of(unit), "", all.to.receivers, {}});
  Counterfoil foil(counter, all.common, "report deliver");
  const auto before = delivered_before(all, counter, command);
  const int code = command.copies.empty() ? 0 : deliver_new(all, counter, foil, command);
  if (code == 0 && !all.common.quiet)
    for (const auto& receipt : before) all.desk.out << receipt.line << "\n";
  return code;
}

}  // namespace

int issue(Desk& desk, const Common& common, Counter& counter, const Edition& edition, const Destination& to) {
  const auto all = writing(desk, common, edition, to);
  if (to.deliver) return deliver(all, counter);
  for (const auto& [given, option] : {std::pair{!to.receivers.empty(), "--to"}, {common.dry_run, "--dry-run"}, {!common.attach.empty(), "--attach"},
                                      {!common.key.empty(), "--key"}, {common.expect.has_value(), "--expect"}, {!common.on.empty(), "--on"}})
    if (given) bad_words(message(N_("{0} goes with {1}"), option, "--deliver"), {});
  if (!to.out_dir.empty()) return write_all(all);
  const auto made = edition.make(to.unit);
  const auto& form = all.forms.front();
  return emit(desk, common, form == "value" ? made.digest + "\n" : made.render(form));
}

}  // namespace govcloud
