#!/usr/bin/env python3
"""Fills fuzz/corpus/: fixtures, seeds, records, stored campaigns, and the parts of packed workbooks with the marks of
path.rs and others.rs."""
import os, zipfile

here = os.path.dirname(os.path.abspath(__file__))
MARKS = {"xl/worksheets/sheet": (b"\x01xls", b"\x02xls"), "xl/workbook": (b"\x05xls", b"\x06xls"), "content.xml": (b"\x03ods", None)}


def keep(name, data, target="read"):
    folder = os.path.join(here, "corpus", target)
    os.makedirs(folder, exist_ok=True)
    if len(data) <= 65536:
        with open(os.path.join(folder, name), "wb") as f:
            f.write(data)


def files(folder):
    for name in sorted(os.listdir(os.path.join(here, folder))):
        path = os.path.join(here, folder, name)
        if os.path.isfile(path) and not name.endswith((".py", ".js", ".md")):
            yield name, path, open(path, "rb").read()


for folder in ("../tests/fixtures", "seeds/read"):
    for name, path, data in files(folder):
        if name.endswith(".json"):
            continue
        keep(name, data)
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as parts:
                for part in parts.namelist():
                    for start, marks in MARKS.items():
                        mark = marks[part.endswith(".bin")] if part.startswith(start) else None
                        if mark:
                            try:
                                keep(f"{name}.{part.replace('/', '.')}", mark + parts.read(part))
                            except Exception:  # a damaged part is in the fixture itself
                                pass
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            # The stream of an xls begins at its first BOF.
            at = max(data.find(b"\x09\x08\x10\x00"), data.find(b"\x09\x08\x08\x00"))
            if at > 0:
                keep(f"{name}.stream", b"\x04xls" + data[at:at + 16384])
for name, path, data in files("../tests/fixtures"):
    if name.startswith(("entry", "items")):
        keep(name, data, "filled")
        if name.endswith(".xlsx"):
            with zipfile.ZipFile(path) as parts:
                for number in (1, 2):
                    part = f"xl/worksheets/sheet{number}.xml"
                    if part in parts.namelist():
                        keep(f"{name}.{number}", bytes([number]) + b"ent" + parts.read(part), "filled")
for name, _, data in files("../tests/vectors"):
    keep(name, data, "record")
for name, _, data in files("../tests/stored"):
    keep(name, data, "backup" if name.startswith("backup") else "stored")
for target in sorted(os.listdir(os.path.join(here, "corpus"))):
    print(len(os.listdir(os.path.join(here, "corpus", target))), "inputs for", target)
