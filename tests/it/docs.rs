//! The commands of the documentation print what it says they do, and the files that it names are there.

use mingchou::draw::{Contribution, Nonce, Shell};
use mingchou::model::Digest;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const VECTORS: &str = "tests/vectors";
const PAGES: [&str; 2] = ["docs/draw-protocol.md", "docs/draw-protocol.zh.md"];

fn is_digest(word: &str) -> bool {
    word.len() == 64 && word.bytes().all(|b| b.is_ascii_hexdigit())
}

/// The blocks of a page in a language.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let text = std::fs::read_to_string(format!("{ROOT}/{page}")).unwrap();
    let fence = format!("```{language}\n");
    text.split(&fence).skip(1).map(|part| part.split_once("```").unwrap().0.to_owned()).collect()
}

/// The digests that a block promises, one on each line that begins with `#`.
fn promised(block: &str) -> Vec<&str> {
    block.lines().filter_map(|line| line.strip_prefix("# ")?.split(' ').next()).filter(|word| is_digest(word)).collect()
}

/// The digests that a block prints.
fn printed(program: &str, args: &[&str], block: &str, folder: &Path) -> Vec<String> {
    let output = Command::new(program).args(args).arg(block).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{block}{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).unwrap();
    printed.split_whitespace().filter(|word| is_digest(word)).map(str::to_owned).collect()
}

fn in_bash(block: &str, folder: &Path) -> Vec<String> {
    printed("bash", &["-euo", "pipefail", "-c"], block, folder)
}

fn vector(name: &str) -> Value {
    serde_json::from_str(&std::fs::read_to_string(format!("{ROOT}/{VECTORS}/{name}")).unwrap()).unwrap()
}

/// Whether all programs are there; says so if not.
fn have(programs: &[&str]) -> bool {
    let missing: Vec<_> =
        programs.iter().filter(|program| Command::new(program).arg("--version").output().is_err()).collect();
    if !missing.is_empty() {
        eprintln!("SKIPPED: not installed: {missing:?}");
    }
    missing.is_empty()
}

#[test]
fn the_worked_example_can_be_computed_by_hand() {
    if !have(&["bash", "jq", "sha256sum", "cmp", "python3"]) {
        return;
    }
    let all = PAGES.map(|page| {
        let blocks = blocks(page, "sh");
        for block in &blocks {
            assert_eq!(in_bash(block, Path::new(ROOT)), promised(block), "{page}: {block}");
        }
        blocks.iter().flat_map(|block| promised(block)).map(str::to_owned).collect::<Vec<_>>()
    });
    assert!(all[0].len() == 18 && all[0] == all[1], "both pages hold the same example");
}

/// The lines for Windows are those of the application, and print the same where there is a PowerShell.
#[test]
fn the_lines_for_windows_are_those_of_the_application() {
    let vector = vector("draw-teams-small.json");
    let digest = |name: &str| Digest::parse(vector[name].as_str().unwrap()).unwrap();
    let (commitment, seed) = (digest("commitment"), digest("seed"));
    let nonce = Nonce::parse(vector["nonce"].as_str().unwrap()).unwrap();
    let numbers: Vec<Contribution> = serde_json::from_value(vector["contributions"].clone()).unwrap();
    let lines = [
        Shell::PowerShell.seed_command(&commitment, &nonce, &numbers),
        Shell::PowerShell.ticket_command(&seed, "business", &["916402212JJ22R99A4"]),
    ];
    for page in PAGES {
        let blocks = blocks(page, "powershell");
        assert_eq!(blocks.len(), 1, "{page}");
        let typed: Vec<_> = blocks[0].lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(typed, lines, "{page}");
        if have(&["pwsh"]) {
            let run = ["-NoProfile", "-Command"];
            assert_eq!(printed("pwsh", &run, &blocks[0], Path::new(ROOT)), promised(&blocks[0]), "{page}");
        }
    }
}

/// What the example says of the vectors is what they say.
#[test]
fn the_worked_example_is_the_vector() {
    let small = vector("draw-teams-small.json");
    let teams = &small["outcome"]["teams"];
    let ends = |team: usize| {
        let businesses = teams[team]["businesses"].as_array().unwrap();
        businesses.iter().map(|key| &key.as_str().unwrap()[14..]).collect::<Vec<_>>()
    };
    assert_eq!(ends(0), ["JBF5", "H39U", "0H6C"]);
    assert_eq!(ends(1), ["9652", "99A4"]);
    assert_eq!(small["outcome"]["round"], 0);
    assert_eq!(small["sealed"]["officers"]["recusals"], serde_json::json!([]));
    assert_eq!(teams[0]["officers"]["县交通运输局"][0], "宁C000003");
    assert_eq!(small["reserve"]["officers"]["县交通运输局"], serde_json::json!(["宁C000002"]));
    assert_eq!(small["reserve"]["businesses"]["客运"][0], "9164022127GJ8XBK6Y");
    let records = vector("records.json");
    let [full, withheld] = [0, 1].map(|i| &records["records"][i]);
    assert_eq!((&full["officers_withheld"], &withheld["officers_withheld"]), (&false.into(), &true.into()));
    for (i, come_to) in [(0, (2, false, true)), (1, (3, true, true)), (2, (3, true, false))] {
        let attempt = &full["record"]["attempts"][i];
        let numbers = attempt["contributions"].as_array().unwrap().len();
        assert_eq!((numbers, attempt["outcome"].is_object(), attempt["void"].is_object()), come_to);
    }
}

/// What the documentation says to do with a record gives what the record says.
#[test]
fn a_record_can_be_recomputed_as_the_documentation_says() {
    if !have(&["bash", "jq", "sha256sum"]) {
        return;
    }
    let blocks = blocks("docs/verifying.md", "sh");
    let block = blocks.iter().find(|block| block.contains("sha256sum")).unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("verifying");
    std::fs::create_dir_all(&folder).unwrap();
    for entry in vector("records.json")["records"].as_array().unwrap() {
        let record = &entry["record"];
        let last = record["attempts"].as_array().unwrap().last().unwrap();
        if last["seed"].is_null() {
            continue;
        }
        std::fs::write(folder.join("record.json"), record.to_string()).unwrap();
        let said = [&last["seal"]["businesses_sha256"], &last["commitment"], &last["seed"]];
        let printed = in_bash(block, &folder);
        assert_eq!(printed.len(), 4, "the fourth is a ticket");
        assert_eq!(printed[..3].iter().collect::<Vec<_>>(), said.map(|v| v.as_str().unwrap()), "{}", entry["name"]);
    }
}

/// In `backticks`, from the root: `src/lib.rs`, `tests/vectors/`.
#[test]
fn the_files_that_pages_name_are_there() {
    let root = Path::new(ROOT);
    let pages = ["", "docs"].into_iter().flat_map(|folder| std::fs::read_dir(root.join(folder)).unwrap());
    let pages = pages.map(|entry| entry.unwrap().path()).filter(|path| path.extension().is_some_and(|e| e == "md"));
    let (mut named, mut missing) = (0, Vec::new());
    for page in pages {
        let text = std::fs::read_to_string(&page).unwrap();
        for quoted in text.split('`').skip(1).step_by(2) {
            let is_path =
                ["src/", "tests/", "tools/", "docs/", "examples/", "boot/"].iter().any(|f| quoted.starts_with(f));
            if is_path && !quoted.contains([' ', '*', '<', '…', '{']) {
                named += 1;
                if !root.join(quoted).exists() {
                    missing.push(format!("{}: {quoted}", page.file_name().unwrap().display()));
                }
            }
        }
    }
    assert!(named > 20, "{named} names are found");
    assert_eq!(missing, Vec::<String>::new());
}
