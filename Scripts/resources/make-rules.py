#!/usr/bin/env python3
"""Compact tables of the standard's rules out of its ruleset: where each applies, its kind and its arguments.

    make-rules.py --rules standard.json --out Resources/standard [--words FILE]

--rules  the standard's ruleset (IATI-Rulesets, rulesets/standard.json)
--words  what Concord says of each rule, in its own words (default: iati-rule-words.tsv beside this script)

Only facts are taken: paths, kinds, numbers, ids; no message of the ruleset.
"""
import argparse
import json
import pathlib


def plain(case):
    """A case without its prose: of `ruleInfo` only the id is kept."""
    kept = {key: value for key, value in case.items() if key not in ("ruleInfo", "do", "subs")}
    if "do" in case:
        kept["do"] = {kind: {"cases": [plain(inner) for inner in rules["cases"]]} for kind, rules in case["do"].items()}
    if "ruleInfo" in case:
        kept["ruleInfo"] = {"id": case["ruleInfo"]["id"]}
    return kept


def ids(case):
    if "ruleInfo" in case:
        yield case["ruleInfo"]["id"], case["ruleInfo"]["severity"]
    for rules in case.get("do", {}).values():
        for inner in rules["cases"]:
            yield from ids(inner)


def write(path, comments, header, rows):
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"# {comment}\n" for comment in comments)
        out.write("\t".join(header) + "\n")
        out.writelines("\t".join(row) + "\n" for row in rows)
    print(f"{path}: {len(rows)} rows")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for option in ("--rules", "--out"):
        parser.add_argument(option, required=True)
    parser.add_argument("--words", default=pathlib.Path(__file__).with_name("iati-rule-words.tsv"))
    arguments = parser.parse_args()
    words = [line.split("\t") for line in pathlib.Path(arguments.words).read_text(encoding="utf-8").splitlines() if line[0] != "#"][1:]
    known = {row[0]: row[1] for row in words}
    rows = []
    for context, kinds in json.loads(pathlib.Path(arguments.rules).read_text(encoding="utf-8")).items():
        for kind, rules in kinds.items():
            for case in rules["cases"]:
                for rule, severity in ids(case):
                    if known.get(rule) != ("warning" if severity == "warning" else "error"):
                        raise SystemExit(f"rule {rule} has no words, or another severity: {severity}")
                rows.append((context, kind, json.dumps(plain(case), ensure_ascii=False, separators=(",", ":"))))
    out = pathlib.Path(arguments.out)
    made = "Made by Scripts/resources/make-rules.py from the ruleset of the IATI standard (MIT): facts, no text of its."
    write(out / "rules.tsv", [made, "arguments: as the standard's form of rulesets has them."], ["context", "kind", "arguments"], rows)
    write(out / "rule-words.tsv", [made, "Sentences and remedies are Concord's, from Scripts/resources/iati-rule-words.tsv."],
          ["id", "severity", "sentence", "remedy"], words)


if __name__ == "__main__":
    main()
