"""What third-party readers find in the files of a folder and of the archive in it that were made of hostile texts:
python3 read_hostile.py FOLDER. Fails where a text acts; prints how often each text was found, by kind of file.

What a reader may see of a text is worked out here from Unicode's categories, not taken from the program."""
import csv
import html.parser
import io
import json
import pathlib
import re
import subprocess
import sys
import unicodedata
import urllib.parse
import zipfile

import docx
import lxml.etree
import lxml.html
import openpyxl

here = pathlib.Path(__file__).parent
folder = pathlib.Path(sys.argv[1])
hostile = json.loads((here / "hostile.json").read_text(encoding="utf-8"))
found = {}
XML = lxml.etree.XMLParser(resolve_entities=False, no_network=True)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def unseen(c):
    return unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") or ord(c) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(c) <= 0xFDEF


def seen(text):
    """As a reader may see it, without white space and without what may be spelt out or dropped."""
    spelt = re.sub(r"\[U\+[0-9A-F]{4,6}\]", "", text)
    return "".join(c for c in spelt if not unseen(c) and not c.isspace())


def plain(text, where, allowed="\n\t\r"):
    for c in text:
        assert not unseen(c) or c in allowed, f"{where}: U+{ord(c):04X} in {text[:80]!r}"


def count(kind, text):
    flat = seen(text)
    for name, evil in hostile.items():
        if seen(evil) in flat:
            found.setdefault(kind, {}).setdefault(name, 0)
            found[kind][name] += 1


def xml_parts(data, where):
    """Every part of an OOXML file is XML and points nowhere outside."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert parts.testzip() is None
        for name in parts.namelist():
            assert not name.startswith("/") and ".." not in name, name
            if name.endswith(".png"):
                continue
            root = lxml.etree.fromstring(parts.read(name), XML)
            assert root.getroottree().docinfo.doctype == "", where
            for element in root.iter():
                tag = lxml.etree.QName(element).localname
                if tag in ("oddHeader", "oddFooter"):
                    # Two ampersands are one, in Excel's own order; the rest are codes of the program.
                    codes = re.findall("&[A-Za-z0-9\"]", element.text.replace("&&", ""))
                    assert codes in (["&C"], ["&C", "&P", "&N"], ["&L", "&R", "&P", "&N"]), element.text
                    assert len(element.text) <= 255, len(element.text)
                assert tag not in ("hyperlink", "oleObject", "externalReference", "ddeLink", "altChunk", "attachedTemplate"), (where, tag)
                for text in [element.text or "", *element.attrib.values()]:
                    plain(text, f"{where} {name}")
            if name.endswith(".rels"):
                for relation in root:
                    assert relation.get("TargetMode") != "External", (where, dict(relation.attrib))
                    assert "://" not in relation.get("Target"), (where, dict(relation.attrib))


def read_docx(data, where):
    xml_parts(data, where)
    document = docx.Document(io.BytesIO(data))
    texts = [p.text for p in document.element.body.iter(W + "p") for p in [docx.text.paragraph.Paragraph(p, None)]]
    for code in document.element.body.iter(W + "instrText"):
        raise AssertionError(f"{where}: a field {code.text}")
    for section in document.sections:
        for paragraph in section.footer.paragraphs:
            codes = {c.text.strip() for c in paragraph._p.iter(W + "instrText")}
            # Numbers of pages, and the page of a bookmark of the document's own (ECMA-376, 17.16.5).
            assert all(re.fullmatch(r"PAGE|NUMPAGES|SECTIONPAGES|PAGEREF end\d+", code) for code in codes), codes
            texts.append(paragraph.text)
    count("docx", "\n".join(texts))


def read_xlsx(data, where):
    xml_parts(data, where)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert not book._external_links and not book.vba_archive
    for name, defined in list(book.defined_names.items()) + [n for s in book for n in s.defined_names.items()]:
        assert name in ("Print_Titles", "_xlnm.Print_Titles"), name
    texts = []
    for sheet in book:
        plain(sheet.title, where)
        assert len(sheet.title) <= 31 and not set(sheet.title) & set("[]:*?/\\"), sheet.title
        for rule in sheet.data_validations.dataValidation:
            assert re.fullmatch(r"选项!\$[A-Z]\$\d+:\$[A-Z]\$\d+|\"?.*\"?", rule.formula1 or ""), rule.formula1
            assert "!" not in (rule.formula1 or "").replace("选项!", ""), rule.formula1
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "d", "b"), (where, cell.coordinate, cell.data_type, cell.value)
                assert cell.hyperlink is None
                if isinstance(cell.value, str):
                    plain(cell.value, where)
                    texts.append(cell.value)
                    if cell.value[:1] in tuple("=+-@\t"):
                        assert cell.quotePrefix, (where, cell.coordinate, cell.value)
                if cell.comment:
                    plain(cell.comment.text, where)
    count("xlsx", "\n".join(texts))


def read_csv(data, where):
    text = data.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len({len(r) for r in rows}) == 1, [len(r) for r in rows]
    for value in (v for r in rows for v in r):
        plain(value, where, "\t")
        assert not re.match(r"[=+\-@＝＋－＠\r\n]", value), value
        assert not value.startswith("\t") or re.fullmatch(r"\t\d{12,}", value), value
    count("csv", "\n".join(v for r in rows for v in r))
    # A spreadsheet program that takes it for what it likes, saved again.
    name = folder / f"opened-{len(list(folder.glob('opened-*.csv')))}.csv"
    name.write_bytes(data)


def opened_csvs():
    files = sorted(folder.glob("opened-*.csv"))
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    try:
        for parted in ("44", "44/59/9/124"):
            out = folder / ("libre-" + parted.replace("/", "-"))
            run = ["soffice", "--headless", "--norestore", profile, f"--infilter=Text - txt - csv (StarCalc):{parted},34,UTF8,1,,0,false,true,false,false,false,-1",
                   "--convert-to", "xlsx", "--outdir", str(out), *map(str, files)]
            subprocess.run(run, check=True, capture_output=True, timeout=120)
            made = list(out.glob("*.xlsx"))
            assert len(made) == len(files), made
            for path in made:
                for sheet in openpyxl.load_workbook(path):
                    for row in sheet.iter_rows():
                        for cell in row:
                            assert cell.data_type != "f" and cell.hyperlink is None, (path, cell.coordinate, cell.value)
    except FileNotFoundError:
        print("SKIPPED: LibreOffice is not installed", file=sys.stderr)


TAGS = set("""html head meta title style body main h1 h2 h3 p table caption thead tbody tr th td header section dl dt dd ul ol
li b div form label input button pre code script a details summary span""".split())


def read_html(data, where):
    text = data.decode("utf-8")
    root = lxml.html.document_fromstring(data, parser=lxml.html.HTMLParser(encoding="utf-8"))
    scripts = [e for e in root.iter("script")]
    assert text.lower().count("<script") == text.lower().count("</script") == len(scripts), where
    if scripts:
        assert [s.get("type") for s in scripts] == ["application/json", None], where
        record = json.loads(scripts[0].text)
        assert "owned" not in scripts[1].text
        plain_record = folder / "record.json"
        if record.get("officers") and plain_record.exists():
            assert record == json.loads(plain_record.read_text(encoding="utf-8")), "the record in the page is the record"
    for element in root.iter():
        assert isinstance(element.tag, str), f"{where}: a comment or instruction {element}"
        assert element.tag in TAGS, f"{where}: <{element.tag}>"
        for name, value in element.attrib.items():
            assert not name.startswith("on") and name not in ("style", "src", "srcdoc", "action"), (where, name)
            if name == "href":
                assert re.fullmatch(r"[A-Za-z0-9%._~/-]+", value), value
                assert ".." not in urllib.parse.unquote(value).split("/"), value
    shown = " ".join(t for t in root.itertext())
    for script in scripts:
        shown = shown.replace(script.text, "")
    plain(shown, where)
    count("html", shown)


def read_svg(data, where):
    root = lxml.etree.fromstring(data, XML)
    tags = {lxml.etree.QName(e).localname for e in root.iter()}
    assert tags <= {"svg", "title", "defs", "pattern", "path", "rect", "polyline", "text"}, tags
    assert not any(k.startswith("on") or k.endswith("href") for e in root.iter() for k in e.attrib)
    plain("".join(root.itertext()), where)
    count("svg", "".join(root.itertext()))


def read_text(data, where):
    text = data.decode("utf-8").removeprefix("\ufeff")
    plain(text, where)
    count("txt", text)


def read_ics(data, where):
    lines = data.decode("utf-8").replace("\r\n ", "").split("\r\n")
    assert lines.pop() == "" and all(len(raw) <= 75 for raw in data.split(b"\r\n"))
    names = [re.split("[;:]", line)[0] for line in lines]
    alarm = "BEGIN ACTION TRIGGER DESCRIPTION END "
    event = f"BEGIN UID DTSTAMP DTSTART SUMMARY DESCRIPTION TRANSP (?:{alarm}){{0,2}}END "
    whole = f"BEGIN VERSION PRODID CALSCALE X-WR-CALNAME (?:{event}){{4,}}END"
    assert re.fullmatch(whole, " ".join(names)), names
    # It shows a line, and neither runs nor sends anything.
    assert {line for line in lines if line.startswith("ACTION")} == {"ACTION:DISPLAY"}
    assert all(re.fullmatch(r"TRIGGER:-PT\d+H", line) for line in lines if line.startswith("TRIGGER"))
    for line in lines:
        plain(line, where, "")
    count("ics", "\n".join(lines).replace("\\n", "\n").replace("\\", ""))


RESERVED = re.compile(r"(con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³])(\..*)?", re.I)


def read_zip(data, where):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        for info in archive.infolist():
            name = info.filename
            plain(name, where, "")
            assert not name.startswith("/") and not set(name) & set('\\:*?"<>|'), name
            for part in name.split("/"):
                assert part not in ("", ".", "..") and part == part.strip() and not part.endswith("."), name
                assert not RESERVED.fullmatch(part) and len(part) < 100, name
            read(name, archive.read(info))


def read(name, data):
    readers = {"docx": read_docx, "xlsx": read_xlsx, "csv": read_csv, "html": read_html, "svg": read_svg, "txt": read_text,
               "ics": read_ics, "zip": read_zip}
    ending = name.rsplit(".", 1)[-1]
    if ending == "jsonl":
        [json.loads(line) for line in data.decode("utf-8").rstrip("\n").split("\n")]
    elif ending == "json":
        json.loads(data)
    elif ending in readers:
        readers[ending](data, name)
    else:
        assert "." not in name.rsplit("/", 1)[-1], name


for path in sorted(p for p in folder.iterdir() if p.is_file()):
    read(path.name, path.read_bytes())
opened_csvs()
print(json.dumps(found, ensure_ascii=False))
