//! The container of an xls, an OLE2 compound file ([MS-CFB]): what is in it, and the stream of the workbook.

use crate::workbook::binary::{push_wide, u16_at, u32_at};

/// The first bytes of every compound file.
pub(crate) const MAGIC: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// Directory entries looked at; real files have a few dozen.
const MOST_ENTRIES: usize = 4096;
/// Bytes of an entry.
const ENTRY: usize = 128;
/// The id that stands for "no entry".
const NONE: u32 = 0xFFFF_FFFF;

/// From here on, numbers of sectors mean something else.
const RESERVED: u32 = 0xFFFF_FFFA;

/// Bytes of a sector.
fn sector_size(bytes: &[u8]) -> Option<usize> {
    Some(1 << u16_at(bytes, 30)?.clamp(7, 12))
}

struct Entry {
    name: String,
    /// First sector and length of its stream.
    start: u32,
    length: usize,
    left: u32,
    right: u32,
    child: u32,
}

/// The names directly under the root, or `None` if the directory can't be read.
pub(crate) fn root_names(bytes: &[u8]) -> Option<Vec<String>> {
    let size = sector_size(bytes)?;
    let entries = directory(bytes, size, &allocation(bytes, size))?;
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

/// Streams shorter than this lie in small sectors, which lie in a stream of the root.
const SHORTEST: usize = 4096;
/// Bytes of a small sector.
const SMALL: usize = 64;
/// Names of the stream of a workbook: of Excel 97, which is looked for first, and of Excel 95.
const NAMES: [&str; 2] = ["Workbook", "Book"];

/// The stream of the workbook, as far as there is one.
pub(crate) fn workbook_stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let size = sector_size(bytes)?;
    let table = allocation(bytes, size);
    let entries = directory(bytes, size, &table)?;
    let named = |name: &&str| entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name));
    let entry = NAMES.iter().find_map(named)?;
    if entry.length >= SHORTEST {
        let length = entry.length.min(bytes.len());
        return Some(chain(&table, entry.start, |sector| sector_at(bytes, sector, size), length));
    }
    let root = entries.first()?;
    let small = chain(&table, root.start, |sector| sector_at(bytes, sector, size), root.length.min(bytes.len()));
    let first = u32_at(bytes, 60)?;
    let small_table = numbers(bytes, size, sectors(&table, first, bytes.len() / size));
    let at = |sector| {
        let start = usize::try_from(sector).ok()?.checked_mul(SMALL)?;
        small.get(start..small.len().min(start.checked_add(SMALL)?)).filter(|sector| !sector.is_empty())
    };
    Some(chain(&small_table, entry.start, at, entry.length.min(small.len())))
}

/// The numbers in these sectors.
fn numbers(bytes: &[u8], size: usize, sectors: impl Iterator<Item = u32>) -> Vec<u32> {
    let data = sectors.map_while(|sector| sector_at(bytes, sector, size));
    data.flat_map(|data| data.as_chunks().0.iter().map(|number| u32::from_le_bytes(*number))).collect()
}

/// The sectors of a chain from its first on, no more than there can be: one that leads back to itself ends.
fn sectors(table: &[u32], first: u32, most: usize) -> impl Iterator<Item = u32> {
    let next = |sector: &u32| usize::try_from(*sector).ok().and_then(|at| table.get(at)).copied();
    std::iter::successors(Some(first), next).take_while(|sector| *sector < RESERVED).take(most)
}

/// The bytes of a chain of sectors, so many or as many as there are.
fn chain<'a>(table: &[u32], first: u32, sector: impl Fn(u32) -> Option<&'a [u8]>, length: usize) -> Vec<u8> {
    let mut data = Vec::new();
    for bytes in sectors(table, first, table.len()).map_while(sector) {
        data.extend_from_slice(bytes);
        if data.len() >= length {
            break;
        }
    }
    data.truncate(length);
    data
}

/// The allocation table: which sector follows each.
fn allocation(bytes: &[u8], size: usize) -> Vec<u32> {
    numbers(bytes, size, table(bytes, size).into_iter())
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

/// The directory's entries in order.
fn directory(bytes: &[u8], size: usize, table: &[u32]) -> Option<Vec<Entry>> {
    let data = chain(table, u32_at(bytes, 48)?, |sector| sector_at(bytes, sector, size), MOST_ENTRIES * ENTRY);
    Some(data.chunks_exact(ENTRY).filter_map(entry).collect())
}

/// The bytes of a sector; fewer where the file ends within it.
fn sector_at(bytes: &[u8], sector: u32, size: usize) -> Option<&[u8]> {
    let start = usize::try_from(sector).ok()?.checked_add(1)?.checked_mul(size)?;
    bytes.get(start..start.checked_add(size)?.min(bytes.len())).filter(|sector| !sector.is_empty())
}

fn entry(data: &[u8]) -> Option<Entry> {
    let units = usize::from(u16_at(data, 64)?.clamp(2, 64)) / 2 - 1;
    let mut name = String::new();
    push_wide(&mut name, data.get(..units * 2)?);
    Some(Entry {
        name,
        left: u32_at(data, 68)?,
        right: u32_at(data, 72)?,
        child: u32_at(data, 76)?,
        start: u32_at(data, 116)?,
        length: usize::try_from(u32_at(data, 120)?).ok()?,
    })
}
