#!/usr/bin/env python3
"""Makes Resources/geography/ from Natural Earth's admin 1 and admin 0 layers in one GeoPackage.

    make-geography.py --gpkg FILE --iso DIR [--pcodes FILE] --countries FILE --out DIR

--gpkg       GeoPackage with the layers states_provinces and countries (Debian qgis-common: world_map.gpkg)
--iso        folder of the JSON files of iso-codes
--pcodes     CSV of OCHA's place codes: Location, Admin Level, P-Code, Name
--countries  Resources/codelists/countries.tsv, for alpha-3 codes
--corrections  areas that the layer gives to the wrong neighbour (default: admin1-corrections.tsv beside this script)
--names      further names by ISO 3166-2 code (default: admin1-names.tsv beside this script)

Borders shared by two places are simplified once and used by both, so that neighbours still meet.
"""
import argparse
import csv
import difflib
import json
import math
import pathlib
import re
import sqlite3
import struct
import unicodedata
from collections import defaultdict

STATE_TOLERANCE = 0.012     # degrees
COUNTRY_TOLERANCE = 0.05
SMALLEST_RING = 0.0006      # square degrees; smaller islands go, unless they are all that a place has
DECIMALS = 3
LEAST_LIKENESS = 0.8        # of two names, for a code to be taken over

# Abyei: limits of the award of the Permanent Court of Arbitration of 22 July 2009; the south follows the border of 1956.
ABYEI_WEST, ABYEI_EAST, ABYEI_NORTH = 27 + 50 / 60, 29.0, 10 + 10 / 60
ABYEI_TOWN = (9.593, 28.436)

# Eastern and northern limit of West Kordofan, restored in 2013, which the layer does not have: from Darfur to South Sudan, in steps of 0.05
# degrees, good to about ten kilometres. Simplified after published maps, OpenStreetMap's (ODbL) among them; maps differ among themselves by as much.
WEST_KORDOFAN = [(27.45, 14.1), (28.1, 14.05), (28.65, 13.85), (28.85, 13.85), (29.25, 13.5), (29.5, 13.4), (29.55, 13.1), (29.8, 12.75),
                 (29.25, 11.95), (29.2, 11.75), (29.3, 11.7), (29.45, 11.45), (29.35, 11.0), (29.8, 10.55), (29.9, 10.3)]

COUNTRY_OF = {"Somaliland": "SO", "Northern Cyprus": "CY"}      # places whose layer row has no country code
WORDS = set("""province provincia provinsi region regiao regione state states governorate governorat wilayat velayat wilaya e
    oblast oblasty kray krai district distrito departamento department prefecture prefeitura county canton municipality
    autonomous republic republik land of the de la le el al ad an ar as ash at az du des do da and muhafazat mintaqat
    ken raionul judetul rayon si shi sheng tinh city division territory parish estado lan laen oblysy voblasc voblasts
    novads rajons zupanija zupanya dzongkhag khett wojewodztwo maakunta maakunnan qarku marz marzi fylke kanton comune
    distretto muhafaza mohafazat mintaqah baladiyat gouvernorat provinciya gorod horad union""".split())


# Reading

def geometry(blob):
    """Polygons, each a list of rings, each a list of (lon, lat), of a GeoPackage geometry."""
    flags = blob[3]
    offset = 8 + (0, 32, 48, 48, 64)[(flags >> 1) & 7]

    def polygon(at):
        order = "<" if blob[at] else ">"
        kind, count = struct.unpack_from(order + "II", blob, at + 1)
        assert kind == 3, kind
        at, rings = at + 9, []
        for _ in range(count):
            size, = struct.unpack_from(order + "I", blob, at)
            values = struct.unpack_from(f"{order}{2 * size}d", blob, at + 4)
            rings.append([(round(x, 6), round(y, 6)) for x, y in zip(values[::2], values[1::2])])
            at += 4 + 16 * size
        return at, rings

    order = "<" if blob[offset] else ">"
    kind, count = struct.unpack_from(order + "II", blob, offset + 1)
    if kind == 3:
        return [polygon(offset)[1]]
    assert kind == 6, kind
    at, polygons = offset + 9, []
    for _ in range(count):
        at, rings = polygon(at)
        polygons.append(rings)
    return polygons


# Simplifying, by arcs between junctions

def open_ring(ring):
    points = ring[:-1] if ring[0] == ring[-1] else ring
    kept = [p for i, p in enumerate(points) if p != points[i - 1]]
    return kept


def junctions(rings):
    """Vertices where three borders meet: those that rings pass with different neighbours."""
    neighbours, found = {}, set()
    for ring in rings:
        for i, point in enumerate(ring):
            pair = frozenset((ring[i - 1], ring[(i + 1) % len(ring)]))
            if neighbours.setdefault(point, pair) != pair:
                found.add(point)
    return found


def douglas_peucker(points, tolerance):
    keep, stack = {0, len(points) - 1}, [(0, len(points) - 1)]
    while stack:
        first, last = stack.pop()
        (x1, y1), (x2, y2) = points[first], points[last]
        dx, dy = x2 - x1, y2 - y1
        length = dx * dx + dy * dy
        worst, at = tolerance * tolerance, None
        for i in range(first + 1, last):
            x, y = points[i]
            t = max(0.0, min(1.0, ((x - x1) * dx + (y - y1) * dy) / length)) if length else 0.0
            distance = (x - x1 - t * dx) ** 2 + (y - y1 - t * dy) ** 2
            if distance > worst:
                worst, at = distance, i
        if at is not None:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [points[i] for i in sorted(keep)]


class Simplifier:
    def __init__(self, rings, tolerance):
        self.tolerance, self.arcs = tolerance, {}
        self.junctions = junctions(rings)

    def arc(self, points):
        key = tuple(points)
        if key[0] == key[-1]:       # a whole ring: cut at its two most distant corners, the same for every user
            start = min(range(len(key) - 1), key=lambda i: key[i])
            turned = key[start:-1] + key[:start]
            if turned[1] > turned[-1]:
                turned = (turned[0],) + turned[:0:-1]
            if turned not in self.arcs:
                far = max(range(len(turned)), key=lambda i: math.dist(turned[0], turned[i]))
                closed = list(turned) + [turned[0]]
                self.arcs[turned] = (douglas_peucker(closed[:far + 1], self.tolerance)
                                     + douglas_peucker(closed[far:], self.tolerance)[1:])
            return self.arcs[turned]
        forward = key <= key[::-1]
        canonical = key if forward else key[::-1]
        if canonical not in self.arcs:
            self.arcs[canonical] = douglas_peucker(list(canonical), self.tolerance)
        return self.arcs[canonical] if forward else self.arcs[canonical][::-1]

    def ring(self, ring):
        cuts = [i for i, point in enumerate(ring) if point in self.junctions]
        if not cuts:
            return rounded(self.arc(ring + ring[:1]))
        result = []
        for i, cut in enumerate(cuts):
            end = cuts[(i + 1) % len(cuts)]
            piece = ring[cut:end + 1] if end > cut else ring[cut:] + ring[:end + 1]
            result += self.arc(piece)[:-1]
        return rounded(result + result[:1])


def rounded(points):
    result = []
    for x, y in points:
        point = (round(x, DECIMALS), round(y, DECIMALS))
        if not result or point != result[-1]:
            result.append(point)
    return result


def area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1])) / 2


def simplified(polygons, simplifier):
    result = []
    for rings in sorted(polygons, key=lambda rings: -abs(area(rings[0]))):
        if result and abs(area(rings[0])) < SMALLEST_RING:
            continue
        outer = simplifier.ring(open_ring(rings[0]))
        if len(outer) < 4:
            if result:
                continue
            outer = rounded(rings[0])
            if len(outer) < 4:
                continue
        holes = [simplifier.ring(open_ring(hole)) for hole in rings[1:] if abs(area(hole)) >= SMALLEST_RING]
        oriented = [outer if area(outer) > 0 else outer[::-1]]
        oriented += [hole if area(hole) < 0 else hole[::-1] for hole in holes if len(hole) >= 4]
        result.append(oriented)
    return result


# Measuring

def inside_point(polygons):
    """Middle of the widest stretch inside the largest polygon, over a few latitudes."""
    rings = max(polygons, key=lambda rings: abs(area(rings[0])))
    south, north = min(y for _, y in rings[0]), max(y for _, y in rings[0])
    best = (0, 0, 0)
    for step in range(1, 16):
        y = south + (north - south) * step / 16 + 1e-7
        crossings = sorted(a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
                           for ring in rings for a, b in zip(ring, ring[1:] + ring[:1])
                           if (a[1] > y) != (b[1] > y))
        for west, east in zip(crossings[::2], crossings[1::2]):
            width = (east - west) * (1 - abs(step - 8) / 24)
            if width > best[0]:
                best = (width, (west + east) / 2, y)
    return best[2], best[1]


def clip(ring, axis, limit, keep_less):
    """The part of a ring on one side of a meridian or parallel."""
    result = []
    for a, b in zip(ring, ring[1:] + ring[:1]):
        inside_a, inside_b = ((a[axis] <= limit) == keep_less), ((b[axis] <= limit) == keep_less)
        if inside_a:
            result.append(a)
        if inside_a != inside_b:
            t = (limit - a[axis]) / (b[axis] - a[axis])
            result.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
    return result


# Naming

def fold(text):
    text = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("đ", "d").replace("ø", "o").replace("ł", "l"))
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    return " ".join(re.sub(r"[^\w]+", " ", text.replace("'", "").replace("’", "").replace("`", "")).split())


def core(text):
    words = [word for word in fold(text).split() if word not in WORDS]
    text = " ".join(words) or fold(text)
    for a, b in (("oe", "o"), ("ae", "a"), ("j", "y"), ("kh", "h"), ("iy", "i")):
        text = text.replace(a, b)
    return text


def likeness(ours, theirs):
    """1 for the same name, less for a name alike; earlier names of ours weigh a little more."""
    best = 0.0
    for rank, name in enumerate(ours):
        a, b = core(name), core(theirs)
        if fold(name) == fold(theirs):
            score = 1.0
        elif a == b:
            score = 0.98
        else:
            matcher = difflib.SequenceMatcher(None, a.replace(" ", ""), b.replace(" ", ""), autojunk=False)
            score = 0.95 * matcher.ratio() if matcher.quick_ratio() > 0.7 else 0.0
        best = max(best, score - 0.01 * rank)
    return best


def assign(places, candidates, least):
    """One candidate (code, name) for each place (key, names), best pairs first."""
    pairs = sorted(((likeness(names, name), key, code) for key, names in places for code, name in candidates), reverse=True)
    result, used = {}, set()
    for score, key, code in pairs:
        if score >= least and key not in result and code not in used:
            result[key] = code
            used.add(code)
    return result


def variants(row):
    """Names of a place in the layer, the most current first."""
    names = []
    for name in (row["gn_name"], row["name"], row["woe_name"], (row["woe_label"] or "").split(",")[0]):
        name = " ".join((name or "").split())
        if name and "�" not in name and "Â" not in name and "Ã" not in name and "?" not in name and name not in names:
            names.append(name)
    return names


def read_tsv(path):
    lines = (line for line in open(path, encoding="utf-8") if not line.startswith("#"))
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


# Writing

def feature(code, country, name, polygons):
    properties = {"code": code, "country": country, "name": name}
    if country is None:
        del properties["country"]
    coordinates = [[[list(point) for point in ring] for ring in rings] for rings in polygons]
    return json.dumps({"type": "Feature", "properties": properties,
                       "geometry": {"type": "MultiPolygon", "coordinates": coordinates}},
                      ensure_ascii=False, separators=(",", ":")).replace(".0,", ",").replace(".0]", "]")


def write_geojson(path, features):
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n"
    path.write_text(text, encoding="utf-8")
    print(f"{path}: {len(features)} features, {len(text.encode()) / 1e6:.2f} MB")


def load(arguments):
    database = sqlite3.connect(f"file:{arguments.gpkg}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    states = []
    for row in database.execute("select * from states_provinces order by fid"):
        country = COUNTRY_OF.get(row["admin"], "") or (row["iso_a2"] if len(row["iso_a2"] or "") == 2 and row["iso_a2"] != "-1" else "")
        if country:
            states.append(dict(row) | {"country": country, "names": variants(row), "polygons": geometry(row["geom"])})
    countries = [dict(row) | {"polygons": geometry(row["geom"])}
                 for row in database.execute("select * from countries order by fid")]
    return states, countries


def make_codes(states, arguments):
    """ISO 3166-2 code of each state, matched by name inside its country; else a code of Concord's own."""
    subdivisions = defaultdict(list)
    entries = json.loads((pathlib.Path(arguments.iso) / "iso_3166-2.json").read_text(encoding="utf-8"))["3166-2"]
    for entry in entries:
        subdivisions[entry["code"][:2]].append((entry["code"], re.sub(r"\s*\[.*?\]|\s*\(.*?\)", "", entry["name"])))
    further = defaultdict(list)
    for row in read_tsv(arguments.names):
        further[row["code"]] += row["names"].split("|")
    names_of = {entry["code"]: entry["name"] for entry in entries}
    by_country = defaultdict(list)
    for state in states:
        by_country[state["country"]].append(state)
    for country, members in by_country.items():
        candidates = [(code, name) for code, name in subdivisions[country]]
        candidates += [(code, name) for code, names in further.items() if code[:2] == country for name in names]
        codes = assign([(m["fid"], m["names"]) for m in members if m["names"]], candidates, LEAST_LIKENESS)
        for member in members:
            code = codes.get(member["fid"])
            member["matched"] = bool(code)
            if not code:
                slug = re.sub(r"\W+", "-", core(member["names"][0])) if member["names"] else str(member["fid"])
                code = f"{country}-x-{slug}"
            iso = names_of.get(code)
            names = ([iso] if iso else []) + member["names"] + further.get(code, [])
            seen = set()
            member["code"] = code
            member["all_names"] = [n for n in names if not (fold(n) in seen or seen.add(fold(n)))]
    return further


def drop_shared_names(states, further):
    """Takes from a place the names that belong to another of its country: of the unit it was split from, for one."""
    owners, primary = defaultdict(set), {}
    for state in states:
        for name in state["all_names"]:
            owners[state["country"], core(name)].add(state["code"])
        own = state["all_names"][:1] + further.get(state["code"], [])
        primary.update({(state["country"], core(name)): state["code"] for name in own})
    for state in states:
        def is_own(name):
            key = state["country"], core(name)
            return primary.get(key, state["code"]) == state["code"] and (key in primary or len(owners[key]) == 1)
        state["all_names"] = state["all_names"][:1] + [name for name in state["all_names"][1:] if is_own(name)]


def merge_same_codes(states):
    merged = {}
    for state in states:
        if not state["names"]:
            continue
        if state["code"] in merged:
            merged[state["code"]]["polygons"] += state["polygons"]
        else:
            merged[state["code"]] = state
    return sorted(merged.values(), key=lambda s: s["code"])


def make_pcodes(states, arguments):
    if not arguments.pcodes:
        return {}
    alpha2 = {row["alpha3"]: row["code"] for row in read_tsv(arguments.countries)}
    official = defaultdict(list)
    for row in csv.DictReader(open(arguments.pcodes, encoding="utf-8-sig")):
        if row["Admin Level"] == "1" and row["Location"] in alpha2:
            official[alpha2[row["Location"]]].append((row["P-Code"], row["Name"]))
    result = {}
    for country, candidates in official.items():
        members = [(s["code"], s["all_names"]) for s in states if s["country"] == country and s["matched"]]
        result.update(assign(members, candidates, 0.85))
    return result


def abyei(states):
    kordofan = next(s for s in states if s["code"] == "SD-KS")
    largest = max(kordofan["polygons"], key=lambda rings: abs(area(rings[0])))
    ring = open_ring(largest[0])
    ring = clip(clip(clip(ring, 0, ABYEI_WEST, False), 0, ABYEI_EAST, True), 1, ABYEI_NORTH, True)
    ring = rounded(douglas_peucker(ring + ring[:1], STATE_TOLERANCE / 4))
    return [[ring if area(ring) > 0 else ring[::-1]]]


def shaped(polygons):
    from shapely.geometry import MultiPolygon      # Debian python3-shapely: only where the layer is put right
    return MultiPolygon([(p[0], p[1:]) for p in polygons]).buffer(0)


def unshaped(area):
    parts = [p for p in getattr(area, "geoms", [area]) if p.geom_type == "Polygon" and p.area > 1e-4]
    return [[[(round(x, 6), round(y, 6)) for x, y in ring.coords] for ring in (p.exterior, *p.interiors)] for p in parts]


def west_kordofan(states):
    """Cuts the restored state out of the two that it was divided between."""
    west = shaped([[[(26.5, 14.1)] + WEST_KORDOFAN + [(29.9, 9.0), (26.5, 9.0)]]])
    pieces = []
    for state in states:
        if state["code"] in ("SD-KN", "SD-KS"):
            area = shaped(state["polygons"])
            pieces.append(area.intersection(west))
            state["polygons"] = unshaped(area.difference(west))
    return {"code": "SD-GK", "country": "SD", "matched": True, "names": ["West Kordofan"], "polygons": unshaped(pieces[0].union(pieces[1]))}


def correct(states, path):
    """Moves areas that the layer gives to the wrong neighbour."""
    by_code = {state["code"]: state for state in states}
    for row in read_tsv(path):
        ring = shaped([[[tuple(map(float, corner.split(","))) for corner in row["ring"].split()]]])
        source, target = by_code[row["from"]], by_code[row["to"]]
        area = shaped(source["polygons"])
        source["polygons"] = unshaped(area.difference(ring))
        target["polygons"] = unshaped(shaped(target["polygons"]).union(area.intersection(ring)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for option in ("--gpkg", "--iso", "--countries", "--out"):
        parser.add_argument(option, required=True)
    parser.add_argument("--pcodes")
    parser.add_argument("--names", default=pathlib.Path(__file__).with_name("admin1-names.tsv"))
    parser.add_argument("--corrections", default=pathlib.Path(__file__).with_name("admin1-corrections.tsv"))
    arguments = parser.parse_args()
    out = pathlib.Path(arguments.out)
    states, countries = load(arguments)
    further = make_codes(states, arguments)
    abyei_polygons = abyei(states)
    states = merge_same_codes(states)
    states = sorted(states + [west_kordofan(states) | {"all_names": further["SD-GK"]}], key=lambda s: s["code"])
    correct(states, arguments.corrections)
    drop_shared_names(states, further)
    pcodes = make_pcodes(states, arguments)

    simplifier = Simplifier([open_ring(r) for s in states for rings in s["polygons"] for r in rings], STATE_TOLERANCE)
    features, rows = [feature("XX-ABYEI", "XX", "Abyei", abyei_polygons)], []
    for state in states:
        polygons = simplified(state["polygons"], simplifier)
        if not polygons:
            polygons = [[rounded(rings[0])] for rings in state["polygons"][:1]]
        lat, lon = inside_point(polygons)
        rows.append((state["code"], state["country"], state["all_names"][0], "|".join(state["all_names"][1:]),
                     f"{lat:.3f}", f"{lon:.3f}", pcodes.get(state["code"], ""), "1"))
        features.append(feature(state["code"], state["country"], state["all_names"][0], polygons))
    write_geojson(out / "admin1.geojson", features)

    known = {row[0] for row in rows}
    for row in read_tsv(arguments.names):       # places that the layer lacks
        if row["lat"] and row["code"] not in known:
            names = row["names"].split("|")
            rows.append((row["code"], row["code"][:2], names[0], "|".join(names[1:]), row["lat"], row["lon"], row["pcode"], "0"))
    rows.append(("XX-ABYEI", "XX", "Abyei", "Abyei Area|Abyei Administrative Area|Abyei Region|Abyei PCA|Abyei PCA Area|Abyei Town|アビエイ|アビエ|أبيي",
                 f"{ABYEI_TOWN[0]:.3f}", f"{ABYEI_TOWN[1]:.3f}", "SD19|SS00", "1"))
    rows.sort()
    with open(out / "admin1.tsv", "w", encoding="utf-8", newline="\n") as file:
        file.write("# First-level divisions. Sources: Natural Earth 4.1 admin 1 (public domain) as packed in Debian qgis-common; ISO 3166-2 codes and names\n"
                   "# from Debian iso-codes (LGPL-2.1+), matched by name inside each country; p-codes from OCHA's list of common operational datasets; names of\n"
                   "# Afghanistan, Sudan and South Sudan completed by hand. Made by Scripts/resources/make-geography.py.\n"
                   "# code: ISO 3166-2, or CC-x-name where none was found. XX-ABYEI: a place of its own, status undetermined, country XX; test it before its neighbours.\n"
                   "# lat, lon: a point inside. polygon: 1 if admin1.geojson has it. West Kordofan (SD-GK) is cut out of its neighbours along a line simplified after published maps, good to ten kilometres.\n"
                   "code\tcountry\tname\tnames\tlat\tlon\tpcode\tpolygon\n")
        file.writelines("\t".join(row) + "\n" for row in rows)
    print(f"{out / 'admin1.tsv'}: {len(rows)} rows, {sum(not s['matched'] for s in states)} without ISO code")

    simplifier = Simplifier([open_ring(r) for c in countries for rings in c["polygons"] for r in rings], COUNTRY_TOLERANCE)
    names = {row["code"]: row["name_en"] for row in read_tsv(arguments.countries)}
    by_code = defaultdict(list)
    for country in countries:
        code = "XK" if country["WB_A2"] == "KV" else country["iso_a2"]
        if code in names:
            by_code[code] += country["polygons"]
    write_geojson(out / "countries.geojson", [feature(code, None, names[code], simplified(polygons, simplifier) or [[rounded(polygons[0][0])]])
                                              for code, polygons in sorted(by_code.items())])


if __name__ == "__main__":
    main()
