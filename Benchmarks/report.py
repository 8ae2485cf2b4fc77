"""Tables of results: on the terminal as they come, and together in one Markdown file."""

import sys
import unicodedata


class Report:
    def __init__(self, heading):
        self.lines, self.failures = [], []
        self.text("# " + heading)

    def text(self, *lines):
        for line in lines:
            self.lines.append(line)
            print(line, flush=True)

    def table(self, title, header, rows):
        cells = [header, ["---"] * len(header)] + [[str(cell) for cell in row] for row in rows]
        widths = [max(width(row[column]) for row in cells) for column in range(len(header))]
        cells[1] = ["-" * size for size in widths]
        self.text("", "## " + title, "")
        for row in cells:
            self.text("| " + " | ".join(cell + " " * (size - width(cell)) for cell, size in zip(row, widths)) + " |")

    def failed(self, what, error):
        """Notes what could not be measured, and goes on."""
        self.failures.append(what)
        self.text("", f"**Not measured: {what}: {error}**")

    def write(self, path):
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(self.lines) + "\n")


def width(text):
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def progress(*words):
    print("...", *words, file=sys.stderr, flush=True)


def median(values):
    """The middle one, or the mean of the two middle ones."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def percentile(values, share):
    """The smallest value that at least this share of all do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


def milliseconds(seconds):
    return f"{seconds * 1000:.0f} ms"
