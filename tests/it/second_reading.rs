//! The draw against `tools/verify.py`, written from the protocol's text alone: hundreds of random campaigns, both must
//! agree, in what they refuse and why as well.

use crate::common::cases::{Case, case, record};
use mingchou::draw::*;
use mingchou::model::Digest;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

const TOOLS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tools");

/// One Python for many questions.
struct Reader {
    python: Child,
    answers: BufReader<std::process::ChildStdout>,
    folder: PathBuf,
}

#[derive(Debug)]
struct Told {
    code: i64,
    printed: String,
    refused: String,
}

impl Reader {
    /// `None` where there is no Python.
    fn start(name: &str) -> Option<Self> {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/second_reading.py");
        let mut command = Command::new("python3");
        command.args(["-B", script, TOOLS]).stdin(Stdio::piped()).stdout(Stdio::piped());
        match command.spawn() {
            Ok(mut python) => {
                let answers = BufReader::new(python.stdout.take().unwrap());
                let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
                std::fs::create_dir_all(&folder).unwrap();
                Some(Self { python, answers, folder })
            }
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                eprintln!("SKIPPED: python3 is not installed, the second reading of the protocol was not compared");
                None
            }
            Err(e) => panic!("{e}"),
        }
    }

    fn ask(&mut self, args: &[&str]) -> Told {
        let line = serde_json::to_string(args).unwrap() + "\n";
        self.python.stdin.as_mut().unwrap().write_all(line.as_bytes()).unwrap();
        let mut answer = String::new();
        self.answers.read_line(&mut answer).unwrap();
        let (code, printed, refused) = serde_json::from_str(&answer).unwrap_or_else(|e| panic!("{e}: {answer}"));
        let told = Told { code, printed, refused };
        assert_ne!(told.code, 2, "{args:?}: {}", told.refused);
        told
    }

    fn file(&self, text: &str) -> String {
        let path = self.folder.join("asked.json");
        std::fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn draw(&mut self, case: &Case) -> Told {
        let path = self.file(&serde_json::to_string(&case.manifest).unwrap());
        // As someone types it: with a space that is not said.
        let given: Vec<_> = case.contributions.iter().map(|c| format!("{}= {}", c.label, c.value)).collect();
        let nonce = case.nonce.hex();
        let mut args = vec!["draw", &path, &nonce];
        args.extend(given.iter().map(String::as_str));
        self.ask(&args)
    }

    fn verify(&mut self, record: &Record) -> Told {
        let path = self.file(&record.to_json());
        self.ask(&[&path])
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        drop(self.python.stdin.take());
        let _ = self.python.wait();
    }
}

/// In which words the second reading gives the same reason.
fn same_reason(ours: &Refusal, theirs: &str) -> bool {
    match ours {
        Refusal::TooFewOfficers { department, wanted, listed } => {
            theirs == format!("{department}: {wanted} officers wanted, {listed} listed")
        }
        Refusal::NoTeam { .. } | Refusal::NoOfficers { .. } => theirs == "no assignment",
        Refusal::Manifest(_) => false,
    }
}

#[test]
fn both_draw_the_same() {
    let Some(mut reader) = Reader::start("draws") else { return };
    let (mut teams, mut businesses, mut few, mut void) = (0, 0, 0, 0);
    for number in 0..600 {
        let case = case(number);
        let theirs = reader.draw(&case);
        match draw(&case.manifest, case.seed()) {
            Ok(ours) => {
                assert_eq!(theirs.printed, ours.outcome.canonical() + "\n", "{number}: {}", theirs.refused);
                *(if case.manifest.matching.mode == Mode::Teams { &mut teams } else { &mut businesses }) += 1;
            }
            Err(refusal) => {
                assert!(theirs.code == 1 && same_reason(&refusal, &theirs.refused), "{number}: {refusal} {theirs:?}");
                *(if refusal.depends_on_seed() { &mut void } else { &mut few }) += 1;
            }
        }
    }
    assert!(teams > 100 && businesses > 100 && void > 100 && few > 10, "{teams} {businesses} {void} {few}");
}

/// What may not be said: both refuse the same texts.
#[test]
fn both_refuse_the_same_values() {
    let Some(mut reader) = Reader::start("values") else { return };
    let case = (0..).map(case).find(|c| draw(&c.manifest, c.seed()).is_ok()).unwrap();
    let texts = [
        "7",
        "007",
        "　７　",
        "",
        " ",
        "\u{3000}",
        "1\n2",
        "1\r2",
        "1\u{2028}2",
        "1\u{85}2",
        "1\u{0}2",
        "1\u{7f}2",
        "\n7\n",
        "1\t2",
        "甲=乙",
        "①",
        "\u{1c}7",
        "7\u{1f}",
        "\u{a0}7\u{a0}",
        "\u{200b}7",
        "\u{feff}7",
        "😀",
    ];
    for text in texts {
        let mut said = case.clone();
        let label = said.contributions[0].label.clone();
        said.contributions[0] = Contribution { label: label.clone(), value: text.into() };
        let theirs = reader.draw(&said);
        // The reader puts a space before each value, which is trimmed by both.
        match clean_value(&format!(" {text}")) {
            Ok(value) => {
                said.contributions[0] = Contribution { label, value };
                let ours = draw(&said.manifest, said.seed()).ok().map(|d| d.outcome.canonical() + "\n");
                assert_eq!(
                    Some(theirs.printed.clone()).filter(|p| !p.is_empty()),
                    ours,
                    "{text:?}: {}",
                    theirs.refused
                );
            }
            Err(fault) => assert!(theirs.refused.starts_with("not one sound value"), "{text:?}: {fault}, {theirs:?}"),
        }
    }
    let mut other = case.clone();
    other.nonce = Nonce::from_bytes([7; 16]);
    assert!(reader.draw(&other).refused.contains("the nonce does not open the seal"));
}

/// By which rules those who came in did.
fn vias(record: &Record) -> Vec<(Kind, Via)> {
    let drawn = draw(&record.manifest, record.seed).unwrap();
    let mut force = InForce::new(&record.manifest, &drawn);
    record.substitutions.iter().map(|s| (s.kind, force.apply(s.kind, s.team, &s.out).unwrap().via)).collect()
}

#[test]
fn both_verify_the_same_records() {
    let Some(mut reader) = Reader::start("records") else { return };
    let (mut came_in, mut steps, mut records) = (Vec::new(), [0; 4], 0);
    for (number, record) in (0..700).filter_map(|n| Some((n, record(n)?))) {
        let ours = verify(&record);
        assert!(ours.is_clean(), "{number}: {:?}", ours.differences().collect::<Vec<_>>());
        assert_eq!(reader.verify(&record).printed, "verified\n", "{number}");
        came_in.extend(vias(&record));
        for v in &record.voided {
            let complete = v.contributions.len() == v.manifest.contributors.len();
            steps[match (&v.outcome, v.seed) {
                (Some(_), _) => 3,
                (None, Some(_)) => 2,
                (None, None) if !v.contributions.is_empty() && !complete => 1,
                (None, None) => 0,
            }] += 1;
        }
        records += 1;
    }
    let count = |wanted: (Kind, Via)| came_in.iter().filter(|via| **via == wanted).count();
    assert!(count((Kind::Business, Via::Reserve)) > 100 && count((Kind::Officer, Via::Reserve)) > 100);
    assert!(count((Kind::Officer, Via::Pool)) > 10, "{}", count((Kind::Officer, Via::Pool)));
    assert!(count((Kind::Officer, Via::PoolBeyondCap)) > 10, "{}", count((Kind::Officer, Via::PoolBeyondCap)));
    assert!(records > 300 && steps.iter().all(|n| *n > 20), "{records} {steps:?}");
}

type Change = (&'static str, fn(&mut Record));

/// Changes that leave the manifest one that may be sealed, so that each has to be found by what follows from it.
const CHANGES: [Change; 14] = [
    ("title", |r| r.manifest.campaign.title.push('改')),
    ("nonce", |r| r.nonce = Nonce::from_bytes([7; 16])),
    ("commitment", |r| r.commitment = Digest::of("")),
    ("seed", |r| r.seed = Digest::of("")),
    ("value", |r| r.contributions[0].value.push('1')),
    ("unclean", |r| r.contributions[0].value.push(' ')),
    ("silent", |r| drop(r.contributions.pop())),
    ("businesses", |r| r.outcome.businesses.reverse()),
    ("officers", |r| r.outcome.officers.values_mut().for_each(|o| o.reverse())),
    ("teams", |r| r.outcome.teams.reverse()),
    ("incoming", |r| r.substitutions.iter_mut().for_each(|s| s.incoming.push('X'))),
    ("out", |r| r.substitutions.iter_mut().for_each(|s| s.out.push('X'))),
    ("fewer", |r| drop((!r.voided.is_empty()).then(|| r.voided.remove(0)))),
    ("voided", |r| r.voided.iter_mut().for_each(|v| v.commitment = Digest::of(""))),
];

/// The checks that find something, of ours.
fn ours(record: &Record) -> BTreeSet<CheckName> {
    verify(record).checks.into_iter().filter(|c| !c.passed()).map(|c| c.name).collect()
}

/// The same, of theirs.
fn theirs(printed: &str) -> BTreeSet<CheckName> {
    let class = |line: &str| match line {
        _ if line.starts_with("voided") || line.contains("the chain of attempts") => CheckName::Chain,
        _ if line.starts_with("substitution") => CheckName::Substitutions,
        "commitment differs" | "another protocol" => CheckName::Commitment,
        "businesses differ" | "officers differ" | "no assignment" => CheckName::Lists,
        "teams differ" => CheckName::Teams,
        _ if line.ends_with("listed") => CheckName::Lists,
        "nonce does not open the seal"
        | "contributors differ"
        | "seed differs"
        | "a contribution is not normalised" => CheckName::Seed,
        other => panic!("{other}"),
    };
    printed.lines().filter(|line| *line != "verified").map(class).collect()
}

#[test]
fn both_find_the_same_changes() {
    let Some(mut reader) = Reader::start("changes") else { return };
    let mut found = 0;
    for (number, record) in (0..140).filter_map(|n| Some((n, record(n)?))) {
        for (name, change) in CHANGES {
            let mut changed = record.clone();
            change(&mut changed);
            let (ours, told) = (ours(&changed), reader.verify(&changed));
            assert_eq!(theirs(&told.printed), ours, "{number} {name}: {}", told.printed);
            assert_eq!(ours.is_empty(), changed == record, "{number} {name}");
            found += usize::from(!ours.is_empty());
        }
    }
    assert!(found > 500, "{found}");
}

/// As its documentation says, from the command line.
#[test]
fn the_command_line_is_as_documented() {
    let script = format!("{TOOLS}/verify.py");
    let run = |args: &[&str]| Command::new("python3").arg("-B").arg(&script).args(args).output();
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("command-line.json");
    let record = (0..).find_map(record).unwrap();
    std::fs::write(&path, record.to_json()).unwrap();
    let Ok(output) = run(&[path.to_str().unwrap()]) else { return };
    assert_eq!((output.stdout.as_slice(), output.status.code()), (&b"verified\n"[..], Some(0)));
    std::fs::write(&path, record.to_json().replacen("\"attempt\": ", "\"attempt\": 1", 1)).unwrap();
    let output = run(&[path.to_str().unwrap()]).unwrap();
    assert!(!output.stdout.is_empty() && output.status.code() == Some(1));
    assert_eq!(run(&[]).unwrap().status.code(), Some(2));
    // It stays short enough to be read.
    assert!(std::fs::read_to_string(&script).unwrap().lines().count() < 200);
}
