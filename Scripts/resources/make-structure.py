#!/usr/bin/env python3
"""Compact tables of the standard's structure out of its official schemas, 1.01 to 2.03: elements, order, occurrences, attributes, types.

    make-structure.py --schemas DIR --out Resources/standard

--schemas  folder that holds a folder per version with iati-activities-schema.xsd, iati-organisations-schema.xsd, iati-common.xsd

Only facts are taken: no documentation, no text of the schemas. A construct that the tables cannot express stops the script.
"""
import argparse
import pathlib
import xml.etree.ElementTree as ElementTree

XSD = "{http://www.w3.org/2001/XMLSchema}"
VERSIONS = ["1.01", "1.02", "1.03", "1.04", "1.05", "2.01", "2.02", "2.03"]
FILES = {"activities": "iati-activities-schema.xsd", "organisations": "iati-organisations-schema.xsd"}
SIMPLE = {"string", "decimal", "date", "dateTime", "boolean", "anyURI", "NMTOKEN", "positiveInteger", "nonNegativeInteger",
          "int", "integer", "language"}


class Types:
    """Complex types of all versions, each kept once under a number."""

    def __init__(self):
        self.numbers = {}

    def number(self, content, model, attributes, is_open):
        key = (content, model, " ".join(sorted(attributes)), "open" if is_open else "closed")
        return self.numbers.setdefault(key, f"t{len(self.numbers) + 1}")


class Schema:
    def __init__(self, folder, name, types):
        self.types = types
        self.named = {"element": {}, "complexType": {}, "attributeGroup": {}, "attribute": {}}
        for part in (name, "iati-common.xsd"):
            for child in ElementTree.parse(folder / part).getroot():
                kind = child.tag.removeprefix(XSD)
                if kind in self.named:
                    self.named[kind][child.get("name")] = child
                elif kind not in ("annotation", "include", "import"):
                    raise SystemExit(f"{part}: {kind} at the top is not known")
        self.made = {}

    def globals(self):
        return {name: self.element_type(element) for name, element in self.named["element"].items()}

    def shared(self):
        """Attributes declared at the top; those of the xml namespace are the same in all versions."""
        return " ".join(f"{name}={simple(node.get('type'))}" for name, node in sorted(self.named["attribute"].items()))

    def element_type(self, element):
        if element.get("ref"):
            return self.element_type(self.named["element"][element.get("ref")])
        expect(element, {"name", "type", "minOccurs", "maxOccurs", "id"})
        if element.get("type"):
            return self.named_type(element.get("type"))
        inner = element.find(f"{XSD}complexType")
        return self.types.number("any", "", [], True) if inner is None else self.complex_type(inner)

    def named_type(self, name):
        if name.startswith("xsd:"):
            return self.types.number("=" + simple(name), "", [], False)
        if name not in self.made:
            self.made[name] = self.complex_type(self.named["complexType"][name])
        return self.made[name]

    def complex_type(self, node):
        return self.types.number(*self.parts(node))

    def parts(self, node):
        """Content, model, attributes and whether foreign attributes are allowed."""
        content, model, attributes, is_open = ("mixed" if node.get("mixed") == "true" else "elements"), "", [], False
        for child in node:
            kind = child.tag.removeprefix(XSD)
            if kind == "simpleContent":
                extension = only(child)
                content = "=" + simple(extension.get("base"))
                attributes, is_open = self.attributes(extension)
            elif kind == "complexContent":
                extension = only(child)
                content, model, attributes, is_open = self.parts(self.named["complexType"][extension.get("base")])
                more_content, more, more_attributes, more_open = self.parts(extension)
                model = joined(model, more)
                attributes, is_open = attributes + more_attributes, is_open or more_open
            elif kind in ("sequence", "choice"):
                model = self.model(child)
        own, own_open = self.attributes(node)
        attributes, is_open = attributes + own, is_open or own_open
        if not model and content == "elements":
            content = "empty"
        return content, model, attributes, is_open

    def model(self, group):
        kind = group.tag.removeprefix(XSD)
        low, high = occurs(group)
        if kind == "sequence" and (low, high) != (1, 1) or kind == "choice" and high != "*":
            raise SystemExit(f"a {kind} of {low} to {high} is not known")
        children = [child for child in group if child.tag != f"{XSD}annotation"]
        particles = [self.particle(child) for child in children]
        if len({particle.split("=")[0] for particle, _, _ in particles}) != len(particles):
            raise SystemExit("a group that names an element twice is not known")
        if kind == "sequence":
            return " ".join(["seq"] + [f"{particle}:{low}:{high}" for particle, low, high in particles])
        if any(low > 1 for _, low, _ in particles):
            raise SystemExit("a choice of two or more is not known")
        # An unbounded choice takes each branch again and again, and none at all when one of them may be empty.
        fewest = min([low] + [fewest for _, fewest, _ in particles])
        return " ".join([f"any{fewest}"] + [f"{particle}:0:*" for particle, _, _ in particles])

    def particle(self, child):
        name = child.tag.removeprefix(XSD)
        if name == "any":
            if child.get("namespace") != "##other" or child.get("processContents") != "lax":
                raise SystemExit("a wildcard of another kind is not known")
            return ("*", *occurs(child))
        if name != "element":
            raise SystemExit(f"{name} inside a group is not known")
        return (f"{child.get('name') or child.get('ref')}={self.element_type(child)}", *occurs(child))

    def attributes(self, node):
        found, is_open = [], False
        for child in node:
            kind = child.tag.removeprefix(XSD)
            if kind == "attribute":
                found.append(self.attribute(child))
            elif kind == "attributeGroup":
                more, more_open = self.attributes(self.named["attributeGroup"][child.get("ref")])
                found, is_open = found + more, is_open or more_open
            elif kind == "anyAttribute":
                if child.get("namespace") != "##other" or child.get("processContents") != "lax":
                    raise SystemExit("an attribute wildcard of another kind is not known")
                is_open = True
        return found, is_open

    def attribute(self, node):
        expect(node, {"name", "ref", "type", "use"})
        mark = "!" if node.get("use") == "required" else ""
        name = node.get("name") or node.get("ref")
        if name == "xml:lang":
            return f"xml:lang{mark}=xml-lang"
        if node.get("ref"):
            kind = simple(self.named["attribute"][name].get("type"))
        else:
            kind = simple(node.get("type"))
        return f"{name}{mark}={kind}"


def joined(first, second):
    """An extension's sequence follows that of its base."""
    if not first or not second:
        return first or second
    if not first.startswith("seq ") or not second.startswith("seq "):
        raise SystemExit("an extension of a choice is not known")
    return first + second.removeprefix("seq")


def only(node):
    (child,) = [child for child in node if child.tag != f"{XSD}annotation"]
    if child.tag != f"{XSD}extension":
        raise SystemExit(f"{child.tag} is not known")
    return child


def expect(node, allowed):
    strange = set(node.keys()) - allowed
    if strange:
        raise SystemExit(f"{node.tag} {node.get('name')}: {strange} is not known")


def simple(name):
    kind = (name or "xsd:none").removeprefix("xsd:")
    if kind not in SIMPLE:
        raise SystemExit(f"the simple type {name} is not known")
    return kind


def occurs(node):
    high = node.get("maxOccurs", "1")
    return int(node.get("minOccurs", "1")), "*" if high == "unbounded" else int(high)


def write(path, comments, header, rows):
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.writelines(f"# {comment}\n" for comment in comments)
        out.write("\t".join(header) + "\n")
        out.writelines("\t".join(row) + "\n" for row in rows)
    print(f"{path}: {len(rows)} rows")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for option in ("--schemas", "--out"):
        parser.add_argument(option, required=True)
    arguments = parser.parse_args()
    types, roots = Types(), []
    for version in VERSIONS:
        for kind, name in FILES.items():
            schema = Schema(pathlib.Path(arguments.schemas) / version, name, types)
            found = schema.globals()
            roots.append((version, kind, " ".join(f"{name}={number}" for name, number in sorted(found.items())), schema.shared()))
    out = pathlib.Path(arguments.out)
    made = "Made by Scripts/resources/make-structure.py from the official schemas of IATI 1.01 to 2.03: facts, no text of theirs."
    write(out / "types.tsv",
          [made, "content: elements, mixed, empty, any, or =TYPE for text of a simple type. attributes: NAME=TYPE, ! when required;",
           "foreign: open when attributes of other namespaces are allowed. children: seq (in this order) or anyN (any order, N at least),",
           "then NAME=TYPE:FEWEST:MOST; the name * is any element of another namespace, the number * is without limit."],
          ["type", "content", "foreign", "attributes", "children"],
          [(number, content, foreign, attributes, model) for (content, model, attributes, foreign), number in types.numbers.items()])
    write(out / "elements.tsv",
          [made, "What each schema declares at its top: elements with their types in types.tsv, attributes. Inside an element of another",
           "namespace these are judged where they stand."],
          ["version", "kind", "elements", "attributes"], roots)


if __name__ == "__main__":
    main()
