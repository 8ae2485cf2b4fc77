"""Where points lie, worked out a second time with shapely.

    places.py ADMIN1.geojson POINTS.tsv

POINTS.tsv  areas, latitude, longitude, place: country codes joined by commas in the order in which they are asked, and the answer to check,
            empty for none. The answer is the first area that holds the point, else the nearest within five kilometres.

Prints a line for each difference and how many points agree. Exit 1 when any differs.
"""
import json
import math
import sys

from shapely import make_valid
from shapely.geometry import Point, shape
from shapely.ops import transform

TOLERANCE = 5_000
DEGREE = 111_195


def load(path, wanted):
    areas = {}
    for feature in json.load(open(path, encoding="utf-8"))["features"]:
        country = feature["properties"]["country"]
        if country in wanted:
            areas.setdefault(country, []).append((feature["properties"]["code"], make_valid(shape(feature["geometry"]))))
    return areas


def metres(area, lat, lon):
    stretch = math.cos(math.radians(lat))
    return transform(lambda x, y: ((x - lon) * DEGREE * stretch, (y - lat) * DEGREE), area).distance(Point(0, 0))


def answers(areas, countries, lat, lon):
    """Every answer that is right: a point on a border may go to either side."""
    point = Point(lon, lat)
    for country in countries:
        holding = {code for code, area in areas.get(country, []) if area.covers(point)}
        if holding:
            return holding
    near = [(metres(area, lat, lon), code) for country in countries for code, area in areas.get(country, []) if area.distance(point) < 0.2]
    near = [pair for pair in near if pair[0] <= TOLERANCE]
    return {code for distance, code in near if distance <= min(near)[0] + 0.5} or {""}


def main(path, points):
    rows = [line.rstrip("\n").split("\t") for line in open(points, encoding="utf-8")]
    areas = load(path, {country for row in rows for country in row[0].split(",")})
    wrong = 0
    for countries, lat, lon, place in rows:
        right = answers(areas, countries.split(","), float(lat), float(lon))
        if place not in right:
            wrong += 1
            print(f"{lat} {lon}: {place or 'nowhere'}, not {' or '.join(sorted(right))}")
    print(f"{len(rows) - wrong} of {len(rows)} agree")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
