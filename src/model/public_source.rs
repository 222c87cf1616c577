//! Numbers that nobody chooses: which contributors' labels name dice or a public source, and how such a number is looked up.

/// How a number comes about that nobody chooses, or how anybody looks up that of a public source, if a contributor's label names
/// such; `None` for a person or an
/// office, who say theirs in the room. A number drawn after the seal binds even a room in which all conspire
/// (protocol §1).
pub fn how_to_look_up(label: &str) -> Option<&'static str> {
    if label.contains('骰') {
        return Some(
            "各方的纸条都交齐以后、打开第一张之前，由见证人当众掷十面骰六次以上，按次序照抄，不重掷；没有骰子的，从十个编号球中逐个摸取、放回",
        );
    }
    let names = |words: &[&str]| words.iter().any(|w| label.contains(w));
    if names(&["双色球"]) {
        Some(
            "双色球每周二、四、日晚开奖。在中国福利彩票官方网站的开奖公告中按期号查，六个红球从小到大、每个两位连写，如 021117232830",
        )
    } else if names(&["大乐透"]) {
        Some(
            "大乐透每周一、三、六晚开奖。在中国体彩官方网站的开奖公告中按期号查，五个前区号码从小到大、每个两位连写，如 0308192231",
        )
    } else if names(&["福彩3D", "3D", "排列三", "排列3", "排列五", "排列5"]) {
        Some(
            "每晚开奖。在福利彩票或体育彩票官方网站的开奖公告中按期号查，按开奖顺序连写；号码须满6位，三位的请写明连续两期连写，如 407815",
        )
    } else if names(&["彩票", "福彩", "体彩", "七乐彩", "七星彩", "快乐8"]) {
        Some("在发行机构官方网站的开奖公告中按期号查，按公告的顺序和位数连写，只写数字，满6位")
    } else if names(&["指数", "收盘"]) {
        Some("在交易所官方网站查当日收盘数，去掉小数点连写，如 2654.80 写作 265480")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lotteries_are_told_from_offices() {
        for label in ["福彩双色球第2018142期红球", "体彩大乐透第18142期", "福彩3D第2018330期", "上证指数12月3日收盘"]
        {
            assert!(how_to_look_up(label).is_some(), "{label}");
        }
        for label in ["县公安局", "县纪委监委", "企业代表", "县福利院", "体育局"] {
            assert!(how_to_look_up(label).is_none(), "{label}");
        }
    }
}
