"""Works an assessment out again from what `govcloud assess -o json` says, with no code of the program.

usage: assess.py ASSESSMENT.json [REQUESTS.json INCIDENTS.json RATINGS.json]

Of the operands: what was counted is summed, and values, points, dimensions and the whole follow from the
bands and weights in the file. Given the lists as well, the operands of four figures are counted again
from them. Says what differs, and exits with 1 if anything does.
"""
import json
import sys
from datetime import date, datetime
from decimal import Decimal


def load(name):
    with open(name, encoding="utf-8") as file:
        return json.load(file, parse_float=Decimal)


def hundredths(number):
    return None if number is None else int(Decimal(number) * 100)


def value_of(form, numerator, denominator):
    if denominator == 0:
        return None
    if form == "share":
        return 10000 * numerator // denominator
    if form == "mean":
        return -(-numerator // denominator)
    return numerator if form == "count" else 100 * numerator // denominator


def points_of(criterion, value):
    if value is None:
        return None
    if not criterion["bands"]:
        return value
    for band in criterion["bands"]:
        reached = value <= band["at_most"] if "at_most" in band else value >= band["at_least"]
        if reached:
            return 100 * band["points"]
    return 0


def mean(rows):
    """The mean of (weight, points) by weight, rounded down; of none, nothing."""
    told = [(weight, points) for weight, points in rows if points is not None]
    total = sum(weight for weight, _ in told)
    return sum(weight * points for weight, points in told) // total if total else None


class Differences:
    def __init__(self):
        self.count = 0

    def hold(self, what, ours, theirs):
        if ours != theirs:
            self.count += 1
            print(f"{what}: worked out {ours}, told {theirs}")


def check_arithmetic(item, found):
    by_dimension = {}
    for criterion in item["criteria"]:
        name = f"criterion {criterion['criterion']} ({criterion['figure']})"
        mine = [one for one in item["counted"] if one["criterion"] == criterion["criterion"]]
        numerator, denominator = (sum(one[key] for one in mine) for key in ("numerator", "denominator"))
        found.hold(name + " numerator", numerator, criterion["numerator"])
        found.hold(name + " denominator", denominator, criterion["denominator"])
        value = value_of(criterion["form"], numerator, denominator)
        told = criterion["value"] if criterion["form"] in ("mean", "count") else hundredths(criterion["value"])
        found.hold(name + " value", value, told)
        points = points_of(criterion, value)
        found.hold(name + " points", points, hundredths(criterion["points"]))
        by_dimension.setdefault(criterion["dimension"], []).append((criterion["weight"], points))
    whole = []
    for dimension in item["dimensions"]:
        rows = by_dimension.pop(dimension["dimension"])
        found.hold(dimension["dimension"] + " weight", sum(weight for weight, _ in rows), dimension["weight"])
        found.hold(dimension["dimension"] + " points", mean(rows), hundredths(dimension["points"]))
        whole.append((sum(weight for weight, _ in rows), mean(rows)))
    found.hold("dimensions", [], sorted(by_dimension))
    found.hold("points", mean(whole), hundredths(item["points"]))


def check_figures(item, requests, incidents, ratings, found):
    first, last = date.fromisoformat(item["first_on"]), date.fromisoformat(item["last_on"])

    def within(text):
        return text is not None and first <= date.fromisoformat(text[:10]) <= last

    def hold(figure, numerator, denominator):
        for criterion in item["criteria"]:
            if criterion["figure"] == figure and not criterion["only"]:
                found.hold(figure + " from the lists", (numerator, denominator), (criterion["numerator"], criterion["denominator"]))

    clocks = [clock for request in requests if request["provider"] == item["about"] for clock in request["deadlines"]
              if clock["owner"] == "provider" and within(clock["due_on"]) and (clock["done_on"] or clock["overdue"])]
    hold("clocks_in_time", sum(1 for clock in clocks if clock["done_on"] and clock["working_days_late"] == 0), len(clocks))
    faults = [one for one in incidents if one["kind"] == "fault" and one["provider"] == item["about"]]
    due = [one for one in faults if within(one["restore_due_at"]) and (one["restored_at"] or one["overdue"])]
    hold("restores_in_time", sum(1 for one in due if one["restored_late"] is False), len(due))
    answered = [one for one in faults if within(one["reported_at"]) and one["responded_at"]]
    minutes = [(datetime.fromisoformat(one["responded_at"]) - datetime.fromisoformat(one["reported_at"])).total_seconds() // 60 for one in answered]
    hold("response_minutes", int(sum(minutes)), len(minutes))
    standing = [one for one in ratings if one["provider"] == item["about"] and one["replaced_by"] is None and not one["is_period"] and within(one["rated_on"])]
    for criterion in item["criteria"]:
        if criterion["figure"] == "satisfaction" and all(not one["is_period"] for one in ratings):
            points = [criterion["grades"][one["grade"]] for one in standing if one["grade"] in criterion["grades"]]
            hold("satisfaction", sum(points), len(points))


def main(names):
    found = Differences()
    item = load(names[0])["item"]
    check_arithmetic(item, found)
    if len(names) > 1:
        check_figures(item, *(load(name)["items"] for name in names[1:]), found)
    return 1 if found.count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
