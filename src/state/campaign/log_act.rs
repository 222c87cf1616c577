//! What an entry of the log tells of: one table of the acts and the words under which they are stored, which never change.

/// Makes the enum and both directions of its words from one table.
macro_rules! log_acts {
    ($($(#[$doc:meta])* $act:ident = $word:literal,)*) => {
        /// What happened, as an entry of the log names it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum LogAct {
            $($(#[$doc])* $act,)*
        }

        impl LogAct {
            #[cfg(test)]
            const ALL: &[Self] = &[$(Self::$act),*];

            /// The word under which it is stored.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$act => $word,)*
                }
            }

            /// The act of a stored word; none where a newer program knows another.
            pub fn of(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$act),)*
                    _ => None,
                }
            }
        }
    };
}

log_acts! {
    /// A campaign is begun.
    Create = "create",
    /// It was restored from a backup as a copy.
    Copy = "copy",
    /// The plan was edited.
    Plan = "plan",
    /// An edit of the plan was taken back.
    PlanUndo = "plan-undo",
    /// An edit of the plan was done again.
    PlanRedo = "plan-redo",
    /// 附件7 was taken into the plan.
    Items = "items",
    /// Taking 附件7 was taken back.
    ItemsUndo = "items-undo",
    /// 附件7 was taken again.
    ItemsRedo = "items-redo",
    /// A roster was taken in.
    Roster = "roster",
    /// A roster was mended, or a mend done again.
    Mend = "mend",
    /// A mend was taken back.
    MendUndo = "undo",
    /// The settings were edited.
    Settings = "settings",
    /// The campaign was sealed.
    Seal = "seal",
    /// A number was read back and confirmed.
    Number = "number",
    /// A confirmed number is to be corrected.
    Correct = "correct",
    /// Numbers are typed unseen from now on, or shown.
    Hide = "hide",
    /// The seed was made.
    Seed = "seed",
    /// It was drawn.
    Draw = "draw",
    /// The attempt was voided.
    Void = "void",
    /// Someone drawn was replaced.
    Substitute = "substitute",
    /// What was found at a business was entered.
    Inspect = "inspect",
    /// What was found at several was entered.
    InspectMany = "inspect-many",
    /// An entry was taken back.
    InspectUndo = "inspect-undo",
    /// An entry was done again.
    InspectRedo = "inspect-redo",
    /// What was published was corrected.
    Amend = "amend",
    /// Results were published.
    Publish = "publish",
    /// A batch was marked as published by mistake.
    Unpublish = "unpublish",
    /// A problem was handed on, or that was changed.
    Transfer = "transfer",
    /// A transfer was entered by mistake.
    Withdraw = "withdraw",
    /// A transfer was answered.
    Answer = "answer",
    /// A transfer was ended, or opened again.
    CloseTransfer = "close-transfer",
    /// The follow-up at a business was ended, or opened again.
    Close = "close",
    /// Visits were planned, or are not any more.
    PlanVisits = "plan-visits",
    /// Codes of a visit were entered.
    Codes = "codes",
    /// An approval was recorded.
    Approve = "approve",
    /// An approval was recorded by mistake.
    Disapprove = "disapprove",
    /// What is known of the meeting was entered or changed.
    Meeting = "meeting",
    /// A file that is kept elsewhere was registered.
    KeepFile = "keep-file",
    /// It is registered no more.
    DropFile = "drop-file",
    /// A ledger or a list was taken in.
    List = "list",
    /// What is known of a list was edited.
    ListEdit = "list-edit",
    /// A list was put away.
    ListDrop = "list-drop",
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is stored may not change: the words as they were before there was a table of them.
    #[test]
    fn the_stored_words_are_what_they_were() {
        let words: Vec<_> = LogAct::ALL.iter().map(|act| act.word()).collect();
        let stored = "create copy plan plan-undo plan-redo items items-undo items-redo roster mend undo settings seal number \
                      correct hide seed draw void substitute inspect inspect-many inspect-undo inspect-redo amend publish \
                      unpublish transfer withdraw answer close-transfer close plan-visits codes approve disapprove meeting \
                      keep-file drop-file list list-edit list-drop";
        assert_eq!(words, stored.split_whitespace().collect::<Vec<_>>());
        assert!(LogAct::ALL.iter().all(|act| LogAct::of(act.word()) == Some(*act)));
        assert_eq!(LogAct::of("later"), None);
    }
}
