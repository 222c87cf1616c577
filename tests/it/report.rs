//! 总结报告 and the charts, against what a clerk would count by hand.

use crate::common::papers::{conduct, summary, with_conduct};
use mingchou::course::{Progress, Summary, Tally};
use mingchou::forms::chart::{Chart, Fill, Shape, Stroke, by_department, by_result, charts, progress};
use mingchou::forms::report;
use mingchou::model::Conduct;

fn told(conduct: &Conduct) -> String {
    let at = "2018-12-31T17:30:00+08:00".parse().unwrap();
    with_conduct(conduct, |f| report(f, &summary(f), &[], at)).text()
}

#[test]
fn the_report_tells_what_was_drawn_found_and_is_left() {
    let text = told(&conduct());
    for part in [
        "根据《平罗县2018年双随机抽查计划》，县交通运输局牵头，会同县公安局、县应急管理局、县市场监管局、县交通执法大队，开展了",
        "检查对象名录共12户，执法人员名录共27人，抽查事项共3项",
        "各阶段安排为：实施检查：2018年12月10日至2018年12月20日。",
        "2018年12月3日14时32分，在县交通运输局会议室公开抽取（第1次）",
        "应抽5户，实抽5户；抽取执法人员20人",
        "危货\t2\t不少于10%\t1\t50.0%",
        "截至2018年12月31日，应检查5户，已检查1户，占20.0%；已公示1户，完成率20.0%；已完结0户，完结率0.0%。",
        "检查方式：实地检查1户，抽样1户。",
        "发现问题已责令改正\t1\t100.0%",
        "县公安局\t5\t1\t1\t20.0%\t0\t0.0%",
        "县应急管理局\t1\t0\t0\t0.0%\t0\t—",
        "在1户发现问题1个。后续处置：抄告其他部门1户。",
        "移送、抄告1件，已办结0件",
        "未办结，期限2018年12月28日",
        "1\t2018年12月21日\t县政府网站\t1",
        "1．尚未检查的4户：平罗县第0004号运输有限公司、平罗县第0005号运输有限公司、平罗县第0001号运输有限公司、平罗县第0010号运输有限公司。",
        "2．已公示、后续处置未完结的1户：平罗县第0011号运输有限公司。",
        "3．移送、抄告的1件中尚有1件未办结。",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    for heading in [
        "一、基本情况",
        "二、抽取情况",
        "三、检查情况",
        "四、发现的问题及处置",
        "五、公示情况",
        "六、经验与问题",
        "七、下一步",
    ] {
        assert_eq!(text.matches(heading).count(), 1, "{heading}");
    }
}

#[test]
fn before_anything_is_entered_it_claims_nothing() {
    let text = told(&Conduct::default());
    assert!(text.contains("已检查0户，占0.0%") && text.contains("完结率—"));
    assert!(text.contains("检查中没有记录问题。") && !text.contains("全部完成") && text.contains("尚未检查的5户"));
}

fn counted() -> Summary {
    let tally = |label: &str, listed, inspected, published| Tally {
        label: label.into(),
        listed,
        inspected,
        published,
        ..Tally::default()
    };
    let day = |d| chrono::NaiveDate::from_ymd_opt(2018, 12, d).unwrap();
    let at = |d, inspected, published| Progress { on: day(d), inspected, published };
    Summary {
        rectifies: false,
        stratum: "类别",
        results: vec![
            "未发现问题".into(),
            "不配合".into(),
            "一项很长很长很长很长很长很长很长很长的检查结果名称".into(),
        ],
        follow_ups: Vec::new(),
        by_department: vec![tally("县公安局", 10, 6, 4), tally("县<安>监局", 5, 0, 0)],
        by_category: Vec::new(),
        by_team: Vec::new(),
        total: Tally { results: vec![4, 0, 2], ..tally("合计", 10, 6, 4) },
        transfers: (0, 0),
        progress: vec![at(3, 0, 0), at(13, 6, 0), at(23, 6, 4)],
        lines: Vec::new(),
    }
}

fn bars(chart: &Chart) -> Vec<(f64, Fill)> {
    let bars = chart.shapes.iter().filter_map(|s| match s {
        Shape::Bar { width, fill, height, .. } if *height > 14.0 => Some((*width, *fill)),
        _ => None,
    });
    bars.collect()
}

fn texts(chart: &Chart) -> Vec<&str> {
    chart
        .shapes
        .iter()
        .filter_map(|s| if let Shape::Text { text, .. } = s { Some(text.as_str()) } else { None })
        .collect()
}

/// Lengths are as the numbers are, and every number is written; a part is told from the next by its pattern.
#[test]
fn bars_are_as_long_as_their_numbers() {
    let chart = by_department(&counted());
    let bars = bars(&chart);
    assert_eq!(bars.iter().map(|b| b.1).collect::<Vec<_>>(), [Fill::Solid, Fill::Hatched, Fill::Blank, Fill::Blank]);
    let unit = bars[0].0 / 4.0;
    for (bar, n) in bars.iter().zip([4.0, 2.0, 4.0, 5.0]) {
        assert!((bar.0 - n * unit).abs() < 1e-9, "{bar:?}");
    }
    assert!(texts(&chart).contains(&"4／2／4") && texts(&chart).contains(&"0／0／5"));
    let results = by_result(&counted());
    assert_eq!(texts(&results), ["未发现问题", "4户", "一项很长很长很长很长很长很长很长很长的检查结果名称", "2户"]);
}

/// A chart is drawn of two results, of rows that are not all equally far, of two days; what is one number stands in the table.
#[test]
fn charts_show_what_differs() {
    let until = chrono::NaiveDate::from_ymd_opt(2018, 12, 31).unwrap();
    let titles = |s: &Summary| charts(s, until).into_iter().map(|c| c.title).collect::<Vec<_>>();
    assert_eq!(titles(&counted()), ["检查结果", "各部门检查进度", "检查与公示进度"]);
    let one_result = Summary { total: Tally { results: vec![6, 0, 0], ..Tally::default() }, ..counted() };
    assert_eq!(titles(&one_result), ["各部门检查进度", "检查与公示进度"]);
    let mut all_alike = counted();
    all_alike.by_department.iter_mut().for_each(|t| (t.inspected, t.published) = (t.listed, t.listed));
    assert_eq!(titles(&all_alike), ["检查结果", "检查与公示进度"]);
    let mut one_day = counted();
    one_day.progress.pop();
    assert_eq!(titles(&one_day), ["检查结果", "各部门检查进度"]);
    let mut none = all_alike;
    (none.total.results, none.progress) = (vec![0; 3], vec![one_day.progress[0]]);
    none.by_department.iter_mut().for_each(|t| (t.inspected, t.published) = (0, 0));
    assert!(titles(&none).is_empty());
}

/// From the draw on 12-03 to the last day, 20 days later, in steps: 6 of 10 on the 13th, 4 published on the 23rd.
#[test]
fn progress_climbs_in_steps() {
    let chart = progress(&counted(), chrono::NaiveDate::from_ymd_opt(2018, 12, 20).unwrap());
    let line = |wanted| {
        chart.shapes.iter().find_map(|s| match s {
            Shape::Line { points, stroke } if *stroke == wanted => Some(points.clone()),
            _ => None,
        })
    };
    let inspected = line(Stroke::Solid).unwrap();
    let (left, right) = (inspected[0].0, inspected.last().unwrap().0);
    let (bottom, height) = (inspected[0].1, 220.0 - 16.0 - 34.0);
    let at = |part: f64, count: f64| (left + (right - left) * part, bottom - height * count / 10.0);
    let wanted = [at(0.0, 0.0), at(0.5, 0.0), at(0.5, 6.0)];
    for ((x, y), (wx, wy)) in inspected.iter().zip(wanted) {
        assert!((x - wx).abs() < 1e-6 && (y - wy).abs() < 1e-6, "{inspected:?}");
    }
    let published = line(Stroke::Dashed).unwrap();
    assert!((published.last().unwrap().1 - at(1.0, 4.0).1).abs() < 1e-6, "{published:?}");
    for text in ["已检查6户", "已公示4户", "10户", "12月3日", "12月23日"] {
        assert!(texts(&chart).contains(&text), "{text}: {:?}", texts(&chart));
    }
}

#[test]
fn charts_are_files_of_their_own() {
    let svg = by_department(&counted()).svg();
    assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\"") && svg.contains("县&lt;安&gt;监局"));
    assert!(svg.contains("url(#hatch)") && svg.contains("<title>各部门检查进度</title>"));
    // Nothing to show is no fault.
    let nothing = with_conduct(&Conduct::default(), |f| by_result(&summary(f)));
    assert!(nothing.shapes.is_empty() && nothing.height > 0.0);
}
