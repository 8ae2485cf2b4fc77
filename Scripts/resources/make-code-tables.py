#!/usr/bin/env python3
"""Compact tables of the code lists for `concord check`: the codes of each list, and which value is taken from which list.

    make-code-tables.py --iati CODELISTS --out Resources/standard

--iati   folder with mapping.xml and the lists as XML (searched recursively)

Only facts are taken: codes and places. Names of codes stand in Resources/codelists.
"""
import argparse
import pathlib
import re
import xml.etree.ElementTree as ElementTree

# Lists whose codes were words, letters or other numbers before 2.01.
RENUMBERED = {"ActivityDateType", "BudgetIdentifierVocabulary", "BudgetType", "GazetteerAgency", "GeographicVocabulary", "IndicatorVocabulary",
              "OrganisationRole", "PolicyMarkerVocabulary", "RegionVocabulary", "SectorVocabulary", "TransactionType", "Version"}


def lists(folder):
    for path in sorted(pathlib.Path(folder).rglob("*.xml")):
        root = ElementTree.parse(path).getroot()
        if root.tag != "codelist":
            continue
        active, withdrawn = [], []
        for item in root.iter("codelist-item"):
            code = item.findtext("code").strip()
            if "|" in code or "\t" in code:
                raise SystemExit(f"{path}: the code {code} cannot be written")
            (withdrawn if item.get("status") == "withdrawn" else active).append(code)
        yield root.get("name"), root.get("complete", "0"), "|".join(active), "|".join(withdrawn)


def uses(path):
    for mapping in ElementTree.parse(path).getroot():
        place, name = mapping.findtext("path"), mapping.find("codelist").get("ref")
        if place in ("//@xml:lang", "//iati-activities/@version"):
            continue  # asked of every element; judged with the structure
        match = re.fullmatch(r"//(iati-(?:activity|organisation)[\w/-]*)/(@[\w:-]+|text\(\))", place)
        if not match:
            raise SystemExit(f"the path {place} is not known")
        yield match[1], match[2] if match[2][0] == "@" else "", name, vocabularies(mapping.findtext("condition")), \
            "2.01" if name in RENUMBERED else ""


def vocabularies(condition):
    """`1|-` for vocabulary 1 or none."""
    if not condition:
        return ""
    parts = [part.strip() for part in condition.split(" or ")]
    found = []
    for part in parts:
        match = re.fullmatch(r"@vocabulary ?= ?'(\w+)'|not\(@vocabulary\)", part)
        if not match:
            raise SystemExit(f"the condition {condition} is not known")
        found.append(match[1] or "-")
    return "|".join(found)


def write(path, comments, header, rows):
    rows = list(rows)
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"# {comment}\n" for comment in comments)
        out.write("\t".join(header) + "\n")
        out.writelines("\t".join(row) + "\n" for row in rows)
    print(f"{path}: {len(rows)} rows")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for option in ("--iati", "--out"):
        parser.add_argument(option, required=True)
    arguments = parser.parse_args()
    out, folder = pathlib.Path(arguments.out), pathlib.Path(arguments.iati)
    made = "Made by Scripts/resources/make-code-tables.py from the IATI code lists and their mapping: codes and places are facts."
    write(out / "codes.tsv", [made, "complete: 1 when no other code may be used."], ["list", "complete", "codes", "withdrawn"], lists(folder))
    write(out / "code-uses.tsv",
          [made, "value: an attribute, or empty for the element's text. vocabularies: under which it holds, - for none named, empty for any.",
           "since: empty for every version."],
          ["path", "value", "list", "vocabularies", "since"], uses(folder / "mapping.xml"))


if __name__ == "__main__":
    main()
