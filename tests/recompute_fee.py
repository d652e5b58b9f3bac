"""The provider's own reckoning: a month's fee from the journal and the policy's bytes alone, and from the
statement's operands, with nothing of the program's. Prints the digest and the sum that are payable.

  recompute_fee.py LEDGER STATEMENT.json
"""
import calendar
import datetime
import hashlib
import json
import re
import sqlite3
import sys
import tomllib
from fractions import Fraction

ledger, answer = sys.argv[1:3]
item = json.load(open(answer, encoding="utf-8"))["item"]
told = item["statement"]
db = sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)
events = [(kind, json.loads(body)) for kind, body in db.execute("select kind, body from event order by seq")]


def fail(why):
    sys.exit(f"the statement is not what the journal gives: {why}")


def same(what, mine, theirs):
    if mine != theirs:
        fail(f"{what} is {theirs!r}, and should be {mine!r}")


def day(text):
    return datetime.date.fromisoformat(text)


# What was delivered when, taken back when, and of which unit, by the journal.
unit_of, versions, provider_of, back = {}, {}, {}, {}
ranges, running, measures = {}, {}, {}


def amounts_of(resource):
    """What runs of it: of an elastic key what it was scaled to, else the lower end."""
    return {key: of["amount"] for key, of in ranges[resource].items()} | running[resource]


for kind, fact in events:
    if kind == "system_taken_over":
        unit_of[fact["system"]] = fact["unit"]
        for line in fact["lines"]:
            for resource in line["resources"]:
                ranges[resource], running[resource] = line["granted"], {}
                versions[resource] = [(day(fact["since"] or fact["on"]), amounts_of(resource))]
                provider_of[resource] = fact["provider"]
    elif kind == "submitted":
        unit_of[fact["system"]] = fact["unit"]
    elif kind == "delivered":
        if fact["removed"]:
            back[fact["resource"]] = day(fact["delivered_on"])
        else:
            resource = fact["resource"]
            ranges[resource] = fact["delivered"]
            running[resource] = {key: amount for key, amount in running.get(resource, {}).items()
                                 if (of := fact["delivered"].get(key)) and of["max"] and of["amount"] <= amount <= of["max"]}
            versions.setdefault(resource, []).append((day(fact["delivered_on"]), amounts_of(resource)))
        if fact["provider"]:
            provider_of[fact["resource"]] = fact["provider"]
    elif kind == "scaled":
        running[fact["resource"]].update(fact["running"])
        versions[fact["resource"]].append((day(fact["on"]), amounts_of(fact["resource"])))
    elif kind == "reclaimed":
        back[fact["resource"]] = day(fact["reclaimed_on"])
    elif kind == "measure_taken":
        measures[fact["measure"]["id"]] = fact["measure"]
    elif kind == "measure_cosigned":
        measures[fact["measure"]]["waits_for"].remove(fact["kind"])
    elif kind == "measure_lifted":
        measures[fact["measure"]]["lifted_on"] = fact["on"]

# The prices, by the bytes of the policy that the statement names.
wanted = told["catalog_digest"] or told["policy_digest"]
raw, = db.execute("select bytes from content where lower(hex(digest)) = ?", (wanted,)).fetchone()
same("the policy's digest", hashlib.sha256(raw).hexdigest(), wanted)
prices = {entry["code"]: entry for entry in tomllib.loads(raw.decode())["catalog"]}

year, month = map(int, told["period"].split("-"))
length = calendar.monthrange(year, month)[1]
first = datetime.date(year, month, 1)
last = min(datetime.date(year, month, length), day(told["through"]))
lines = []
for resource in sorted(versions):
    if provider_of.get(resource) != told["provider"]:
        continue
    code = re.fullmatch(r".*/(.*)-\d+", resource)[1]
    steps = sorted(versions[resource], key=lambda step: step[0])
    # Day by day: what was there last on that day.
    runs = []
    for number in range((last - first).days + 1):
        today = first + datetime.timedelta(number)
        if back.get(resource, datetime.date.max) <= today:
            continue
        there = [at for at, step in enumerate(steps) if step[0] <= today]
        if not there:
            continue
        if runs and runs[-1][0] == there[-1]:
            runs[-1][2] = today
        else:
            runs.append([there[-1], today, today])
    for at, begin, end in runs:
        days = (end - begin).days + 1
        parts, cost = [], Fraction(0)
        for per, table in (("month", "month_fen"), ("day", "day_fen")):
            for key, fen in sorted(prices.get(code, {}).get(table, {}).items()):
                amount = 1 if key == "each" else steps[at][1].get(key, 0)
                if amount:
                    parts.append({"key": key, "amount": amount, "price_fen": fen, "per": per})
                    cost += Fraction(amount * fen * days, length if per == "month" else 1)
        system = resource.split("/")[0]
        lines.append({"resource": resource, "system": system, "unit": unit_of[system], "item": code, "first": str(begin),
                      "last": str(end), "days": days, "days_of_month": length, "parts": parts,
                      "fen": (cost + Fraction(1, 2)).__floor__()})
same("the number of lines", len(lines), len(told["lines"]))
for mine, theirs in zip(lines, told["lines"]):
    same(f"the line of {mine['resource']} from {mine['first']}", mine, theirs)

holding = [m for _, m in sorted(measures.items()) if m["period"] == told["period"] and m["provider"] == told["provider"]
           and not m["waits_for"] and not m["lifted_on"]]
same("what is deducted and deferred",
     [{"measure": m["id"], "step": m["step"], "because": m["because"], "deduct_fen": m["deduct_fen"] or 0,
       "until": m["day"] if m["step"] == "defer" else None} for m in holding], told["measures"])
gross, deducted = sum(line["fen"] for line in lines), sum(m["deduct_fen"] or 0 for m in holding)
same("gross_fen", gross, told["gross_fen"])
same("deducted_fen", deducted, told["deducted_fen"])
same("payable_fen", gross - deducted, told["payable_fen"])
same("deferred_until", max((m["day"] for m in holding if m["step"] == "defer"), default=None), told["deferred_until"])

digest = hashlib.sha256(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
same("the digest", digest, item["digest"])
fixed = [fact["settlement"] for kind, fact in events if kind == "fee_fixed" and fact["settlement"]["period"] == told["period"]]
if fixed and item["same_as_settlement"]:
    same("the fixed digest", digest, fixed[-1]["digest"])
    same("the fixed sum", told["payable_fen"], fixed[-1]["payable_fen"])
print(digest, told["payable_fen"])
