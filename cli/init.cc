// govcloud init: a new ledger under a policy.
#include <fmt/format.h>
#include <sys/random.h>
#include <sys/stat.h>

#include "cli/settle.h"
#include "cli/verbs.h"
#include "core/format/embedded.h"
#include "core/format/gzip.h"
#include "core/ledger/disk.h"
#include "core/ledger/policy_file.h"

namespace govcloud {
namespace {

struct Args {
  std::string policy, name, founder;
  std::string founder_key, ledger_lang = "zh";
  bool test = false, is_unsigned = false;
};

void declare(Words& words, Args& args) {
  words.text("--policy zhejiang|changde|FILE", args.policy, N_("the regulation that the ledger follows"));
  words.text("--name TEXT", args.name, N_("what the ledger is called"));
  words.text("--founder ID=NAME", args.founder, N_("who makes it: the keeper of persons and keys"));
  words.text("--founder-key FILE.pub", args.founder_key, N_("the founder's public key"));
  words.choice("--lang zh|en", args.ledger_lang, {"zh", "en"}, N_("the language of its reports"));
  words.flag("--test", args.test, N_("a ledger for trying out: its clock can be set"));
  words.flag("--unsigned", args.is_unsigned, N_("without signatures"));
}

std::string random_id() {
  std::uint8_t bytes[16];
  if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes) throw LedgerError(74, "no random numbers are to be had");
  std::string text;
  for (const auto byte : bytes) text += fmt::format("{:02x}", byte);
  return text;
}

Content policy_content(const std::string& policy) {
  if (const auto built_in = embedded::policy(policy); !built_in.empty())
    return {"policy", policy + ".toml", std::string(built_in)};
  return {"policy", policy.substr(policy.find_last_of('/') + 1), read_all(policy, 4 << 20)};
}

/// The default place of the ledger may not have its folder yet; a named one must.
bool is_default_place(const Common& common) {
  for (const auto& setting : common.settings)
    if (setting.name == "ledger") return setting.origin == "default";
  return false;
}

Receipt receipt_of(const Common& common, const LedgerCreated& created, const Policy& policy,
                   const std::optional<PublicKey>& root) {
  const auto& regulation = policy.document.empty() ? policy.title.zh : policy.document;
  Json item = Json::object();
  item.set("id", created.ledger).set("policy", policy.id).set("signed", root.has_value()).set("test", created.test);
  item.set("root", root ? Json(root->fingerprint()) : Json());
  if (root)
    return {created.ledger,
            say(common.lang, N_("ledger {0} created under {1} ({2}); note its root key where the ledger is not: {3}"),
                created.ledger, policy.id, regulation, root->fingerprint()), item};
  return {created.ledger,
          say(common.lang, N_("ledger {0} created under {1} ({2}); it is unsigned and can prove nothing"),
              created.ledger, policy.id, regulation), item};
}

int run_init(Desk& desk, const Common& common, const Args& args) {
  if (args.policy.empty())
    bad_words(message(N_("--policy is needed")), message(N_("choose zhejiang, changde, or a policy file")));
  if (args.founder.empty()) bad_words(message(N_("--founder is needed")), message(N_("write it as ID=NAME")));
  if (args.is_unsigned != args.founder_key.empty())
    bad_words(args.is_unsigned ? message(N_("--unsigned and --founder-key do not go together")) : message(N_("--founder-key is needed")),
              message(N_("name the founder's public key: --founder-key FILE.pub; for a ledger that can prove nothing: --unsigned")));
  want_ledger(common.ledger);
  if (!args.test && !desk.variable("GOVCLOUD_NOW").empty())
    throw LedgerError(78, message(N_("GOVCLOUD_NOW is set, and this ledger would be no test")),
        message(N_("unset it, or add --test")));
  const auto [founder, founder_name] = key_value(args.founder, "--founder");
  want_slug(founder, "--founder");
  want_name(founder_name, "--founder");
  const auto content = policy_content(args.policy);
  const auto policy = read_policy(content.bytes, content.name);
  LedgerCreated created;
  created.ledger = random_id(), created.name = args.name.empty() ? policy.title.zh : args.name;
  want_name(created.name, "--name");
  created.lang = args.ledger_lang, created.founder = founder, created.founder_name = founder_name;
  created.policy = policy.id, created.test = args.test;
  auto signer = signer_of(desk, common);
  std::optional<PublicKey> root;
  if (!args.is_unsigned) {
    root = read_key_file(args.founder_key);
    created.root_key = root->line();
    if (signer.sign_with.empty()) signer.sign_with = args.founder_key;
  }
  created.offset_minutes = static_cast<int>(policy.offset.count());
  if (!common.dry_run) {
    if (is_default_place(common)) make_folders(folder_of(common.ledger), 0770);
    create_ledger(common.ledger, created, content,
                  {"calendar", "cn.csv", std::string(embedded::calendar())}, now_of(desk), signer);
  }
  return print_receipt(desk, common, {"receipt", {}}, receipt_of(common, created, policy, root));
}

}  // namespace

const Verb kInit = verb<Args>("init", N_("make a new ledger under a policy"), Access::writes, declare, run_init,
                              {{14, 65, 66, 73, 78}, {"govcloud init --policy zhejiang --name 省政务云 --founder root=周密 --founder-key ~/.ssh/id_ed25519.pub",
                                          "govcloud init --policy changde --founder root=周密 --test --unsigned -L try.db"}});

}  // namespace govcloud
