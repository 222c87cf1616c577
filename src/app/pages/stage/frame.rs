//! What stands around every slide: title and parts above, what to do and the clock below.

use crate::app::pages::draw::SealedAttempt;
use crate::app::reveal::Shared;
use crate::browser::page;
use crate::draw::Mode;
use crate::state::{Campaign, Chapter, Show, Slide};
use std::cell::Cell;
use std::rc::Rc;
use yew::prelude::*;

/// Where the show is.
pub struct ShowPosition<'a> {
    pub show: &'a Show,
    pub step: usize,
    pub shared: &'a Shared,
}

thread_local! {
    /// Where the pointer went down, in pixels from the left.
    static DOWN: Rc<Cell<i32>> = Rc::new(Cell::new(0));
}

/// So many pixels make a swipe.
const SWIPE: i32 = 50;
/// Up to this width it is a page like any other, on which a tap is no turn: a phone's.
const PHONE: f64 = 640.0;

impl ShowPosition<'_> {
    fn next(&self) -> usize {
        self.show.last().min(self.step + 1)
    }

    fn turns<E>(&self, to: usize) -> Callback<E> {
        cb!(shared = self.shared, move |_| shared.set(to))
    }

    pub fn pressed(&self) -> Callback<PointerEvent> {
        Callback::from(|event: PointerEvent| DOWN.with(|down| down.set(event.client_x())))
    }

    /// A swipe turns as it would turn a page; a click on the right half goes on, on the left half back.
    pub fn released(&self) -> Callback<PointerEvent> {
        let (shared, back, next) = (self.shared.clone(), self.step.saturating_sub(1), self.next());
        Callback::from(move |event: PointerEvent| {
            let (down, up, width) = (DOWN.with(|d| d.get()), event.client_x(), page::width());
            let is_click = (up - down).abs() < SWIPE;
            if event.button() != 0 || (is_click && width <= PHONE) {
                return;
            }
            let on = if is_click { f64::from(up) * 2.0 > width } else { up < down };
            shared.set(if on { next } else { back });
        })
    }
}

pub fn head(campaign: &Campaign, sealed: Option<&SealedAttempt>, slide: &Slide) -> Html {
    let here = slide.chapter();
    let mode = sealed.map_or(Mode::Teams, |s| s.sealed.seal.matching.mode);
    html! {
        <header>
            <span class="chop" aria-hidden="true">{ "抽" }</span>
            if campaign.is_rehearsal { <b class="rehearsal">{ "演练" }</b> }
            <h1 id="page-title" class="fit" tabindex="-1">{ campaign.title() }</h1>
            <ol aria-label="抽取进度">{ for Chapter::ALL.into_iter().map(|chapter| html! {
                <li class={here.is_none_or(|here| chapter < here).then_some("done")} aria-current={(Some(chapter) == here).then_some("step")}>{ chapter.title(mode) }</li>
            }) }</ol>
        </header>
    }
}

/// What the room is told of a slide.
const fn hint(slide: &Slide) -> &'static str {
    match slide {
        Slide::Open => "封存之前没有人知道种子，封存之后没有人能改名录",
        Slide::Seal => "名录和规则从此一个字也改不了；请拍照留存，发到工作群",
        Slide::Slips(_) => "号码交齐再打开；掷骰、摸球在打开第一张之前进行",
        Slide::Number(_) => "由另一方拆开、念出、抄到封存单上，本人核对签字",
        Slide::Seed => "种子已经决定了结果，抽取只是把它算出来",
        Slide::Tickets => "每一户的签号由种子和它的代码算出，落在尺上；签号最小的抽中",
        Slide::Businesses(_) => "红线从小到大扫过，每类够数就停；结果在种子产生时已经确定",
        Slide::Officers(_) => "人员同样按签号从小到大抽取",
        Slide::Group { .. } | Slide::Households(_) => "由种子匹配，须回避的已经避开",
        Slide::Closing => "请拍下签字后的封存单和附件2，日后凭它核对公开记录",
    }
}

/// What a button of the foot does not take: the focus, so that the space bar still turns the page.
fn unfocused() -> Callback<MouseEvent> {
    Callback::from(|event: MouseEvent| event.prevent_default())
}

fn button(word: &'static str, title: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! { <button type="button" {title} onmousedown={unfocused()} {onclick}>{ word }</button> }
}

pub fn foot(
    campaign: &Campaign,
    at: &ShowPosition<'_>,
    why: Callback<MouseEvent>,
    draw: Option<Callback<MouseEvent>>,
    leave: &Callback<()>,
) -> Html {
    let (last, (page, pages)) = (at.show.last(), at.show.page(at.step));
    html! {
        <footer>
            if campaign.is_rehearsal {
                <p class="fit">{ "演练：封存码是演练专用的，没有公开记录，不作抽取依据" }</p>
            } else {
                <p class="fit">{ format!("第 {} 次抽取　{}", campaign.attempt_number(), hint(at.show.slide(at.step))) }</p>
            }
            if pages > 1 { <b class="pages">{ format!("{page} / {pages}") }</b> }
            if let Some(onclick) = draw { <button type="button" class="act" onmousedown={unfocused()} {onclick}>{ "抽取" }</button> }
            <span class="keys">
                if last > 0 {
                    { button("‹ 上一页", "← 或点左半边", at.turns(at.step.saturating_sub(1))) }
                    { button("下一页 ›", "空格、→ 或点右半边；回车到下一部分", at.turns(at.next())) }
                }
                { button("为什么可信", "W", why) }
                { button("全屏", "F", Callback::from(|_: MouseEvent| page::toggle_fullscreen())) }
                { button("退出", "Esc", leave.reform(|_: MouseEvent| ())) }
            </span>
            <time id="clock" />
        </footer>
    }
}
