// What holds from a day on: policies 办法 that were adopted, versions of the catalogue 服务目录.
#pragma once
#include "core/law/books.h"

namespace govcloud {

/// Puts one behind the others, or in the place of that which begins on the same day.
void put_in_force(std::vector<InForce>& all, InForce one);

}  // namespace govcloud
