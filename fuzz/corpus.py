#!/usr/bin/env python3
"""Fills fuzz/corpus/read: every fixture and seed, and the parts of packed workbooks with the marks of path.rs."""
import os, zipfile

here = os.path.dirname(os.path.abspath(__file__))
corpus = os.path.join(here, "corpus", "read")
os.makedirs(corpus, exist_ok=True)
MARKS = {"xl/worksheets/sheet": (b"\x01xls", b"\x02xls"), "xl/workbook": (b"\x05xls", b"\x06xls"), "content.xml": (b"\x03ods", None)}


def keep(name, data):
    if len(data) <= 65536:
        with open(os.path.join(corpus, name), "wb") as f:
            f.write(data)


for folder in ("../tests/fixtures", "seeds"):
    for name in sorted(os.listdir(os.path.join(here, folder))):
        path = os.path.join(here, folder, name)
        if not os.path.isfile(path) or name.endswith((".py", ".js", ".json")):
            continue
        data = open(path, "rb").read()
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
print(len(os.listdir(corpus)), "inputs in", corpus)
