"""How high rows are, and how high LibreOffice makes them when it may: python3 read_heights.py WORKBOOK FOLDER, as JSON.

LibreOffice fits a row to its cells where a file asks for the best height: the heights are taken out of the workbook, which
becomes an OpenDocument file that asks for it. Merged cells are not counted there, so they are left out here."""
import json
import pathlib
import re
import subprocess
import sys
import zipfile

import openpyxl

path, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
free = folder / "free.xlsx"
with zipfile.ZipFile(path) as book, zipfile.ZipFile(free, "w") as out:
    for name in book.namelist():
        data = book.read(name)
        if name.startswith("xl/worksheets/sheet"):
            data = re.sub(rb' (ht="[^"]*"|customHeight="1")', b"", data)
        out.writestr(name, data)
profile = f"-env:UserInstallation=file://{folder.resolve()}/profile"


def convert(source, kind, to):
    subprocess.run(["soffice", "--headless", "--norestore", profile, "--convert-to", kind, "--outdir", str(to), str(source)],
                   check=True, capture_output=True)


convert(free, "fods", folder)
flat = folder / "free.fods"
text = re.sub(r'style:row-height="[^"]*"', "", flat.read_text(encoding="utf-8"))
flat.write_text(text.replace('use-optimal-row-height="false"', 'use-optimal-row-height="true"'), encoding="utf-8")
convert(flat, "xlsx", folder / "fitted")
own, fitted = openpyxl.load_workbook(path), openpyxl.load_workbook(folder / "fitted" / "free.xlsx")
rows = []
for sheet in own:
    if sheet.sheet_state != "visible":
        continue
    merged = {r for m in sheet.merged_cells.ranges for r in range(m.min_row, m.max_row + 1)}
    for r in range(1, sheet.max_row + 1):
        texts = [str(c.value) for c in sheet[r] if c.value is not None]
        needs = fitted[sheet.title].row_dimensions[r].height
        if texts and needs and r not in merged:
            rows.append({"sheet": sheet.title, "row": r, "needs": needs, "has": sheet.row_dimensions[r].height, "text": max(texts, key=len)})
print(json.dumps(rows, ensure_ascii=False))
