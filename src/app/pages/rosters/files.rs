//! The files of a roster that was read from several: each can be looked at, replaced, taken out and written with its problems.

use super::card::{RosterCardProps, WORKBOOKS, look_again};
use super::export::MarkedExport;
use super::import::{Import, Purpose};
use crate::app::parts::{FileButton, Same};
use crate::roster::{FileRead, Problem, Record, Severity};
use crate::state::CheckedRoster;
use std::collections::HashMap;
use web_sys::File;
use yew::prelude::*;

#[derive(Properties)]
pub struct FileListProps<T: Record> {
    pub card: RosterCardProps<T>,
    pub import: Import,
}

impl<T: Record> PartialEq for FileListProps<T> {
    /// The import is drawn as it is now: which files are at hand changes with it.
    fn eq(&self, _: &Self) -> bool {
        false
    }
}

/// A line a file.
#[component]
pub fn FileList<T: Record + 'static>(props: &FileListProps<T>) -> Html {
    let known = props.card.checked.clone().map(Same);
    let errors = use_memo(known, |checked| checked.as_ref().map(|all| errors_by_sheet(&all.0)).unwrap_or_default());
    let Some(checked) = &props.card.checked else { return Html::default() };
    html! {
        <table class="wrap-cards files">
            <thead><tr><th>{ "文件" }</th><th>{ "工作表" }</th><th class="num">{ "行数" }</th><th>{ "问题" }</th><th>{ "操作" }</th></tr></thead>
            <tbody>{ for checked.all.files.iter().enumerate().map(|(place, file)| line(props, (place, file), &errors)) }</tbody>
        </table>
    }
}

/// Errors and warnings, by sheet.
fn errors_by_sheet<T: Record>(checked: &CheckedRoster<T>) -> HashMap<String, [usize; 2]> {
    let mut counts: HashMap<String, [usize; 2]> = HashMap::new();
    let open = |(i, problem): (usize, Problem)| (!checked.findings.is_acknowledged(i)).then_some(problem);
    let problems = checked.findings.problems().enumerate().filter_map(open);
    for problem in problems.take_while(|p| p.severity != Severity::Note) {
        let at = usize::from(problem.severity == Severity::Warning);
        counts.entry(problem.sheet).or_default()[at] += 1;
    }
    counts
}

fn line<T: Record + 'static>(
    FileListProps { card, import }: &FileListProps<T>,
    (place, file): (usize, &FileRead),
    problems: &HashMap<String, [usize; 2]>,
) -> Html {
    let reading = card.checked.iter().flat_map(|checked| &checked.all.reading.sheets);
    let sheets: Vec<_> = reading.filter(|sheet| file.sheets.contains_key(&sheet.sheet)).collect();
    let rows: usize = sheets.iter().map(|sheet| sheet.rows).sum();
    let names: Vec<_> = sheets.iter().filter_map(|sheet| file.sheets.get(&sheet.sheet)).map(String::as_str).collect();
    let [errors, warnings] = file
        .sheets
        .keys()
        .filter_map(|sheet| problems.get(sheet))
        .fold([0, 0], |sum, n| [sum[0] + n[0], sum[1] + n[1]]);
    let take = {
        let import = import.clone();
        Callback::from(move |file: File| import.take(vec![file], Purpose::ReplaceFile(place)))
    };
    let take_out = {
        let import = import.clone();
        Callback::from(move |_: MouseEvent| import.take_out(place))
    };
    html! {
        <tr key={file.digest.hex()}>
            <td data-label="文件"><b>{ &file.name }</b></td>
            <td data-label="工作表">{ names.join("、") }</td>
            <td class="num" data-label="行数">{ rows }</td>
            <td data-label="问题">
                if errors > 0 { <span class="tag bad">{ format!("{errors}处错误") }</span> }
                if warnings > 0 { <span class="tag warn">{ format!("{warnings}处提醒") }</span> }
                if errors + warnings == 0 { <span class="tag ok">{ "没有问题" }</span> }
            </td>
            <td data-label="操作"><span class="row">
                if !card.locked {
                    <FileButton id={format!("{}-{place}", card.kind.roster_name())} button="换成新文件" accept={WORKBOOKS} on_file={take} />
                    { look_again(import, place, file, "btn quiet") }
                    <button type="button" class="btn quiet" onclick={take_out} aria-label={format!("移除{}", file.name)}>{ "移除" }</button>
                }
                if errors + warnings > 0 { <MarkedExport id={card.id.clone()} kind={card.kind} {place} file={file.clone()} /> }
            </span></td>
        </tr>
    }
}
