//! The dialog that shows what was recognised in a workbook, and takes corrections.

use super::import::Import;
use crate::app::parts::{Dialog, Field as TextBox, Pick, Same, checkbox};
use crate::model::EntityKind;
use crate::roster::{
    Choice, ColumnSurvey, CommonValue, Field, HeaderSurvey, PreviewRow, RowRole, SheetChoice, SheetSurvey, Survey,
};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct ImportDialogProps {
    pub import: Import,
    pub survey: Rc<Survey>,
    pub on_close: Callback<()>,
}

/// What a click changes of the choice, as that stands when it is clicked.
type SurveyChange = Box<dyn FnOnce(&mut Choice)>;

#[component]
pub fn ImportDialog(props: &ImportDialogProps) -> Html {
    let survey = &props.survey;
    // What the user changed since the last look; a new look begins anew from its guess.
    let edited = use_state(|| (Same(survey.clone()), survey.guess.clone()));
    let now = with!(edited, survey, move || if edited.0 == Same(survey.clone()) {
        edited.1.clone()
    } else {
        survey.guess.clone()
    });
    let choice = now();
    let shown = Same(survey.clone());
    let changed = with!(now, shown, move |change: SurveyChange| {
        let mut choice = now();
        change(&mut choice);
        edited.set((shown.clone(), choice.clone()));
        choice
    });
    let edit = cb!(changed, import = props.import, move |change| {
        let choice = changed(change);
        // What is being looked for would take its place without it.
        if import.is_looking() {
            import.look(choice);
        }
    });
    let look = cb!(import = props.import, move |change| import.look(changed(change)));
    let close = props.on_close.clone();
    let (file, number, given) = props.import.file();
    let title = if given > 1 {
        format!("核对表头和各列：{file}（第{number}个，共{given}个）")
    } else {
        format!("核对表头和各列：{file}")
    };
    let read = cb!(import = props.import, move |_: MouseEvent| import.read(now()));
    let lacking = survey.lacking();
    // Where nothing is taken yet, the first sheet shows what there is.
    let mut shown: Vec<_> = choice.sheets.iter().map(|s| s.name.clone()).collect();
    if shown.is_empty() {
        shown.extend(survey.sheets.first().map(|s| s.name.clone()));
    }
    html! {
        <Dialog {title} wide=true on_close={close.clone()}>
            if !lacking.is_empty() && survey.refused.is_none() {
                <p class="note warn">{ format!("没有认出{}。名录里有的，请在下面指出是哪一列；没有的，可以照样载入，再补上。", lacking.iter().map(|f| format!("“{}”", f.name())).collect::<Vec<_>>().join("、")) }</p>
            } else if survey.questions.is_empty() && survey.refused.is_none() {
                <p class="note ok">{ "已经自动认出表头和各列。如有不对，在下面改正后载入。" }</p>
            }
            { for survey.questions.iter().map(|q| html! { <p class="note warn">{ q.sentence() }</p> }) }
            if let Some(refused) = &survey.refused { <p class="note bad">{ refused.to_string() }</p> }
            if let Some(codepage) = survey.second_reading { { second_reading(&choice, codepage, &look) } }
            { sheets(survey, &choice, &look) }
            { for shown.into_iter().map(|name| html! {
                <Preview key={name.clone()} survey={survey.clone()} name={name.clone()} choice={choice.clone()} edit={edit.clone()} look={look.clone()} />
            }) }
            <div class="row end">
                <button type="button" class="btn" onclick={close.reform(|_| ())}>{ if given > 1 { "不载入这个文件" } else { "取消" } }</button>
                <button type="button" class="btn main" onclick={read} disabled={choice.sheets.is_empty()}>{ how_many(survey, &choice) }</button>
            </div>
        </Dialog>
    }
}

/// 载入, and how many sheets and entries where there are several.
fn how_many(survey: &Survey, choice: &Choice) -> String {
    let taken: Vec<_> = choice.sheets.iter().filter_map(|sheet| survey.sheet(&sheet.name)).collect();
    let unit = if survey.kind == EntityKind::Business { "户" } else { "人" };
    match &taken[..] {
        [_, _, ..] => format!("载入{}张表，共{}{unit}", taken.len(), taken.iter().map(|s| s.entries).sum::<usize>()),
        _ => "载入".into(),
    }
}

/// 这张表的人员都属于〔 〕: what no column tells and all rows may have in common.
fn in_common(props: &PreviewProps, common: &CommonValue) -> Html {
    let field = common.field;
    let given = props.choice.sheet(&props.name).and_then(|sheet| sheet.given.get(&field)).cloned().unwrap_or_default();
    let said = match field {
        Field::Department => "这张表的人员都属于".to_owned(),
        Field::Jurisdiction => "这张表的检查对象都属于（乡镇、街道等，可不填）".to_owned(),
        _ => format!("这张表的{}都是", field.name()),
    };
    let give = props.edit.reform(with!(name = props.name, move |value: String| -> SurveyChange {
        let name = name.clone();
        Box::new(move |choice| {
            if let Some(sheet) = choice.sheets.iter_mut().find(|sheet| sheet.name == name) {
                sheet.give(field, value);
            }
        })
    }));
    let boxes = html! {
        <div class="row common">
            <TextBox class="w8" id={format!("common-{}-{}", props.name, field.name())} label={said} value={given.clone()} on_text={give.clone()} />
            <span class="row choices">
                { for common.proposals.iter().take(PROPOSALS).map(|proposal| {
                    let value = proposal.clone();
                    let onclick = give.reform(move |_: MouseEvent| value.clone());
                    html! { <button type="button" class="btn" aria-pressed={(*proposal == given).to_string()} {onclick}>{ proposal }</button> }
                }) }
            </span>
        </div>
    };
    // What nothing speaks of is there for whoever looks for it.
    if common.field == Field::Jurisdiction && common.proposals.is_empty() {
        let summary = if given.is_empty() {
            "都属于一个乡镇或街道的，在这里填".to_owned()
        } else {
            format!("都属于{given}")
        };
        return html! { <details><summary>{ summary }</summary>{ boxes }</details> };
    }
    boxes
}

/// Values that are offered.
const PROPOSALS: usize = 12;

fn second_reading(choice: &Choice, codepage: u16, look: &Callback<SurveyChange>) -> Html {
    let again = look.reform(move |_: MouseEvent| -> SurveyChange {
        Box::new(move |choice| {
            choice.codepage = if choice.codepage.is_some() { None } else { Some(codepage) };
            choice.sheets.clear();
        })
    });
    html! {
        <p class="note warn row between">
            <span>{ "文字看起来像乱码，可能是编码标错了。" }</span>
            <button type="button" class="btn" onclick={again}>{ if choice.codepage.is_some() { "按文件写明的编码读" } else { "换一种编码（GBK）再读" } }</button>
        </p>
    }
}

/// Which sheets are read, and whether their names say something.
fn sheets(survey: &Survey, choice: &Choice, look: &Callback<SurveyChange>) -> Html {
    if survey.sheets.len() < 2 {
        return Html::default();
    }
    let tick = |sheet: &SheetSurvey| {
        look.reform(with!(name = sheet.name, move |on: bool| -> SurveyChange {
            let name = name.clone();
            Box::new(move |choice| {
                choice.sheets.retain(|s| s.name != name);
                if on {
                    choice.sheets.push(SheetChoice::named(&name));
                }
            })
        }))
    };
    let named = look.reform(with!(kind = survey.kind, move |value: String| -> SurveyChange {
        Box::new(move |choice| choice.sheet_name_as = field(kind, &value))
    }));
    let fields = [Field::Department, Field::Category].into_iter().filter(|f| survey.kind.fields().any(|k| k == *f));
    html! {
        <fieldset>
            <legend class="label">{ "读取哪些工作表（可以多选，合并成一份名录）" }</legend>
            { for survey.sheets.iter().map(|s| checkbox("sheets", choice.sheets.iter().any(|c| c.name == s.name), false, tick(s), format!("{}（{}行{}）", s.name, s.entries, if s.hidden { "，隐藏" } else { "" }))) }
            if choice.sheets.len() > 1 {
                <label class="row"><span>{ "工作表名称作为：" }</span>
                    <Pick class="w8" name="工作表名称作为" value={value_of(choice.sheet_name_as)} options={fields_to_pick(fields)} on_pick={named} />
                </label>
            }
        </fieldset>
    }
}

#[derive(Properties, PartialEq)]
struct PreviewProps {
    survey: Rc<Survey>,
    name: String,
    choice: Choice,
    edit: Callback<SurveyChange>,
    look: Callback<SurveyChange>,
}

/// The first rows of a sheet: a click on a row makes it the header, each column says what it is taken for.
#[component]
fn Preview(props: &PreviewProps) -> Html {
    let Some(sheet) = props.survey.sheet(&props.name) else { return Html::default() };
    let header = sheet.header.as_ref();
    let taken = props.choice.sheet(&props.name).is_some();
    html! {
        <section class="stack">
            <h3>{ format!("工作表“{}”", sheet.name) }</h3>
            if taken { { for sheet.common.iter().map(|common| in_common(props, common)) } }
            <p><span class="small">{ "　点行号，可以把那一行定为表头" }</span></p>
            <div class="scroll tall" tabindex="0" role="region" aria-label={format!("{}预览", sheet.name)}>
                <table class="preview">
                    if let Some(header) = header { { columns(props, header) } }
                    <tbody>{ for sheet.preview.iter().map(|row| preview_row(props, sheet, row)) }</tbody>
                </table>
            </div>
        </section>
    }
}

fn columns(props: &PreviewProps, header: &HeaderSurvey) -> Html {
    let last = header.columns.iter().map(|c| c.index).max().unwrap_or(0);
    html! {
        <thead><tr><th></th>{ for (0..=last).map(|i| match header.columns.iter().find(|c| c.index == i) {
            Some(column) => column_head(props, column),
            None => html! { <th></th> },
        }) }</tr></thead>
    }
}

fn column_head(props: &PreviewProps, column: &ColumnSurvey) -> Html {
    let chosen =
        props.choice.sheets.iter().find(|s| s.name == props.name).and_then(|s| s.columns.get(&column.index).copied());
    let current = chosen.unwrap_or(column.field);
    let on_pick = {
        let (name, index, kind) = (props.name.clone(), column.index, props.survey.kind);
        let header_row = props.survey.sheet(&props.name).and_then(|s| s.header.as_ref()).map(|h| h.row);
        props.edit.reform(move |value: String| -> SurveyChange {
            let name = name.clone();
            Box::new(move |choice| {
                // Where nothing was taken for a roster, naming a column takes the sheet.
                if choice.sheets.iter().all(|s| s.name != name) {
                    choice.sheets.push(SheetChoice { header_row, ..SheetChoice::named(&name) });
                }
                if let Some(sheet) = choice.sheets.iter_mut().find(|s| s.name == name) {
                    sheet.columns.insert(index, field(kind, &value));
                }
            })
        })
    };
    html! {
        <th class={classes!(column.ambiguous.then_some("ask"))}>
            <Pick name={format!("{}列是什么", column.letters)} value={value_of(current)} options={fields_to_pick(props.survey.kind.fields())} {on_pick} />
            <span class="small">{ format!("{}列 {}", column.letters, column.why.as_ref().map(|w| w.sentence()).unwrap_or_default()) }</span>
        </th>
    }
}

fn value_of(field: Option<Field>) -> AttrValue {
    field.map(|f| AttrValue::Static(f.name())).unwrap_or_default()
}

/// The fields to choose from, and none of them.
fn fields_to_pick(fields: impl Iterator<Item = Field>) -> Vec<(AttrValue, AttrValue)> {
    let none = (AttrValue::Static(""), AttrValue::Static("不使用"));
    std::iter::once(none).chain(fields.map(|f| (f.name().into(), f.name().into()))).collect()
}

fn preview_row(props: &PreviewProps, sheet: &SheetSurvey, row: &PreviewRow) -> Html {
    let (class, word) = match row.role {
        RowRole::Title => ("dim", ""),
        RowRole::Header => ("header", "表头"),
        RowRole::Entry => ("", ""),
        RowRole::Dropped => ("dim", "跳过"),
        RowRole::Blank => ("dim", ""),
    };
    let pick = props.look.reform(with!(name = sheet.name, number = row.number, move |_: MouseEvent| -> SurveyChange {
        let chosen = SheetChoice { header_row: Some(number), ..SheetChoice::named(&name) };
        Box::new(move |choice| match choice.sheets.iter_mut().find(|s| s.name == chosen.name) {
            Some(sheet) => *sheet = chosen,
            None => choice.sheets.push(chosen),
        })
    }));
    html! {
        <tr {class}>
            <th scope="row"><button type="button" class="btn quiet" onclick={pick} aria-label={format!("把第{}行定为表头", row.number)}>{ row.number }</button><span class="small">{ word }</span></th>
            { for row.cells.iter().map(|cell| html! { <td class="clip">{ cell }</td> }) }
        </tr>
    }
}

fn field(kind: EntityKind, name: &str) -> Option<Field> {
    kind.fields().find(|f| f.name() == name)
}
