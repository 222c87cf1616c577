"""What python-docx finds in a document, as JSON: python3 read_docx.py FILE"""
import json
import sys

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

document = Document(sys.argv[1])


def length(value):
    return round(value.mm)


def row(r):
    # A merged cell counts once, at its first row; the rows below it say where it goes on.
    cells = []
    for tc in r._tr.tc_lst:
        cells.append({"text": text(tc), "span": tc.grid_span})
    return {
        "cells": cells,
        "header": r._tr.trPr is not None and r._tr.trPr.find(qn("w:tblHeader")) is not None,
        "whole": r._tr.trPr is not None and r._tr.trPr.find(qn("w:cantSplit")) is not None,
    }


def text(tc):
    if tc.vMerge == "continue":
        return None
    return "\n".join(Paragraph(p, None).text for p in tc.p_lst)


def block(element):
    picture = bool(element.findall(".//" + qn("w:drawing")))
    if element.tag == qn("w:tbl"):
        return {"rows": [row(r) for r in Table(element, document).rows], "picture": picture}
    p = Paragraph(element, document)
    return {"text": p.text, "style": p.style.name, "picture": picture}


print(json.dumps({
    "blocks": [block(e) for e in document.element.body if e.tag != qn("w:sectPr")],
    "sections": [{
        "size": [length(s.page_width), length(s.page_height)],
        "margins": [length(m) for m in (s.top_margin, s.right_margin, s.bottom_margin, s.left_margin)],
        "landscape": s.orientation == 1,
        "foot": "".join(p.text for p in s.footer.paragraphs),
    } for s in document.sections],
    "title": document.core_properties.title,
}, ensure_ascii=False))
