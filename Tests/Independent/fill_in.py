"""Fills in a partner workbook as a person would, with a spreadsheet program of its own (openpyxl).

    fill_in.py TEMPLATE OUT ROWS [CHANGE...]

ROWS is a JSON file: tag stem (contribution, priority) to a list of rows, each a dictionary of column to value. CHANGE is any of rename
(headers and sheets have other words), insert (columns of the partner's own, in front and in the middle), reverse (columns and rows in the
opposite order), hide (the first sheet with tags is hidden). Prints the titles of the sheets with tags.
"""
import json
import sys

import openpyxl


def tag_row(sheet):
    for row in sheet.iter_rows(max_row=25):
        if any(isinstance(cell.value, str) and cell.value.startswith("#") for cell in row):
            return row[0].row
    return None


def fill(sheet, tags_at, rows):
    columns = {cell.value.split("+", 1)[1]: cell.column for cell in sheet[tags_at] if cell.value}
    for place, values in enumerate(rows, start=tags_at + 1):
        for column, value in values.items():
            sheet.cell(place, columns[column]).value = value


def change(sheet, tags_at, changes):
    if "rename" in changes:
        sheet.title = f"Sheet {sheet.title[:3]}"
        for row in sheet.iter_rows(max_row=tags_at - 1):
            for cell in row:
                cell.value = f"heading {cell.column}"
    if "reverse" in changes:
        reverse(sheet, tags_at)
    if "insert" in changes:
        for place in (1, 4):
            sheet.insert_cols(place)
            sheet.cell(tags_at - 1, place).value = "ours"
            sheet.cell(tags_at + 1, place).value = "a remark"


def reverse(sheet, tags_at):
    head = [[cell.value for cell in row][::-1] for row in sheet.iter_rows(max_row=tags_at)]
    body = [[cell.value for cell in row][::-1] for row in sheet.iter_rows(min_row=tags_at + 1)][::-1]
    for place, values in enumerate(head + body, start=1):
        for column, value in enumerate(values, start=1):
            sheet.cell(place, column).value = value


def main():
    template, out, rows = sys.argv[1:4]
    changes = sys.argv[4:]
    with open(rows, encoding="utf-8") as file:
        wanted = json.load(file)
    book = openpyxl.load_workbook(template)
    tagged = [(sheet, tag_row(sheet)) for sheet in book if tag_row(sheet)]
    for sheet, tags_at in tagged:
        stem = next(cell.value for cell in sheet[tags_at] if cell.value)[1:].split("+")[0]
        fill(sheet, tags_at, wanted.get(stem, []))
        change(sheet, tags_at, changes)
    if "hide" in changes:
        tagged[0][0].sheet_state = "hidden"
    book.save(out)
    print(",".join(sheet.title for sheet, _ in tagged))


if __name__ == "__main__":
    main()
