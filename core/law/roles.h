// What a person may do on a day: the roles they hold, and those of whom they stand in for.
#pragma once
#include <vector>

#include "core/law/decide.h"

namespace govcloud {

/// Changes the record of a person by what was granted or revoked.
void grant_roles(Person& person, const RolesGranted& granted);
void revoke_roles(Person& person, const RolesRevoked& revoked);

/// Whether a person held a role on a day. Roles with which a person was entered count from the first
/// day: what happened before a ledger was made is entered by those who did it.
bool held_on(const Person& person, Role role, Date day);

/// In whose right somebody acts: their own, or that of the person they stand in for; null when there
/// is no such person.
const Person* in_whose_right(const Facts& facts, const Acting& acting);

/// The roles in which they act: those held both on the day on which it happened and on the day on
/// which it is entered.
std::vector<Role> roles_of(const Facts& facts, const Acting& acting);

}  // namespace govcloud
