//! Deadlines as a calendar file (RFC 5545), to be taken into the calendar of an office or a telephone.

use super::{Deadline, Matter};
use crate::model::{Digest, Stamp, spelt_out};
use chrono::{Days, NaiveDate, Utc};
use std::mem::discriminant;

/// The most octets of a line, its end not counted (RFC 5545, 3.1).
const LINE: usize = 75;

/// Days before a deadline on which a calendar reminds of it, at nine in the morning.
const REMIND: [u32; 2] = [3, 1];

/// The open deadlines, a whole day each, with reminders; publications due on one day are one, as are 报备. `at` is when the file is made:
/// what was due before that day is on the screen, and of no use in a calendar. The same deadline of the same campaign has the same UID in every file, so that a calendar that takes a newer file replaces
/// its entry.
pub fn ics(campaign_id: &str, title: &str, deadlines: &[Deadline], at: Stamp) -> String {
    let mut text = Text::default();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//mingchou//deadlines//ZH", "CALSCALE:GREGORIAN"] {
        text.line(line);
    }
    text.line(&format!("X-WR-CALNAME:{}", escaped(title)));
    let stamp = at.with_timezone(&Utc).format("%Y%m%dT%H%M%SZ").to_string();
    for event in events(deadlines, at.date_naive()) {
        let uid = Digest::of(format!("{campaign_id}\n{}", event.identity));
        text.line("BEGIN:VEVENT");
        text.line(&format!("UID:{}@mingchou", uid.hex()));
        text.line(&format!("DTSTAMP:{stamp}"));
        text.line(&format!("DTSTART;VALUE=DATE:{}", event.due.format("%Y%m%d")));
        text.line(&format!("SUMMARY:{}", escaped(&event.summary)));
        let about = [title, event.about.as_str()].join("\n");
        text.line(&format!("DESCRIPTION:{}", escaped(about.trim_end())));
        text.line("TRANSP:TRANSPARENT");
        for days in REMIND.into_iter().filter(|days| event.due - Days::new((*days).into()) > at.date_naive()) {
            text.line("BEGIN:VALARM");
            text.line("ACTION:DISPLAY");
            // From the midnight at which the day begins, back to nine.
            text.line(&format!("TRIGGER:-PT{}H", days * 24 - 9));
            text.line(&format!("DESCRIPTION:{}", escaped(&format!("还有{days}天：{}", event.summary))));
            text.line("END:VALARM");
        }
        text.line("END:VEVENT");
    }
    text.line("END:VCALENDAR");
    text.0
}

struct Event {
    identity: String,
    due: NaiveDate,
    summary: String,
    about: String,
}

fn events(deadlines: &[Deadline], today: NaiveDate) -> Vec<Event> {
    let mut events: Vec<Event> = Vec::new();
    let open: Vec<_> = deadlines.iter().filter(|d| d.standing.is_open() && d.due >= today).collect();
    for d in &open {
        let identity = match &d.matter {
            Matter::Stage(name) => format!("stage\n{name}"),
            Matter::Publication(_) => format!("publication\n{}", d.due),
            Matter::Transfer(id) => format!("transfer\n{id}"),
            Matter::Rectification(key) => format!("rectification\n{key}"),
            Matter::Reinspection(key) => format!("reinspection\n{key}"),
            Matter::Materials => "materials".into(),
            Matter::Filing(_) => format!("filing\n{}", d.due),
            Matter::Code(key) => format!("code\n{key}"),
            Matter::Visit(key) => format!("visit\n{key}"),
        };
        if events.iter().any(|e| e.identity == identity) {
            continue;
        }
        let same_day = |o: &&&Deadline| discriminant(&o.matter) == discriminant(&d.matter) && o.due == d.due;
        let names: Vec<&str> = match d.matter {
            Matter::Publication(_) | Matter::Filing(_) => {
                open.iter().filter(same_day).map(|o| o.whom.as_str()).collect()
            }
            _ => vec![d.whom.as_str()],
        };
        let estimated = if d.estimated { "（预估）" } else { "" };
        let whom = match names[..] {
            ["" | "各部门"] => String::new(),
            [one] => format!("：{one}"),
            ref many => format!("：{}等{}户", many[0], many.len()),
        };
        let summary = format!("{}{whom}{estimated}", d.what());
        events.push(Event { identity, due: d.due, summary, about: names.join("、") });
    }
    events
}

/// TEXT (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in spelt_out(text).chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[derive(Default)]
struct Text(String);

impl Text {
    /// A content line, folded: a line that goes on begins with a space, which counts.
    fn line(&mut self, line: &str) {
        let mut octets = 0;
        for c in line.chars() {
            if octets + c.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            octets += c.len_utf8();
            self.0.push(c);
        }
        self.0.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::super::DeadlineState;
    use super::*;

    fn deadline(matter: Matter, whom: &str, due: &str) -> Deadline {
        let due = due.parse().unwrap();
        Deadline { matter, whom: whom.into(), due, estimated: false, after_end: false, standing: DeadlineState::Open }
    }

    fn at() -> Stamp {
        Stamp::parse_from_rfc3339("2018-12-20T07:30:00+08:00").unwrap()
    }

    #[test]
    fn lines_are_folded_at_75_octets_and_unfold_to_what_they_were() {
        let title = "平罗县开展道路运输行业跨部门联合随机抽查，含逗号,分号;反斜杠\\与\n换行".repeat(3);
        let long = "平罗县某某危险货物运输有限责任公司".repeat(4);
        let text = ics("a1", &title, &[deadline(Matter::Publication("x".into()), &long, "2019-01-04")], at());
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert!(!text.replace("\r\n", "").contains(['\r', '\n']));
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains(&format!("SUMMARY:公示检查结果：{long}\r\n")));
        let name = "含逗号\\,分号\\;反斜杠\\\\与\\n换行";
        assert!(unfolded.contains(name), "{unfolded}");
    }

    #[test]
    fn publications_of_one_day_are_one_and_uids_stay() {
        let publication = |key: &str, due: &str| deadline(Matter::Publication(key.into()), key, due);
        let mut all = vec![publication("甲", "2019-01-04"), publication("乙", "2019-01-04")];
        all.push(Deadline { standing: DeadlineState::Done, ..publication("丙", "2019-01-07") });
        all.push(deadline(Matter::Materials, "各部门", "2019-01-10"));
        let text = ics("a1", "抽查", &all, at());
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 2);
        assert!(text.contains("SUMMARY:公示检查结果：甲等2户\r\n"));
        assert!(text.contains("DTSTART;VALUE=DATE:20190104\r\n"));
        assert!(text.contains("DTSTAMP:20181219T233000Z\r\n"));
        assert!(text.contains("SUMMARY:向牵头部门报送总结材料\r\n"));
        let uids = |text: &str| {
            text.lines().filter(|l| l.starts_with("UID:") || l.starts_with(' ')).map(String::from).collect::<Vec<_>>()
        };
        let later = ics("a1", "抽查", &all, "2018-12-21T07:30:00+08:00".parse().unwrap());
        assert_eq!(uids(&text), uids(&later));
        assert_ne!(uids(&text), uids(&ics("a2", "抽查", &all, at())));
    }

    /// EntryRow nine in the morning three days and one day before: as offsets from the midnight at which the day begins (RFC 5545,
    /// 3.8.6.3) 3 × 24 − 9 and 24 − 9 hours.
    #[test]
    fn a_deadline_is_reminded_of_and_one_that_passed_is_left_out() {
        let on = |due: &str| ics("a1", "抽查", &[deadline(Matter::Materials, "各部门", due)], at());
        let triggers = |due: &str| {
            let text = on(due);
            text.lines().filter_map(|l| l.strip_prefix("TRIGGER:")).map(String::from).collect::<Vec<_>>()
        };
        assert_eq!(triggers("2018-12-24"), ["-PT63H", "-PT15H"]);
        assert_eq!(triggers("2018-12-23"), ["-PT15H"], "what would ring at once does not");
        assert_eq!(triggers("2018-12-21"), [""; 0]);
        assert!(on("2018-12-24").contains("DESCRIPTION:还有3天：向牵头部门报送总结材料\r\nEND:VALARM\r\n"));
        assert_eq!(on("2018-12-20").matches("BEGIN:VEVENT").count(), 1, "today it is due");
        assert_eq!(on("2018-12-19").matches("BEGIN:VEVENT").count(), 0);
        let late = Deadline {
            standing: DeadlineState::Overdue,
            ..deadline(Matter::Transfer(1), "县公安局", "2018-12-19")
        };
        assert!(!ics("a1", "抽查", &[late], at()).contains("20181219"));
    }
}
