//! 备注 as others may read it: without the lines that say who somebody is, or how to reach him. A line that only speaks of
//! officers or staff stays. A doubtful one goes; what goes is told, so that the office can word it otherwise.

/// What is never but about somebody.
const ALWAYS: [&str; 11] =
    ["联系人", "联系方式", "联络", "电话", "手机", "经办人", "承办人", "姓名", "证号", "身份证", "微信"];

/// What may have a name beside it: 负责人张三, 组长：张三, 张三（领队）; or none: 执法人员不少于2人.
const ROLES: [&str; 8] = ["人员", "负责人", "责任人", "领导", "组长", "联系", "带队", "领队"];

/// The family names by which a name is known where nothing parts it from its role.
const FAMILY_NAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧肖蔡潘田董袁于余叶蒋杜苏魏\
                            程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎闫薛尹段雷黎史龙陶贺顾毛郝\
                            龚邵万钱严覃武莫孔向常汤纳哈虎摆拜铁买撒锁妥祁葛邢庞樊翟兰倪温芦齐安柳康尤易柴宁牛季焦司马欧阳";

/// The lines that others may read.
pub fn public_note(note: &str) -> String {
    parted(note).0.join("\n")
}

/// The lines that they may not.
pub fn private_lines(note: &str) -> Vec<&str> {
    parted(note).1
}

fn parted(note: &str) -> (Vec<&str>, Vec<&str>) {
    // What stands below a line that ends in a colon belongs to it.
    let mut goes_on = false;
    note.lines().partition(|line| {
        let says = goes_on || says_who(line);
        goes_on = says && ends_open(line);
        !says
    })
}

fn says_who(line: &str) -> bool {
    let beside = |role: &&str| line.match_indices(*role).any(|(at, _)| is_named(&line[..at], &line[at + role.len()..]));
    ALWAYS.iter().any(|word| line.contains(word)) || ROLES.iter().any(beside)
}

fn ends_open(line: &str) -> bool {
    line.trim_end().ends_with(['：', ':'])
}

/// Whether a name stands before or behind a role.
fn is_named(before: &str, behind: &str) -> bool {
    if ends_open(behind) {
        return true;
    }
    let value = behind.trim_start_matches(['为', '是', '由', '有', '：', ':', ' ', '　', '（', '(', '-', '—']);
    let is_parted = behind.trim_start().starts_with(['：', ':']) || behind.starts_with([' ', '　']);
    let first = value.split(PARTS).next().unwrap_or_default();
    let may_be_name = (2..=4).contains(&first.chars().count()) && !first.chars().any(|c| c.is_ascii_digit());
    let before = before.trim_end_matches(['为', '任', '是', '担', '当', '（', '(', '：', ':', ' ', '　']);
    let last = before.rsplit(PARTS).next().unwrap_or_default();
    begins_as_name(value) || is_parted && may_be_name || last.chars().nth(1).is_some() && begins_as_name(last)
}

fn begins_as_name(text: &str) -> bool {
    text.chars().next().is_some_and(|c| FAMILY_NAMES.contains(c))
}

/// What parts names.
const PARTS: [char; 15] = ['、', '，', ',', '；', ';', '。', ' ', '　', '（', '(', '）', ')', '：', ':', '/'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_names_nobody_however_it_is_written() {
        for who in [
            "联系人:张三 13895201234",
            "联系人张三",
            "联系人：\n张三",
            "负责人:\n张三",
            "检查人员名单：\n张三",
            "联络员：张三",
            "组长 张三",
            "执法证号：6402001",
            "身份证 640221",
            "检查人员：张某、李某",
            "检查人员：闳某",
            "由负责人张三带队",
            "组长张三，副组长李四",
            "张三（负责人）",
            "王小明同志任组长",
            "交警大队，马建国为领队",
            "带队领导为赵局长",
        ] {
            assert_eq!(public_note(&format!("每季一次\n{who}\n分两批")), "每季一次\n分两批", "{who}");
            assert_eq!(private_lines(&format!("每季一次\n{who}\n分两批")).join("\n"), who);
        }
    }

    #[test]
    fn a_note_that_names_nobody_stays() {
        for note in [
            "分两批：\n3月、9月",
            "执法人员不少于2人",
            "从业人员抽查10%",
            "检查人员由各部门从执法人员库中随机抽取",
            "检查人员：从执法人员名录库中随机抽取",
            "查从业人员资格",
            "提前3天与企业取得联系",
            "由组长单位汇总",
            "企业负责人须在场",
        ] {
            assert_eq!((public_note(note).as_str(), private_lines(note)), (note, vec![]));
        }
    }
}
