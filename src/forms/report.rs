use super::afterwards::afterwards;
use super::facts::{DrawFacts, date, day, time};
use super::form4::{counted, unreconciled};
use super::words::{open_ended, or};
use super::{Block, Cell, Column, Document, Para, Table};
use crate::course::{Discrepancy, Summary, Tally, percent};
use crate::model::{Inspection, Stamp, Status};

/// 总结报告 of the campaign as it stands, to be gone over by hand: what only people know stands in 【】.
pub fn report(f: &DrawFacts<'_>, summary: &Summary, discrepancies: &[Discrepancy], at: Stamp) -> Document {
    let mut blocks = background(f);
    blocks.extend(draw(f));
    blocks.extend(inspections(f, summary, at));
    blocks.extend(problems(f, summary));
    blocks.extend(publication(f, summary));
    blocks.extend(lessons(discrepancies));
    blocks.extend(next(f, summary));
    let signed = format!("{}\n{}", f.seal.manifest.campaign.lead, date(at));
    blocks.push(Block::Together(vec![Block::set(signed, Para::Right)]));
    Document {
        title: vec![f.seal.manifest.campaign.title.clone(), "总结报告".into()],
        foot: f.foot(),
        blocks,
        ..Document::default()
    }
}

fn background(f: &DrawFacts<'_>) -> Vec<Block> {
    let (plan, m) = (f.plan.plan, f.seal.manifest);
    let others: Vec<_> =
        m.departments.iter().map(|d| d.name.as_str()).filter(|name| *name != m.campaign.lead).collect();
    let with = if others.is_empty() { String::new() } else { format!("，会同{}", others.join("、")) };
    let number = if plan.number.is_empty() { String::new() } else { format!("（任务编号：{}）", plan.number) };
    let items: usize = plan.departments.iter().map(|d| d.items.len()).sum();
    let text = format!(
        "根据{}，{}牵头{with}，开展了“{}”{number}。检查对象名录共{}户，执法人员名录共{}人，抽查事项共{items}项（见附件7）。",
        or(open_ended(&plan.basis), "【请补充：依据】"),
        m.campaign.lead,
        m.campaign.title,
        f.seal.population(),
        m.officers.len(),
    );
    let mut blocks = vec![Block::heading("一、基本情况"), Block::text(text)];
    let stages = plan.stages.iter().filter(|s| s.from.is_some() || s.to.is_some());
    let said: Vec<_> = stages
        .map(|s| {
            let days = [s.from, s.to].into_iter().flatten().map(day).collect::<Vec<_>>();
            format!("{}：{}", s.name, days.join("至"))
        })
        .collect();
    if !said.is_empty() {
        blocks.push(Block::text(format!("各阶段安排为：{}。", said.join("；"))));
    }
    blocks
}

fn draw(f: &DrawFacts<'_>) -> Vec<Block> {
    let m = f.seal.manifest;
    let said: Vec<_> = f.contributions.iter().map(|c| format!("{}{}", c.label, c.value)).collect();
    let officers: usize = f.outcome.officers.values().map(Vec::len).sum();
    let text = format!(
        "{}，在{}公开抽取（第{}次）。抽取前封存名录和规则（封存码 {}），由各方当场报数（{}）产生种子；{}。应抽{}户，实抽{}户；\
         抽取执法人员{officers}人。凭公开记录可以重算全部结果。",
        time(f.drawn_at),
        or(f.seal.place, "【请补充：地点】"),
        m.campaign.attempt,
        f.seal.commitment.short(4),
        said.join("；"),
        f.seal.way(),
        f.seal.sample(),
        f.outcome.businesses.len(),
    );
    let rows = m.strata.iter().enumerate().map(|(i, s)| {
        let size = f.seal.sizes.get(i).map_or("", String::as_str);
        vec![
            s.label.as_str().into(),
            s.population.to_string().into(),
            size.into(),
            s.sample.to_string().into(),
            percent(s.sample, s.population).into(),
        ]
    });
    let columns = vec![
        Column::left("类别", 28),
        Column::number("名录户数", 18),
        Column::centred("比例或户数", 20),
        Column::number("抽取户数", 17),
        Column::number("实际比例", 17),
    ];
    let mut blocks = vec![Block::heading("二、抽取情况"), Block::text(text), Block::Table(Table::rows(columns, rows))];
    blocks.extend(afterwards(f));
    blocks
}

fn inspections(f: &DrawFacts<'_>, summary: &Summary, at: Stamp) -> Vec<Block> {
    let t = &summary.total;
    let text = format!(
        "截至{}，应检查{}户，已检查{}户，占{}；已公示{}户，完成率{}；已完结{}户，完结率{}。{}",
        date(at),
        t.listed,
        t.inspected,
        percent(t.inspected, t.listed),
        t.published,
        percent(t.published, t.listed),
        t.closed,
        percent(t.closed, t.published),
        ways(f),
    );
    let mut blocks = vec![Block::heading("三、检查情况"), Block::text(text)];
    blocks.push(Block::Table(results(summary)));
    for (lead, label, tallies) in [
        ("各部门的检查情况如下：", "部门", &summary.by_department),
        ("各类别的检查情况如下：", "类别", &summary.by_category),
        ("各检查组的检查情况如下：", "检查组", &summary.by_team),
    ] {
        if tallies.len() > 1 || (label == "部门" && !tallies.is_empty()) {
            blocks.push(Block::text(lead));
            blocks.push(Block::Table(progress(label, tallies)));
        }
    }
    blocks
}

/// How many businesses were inspected in which way.
fn ways(f: &DrawFacts<'_>) -> String {
    let mut counts: Vec<(&str, u32)> = Vec::new();
    let entered = f.standing().filter_map(|key| f.conduct.inspections.get(key));
    for way in entered.flat_map(|i| &i.ways) {
        match counts.iter_mut().find(|(name, _)| name == way) {
            Some((_, n)) => *n += 1,
            None => counts.push((way, 1)),
        }
    }
    let said: Vec<_> = counts.iter().map(|(way, n)| format!("{way}{n}户")).collect();
    if said.is_empty() { String::new() } else { format!("检查方式：{}。", said.join("，")) }
}

fn results(summary: &Summary) -> Table {
    let counts = summary.results.iter().zip(&summary.total.results).filter(|(_, n)| **n > 0);
    let all: u32 = summary.total.results.iter().sum();
    let rows = counts.map(|(name, n)| vec![name.as_str().into(), n.to_string().into(), percent(*n, all).into()]);
    let total = vec!["合计".into(), all.to_string().into(), percent(all, all).into()];
    let columns = vec![Column::left("检查结果", 60), Column::number("户数", 20), Column::number("占比", 20)];
    Table::rows(columns, rows.chain([total]))
}

fn progress(label: &'static str, tallies: &[Tally]) -> Table {
    let rows = tallies.iter().map(|t| {
        let counts = [t.listed, t.inspected, t.published].map(|n| Cell::from(n.to_string()));
        let rates =
            [percent(t.published, t.listed).into(), t.closed.to_string().into(), percent(t.closed, t.published).into()];
        [t.label.as_str().into()].into_iter().chain(counts).chain(rates).collect()
    });
    let columns = vec![
        Column::left(label, 28),
        Column::number("应检查", 12),
        Column::number("已检查", 12),
        Column::number("已公示", 12),
        Column::number("完成率", 12),
        Column::number("完结", 12),
        Column::number("完结率", 12),
    ];
    Table::rows(columns, rows)
}

/// The inspections of businesses as they stand now, in the record's order.
fn entered<'a>(f: &'a DrawFacts<'_>) -> impl Iterator<Item = (&'a str, &'a Inspection)> {
    f.standing().filter_map(|key| Some((key, f.conduct.inspections.get(key)?)))
}

fn problems(f: &DrawFacts<'_>, summary: &Summary) -> Vec<Block> {
    let found: Vec<_> = entered(f)
        .flat_map(|(key, i)| i.findings.iter().filter(|x| !x.problem.trim().is_empty()).map(move |x| (key, x)))
        .collect();
    let mut businesses: Vec<_> = found.iter().map(|(key, _)| *key).collect();
    businesses.dedup();
    let follow_up = counted(&summary.follow_ups, &summary.total.follow_ups, "，");
    let refused = entered(f).filter(|(_, i)| i.refused).count();
    let mut text = if found.is_empty() {
        "检查中没有记录问题。".to_owned()
    } else {
        format!("在{}户发现问题{}个。", businesses.len(), found.len())
    };
    if !follow_up.is_empty() {
        text += &format!("后续处置：{follow_up}。");
    }
    if refused > 0 {
        text += &format!("拒签{refused}户，已在记录表注明。");
    }
    let mut blocks = vec![Block::heading("四、发现的问题及处置"), Block::text(text)];
    if !found.is_empty() {
        let rows = found.iter().map(|(key, x)| {
            let texts = [f.business_name(key), &x.department, &x.item, &x.problem, &x.handling];
            texts.map(Cell::from).into()
        });
        let columns = vec![
            Column::left("企业", 22),
            Column::left("部门", 14),
            Column::left("检查事项", 18),
            Column::left("问题", 26),
            Column::left("处置", 20),
        ];
        blocks.push(Block::Table(Table::rows(columns, rows)));
    }
    blocks.extend(transfers(f));
    blocks
}

/// 移送 “谁管辖、谁负责”.
fn transfers(f: &DrawFacts<'_>) -> Vec<Block> {
    let all = &f.conduct.transfers;
    if all.is_empty() {
        return Vec::new();
    }
    let closed = all.iter().filter(|t| t.closed.is_some()).count();
    let rows = all.iter().map(|t| {
        let state = match (t.closed, t.due) {
            (Some(on), _) => format!("{}办结", day(on)),
            (None, Some(due)) => format!("未办结，期限{}", day(due)),
            (None, None) => "未办结".to_owned(),
        };
        vec![
            f.business_name(&t.business).into(),
            t.problem.as_str().into(),
            format!("{}→{}\n{}", t.from, t.to, day(t.on)).into(),
            t.answer.as_str().into(),
            state.into(),
        ]
    });
    let columns = vec![
        Column::left("企业", 22),
        Column::left("问题", 24),
        Column::left("移送", 20),
        Column::left("答复", 18),
        Column::left("办理", 16),
    ];
    let text = format!("按照“谁管辖、谁负责”移送、抄告{}件，已办结{closed}件：", all.len());
    vec![Block::text(text), Block::Table(Table::rows(columns, rows))]
}

fn publication(f: &DrawFacts<'_>, summary: &Summary) -> Vec<Block> {
    let batches = &f.conduct.publications;
    let mut blocks = vec![Block::heading("五、公示情况")];
    let waiting: Vec<_> = names(f, Status::Inspected);
    let left = if waiting.is_empty() {
        String::new()
    } else {
        format!("已检查尚未公示的有：{}。", waiting.join("、"))
    };
    blocks.push(Block::text(format!("已公示{}户，分{}批。{left}", summary.total.published, batches.len())));
    if !batches.is_empty() {
        let rows = (1..).zip(batches).map(|(n, p): (usize, _)| {
            let place = or(&p.place, &f.plan.settings.published_at);
            vec![n.to_string().into(), day(p.on).into(), place.into(), p.businesses.len().to_string().into()]
        });
        let columns = vec![
            Column::centred("批次", 12),
            Column::centred("日期", 28),
            Column::left("公示渠道", 42),
            Column::number("户数", 18),
        ];
        blocks.push(Block::Table(Table::rows(columns, rows)));
    }
    let corrections = f.conduct.corrections.iter().map(|c| {
        format!(
            "{}，{}，理由：{}，批准人：{}",
            date(c.at),
            f.business_name(&c.business),
            open_ended(&c.reason),
            c.approved_by
        )
    });
    let corrections: Vec<_> = corrections.collect();
    if !corrections.is_empty() {
        blocks.push(Block::text(format!("公示后更正{}次：{}。", corrections.len(), corrections.join("；"))));
    }
    blocks
}

/// The names of the businesses at this status.
fn names<'a>(f: &'a DrawFacts<'_>, status: Status) -> Vec<&'a str> {
    f.standing().filter(|key| f.conduct.status(key) == status).map(|key| f.business_name(key)).collect()
}

fn lessons(discrepancies: &[Discrepancy]) -> Vec<Block> {
    let mut blocks = vec![
        Block::heading("六、经验与问题"),
        Block::text("【请补充：主要做法和经验】"),
        Block::text("【请补充：存在的问题和建议】"),
    ];
    blocks.extend(unreconciled(discrepancies));
    blocks
}

/// What is left to do, by name.
fn next(f: &DrawFacts<'_>, summary: &Summary) -> Vec<Block> {
    let mut left = Vec::new();
    let mut tell = |what: &str, names: &[&str]| {
        if !names.is_empty() {
            left.push(format!("{what}{}户：{}", names.len(), names.join("、")));
        }
    };
    tell("尚未检查的", &names(f, Status::Waiting));
    tell("检查情况未录入完的", &names(f, Status::Entering));
    tell("待公示的", &names(f, Status::Inspected));
    tell("已公示、后续处置未完结的", &names(f, Status::Published));
    let (open, all) = summary.transfers;
    if open > 0 {
        left.push(format!("移送、抄告的{all}件中尚有{open}件未办结"));
    }
    let mut blocks = vec![Block::heading("七、下一步")];
    if left.is_empty() {
        blocks.push(Block::text("检查、公示和后续处置已全部完成。"));
    }
    blocks.extend((1..).zip(left).map(|(n, line): (usize, _)| Block::text(format!("{n}．{line}。"))));
    blocks.push(Block::text("【请补充：下一步工作打算】"));
    blocks
}
