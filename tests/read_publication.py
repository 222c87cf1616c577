"""Prints as JSON what Python's own csv and html.parser, and openpyxl, find in a published table: three files."""
import csv, html.parser, json, sys

import openpyxl


class Page(html.parser.HTMLParser):
    rows, paragraphs, tags, here, open = [], [], [], "", False

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag == "tr":
            self.rows.append([])
        self.open, self.here = tag in ("td", "th", "p"), ""

    def handle_data(self, data):
        self.here += data if self.open else ""

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.rows[-1].append(self.here)
        elif tag == "p":
            self.paragraphs.append(self.here)


with open(sys.argv[1], encoding="utf-8-sig", newline="") as lines:
    values = list(csv.reader(lines))
sheet = openpyxl.load_workbook(sys.argv[2]).active
cells = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=2)]
kinds = sorted({cell.data_type for row in sheet.iter_rows() for cell in row})
page = Page()
page.feed(open(sys.argv[3], encoding="utf-8").read())
print(json.dumps({
    "csv": values, "xlsx": cells, "kinds": kinds, "html": page.rows, "paragraphs": page.paragraphs,
    "tags": sorted(set(page.tags)), "frame": [sheet.freeze_panes, sheet.print_title_rows, sheet["A1"].value],
}))
