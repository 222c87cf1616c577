use super::QrCode;
use crate::forms::{Block, Cell, Document, Fact, Set, Table};
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PaperProps {
    pub document: Document,
}

/// A form on paper: the document's data as HTML that the browser prints (styles/print.css).
#[component]
pub fn Paper(props: &PaperProps) -> Html {
    let d = &props.document;
    html! {
        // On a narrow screen it scrolls sideways, which the keyboard must be able to do.
        <article class="paper" tabindex="0" aria-label={d.title.concat()}>
            if !d.label.is_empty() { <p class="no flush">{ d.label }</p> }
            <h1>{ lines(&d.title.join("\n")) }</h1>
            { for d.blocks.iter().map(block) }
        </article>
    }
}

fn block(block: &Block) -> Html {
    match block {
        Block::Facts(rows) => {
            html! { <table class="facts"><tbody>{ for rows.iter().map(|row| facts(row)) }</tbody></table> }
        }
        Block::Heading(text) => html! { <h2>{ text }</h2> },
        Block::Table(t) => table(t),
        Block::Code { text, lines } => html! {
            <div class="code-block"><QrCode text={text.clone()} label="封存码的二维码" /><div>{ for lines.iter().map(|line| html! { <p class="small">{ line }</p> }) }</div></div>
        },
        Block::Signatures(rows) => html! {
            <div class="sign">{ for rows.iter().map(|row| html! {
                <table><tbody><tr>{ for row.iter().map(|label| html! { <td>{ label }</td> }) }</tr></tbody></table>
            }) }</div>
        },
        Block::Small(text) => html! { <p class="small">{ text }</p> },
    }
}

/// A row of labels and values over six columns, the values sharing what the labels leave.
fn facts(row: &[Fact]) -> Html {
    let span = if row.len() > 1 { 2 } else { 5 };
    html! {
        <tr>{ for row.iter().map(|f| html! {
            <><th class="k" scope="row">{ f.label }</th><td colspan={span.to_string()} class={f.mono.then_some("mono")}>{ lines(&f.value) }</td></>
        }) }</tr>
    }
}

fn table(t: &Table) -> Html {
    html! {
        <table>
            <colgroup>{ for t.columns.iter().map(|c| html! { <col width={format!("{}%", c.width)} /> }) }</colgroup>
            <thead><tr>{ for t.columns.iter().map(|c| html! { <th>{ c.head }</th> }) }</tr></thead>
            { for t.groups.iter().map(|rows| html! { <tbody class="group">{ for rows.iter().map(|row| cells(t, row)) }</tbody> }) }
        </table>
    }
}

/// A row; one with fewer cells than columns stands beside cells that span from above.
fn cells(t: &Table, row: &[Cell]) -> Html {
    let missing = t.columns.len() - row.len().min(t.columns.len());
    // Cells that span stand at both ends: the short rows begin after the leading ones.
    let lead = if missing == 0 { 0 } else { missing - 1 };
    html! {
        <tr>{ for row.iter().zip(t.columns.iter().skip(lead)).map(|(cell, column)| html! {
            <td rowspan={(cell.rows > 1).then(|| cell.rows.to_string())} class={class_of(column.set)}>{ lines(&cell.text) }</td>
        }) }</tr>
    }
}

const fn class_of(set: Set) -> &'static str {
    match set {
        Set::Left => "",
        Set::Centred => "c",
        Set::Code => "c code",
    }
}

/// Text with its line breaks.
fn lines(text: &str) -> Html {
    html! { { for text.split('\n').enumerate().map(|(i, line)| html! { <>if i > 0 { <br /> }{ line }</> }) } }
}
