//! The directory of an OLE2 compound file ([MS-CFB]), as far as telling workbook, document and password needs.

/// The first bytes of every compound file.
pub(crate) const MAGIC: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// Directory entries looked at; real files have a few dozen.
const MOST_ENTRIES: usize = 4096;
/// The id that stands for "no entry".
const NONE: u32 = 0xFFFF_FFFF;

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

struct Entry {
    name: String,
    /// First sector and length of its stream.
    start: u32,
    length: u32,
    left: u32,
    right: u32,
    child: u32,
}

/// The names directly under the root, or `None` if the directory can't be read.
pub(crate) fn root_names(bytes: &[u8]) -> Option<Vec<String>> {
    let entries = directory(bytes)?;
    let mut names = Vec::new();
    let mut todo = vec![entries.first()?.child];
    let mut steps = 0;
    while let Some(id) = todo.pop() {
        steps += 1;
        let Some(entry) = usize::try_from(id).ok().and_then(|i| entries.get(i)).filter(|_| id != NONE) else {
            continue;
        };
        if steps > MOST_ENTRIES {
            break;
        }
        names.push(entry.name.clone());
        todo.extend([entry.left, entry.right]);
    }
    Some(names)
}

/// Streams shorter than this lie in sectors of another size.
const SHORTEST: u32 = 4096;
/// The record of an xls that says how it is encrypted ([MS-XLS] FilePass); whichever way, it can't be read.
const FILE_PASS: u16 = 0x002F;
/// Records at the start of a workbook among which it stands.
const RECORDS: usize = 12;

/// Whether the workbook in this file is encrypted. calamine knows RC4, but takes the older XOR for plain text.
pub(crate) fn is_encrypted_xls(bytes: &[u8]) -> bool {
    let is_book = |e: &&Entry| ["workbook", "book"].contains(&e.name.to_lowercase().as_str()) && e.length >= SHORTEST;
    let Some(entries) = directory(bytes) else { return false };
    entries.iter().filter(is_book).any(|entry| {
        let size = 1usize << u16_at(bytes, 30).unwrap_or(9).clamp(7, 12);
        sector_at(bytes, entry.start, size).is_some_and(names_file_pass)
    })
}

/// The stream of the workbook and where its bytes stand in the file.
pub(crate) struct Stream<'a> {
    bytes: &'a [u8],
    /// The file's offset of each sector, in the stream's order.
    sectors: Vec<usize>,
    size: usize,
}

impl Stream<'_> {
    /// Where the byte at this offset of the stream stands in the file.
    pub(crate) fn place(&self, at: usize) -> Option<usize> {
        Some(self.sectors.get(at / self.size)? + at % self.size)
    }

    /// Two bytes of the stream.
    pub(crate) fn u16_at(&self, at: usize) -> Option<u16> {
        let byte = |at| self.bytes.get(self.place(at)?).copied();
        Some(u16::from_le_bytes([byte(at)?, byte(at + 1)?]))
    }
}

/// The stream of the workbook, unless it is so short that it lies elsewhere.
pub(crate) fn workbook_stream(bytes: &[u8]) -> Option<Stream<'_>> {
    let is_book = |e: &&Entry| ["workbook", "book"].contains(&e.name.to_lowercase().as_str()) && e.length >= SHORTEST;
    let entries = directory(bytes)?;
    let entry = entries.iter().find(is_book)?;
    let size = 1usize << u16_at(bytes, 30)?.clamp(7, 12);
    let table = table(bytes, size);
    let (mut sectors, mut sector) = (Vec::new(), entry.start);
    while let Some(start) =
        usize::try_from(sector).ok()?.checked_add(1)?.checked_mul(size).filter(|at| *at < bytes.len())
    {
        sectors.push(start);
        // A chain that leads back to itself ends when it is longer than the file.
        if sectors.len() > bytes.len() / size {
            break;
        }
        let index = usize::try_from(sector).ok()?;
        let next =
            table.get(index / (size / 4)).and_then(|fat| u32_at(sector_at(bytes, *fat, size)?, index % (size / 4) * 4));
        match next {
            Some(next) if next < 0xFFFF_FFFA => sector = next,
            _ => break,
        }
    }
    Some(Stream { bytes, sectors, size })
}

/// The sectors of the allocation table: 109 in the header, the others in a chain of their own.
fn table(bytes: &[u8], size: usize) -> Vec<u32> {
    let mut table: Vec<u32> = (0..109).map_while(|i| u32_at(bytes, 76 + 4 * i)).collect();
    let mut more = u32_at(bytes, 68).unwrap_or(NONE);
    while let Some(data) = sector_at(bytes, more, size).filter(|_| table.len() <= bytes.len() / size) {
        let entries = size / 4 - 1;
        table.extend((0..entries).map_while(|i| u32_at(data, 4 * i)));
        more = u32_at(data, 4 * entries).unwrap_or(NONE);
    }
    table
}

fn names_file_pass(data: &[u8]) -> bool {
    let mut at = 0;
    for _ in 0..RECORDS {
        match (u16_at(data, at), u16_at(data, at + 2)) {
            (Some(FILE_PASS), _) => return true,
            (Some(_), Some(length)) => at += 4 + usize::from(length),
            _ => return false,
        }
    }
    false
}

/// The directory's entries in order, following its chain of sectors no further than the file is long.
fn directory(bytes: &[u8]) -> Option<Vec<Entry>> {
    let size = 1usize << u16_at(bytes, 30)?.clamp(7, 12);
    let mut sector = u32_at(bytes, 48)?;
    let mut entries = Vec::new();
    for _ in 0..=bytes.len() / size {
        let Some(data) = sector_at(bytes, sector, size) else { break };
        entries.extend(data.chunks_exact(128).filter_map(entry));
        if entries.len() > MOST_ENTRIES {
            break;
        }
        match next_sector(bytes, sector, size) {
            Some(next) => sector = next,
            None => break,
        }
    }
    Some(entries)
}

fn sector_at(bytes: &[u8], sector: u32, size: usize) -> Option<&[u8]> {
    let start = usize::try_from(sector).ok()?.checked_add(1)?.checked_mul(size)?;
    bytes.get(start..start.checked_add(size)?)
}

/// The sector after this one by the allocation table, of which the header names the first 109 sectors.
fn next_sector(bytes: &[u8], sector: u32, size: usize) -> Option<u32> {
    let per_sector = size / 4;
    let index = usize::try_from(sector).ok()?;
    let table = index / per_sector;
    let fat = u32_at(bytes, 76 + 4 * Some(table).filter(|t| *t < 109)?)?;
    u32_at(sector_at(bytes, fat, size)?, index % per_sector * 4).filter(|next| *next < 0xFFFF_FFFA)
}

fn entry(data: &[u8]) -> Option<Entry> {
    let units = usize::from(u16_at(data, 64)?.clamp(2, 64)) / 2 - 1;
    let name: Vec<u16> = (0..units).filter_map(|i| u16_at(data, i * 2)).collect();
    Some(Entry {
        name: String::from_utf16_lossy(&name),
        left: u32_at(data, 68)?,
        right: u32_at(data, 72)?,
        child: u32_at(data, 76)?,
        start: u32_at(data, 116)?,
        length: u32_at(data, 120)?,
    })
}
