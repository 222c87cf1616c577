"""How high rows are, and how high LibreOffice makes them when it may: python3 read_heights.py WORKBOOK FOLDER, as JSON.

A row without a height of its own is fitted to its cells by LibreOffice as it opens the file: what it then writes is what the
row needs. Merged cells are not counted there, so their text is put into a cell as wide as all of them."""
import json
import pathlib
import subprocess
import sys

import openpyxl
from openpyxl.utils import get_column_letter

path, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
book = openpyxl.load_workbook(path)
wrapped = {}
for sheet in book:
    wrapped[sheet.title] = {r: d.height for r, d in sheet.row_dimensions.items()}
    for merged in list(sheet.merged_cells.ranges):
        widths = [sheet.column_dimensions[get_column_letter(c)].width for c in range(merged.min_col, merged.max_col + 1)]
        first = sheet.cell(merged.min_row, merged.min_col)
        sheet.unmerge_cells(str(merged))
        far = sheet.cell(merged.min_row, merged.max_col + 5, first.value)
        far._style = first._style
        first.value = None
        sheet.column_dimensions[get_column_letter(far.column)].width = min(sum(widths), 250)
    for dimension in sheet.row_dimensions.values():
        dimension.height = None
free = folder / "free"
free.mkdir(parents=True, exist_ok=True)
book.save(free / path.name)
profile = f"-env:UserInstallation=file://{folder.resolve()}/profile"
subprocess.run(["soffice", "--headless", "--norestore", profile, "--convert-to", "xlsx", "--outdir", str(folder / "fitted"), str(free / path.name)],
               check=True, capture_output=True)
fitted = openpyxl.load_workbook(folder / "fitted" / path.name)
rows = []
for sheet in fitted:
    if sheet.sheet_state != "visible":
        continue
    for r, dimension in sheet.row_dimensions.items():
        texts = [str(c.value) for c in sheet[r] if c.value is not None]
        if texts and dimension.height:
            rows.append({"sheet": sheet.title, "row": r, "needs": dimension.height, "has": wrapped[sheet.title].get(r), "text": max(texts, key=len)})
print(json.dumps(rows, ensure_ascii=False))
