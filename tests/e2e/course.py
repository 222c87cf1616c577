"""The course of a campaign as other programs take it, for course.test.mjs, items.test.mjs and secrecy.test.mjs; prints
JSON.

course.py fill WORKBOOK CELLS     writes cells into a copy: {"检查结果": {"F2": "…"}}; a text of 2018-12-20 becomes a day
course.py sheets WORKBOOK         every cell of every sheet, days as text
course.py csv FILE                the rows
course.py documents FILE…         the paragraphs and the cells of each document
course.py rosters FOLDER N        writes rosters of N businesses and of sixty officers a department
course.py hostile FOLDER          writes rosters and an 附件7 of hostile texts (tests/hostile.json), one a row
course.py long FOLDER             writes two rosters with a cell of 10 MB, in B3
course.py sheet FILE ROWS          writes a workbook of these rows, a JSON list of lists; a text of 2018-12-20 becomes a day
course.py archive ZIP FOLDER      unpacks, checks the digests, opens everything, verifies the record
"""
import csv
import datetime
import json
import pathlib
import re
import subprocess
import sys
import zipfile

import docx
import openpyxl

ROOT = pathlib.Path(__file__).resolve().parents[2]


def fill(path, cells):
    book = openpyxl.load_workbook(path)
    for sheet, values in json.loads(cells).items():
        for place, value in values.items():
            day = re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value))
            book[sheet][place] = datetime.datetime.fromisoformat(value) if day else value
    filled = str(path).removesuffix(".xlsx") + "-filled.xlsx"
    book.save(filled)
    return filled


def told(value):
    return value.date().isoformat() if isinstance(value, datetime.datetime) else value


def sheets(path):
    book = openpyxl.load_workbook(path)
    return {s.title: [[told(c.value) for c in row] for row in s.iter_rows()] for s in book}


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def document(path):
    d = docx.Document(path)
    tables = [[[c.text for c in row.cells] for row in table.rows] for table in d.tables]
    return {"paragraphs": [p.text for p in d.paragraphs], "tables": tables, "feet": sorted({p.text for s in d.sections for p in s.footer.paragraphs})}


def code(n):
    """GB 32100-2015."""
    body = f"91640221MA76{n:05d}"
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(alphabet.index(c) * pow(3, i, 31) for i, c in enumerate(body))
    return body + alphabet[(31 - total % 31) % 31]


def write(path, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def rosters(folder, n):
    """In each ten two 客运, four 普货, one 危货, one 站场, two 维修; some names as long as they come."""
    kinds = ["客运", "客运", "普货", "普货", "普货", "普货", "危货", "站场", "维修", "维修"]
    rows = [["企业名称", "统一社会信用代码", "法定代表人", "联系电话", "住所", "类别"]]
    for i in range(int(n)):
        kind = kinds[i % 10]
        long = "（宁夏）跨省道路旅客与危险货物运输综合服务" if i % 7 == 0 else ""
        rows.append([f"平罗县第{i + 1}{long}{kind}有限责任公司", code(i + 1), "王小明", f"139{i:08d}", f"平罗县城关镇人民路{i + 1}号", kind])
    write(f"{folder}/businesses.xlsx", rows)
    people = [["姓名", "单位", "执法证号", "执法证有效期至"]]
    for d, department in enumerate(["县交通运输局", "县公安局", "县安监局", "县市场监管局", "县运管所"]):
        people += [[f"{'赵钱孙李周吴郑王冯陈'[i % 10]}{'甲乙丙丁戊己'[i // 10]}{'一二三四五'[d]}", department, f"NX{d}{i:05d}", "2030-12-31"] for i in range(60)]
    write(f"{folder}/officers.xlsx", people)


def write_texts(path, rows):
    """Every value as text, also what looks like a formula; without the control characters that XML cannot hold."""
    book = openpyxl.Workbook()
    for r, row in enumerate(rows, 1):
        for c, text in enumerate(row, 1):
            cell = book.active.cell(r, c, openpyxl.cell.cell.ILLEGAL_CHARACTERS_RE.sub("", re.sub("[\ufffe\uffff]", "", text)))
            cell.data_type = "s"
    book.save(path)


def hostile(folder):
    texts = list(json.loads((ROOT / "tests" / "hostile.json").read_text(encoding="utf-8")).values())
    departments = ["__proto__", "constructor", "<img src=x onerror=window.owned=1>"]
    rows = [["企业名称", "统一社会信用代码", "法定代表人", "联系人", "联系电话", "住所", "类别"]]
    # A name is no longer than 200 characters.
    rows += [[f"{t[:150]}末{n}", code(n + 1), f"{t}人{n}", t, t, f"{t}号{n}", t] for n, t in enumerate(texts)]
    write_texts(f"{folder}/businesses.xlsx", rows)
    rows = [["姓名", "单位", "执法证号", "执法证有效期至", "职务", "联系电话"]]
    shown = [t for t in texts if not set(t) & set("、，,;；/") and len(t) < 100]
    rows += [[f"{t}员{n}", departments[n % 3], f"NX{n:05d}", "2030-12-31", t, t] for n, t in enumerate(shown)]
    write_texts(f"{folder}/officers.xlsx", rows)
    rows = [["序号", "抽查领域", "抽查事项", "抽查内容", "抽查依据", "检查对象（类别）", "牵头/配合部门", "抽查方式", "抽查比例", "频次", "备注"]]
    rows += [[str(n), t, f"{t}项{n}", t, t, "全部", departments[n % 2], t, t, t, t] for n, t in enumerate(texts[:9])]
    write_texts(f"{folder}/items.xlsx", rows)
    return {"texts": texts, "departments": departments}


def long(folder):
    rows = [["序号", "企业名称"], ["1", "平罗县甲公司"], ["2", "HERE"], ["3", "平罗县乙公司"]]
    write_texts(f"{folder}/short.xlsx", rows)
    text = "长" * 3_500_000
    with zipfile.ZipFile(f"{folder}/short.xlsx") as old, zipfile.ZipFile(f"{folder}/long.xlsx", "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"HERE", text.encode()))
    pathlib.Path(f"{folder}/long.csv").write_text("\r\n".join(",".join(row) for row in rows).replace("HERE", text), encoding="utf-8")


def sheet(path, given):
    book = openpyxl.Workbook()
    for row in json.loads(given):
        book.active.append([datetime.datetime.fromisoformat(v) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(v)) else v for v in row])
    book.save(path)
    return path


def archive(path, folder):
    folder = pathlib.Path(folder)
    zipfile.ZipFile(path).extractall(folder)
    files = sorted(str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file())
    run = lambda *command: subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
    digests = run("sha256sum", "--strict", "-c", "SHA256SUMS").splitlines()
    record = next(f for f in files if f.endswith("公开记录.json"))
    return {
        "files": files,
        "digests": digests,
        "documents": {f: document(folder / f) for f in files if f.endswith(".docx")},
        "workbooks": {f: sheets(folder / f) for f in files if f.endswith(".xlsx")},
        "csv": {f: rows(folder / f) for f in files if f.endswith(".csv")},
        "verified": run(sys.executable, "-B", str(ROOT / "tools" / "verify.py"), record).strip(),
    }


what, *arguments = sys.argv[1:]
does = {"rosters": rosters, "hostile": hostile, "long": long, "fill": fill, "sheet": sheet, "sheets": sheets, "csv": rows, "archive": archive, "documents": lambda *paths: [document(p) for p in paths]}
json.dump(does[what](*arguments), sys.stdout, ensure_ascii=False)
