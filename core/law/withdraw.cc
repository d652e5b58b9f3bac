// Withdrawal 撤回 by the unit that asked, until approval.
#include "core/law/house_rules.h"
#include "core/law/rules.h"

namespace govcloud {

Decision decide(const Facts& facts, const Withdraw& command, const Acting& acting) {
  const auto* request = find(facts.books.requests, command.request);
  if (request == nullptr)
    return NotFound{"request", command.request, say("see them with: govcloud list requests")};
  if (auto no = may(facts, acting, "withdraw", request->unit)) return *no;
  if (request->emergency)
    return Refusal{Reason::stage_wrong, request->id, std::string(name_of(request->stage)), house_rule("H-36"),
                   say("{0} was done in an emergency already; it is decided, and not withdrawn", request->id), {}};
  if (request->stage != Stage::submitted && request->stage != Stage::accepted)
    return wrong_stage(*request, "withdraw");
  if (auto no = order_of_dates(facts, acting, *request)) return *no;
  Withdrawn e{request->id, command.reason, "", {}};
  for (const auto& deadline : request->deadlines)
    if (deadline.is_open()) e.clocks.ended.push_back(deadline.rule);
  std::vector<Fact> recorded{e};
  Numbers numbers(facts, acting);
  attach_papers(facts, acting, numbers, request->id, recorded);
  return recorded;
}

}  // namespace govcloud
