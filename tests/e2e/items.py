"""附件7 as other programs take it, for items.test.mjs; prints JSON.

items.py rows WORKBOOK            the rows of the only sheet, as texts
items.py fill WORKBOOK CHANGES    a copy with changes: {"set": {"C3": "…"}, "delete": [6], "append": [["…", …]]}
"""
import json
import sys

import openpyxl


def opened(path):
    # What was downloaded has a name without an ending, which openpyxl refuses.
    with open(path, "rb") as file:
        return openpyxl.load_workbook(file)


def rows(path):
    (sheet,) = opened(path).worksheets
    return [[cell.value or "" for cell in row] for row in sheet.iter_rows()]


def fill(path, changes):
    changes = json.loads(changes)
    book = opened(path)
    (sheet,) = book.worksheets
    for place, value in changes.get("set", {}).items():
        sheet[place] = value
    for row in sorted(changes.get("delete", []), reverse=True):
        sheet.delete_rows(row)
    for row in changes.get("append", []):
        sheet.append(row)
    filled = f"{path}-filled.xlsx"
    book.save(filled)
    return filled


print(json.dumps({"rows": rows, "fill": fill}[sys.argv[1]](*sys.argv[2:])))
