//! A QR code as a PNG picture, a bit a square (PNG, third edition): the only kind of picture that every word processor
//! takes.

use super::super::safe::ExportError;
use crate::forms::Qr;
use flate2::Crc;
use flate2::write::ZlibEncoder;
use std::io::Write;

/// Pixels a square.
const SCALE: u32 = 4;

/// The bytes of the picture.
pub(super) fn png(qr: &Qr) -> Result<Vec<u8>, ExportError> {
    let side = qr.size * SCALE;
    let mut header = Vec::new();
    header.extend(side.to_be_bytes());
    header.extend(side.to_be_bytes());
    // One bit of grey, deflate, no filter but those of the rows, not interlaced.
    header.extend([1, 0, 0, 0, 0]);
    let mut rows = ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    for y in 0..side {
        rows.write_all(&row(qr, y / SCALE))?;
    }
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(&mut out, b"IHDR", &header);
    chunk(&mut out, b"IDAT", &rows.finish()?);
    chunk(&mut out, b"IEND", &[]);
    Ok(out)
}

/// A row of pixels: its filter (none), then eight pixels a byte, 1 for white.
fn row(qr: &Qr, y: u32) -> Vec<u8> {
    let pixels: Vec<bool> = (0..qr.size * SCALE).map(|x| !qr.is_dark(x / SCALE, y)).collect();
    let bytes = pixels.chunks(8).map(|eight| {
        let bits = eight.iter().enumerate();
        bits.fold(0, |byte, (i, white)| byte | (u8::from(*white) << (7 - i)))
    });
    std::iter::once(0).chain(bytes).collect()
}

fn chunk(out: &mut Vec<u8>, kind: &[u8; 4], data: &[u8]) {
    // A chunk here is a few kilobytes.
    out.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes());
    let mut crc = Crc::new();
    crc.update(kind);
    crc.update(data);
    out.extend(kind);
    out.extend(data);
    out.extend(crc.sum().to_be_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    /// Every pixel of the inflated rows against the code and its path on the screen.
    #[test]
    fn pixels_are_the_squares_of_the_code() {
        let qr = crate::forms::qr("https://example.cn/#/verify/abc").unwrap();
        let png = png(&qr).unwrap();
        let side = qr.size * SCALE;
        assert_eq!(png[..8], *b"\x89PNG\r\n\x1a\n");
        assert_eq!(png[16..26], [side.to_be_bytes().as_slice(), &side.to_be_bytes(), &[1, 0]].concat());
        let length = u32::from_be_bytes(png[33..37].try_into().unwrap()) as usize;
        let mut rows = Vec::new();
        flate2::read::ZlibDecoder::new(&png[41..41 + length]).read_to_end(&mut rows).unwrap();
        let stride = 1 + side.div_ceil(8) as usize;
        assert_eq!(rows.len(), stride * side as usize);
        let mut dark = 0;
        for y in 0..side {
            for x in 0..side {
                let byte = rows[stride * y as usize + 1 + x as usize / 8];
                let is_dark = byte >> (7 - x % 8) & 1 == 0;
                assert_eq!(is_dark, qr.is_dark(x / SCALE, y / SCALE), "{x}, {y}");
                dark += u32::from(is_dark);
            }
        }
        assert_eq!(dark, SCALE * SCALE * u32::try_from(qr.path.matches('M').count()).unwrap());
    }
}
