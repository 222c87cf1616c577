//! Forms as HTML that the browser prints: the same data as in the files.

use super::qr::qr_code;
use super::same::Same;
use crate::browser::{page, page_count};
use crate::forms::{Block, Cell, Document, Fact, Layout, Para, Set, Table, half_ems, parts_within};
use crate::model::spelt_out;
use gloo_timers::callback::Timeout;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct PaperProps {
    pub document: Same<Document>,
    #[prop_or_default]
    pub class: Classes,
}

#[derive(Properties, PartialEq)]
pub struct PapersProps {
    pub documents: Same<Vec<Rc<Document>>>,
}

/// Forms printed in one go, each beginning a page with its own foot.
#[component]
pub fn Papers(props: &PapersProps) -> Html {
    let all = props.documents.0.len();
    let set = use_bit_by_bit(all.div_ceil(AT_ONCE));
    let papers: Vec<Html> = (0..)
        .zip(props.documents.0.iter())
        .map(|(place, document)| {
            let key = format!("{:p}", Rc::as_ptr(document));
            html! { <Paper {key} document={Same(document.clone())} class={classes!(page::foot_class(place))} /> }
        })
        .collect();
    use_effect_with(props.documents.clone(), |documents| {
        let documents = documents.0.clone();
        let is_pack = documents.len() > 1;
        let set = move |of: &[Option<u32>]| {
            let feet: Vec<_> = documents.iter().map(|d| (spelt_out(&d.foot), page_of(d.layout))).collect();
            let feet: Vec<_> = feet.iter().map(|(foot, page)| (foot.as_ref(), *page)).collect();
            page::set_feet(&feet, of);
        };
        set(&[]);
        // Pages of several documents the browser does not count by document.
        let listener = is_pack.then(|| page::before_print(move || set(&page_count::count_pages())));
        move || {
            drop(listener);
            page::set_feet(&[], &[]);
        }
    });
    let shown = set * AT_ONCE;
    html! {
        <>
            <>{ for papers.into_iter().take(shown) }</>
            if shown < all { <p class={classes!("note", UNFINISHED)} role="status">{ format!("正在排版，已排{shown}份，共{all}份……") }</p> }
        </>
    }
}

/// Papers that are set at once.
const AT_ONCE: usize = 20;

/// From one to `all`, one more with each task of the page, as long as the component lives.
#[hook]
fn use_bit_by_bit(all: usize) -> usize {
    let done = use_state_eq(|| 1_usize);
    let now = *done;
    use_effect_with((now, all), move |(now, all)| {
        let more = (now < all).then(|| {
            let next = now + 1;
            Timeout::new(0, move || done.set(next))
        });
        move || drop(more)
    });
    now
}

/// A form on paper: the document's data as HTML that the browser prints (styles/print.css).
#[component]
pub fn Paper(props: &PaperProps) -> Html {
    let d = &props.document.0;
    html! {
        // On a narrow screen it scrolls sideways, which the keyboard must be able to do.
        <article class={classes!("paper", look(d.layout), props.class.clone())} tabindex="0" aria-label={d.title.concat()}>
            if !d.label.is_empty() { <p class="no flush">{ d.label.as_ref() }</p> }
            <h1>{ lines(&d.title.join("\n")) }</h1>
            { for d.blocks.iter().map(|b| block(b, d.layout)) }
        </article>
    }
}

/// The size and margins of its pages, as styles/print.css has them.
const fn page_of(layout: Layout) -> &'static str {
    match layout {
        Layout::Letter => "",
        Layout::Wide => "size: A4 landscape; margin: 20mm 20mm 22mm 20mm;",
        Layout::Form => "margin: 20mm 20mm 22mm 25mm;",
        Layout::Sheet => "margin: 14mm 18mm 20mm 22mm;",
    }
}

/// The class of what the style sheet lays out in its own way.
const fn look(layout: Layout) -> Option<&'static str> {
    match layout {
        Layout::Letter => None,
        Layout::Wide => Some("wide"),
        Layout::Form => Some("form"),
        Layout::Sheet => Some("sheet"),
    }
}

fn block(block: &Block, layout: Layout) -> Html {
    match block {
        Block::Facts(rows) => {
            html! { <table class="facts"><tbody>{ for rows.iter().map(|row| facts(row)) }</tbody></table> }
        }
        Block::Heading(text) => html! { <h2>{ lines(text) }</h2> },
        Block::Text { text, set } => html! { <p class={para(*set)}>{ lines(text) }</p> },
        Block::Together(blocks) => {
            html! { <div class="together">{ for blocks.iter().map(|b| self::block(b, layout)) }</div> }
        }
        Block::Cut(word) => html! { <p class="cut"><span>{ word }</span></p> },
        Block::Table(t) => table(t, layout),
        Block::Code { text, lines } => html! {
            <div class="code-block">{ qr_code(text, "二维码") }<div>{ for lines.iter().map(|line| html! { <p class="small">{ self::lines(line) }</p> }) }</div></div>
        },
        Block::Codes(codes) => html! {
            <div class="codes">{ for codes.iter().map(|(text, told)| html! { <figure>{ qr_code(text, "二维码") }<figcaption>{ lines(told) }</figcaption></figure> }) }</div>
        },
        Block::Signatures(rows) => html! {
            <div class="sign">{ for rows.iter().map(|row| html! {
                <table><tbody><tr>{ for row.iter().map(|label| html! { <td>{ lines(label) }</td> }) }</tr></tbody></table>
            }) }</div>
        },
        Block::Small(text) => html! { <p class="small">{ lines(text) }</p> },
    }
}

/// A row of labels and values over six columns, the values sharing what the labels leave.
fn facts(row: &[Fact]) -> Html {
    let span = if row.len() > 1 { 2 } else { 5 };
    html! {
        <tr>{ for row.iter().map(|f| html! {
            <><th class="k" scope="row">{ lines(&f.label) }</th><td colspan={span.to_string()} class={classes!(f.mono.then_some("mono"), tall(f.height))}>if f.whole { { parted(&f.value, 13 * span - 2) } } else { { lines(&f.value) } }</td></>
        }) }</tr>
    }
}

fn table(t: &Table, layout: Layout) -> Html {
    if t.groups.len() > PIECE {
        let piece = |groups: &[_]| Same(Rc::new(Table { groups: groups.to_vec(), ..without_rows(t) }));
        return html! { <LongTable {layout} table={without_rows(t)} pieces={t.groups.chunks(PIECE).map(piece).collect::<Vec<_>>()} /> };
    }
    html! { <table>{ top(t) }{ groups(t, layout) }</table> }
}

fn without_rows(t: &Table) -> Table {
    Table { groups: Vec::new(), columns: t.columns.clone(), height: t.height }
}

fn top(t: &Table) -> Html {
    html! {
        <>
            <colgroup>{ for t.columns.iter().map(|c| html! { <col width={format!("{}%", c.width)} /> }) }</colgroup>
            <thead><tr>{ for t.columns.iter().map(|c| html! { <th>{ lines(&c.head) }</th> }) }</tr></thead>
        </>
    }
}

fn groups(t: &Table, layout: Layout) -> Html {
    html! { { for t.groups.iter().map(|rows| html! { <tbody class="group">{ for t.placed(rows).iter().map(|row| cells(t, layout, row)) }</tbody> }) } }
}

/// Groups of rows of a long table that are set at once.
const PIECE: usize = 200;

/// Groups of rows of a long table that the screen lists before it is asked for all (the same number in styles/print.css): the
/// layout of ten thousand rows holds up the page, and nobody reads them there. On paper and in files are all.
const LISTED: usize = 500;

/// The class of what tells that a paper is not whole yet: such a page is not printed (src/app/pages/papers.rs).
pub const UNFINISHED: &str = "unfinished";

#[derive(Properties, PartialEq)]
struct LongTableProps {
    layout: Layout,
    table: Table,
    pieces: Vec<Same<Table>>,
}

/// A table of thousands of rows, set piece by piece, so that the page is never held up; until it is whole it says so.
#[component]
fn LongTable(p: &LongTableProps) -> Html {
    let all = p.pieces.len();
    let set = use_bit_by_bit(all);
    // Laid out once, when it is whole: a table is laid out from its beginning each time that it grows.
    let is_whole = set >= all;
    let lists_all = use_state_eq(|| false);
    let list_all = cb!(lists_all, move |_| lists_all.set(true));
    let groups = || p.pieces.iter().flat_map(|piece| piece.0.groups.iter());
    let rows = groups().map(Vec::len).sum::<usize>();
    let listed = groups().take(LISTED).map(Vec::len).sum::<usize>();
    html! {
        <>
            <table hidden={!is_whole} class={(!*lists_all).then_some("first-rows")}>
                { top(&p.table) }
                // A list of its own: among nodes without keys all would be set anew with each piece that comes.
                <>{ for p.pieces.iter().enumerate().take(set).map(|(key, piece)| html! { <Piece {key} layout={p.layout} table={piece.clone()} /> }) }</>
            </table>
            if is_whole && !*lists_all && listed < rows {
                <p class="chrome flush listed">
                    { format!("屏幕上只列出前 {listed} 行；打印和下载的是全部 {rows} 行。") }
                    <button type="button" class="btn quiet" onclick={list_all}>{ "在屏幕上全部列出" }</button>
                </p>
            }
            if !is_whole { <p class={UNFINISHED} role="status">{ format!("正在排版，已排{}%，还没有排完……", set * 100 / all) }</p> }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct PieceProps {
    layout: Layout,
    table: Same<Table>,
}

#[component]
fn Piece(p: &PieceProps) -> Html {
    groups(&p.table.0, p.layout)
}

/// A row: cells that span from above have no cell of their own.
fn cells(t: &Table, layout: Layout, row: &[(usize, &Cell)]) -> Html {
    html! {
        <tr class={tall(t.height)}>{ for row.iter().map(|(column, cell)| html! {
            <td rowspan={(cell.rows > 1).then(|| cell.rows.to_string())} class={t.columns.get(*column).map(|c| class_of(c.set))}>{ whole(t, layout, *column, &cell.text) }</td>
        }) }</tr>
    }
}

/// The text of a cell; of names and numbers with the lines and letters in which none is broken.
fn whole(t: &Table, layout: Layout, column: usize, text: &str) -> Html {
    match t.whole(layout, column, text) {
        Some((text, size)) => {
            let size = size.map(|size| if size < 16 { "small-6" } else { "small-8" });
            html! { <span class={classes!("whole", size)}>{ lines(&text) }</span> }
        }
        None => lines(text),
    }
}

/// Names, numbers or choices that share a cell of so many halves of a character: as many in a line as it holds.
fn parted(text: &str, room: u32) -> Html {
    let part = |part: &str| html! { <><span class={(half_ems(part) <= room).then_some("whole")}>{ lines(part) }</span><wbr /></> };
    html! { { for text.split('\n').enumerate().map(|(i, line)| html! { <>if i > 0 { <br /> }{ for parts_within(line, room).into_iter().map(part) }</> }) } }
}

/// Room for handwriting, in steps of the style sheet.
const fn tall(height: u8) -> Option<&'static str> {
    match height {
        0 => None,
        1..=8 => Some("tall-8"),
        9..=10 => Some("tall-10"),
        11..=12 => Some("tall-12"),
        13..=14 => Some("tall-14"),
        _ => Some("tall-20"),
    }
}

const fn para(set: Para) -> &'static str {
    match set {
        Para::Indented => "",
        Para::Flush => "flush",
        Para::Right => "flush right-side",
        Para::Mark => "small right-side",
    }
}

const fn class_of(set: Set) -> &'static str {
    match set {
        Set::Left => "",
        Set::Centred | Set::Name | Set::Number => "c",
        Set::Code => "c code",
    }
}

/// Text with its line breaks, and with what shows nothing spelt out.
fn lines(text: &str) -> Html {
    let text = spelt_out(text);
    html! { { for text.split('\n').enumerate().map(|(i, line)| html! { <>if i > 0 { <br /> }{ line }</> }) } }
}
