//! SHA-256's compression of one block, as words (FIPS 180-4, 6.2.2).
//!
//! A draw per business asks for twenty million tickets of one block each, and what the library does around its own
//! compression (bytes to words and back, its constants from memory) costs as much again in wasm. Everything else is
//! hashed by the library; `ticket.rs` compares the two.

/// FIPS 180-4, 4.2.2.
#[rustfmt::skip]
#[allow(clippy::unreadable_literal)]
const K: [u32; 64] = [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01,
    0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc,
    0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
    0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08,
    0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
    0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
];

macro_rules! round {
    ($a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident, $k:expr, $w:expr) => {
        let sum1 = $e.rotate_right(6) ^ $e.rotate_right(11) ^ $e.rotate_right(25);
        let t = $h.wrapping_add($k).wrapping_add($w).wrapping_add($g ^ ($e & ($f ^ $g))).wrapping_add(sum1);
        let sum0 = $a.rotate_right(2) ^ $a.rotate_right(13) ^ $a.rotate_right(22);
        $d = $d.wrapping_add(t);
        $h = t.wrapping_add(($a & $b) | ($c & ($a | $b))).wrapping_add(sum0);
    };
}

macro_rules! eight {
    ($a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $g:ident $h:ident, $at:expr, $w:ident) => {
        round!($a $b $c $d $e $f $g $h, K[$at], $w[$at % 16]);
        round!($h $a $b $c $d $e $f $g, K[$at + 1], $w[($at + 1) % 16]);
        round!($g $h $a $b $c $d $e $f, K[$at + 2], $w[($at + 2) % 16]);
        round!($f $g $h $a $b $c $d $e, K[$at + 3], $w[($at + 3) % 16]);
        round!($e $f $g $h $a $b $c $d, K[$at + 4], $w[($at + 4) % 16]);
        round!($d $e $f $g $h $a $b $c, K[$at + 5], $w[($at + 5) % 16]);
        round!($c $d $e $f $g $h $a $b, K[$at + 6], $w[($at + 6) % 16]);
        round!($b $c $d $e $f $g $h $a, K[$at + 7], $w[($at + 7) % 16]);
    };
}

/// The state after the block.
pub(super) fn compress(state: &[u32; 8], block: [u32; 16]) -> [u32; 8] {
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
    let w = block;
    eight!(a b c d e f g h, 0, w);
    eight!(a b c d e f g h, 8, w);
    let w = schedule(w);
    eight!(a b c d e f g h, 16, w);
    eight!(a b c d e f g h, 24, w);
    let w = schedule(w);
    eight!(a b c d e f g h, 32, w);
    eight!(a b c d e f g h, 40, w);
    let w = schedule(w);
    eight!(a b c d e f g h, 48, w);
    eight!(a b c d e f g h, 56, w);
    let [s0, s1, s2, s3, s4, s5, s6, s7] = *state;
    [
        s0.wrapping_add(a),
        s1.wrapping_add(b),
        s2.wrapping_add(c),
        s3.wrapping_add(d),
        s4.wrapping_add(e),
        s5.wrapping_add(f),
        s6.wrapping_add(g),
        s7.wrapping_add(h),
    ]
}

/// The next sixteen words.
#[inline(always)]
fn schedule(mut w: [u32; 16]) -> [u32; 16] {
    macro_rules! next {
        ($($i:literal)*) => { $(
            let (x, y) = (w[($i + 1) % 16], w[($i + 14) % 16]);
            let small0 = x.rotate_right(7) ^ x.rotate_right(18) ^ (x >> 3);
            let small1 = y.rotate_right(17) ^ y.rotate_right(19) ^ (y >> 10);
            w[$i] = w[$i].wrapping_add(small0).wrapping_add(w[($i + 9) % 16]).wrapping_add(small1);
        )* };
    }
    next!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15);
    w
}
