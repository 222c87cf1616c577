//! `draw MANIFEST.json NONCE LABEL=VALUE…` prints the outcome of a sealed manifest as canonical JSON (protocol §7).
//! A refusal goes to standard error with exit code 1, a wrong call with 2.

use mingchou::draw::{Contribution, Manifest, Nonce, clean_value, draw, seed};
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
    let usage = |sentence: String| (sentence, 2);
    let [path, nonce, values @ ..] = args else {
        return Err(usage("用法：draw MANIFEST.json NONCE 出数方=数…".to_owned()));
    };
    let text = std::fs::read_to_string(path).map_err(|e| usage(format!("{path}：{e}")))?;
    let manifest: Manifest = serde_json::from_str(&text).map_err(|e| (format!("{path}：{e}"), 1))?;
    let nonce = Nonce::parse(nonce).map_err(|e| usage(e.to_string()))?;
    let given = values.iter().map(|v| contribution(v)).collect::<Result<Vec<_>, _>>()?;
    if !given.iter().map(|c| &c.label).eq(&manifest.contributors) {
        return Err(usage(format!("出数方应依次为：{}", manifest.contributors.join("、"))));
    }
    if nonce.digest() != manifest.nonce_sha256 {
        return Err(("随机码与封存的不符".to_owned(), 1));
    }
    let seed = seed(&manifest.commitment(), &nonce, &given);
    draw(&manifest, seed).map(|drawn| drawn.outcome.canonical()).map_err(|refusal| (refusal.to_string(), 1))
}

fn contribution(text: &str) -> Result<Contribution, Failure> {
    let (label, value) = text.split_once('=').ok_or_else(|| (format!("“{text}”应写成 出数方=数"), 2))?;
    let value = clean_value(value).map_err(|fault| (format!("“{label}”报的数{fault}"), 1))?;
    Ok(Contribution { label: label.to_owned(), value })
}
