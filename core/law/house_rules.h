// The house rules: what this ledger holds where the measures are silent. They never wear an article's
// number, and a policy may switch them off.
#pragma once
#include <string_view>

#include "core/law/citation.h"

namespace govcloud {

struct HouseRule {
  std::string_view id;  // H-01
  std::string_view zh, en;
};

inline constexpr HouseRule kHouseRules[] = {
    {"H-01", "任何人不得对自己提出或经办的事项作决定", "nobody decides on what they asked for or carried out themselves"},
    {"H-02", "每人只在本单位、本角色的范围内办理", "everybody acts for their own unit and in their own roles"},
    {"H-03", "批准不得多于申请,交付不得多于批准", "no more is granted than was asked, and no more delivered than was granted"},
    {"H-04", "变更以申请时的资源版本为准", "a change is judged against the version of the resource on which it was asked"},
    {"H-05", "系统申请终止后不再受理新的变更", "a system that is being terminated takes no new change"},
    {"H-06", "同一案件各环节的日期不得倒置", "the steps of a case follow one another in time"},
    {"H-07", "资源回收须附回收证明", "the end of a resource is shown by a proof of reclaiming"},
    {"H-08", "同一系统同时只办理一件开通申请", "a system has one open application at a time"},
    {"H-09", "不予受理或不批准须说明理由", "a refusal or rejection says why"},
    {"H-10", "三类管理员不得由一人兼任", "the three administrators are three persons"},
    {"H-11", "各环节依次办理", "the stages follow one another"},
    {"H-12", "编号一经使用不再重复", "a name once given is not given again"},
    {"H-13", "安全隐患的整改须附材料为证", "the mending of a finding is shown by a paper"},
    {"H-14", "审核人员的密钥须经第二人确认", "a reviewer's key is confirmed by a second person"},
    {"H-15", "定时任务的人员不作决定", "a cron job's person decides nothing"},
    {"H-16", "最后一名管理人员的密钥不得撤销", "the key of the last keeper is not revoked"},
    {"H-17", "封印由审计人员副署,由审计或运维人员录入", "an auditor countersigns a seal, and an auditor or steward brings it in"},
    {"H-18", "代办须有同一单位内、有起止日期的委托", "a deputy acts within a delegation of their own unit that begins and ends"},
    {"H-19", "一次扫描只对所扫系统的隐患作出说明,未完成的扫描不得关闭隐患", "a scan speaks for the findings of the system that was scanned, and closes none unless it finished"},
    {"H-25", "台账建立前已有的系统照实接管,并注明系接管", "a system that was there before the ledger is taken over as it stands, and marked as taken over"},
    {"H-26", "等级由使用单位调整,调低须附定级材料", "the using unit sets its system's level, and lowers it only on a grading paper"},
    {"H-27", "在用系统调高等级后须重新具备开通条件", "a level raised in service wants the papers of the opening again"},
    {"H-28", "系统移交经接收单位确认后生效", "a system goes to another unit when that unit has agreed"},
    {"H-29", "单位更名自某日起生效,不改既往", "a new name holds from a day on, and changes nothing before"},
    {"H-30", "单位承继的事项原期限不变,原单位人员的角色终止", "a successor takes over what is open with its due dates, and the old unit's people end"},
    {"H-31", "新办法和新目录自起始日起适用,不溯及既往", "a policy or a catalogue holds from its first day on, and never backwards"},
    {"H-35", "弹性资源在批准的范围内调整无须申请,超出范围须申请变更", "an elastic resource moves inside its granted range without a request, and beyond it by a change"},
    {"H-36", "应急变更只调整在用资源的数量,处置后补办审批", "an emergency change alters amounts of what is in service, and is decided afterwards"},
    {"H-37", "应急变更未获批准的,须恢复原状", "an emergency change that is not approved is undone"},
    {"H-38", "登记有误的由后来的更正指明改正,原登记保留;决定不得更正", "what was told wrongly is mended by a later act that names it, and both stay; a decision is not corrected"},
    {"H-45", "检查和整改通知须写明范围和事项", "a check and an order say their scope and what is looked at or ordered"},
    {"H-46", "整改通知发给负有整改责任的一方,期限不早于当日", "an order goes to whoever owes the mending, for a day that is not past"},
    {"H-47", "暂予接受的隐患须有理由、责任人和期限", "a risk is accepted with a reason, somebody who answers for it, and an end"},
    {"H-48", "所列隐患闭合后整改通知方可闭合", "an order is closed after the findings that it names"},
    {"H-49", "故障的各个时间依次排列,不得晚于录入之时,并写明情况", "what happened is told with times that follow one another and do not lie ahead"},
    {"H-50", "计划内维护须写明起止时间", "planned maintenance has a beginning and an end"},
    {"H-51", "材料和协议到期前三十日续办", "what expires is renewed in the thirty days before"},
    {"H-52", "三级及以上系统每年重新测评等级保护", "a system of level 3 or above has its level evaluated again every year"},
    {"H-55", "报告由供应商的操作人员或主管部门的审核人员送达", "a report is delivered by the provider's operator or the authority's reviewer"},
    {"H-56", "期间结束后方可送达该期间的报告", "the report of a period is delivered once the period is over"},
    {"H-57", "使用单位只收到关于本单位的报告", "a using unit receives the report about itself and no other"},
    {"H-60", "满意度按办法所列等次评定", "satisfaction is told in the grades that the policy names"},
    {"H-61", "事项办结、期间结束后方可评定", "what was done is judged when it is done, and a period when it is over"},
    {"H-62", "考核按办法所列指标,没有依据的指标不计分,其权重由其他指标分担", "an assessment counts by the policy's criteria, and what has no evidence gives its weight to the others"},
    {"H-63", "同一期间的考核确定一次,异议成立后方可重新确定", "the assessment of a period is fixed once, and again only after an objection that was upheld"},
    {"H-64", "被考核方可提出一次异议并说明理由,由确定人以外的人员答复", "the assessed object once and say why, and somebody other than who fixed it answers"},
    {"H-65", "处置措施以办法所列为限,并写明所针对的问题", "a measure is one that the policy names, and says which breach it answers"},
    {"H-66", "处置措施逐级采取", "a higher measure follows a lower one about the same that did not help"},
    {"H-67", "推迟支付和扣减针对某月服务费,扣减不得多于该月应付", "a deferral or deduction is of a month's fee, and no more is deducted than that"},
    {"H-68", "服务费结算单在当月结束后确定,确定后只能另行更正", "a statement of fees is fixed once its month is over, and corrected only by another"},
    {"H-69", "与供应商停止合作后不再由其承担新的供给", "a provider with whom the cooperation has ended is given nothing new"},
};

/// The citation of a house rule by its number; the number must exist.
Citation house_rule(std::string_view id);

}  // namespace govcloud
