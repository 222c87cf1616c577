"""A workbook of as many rows as a sheet holds, written as it goes: python3 large_sheet.py ROWS FILE

SheetJS keeps the sheet in memory and can't write so many. Texts stand in the cells (t="inlineStr").
"""
import sys
import zipfile
from xml.sax.saxutils import escape

ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
HEADER = ['序号', '企业名称', '统一社会信用代码', '法定代表人', '联系人', '联系电话', '住所', '类别', '登记状态', '信用风险等级', '上次抽查日期',
          '道路运输经营许可证号']
PARTS = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    '_rels/.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    'xl/workbook.xml': '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="名录" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def credit_code(i):
    first = f'9164022{i:010d}'
    total = sum(ALPHABET.index(c) * pow(3, at, 31) for at, c in enumerate(first))
    return first + ALPHABET[(31 - total % 31) % 31]


def row(i):
    return [str(i + 1), f'平罗县第{i}号运输有限公司', credit_code(i), '马建国', '王海霞', f'139{i:08d}', f'平罗县人民路{i % 999}号',
            ['客运', '普货', '危货', '站场', '维修'][i % 5], '存续', 'B', '2023-05-01', f'宁交运{i}号']


def main(rows, path):
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, text in PARTS.items():
            book.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)
        with book.open('xl/worksheets/sheet1.xml', 'w', force_zip64=True) as sheet:
            sheet.write(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>')
            for number in range(rows + 1):
                cells = HEADER if number == 0 else row(number - 1)
                text = ''.join(f'<c r="{"ABCDEFGHIJKL"[at]}{number + 1}" t="inlineStr"><is><t>{escape(c)}</t></is></c>' for at, c in enumerate(cells))
                sheet.write(f'<row r="{number + 1}">{text}</row>'.encode())
            sheet.write(b'</sheetData></worksheet>')


if __name__ == '__main__':
    main(int(sys.argv[1]), sys.argv[2])
