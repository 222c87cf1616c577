//! What the signed papers say is typed in, and is kept apart from the record.

use crate::forms::{Item, Papers};
use crate::model::Digest;
use std::rc::Rc;
use yew::prelude::*;

/// What the papers say, as it is typed.
#[derive(Clone, Default, PartialEq)]
pub struct PapersState(pub Rc<Papers>);

/// What is done with them.
pub enum PapersAct {
    /// The page is opened, with the codes that were scanned if there are any.
    Begin(Option<(Digest, Option<Digest>)>),
    /// Another record lies open.
    AnotherRecord,
    /// Something is typed.
    Type(Item, String),
    /// A box is left.
    Leave(Item),
    /// A tick is set, or taken back.
    Tick(Item, Option<bool>),
}

impl Reducible for PapersState {
    type Action = PapersAct;

    fn reduce(self: Rc<Self>, act: PapersAct) -> Rc<Self> {
        let mut papers = Papers::clone(&self.0);
        match act {
            PapersAct::Begin(None) => papers = Papers::default(),
            PapersAct::Begin(Some((commitment, seed))) => papers = Papers::scanned(commitment, seed),
            PapersAct::AnotherRecord => papers = papers.for_another_record(),
            PapersAct::Type(item, text) => papers.type_in(item, text),
            PapersAct::Leave(item) => papers.leave(item),
            PapersAct::Tick(item, same) => papers.tick(item, same),
        }
        Rc::new(Self(Rc::new(papers)))
    }
}

/// The papers, to be read and written by what is on the page.
#[derive(Clone, PartialEq)]
pub struct PapersHandle(pub UseReducerHandle<PapersState>);

impl PapersHandle {
    /// As they stand.
    pub fn get(&self) -> Rc<Papers> {
        self.0.0.clone()
    }

    /// Does something with them.
    pub fn act(&self) -> impl Fn(PapersAct) + 'static + use<> {
        let dispatcher = self.0.dispatcher();
        move |act| dispatcher.dispatch(act)
    }
}
