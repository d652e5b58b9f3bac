// The register of systems 应用系统: what its facts do to the books, and what several of its rules share.
#pragma once
#include "core/law/decide.h"
#include "core/law/rules.h"

namespace govcloud {

/// A system enters the books as it stands, its resources delivered since it went on the cloud, or since
/// the day of its taking over where nobody knows since when.
void take_over(Books& books, const Event& event, const SystemTakenOver& fact, const Stamp& stamp);
void set_level(Books& books, const Event& event, const LevelSet& fact, const Stamp& stamp);
void confirm(Books& books, const Event& event, const LevelConfirmed& fact, const Stamp& stamp);
void ask_transfer(Books& books, const Event& event, const TransferAsked& fact, const Stamp& stamp);
void withdraw_transfer(Books& books, const Event& event, const TransferWithdrawn& fact, const Stamp& stamp);
void transfer(Books& books, const Event& event, const SystemTransferred& fact, const Stamp& stamp);

/// The application by which a system was opened, as its unit now would hand it in; of one that was taken
/// over, a blank one.
Request opening_of(const Books& books, const System& system);
/// What a system in service lacks of that which would open it on a day. After its level was raised, tests
/// count from that day on.
std::vector<ClosedGate> opening_gates(const Facts& facts, const Acting& acting, const System& system, Date on);
/// Records that a raised level has its papers, where those in hand are the last.
void confirm_level(const Facts& facts, const Acting& acting, const System& system, std::vector<Fact>& recorded);

/// cosign of a transfer by the receiving unit.
Decision cosign_transfer(const Facts& facts, const System& system, const Acting& acting);

/// Granted or there: neither taken back nor cancelled.
bool is_alive(const Resource& resource);
/// Open, or a failed trial whose resources are still to be taken back.
bool is_unfinished(const Books& books, const Request& request);

// Records that an event changes; they must be there.
System& put_system(Books& books, const std::string& id, const Stamp& stamp);
Resource& put_resource(Books& books, const std::string& id, const Stamp& stamp);
Request& put_request(Books& books, const std::string& id, const Stamp& stamp);
Record& put_record(Books& books, const std::string& id, const Stamp& stamp);
/// An entry of a system's own history.
void note(System& system, const Event& event, std::string text, const Stamp& stamp);
/// A system is another unit's from a day on.
void hand_over(Books& books, const std::string& system, const std::string& to, Date on, const Stamp& stamp);

}  // namespace govcloud
