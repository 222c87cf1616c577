//! Which businesses of the roster a text names: by their full name or code, or by a name without county and form of company
//! (宏达公司 for 平罗县宏达运输有限公司) that fits exactly one.

use crate::model::{Business, normal_key};
use crate::roster::vocabulary::name_parts::NAME_PARTS;
use std::collections::{HashMap, HashSet};

/// Characters of the shortest name, of the shortest without county and form, and of one that needs no form behind it.
const SHORTEST: usize = 3;
const STEM: usize = 2;
const LONG_STEM: usize = 4;
/// Characters of the longest name that is looked for.
const LONGEST: usize = 60;

/// The businesses that a text names.
#[derive(Debug, Default)]
pub(crate) struct NamedBusinesses<'a> {
    /// For sure.
    pub sure: Vec<&'a Business>,
    /// Those that one name fits alike.
    pub alike: Vec<&'a Business>,
}

/// Businesses by what they may be called.
pub(crate) struct BusinessNames<'a> {
    /// By folded name and code.
    whole: HashMap<String, &'a Business>,
    /// Names without county and form, in order.
    stems: Vec<(String, &'a Business)>,
}

impl<'a> BusinessNames<'a> {
    pub(crate) fn of(businesses: &'a [Business]) -> Self {
        let named = businesses.iter().map(|b| (normal_key(&b.name), b)).filter(|(name, _)| !name.is_empty());
        let named: Vec<(String, &Business)> = named.collect();
        let counties: HashSet<&str> = named.iter().flat_map(|(name, _)| RegionNames(name)).collect();
        let mut stems: Vec<(String, &Business)> =
            named.iter().map(|(name, b)| (stem(name, &counties).to_owned(), *b)).collect();
        stems.sort_by(|(a, _), (b, _)| a.cmp(b));
        let codes = businesses.iter().map(|b| (normal_key(&b.code), b)).filter(|(code, _)| !code.is_empty());
        Self { whole: codes.chain(named).collect(), stems }
    }

    /// The businesses that the text names.
    pub(crate) fn named(&self, text: &str) -> NamedBusinesses<'a> {
        let text = normal_key(text);
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut named = NamedBusinesses::default();
        let mut at = 0;
        while at + 1 < ends.len() {
            let last = (at + LONGEST).min(ends.len() - 1);
            let spans = (at + STEM..=last).rev().map(|end| (end, &text[ends[at]..ends[end]], &text[ends[end]..]));
            let found = spans.clone().find_map(|(end, name, _)| {
                let known = self.whole.get(name).filter(|_| end - at >= SHORTEST)?;
                Some((end, vec![*known]))
            });
            let by_stem =
                || spans.clone().find_map(|(end, stem, rest)| Some((end, self.by_stem(stem, end - at, rest)?)));
            let Some((end, businesses)) = found.or_else(by_stem) else {
                at += 1;
                continue;
            };
            let list = if businesses.len() == 1 { &mut named.sure } else { &mut named.alike };
            businesses.into_iter().for_each(|b| {
                if !list.iter().any(|known| known.key() == b.key()) {
                    list.push(b)
                }
            });
            at = end;
        }
        named
    }

    /// Those whose name, without county and form, is the stem, or else begins with it; nothing where the stem is too short to
    /// be meant as a name. `rest` is what comes behind it.
    fn by_stem(&self, stem: &str, length: usize, rest: &str) -> Option<Vec<&'a Business>> {
        let from = self.stems.partition_point(|(known, _)| known.as_str() < stem);
        let begin: Vec<_> = self.stems[from..].iter().take_while(|(known, _)| known.starts_with(stem)).collect();
        let equal: Vec<_> = begin.iter().copied().filter(|(known, _)| known == stem).collect();
        let formed = NAME_PARTS.form.fit(rest);
        let meant = formed || length >= LONG_STEM || length >= SHORTEST && !equal.is_empty();
        let fits = if equal.is_empty() { begin } else { equal };
        (meant && !fits.is_empty()).then(|| fits.into_iter().map(|(_, b)| *b).collect())
    }
}

/// The names of the regions with which a name begins, without 县 and the like: 石嘴山, 平罗.
struct RegionNames<'a>(&'a str);

impl<'a> Iterator for RegionNames<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let (region, rest) = region_of(self.0)?;
        self.0 = rest;
        Some(region)
    }
}

/// The region with which the name begins and what follows; 超市 and the like are none.
fn region_of(name: &str) -> Option<(&str, &str)> {
    const MOST: usize = 9;
    if let Some((region, rest)) = name.split_once("自治区").filter(|(region, _)| region.chars().count() <= MOST) {
        return Some((region, rest));
    }
    let is_region = |c: char| "省市县区旗".contains(c);
    let (at, mark) = name.char_indices().take(STEM + LONG_STEM).skip(STEM).find(|(_, c)| is_region(*c))?;
    let (region, rest) = (&name[..at], &name[at + mark.len_utf8()..]);
    let whole = !region.ends_with(['超', '门', '夜', '集', '社', '小', '园', '城']);
    (whole && rest.chars().count() >= STEM).then_some((region, rest))
}

/// The name without its regions and its form of company.
pub(crate) fn stem<'a>(name: &'a str, regions: &HashSet<&str>) -> &'a str {
    let mut rest = name;
    while let Some((_, after)) = region_of(rest) {
        rest = after;
    }
    // 平罗宏达 where others are of 平罗县.
    let bare =
        rest.char_indices().skip(STEM).take(LONG_STEM).map(|(at, _)| at).find(|at| regions.contains(&rest[..*at]));
    if let Some(after) = bare.map(|at| &rest[at..]).filter(|after| after.chars().count() >= STEM) {
        rest = after;
    }
    let company =
        NAME_PARTS.company.iter().find_map(|form| rest.strip_suffix(form)).filter(|_| !rest.ends_with("分公司"));
    company.filter(|stem| stem.chars().count() >= STEM).unwrap_or(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn business(name: &str, code: &str) -> Business {
        Business { name: name.into(), code: code.into(), ..Business::default() }
    }

    #[test]
    fn a_text_names_by_name_code_or_a_short_name_that_fits_one() {
        let roster = [
            business("平罗县宏达运输有限公司", "91640221MA00000001"),
            business("平罗县宏图货运有限公司", ""),
            business("石嘴山市平罗县宏图汽车修理厂", ""),
            business("平罗新程物流（集团）有限公司", ""),
            business("宁夏回族自治区通达客运有限责任公司平罗分公司", ""),
            business("万家超市", ""),
            business("平罗县顺安驾驶员培训学校", ""),
        ];
        let names = BusinessNames::of(&roster);
        for (text, sure, alike) in [
            ("申请回避平罗县宏达运输有限公司", &["宏达"][..], 0),
            ("申请回避平罗县 宏达运输有限公司、万家超市", &["宏达", "万家"], 0),
            ("回避91640221ma00000001", &["宏达"], 0),
            ("配偶在宏达公司任职", &["宏达"], 0),
            ("配偶在平罗宏达运输公司任职", &["宏达"], 0),
            ("曾任职于宏达运输", &["宏达"], 0),
            ("父亲在新程物流上班", &["新程"], 0),
            ("配偶在新程集团上班", &["新程"], 0),
            ("弟弟在顺安驾校工作", &["顺安"], 0),
            ("配偶在宏图公司任职", &[], 2),
            ("配偶在宏图汽车修理厂任职", &["修理"], 0),
            ("配偶在通达客运平罗分公司任职", &["通达"], 0),
            ("配偶在县公安局任职", &[], 0),
            ("祝宏达工作顺利", &[], 0),
            ("平罗县", &[], 0),
            ("运输公司", &[], 0),
            ("", &[], 0),
        ] {
            let named = names.named(text);
            assert_eq!(named.sure.len(), sure.len(), "{text}: {named:?}");
            assert!(named.sure.iter().zip(sure).all(|(b, part)| b.name.contains(part)), "{text}: {named:?}");
            assert_eq!(named.alike.len(), alike, "{text}: {named:?}");
        }
    }
}
