// govcloud attach: papers for a request, a system or a unit.
#include "cli/settle.h"
#include "cli/verbs.h"

namespace govcloud {
namespace {

struct Args {
  std::string subject, issuer, accreditation, dated, expires, result;
  std::vector<std::string> papers;
};

void declare(Words& words, Args& args) {
  words.word("ITEM", args.subject, true, N_("request, system, unit or finding"));
  words.words("KIND=FILE", args.papers, 1, N_("the papers"));
  words.text("--issuer NAME", args.issuer, N_("who wrote them"));
  words.text("--accreditation NUMBER", args.accreditation, N_("the issuer's accreditation"));
  words.text("--dated DATE", args.dated, N_("their date"));
  words.text("--expires DATE", args.expires, N_("their last day"));
  words.choice("--result pass|fail", args.result, {"pass", "fail"}, N_("what they find"));
}

int run_attach(Desk& desk, const Common& common, const Args& args) {
  want_line(args.issuer, "--issuer");
  want_line(args.accreditation, "--accreditation");
  const auto dated = read_date(args.dated, "--dated"), expires = read_date(args.expires, "--expires");
  if (dated && expires && *expires < *dated)
    bad_words(message(N_("--expires: {0} is before {1}"), args.expires, args.dated));
  auto counter = open_counter(desk, common, Database::Mode::write);
  if (dated && *dated > counter.today())
    bad_words(message(N_("--dated: {0} is in the future"), args.dated));
  Counterfoil foil(counter, common, "attach");
  for (const auto& word : args.papers) {
    auto& paper = foil.add_paper(word, "KIND=FILE");
    paper.issuer = args.issuer, paper.accreditation = args.accreditation;
    paper.dated = dated, paper.expires = expires, paper.result = args.result;
  }
  return carry_out(desk, common, counter, foil, Attach{args.subject}, args.subject,
                   [=](Database& db, Books& books) {
                     fetch_item(db, books, args.subject);
                     const auto* system = find(books.systems, args.subject);
                     if (system != nullptr && system->raised_on) fetch_opening(db, books, args.subject);
                   }, true);
}

}  // namespace

const Verb kAttach = verb<Args>(
    "attach", N_("attach papers to a request, a system or a unit"), Access::rows, declare, run_attach,
    {{10, 12, 13, 14, 16, 66, 75, 78},
     {"govcloud attach R-2026-0001 function_test=f.pdf security_test=s.pdf --dated 2026-03-23 --result pass",
      "govcloud attach R-2026-0001 third_party_test=t.pdf --issuer 某测评机构 --accreditation 'CNAS L1234' --result pass"}});

}  // namespace govcloud
