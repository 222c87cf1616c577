//! `draw SEALED.json NONCE LABEL=VALUE…` prints the outcome as canonical JSON (protocol §6); SEALED.json is
//! `{"seal", "businesses", "officers"}`. A refusal goes to standard error with exit code 1, a wrong call with 2.

use mingchou::draw::{Contribution, Nonce, Sealed, open};
use std::process::ExitCode;

/// A sentence for standard error and the exit code that goes with it.
type Failure = (String, u8);

fn main() -> ExitCode {
    match run(&std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(outcome) => {
            println!("{outcome}");
            ExitCode::SUCCESS
        }
        Err((sentence, code)) => {
            eprintln!("{sentence}");
            ExitCode::from(code)
        }
    }
}

fn run(args: &[String]) -> Result<String, Failure> {
    let [path, nonce, numbers @ ..] = args else {
        return Err(("用法：draw SEALED.json NONCE 出数方=数…".to_owned(), 2));
    };
    let text = std::fs::read_to_string(path).map_err(|e| (format!("{path}：{e}"), 2))?;
    let sealed = Sealed::parse(&text).map_err(|fault| (format!("{path}：{fault}"), 1))?;
    let nonce = Nonce::parse(nonce).map_err(|fault| (format!("随机码{fault}"), 1))?;
    let numbers = numbers.iter().map(|text| number(text)).collect::<Result<Vec<_>, _>>()?;
    let drawn = open(&sealed, &nonce, &numbers).map_err(|refusal| (refusal.to_string(), 1))?;
    Ok(drawn.outcome.canonical())
}

fn number(text: &str) -> Result<Contribution, Failure> {
    let (label, value) = text.split_once('=').ok_or_else(|| (format!("“{text}”应写成 出数方=数"), 2))?;
    Ok(Contribution { label: label.to_owned(), value: value.to_owned() })
}
