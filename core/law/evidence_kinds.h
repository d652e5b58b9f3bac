// Kinds of papers 材料 that every policy knows; a policy may name more.
#pragma once
#include <array>
#include <string_view>

namespace govcloud {

inline constexpr std::array<std::string_view, 17> kEvidenceKinds{
    "plan",             // 应用系统建设方案
    "self_test",        // 性能和安全自测报告
    "function_test",    // 功能测试
    "performance_test", // 性能测试
    "security_test",    // 安全测试
    "third_party_test", // 第三方测评报告
    "vulnerability_scan", "malware_scan",
    "security_agreement",  // 信息安全保障协议
    "offline_record", "migration_record", "backup_record",  // 下线、迁移、备份
    "reclaim_proof",    // 回收证明
    "grading", "filing", "mlps_report",  // 定级、备案、等级测评
    "paper"             // the paper of an act that is entered late
};

}  // namespace govcloud
