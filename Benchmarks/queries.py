"""The questions put to a store of a million activities."""

from itertools import combinations

DIMENSIONS = ["country", "category", "theme", "year", "reporter", "party"]
RULES = ["reporter", "funder", "implementer", "net"]
FLOWS = ["spend", "commitments"]


def totals():
    """Every choice of one, two or three dimensions under every rule and flow: (group, command)."""
    for rule in RULES:
        for flow in FLOWS:
            for count in (1, 2, 3):
                for chosen in combinations(DIMENSIONS, count):
                    command = ["totals", "--by", ",".join(chosen), "--flow", flow, "--rule", rule, "--format", "csv"]
                    yield (rule, flow, count), command


# Combinations that no roll-up need hold.
OTHERS = [words.split() for words in [
    "--by country,category,theme,year",
    "--by country,category,year,party,assistance",
    "--by sector,year",
    "--by funder,implementer --rule funder",
    "--by country,place",
    "--by agency,year",
    "--by finance,aidtype,year",
    "--by assistance,party",
    "--by activity --country SD",
    "--by activity,year --country AF --rule net",
    "--by category,year --country SD",
    "--by party,year --country SS --rule net",
    "--by country,year --party USA",
    "--by country,year --sector 15240",
    "--by country,year --from 2009 --to 2011",
    "--by country,year --flow incoming",
    "--by country,year --flow budgets",
    "--by country,year --currency original",
    "--by country,year --currency JPY",
    "--by party,year --year fiscal:JPN",
    "--by country,year --borders now",
]]

# The same, each under every rule; by activity a total has as many rows as there are activities with money.
UNDER_EVERY_RULE = ["activity", "activity,year", "activity,country,sector", "place", "implementer", "agency", "finance", "aidtype"]

BRIEFS = [["--country", "SD"], ["--country", "SS"], ["--country", "SD,SS"], ["--country", "AF"], ["--country", "KE"],
          ["--country", "SD,SS", "--lang", "ja"]]


def others():
    for words in OTHERS:
        yield ["totals", *words, "--format", "csv"]
    for dimensions in UNDER_EVERY_RULE:
        for rule in RULES:
            yield ["totals", "--by", dimensions, "--rule", rule, "--format", "csv"]


def briefs(target):
    """Every brief as Markdown and as HTML; `target` is a path without its ending."""
    for ending in ("md", "html"):
        for words in BRIEFS:
            yield ["brief", *words, "-o", f"{target}.{ending}"]
