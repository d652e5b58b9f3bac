// The words for measures against providers and for fees, and all words together.
#include <vector>

#include "core/report/labels.h"

namespace govcloud {
namespace {

constexpr Label kProviderLabels[] = {
    {"year.section.measures", "Measures against providers", "对供应商的处置措施"},
    {"year.section.fees", "Fees", "服务费结算"},
    {"year.col.measure", "Measure", "措施"},
    {"year.col.step", "Step", "类别"},
    {"year.col.provider", "Provider", "供应商"},
    {"year.col.because", "Because of", "所针对的问题"},
    {"year.col.statement", "Statement", "结算单"},
    {"year.col.gross", "Fee, yuan", "服务费（元）"},
    {"year.col.deducted", "Deducted, yuan", "扣减（元）"},
    {"year.col.payable", "Payable, yuan", "应付（元）"},
    {"year.col.deferred", "Deferred until", "推迟至"},
    {"year.intro.fees", "Statements that were fixed, as they were corrected last; the prices are those of the policy.",
     "已确定的结算单，以最近一次更正为准；单价依办法所列。"},
    {"year.empty.measures", "No measure was taken in this year.", "本年没有采取处置措施。"},
    {"year.empty.fees", "No month of this year is fixed.", "本年没有已确定的结算单。"},
    {"step.defer", "payment deferred", "推迟支付"},
    {"step.deduct", "fee reduced", "扣减服务费"},
    {"step.staff", "staff moved or dismissed", "调离或清退人员"},
    {"step.law", "handled by law", "依法处理"},
    {"step.end", "end of the cooperation", "停止合作"},
    {"measure.pending", "waits for signatures", "待签署"},
    {"measure.in_force", "in force", "执行中"},
    {"measure.lifted", "lifted", "已解除"},
    {"fee.pending", "waits for signatures", "待签署"},
    {"fee.signed", "signed", "已签署"},
};

}  // namespace

std::span<const Label> labels() {
  static const auto kAll = [] {
    const auto common = common_labels();
    std::vector<Label> all(common.begin(), common.end());
    all.insert(all.end(), std::begin(kProviderLabels), std::end(kProviderLabels));
    return all;
  }();
  return kAll;
}

}  // namespace govcloud
