//! The commands of the documentation print what it says they do.

use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn is_digest(word: &str) -> bool {
    word.len() == 64 && word.bytes().all(|b| b.is_ascii_hexdigit())
}

/// The shell blocks of a page.
fn blocks(page: &str) -> Vec<String> {
    let text = std::fs::read_to_string(format!("{ROOT}/docs/{page}")).unwrap();
    text.split("```sh\n").skip(1).map(|part| part.split_once("```").unwrap().0.to_owned()).collect()
}

/// The digests that a block promises, one on each line that begins with `#`.
fn promised(block: &str) -> Vec<&str> {
    block.lines().filter_map(|line| line.strip_prefix("# ")?.split(' ').next()).filter(|word| is_digest(word)).collect()
}

fn has(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok()
}

#[test]
fn the_worked_example_can_be_computed_by_hand() {
    if !["bash", "jq", "sha256sum"].into_iter().all(has) {
        return eprintln!("SKIPPED: bash, jq or sha256sum is not installed");
    }
    let mut all = Vec::new();
    for page in ["draw-protocol.md", "draw-protocol.zh.md"] {
        let blocks = blocks(page);
        for block in &blocks {
            let output =
                Command::new("bash").args(["-euo", "pipefail", "-c", block]).current_dir(ROOT).output().unwrap();
            let printed = String::from_utf8(output.stdout).unwrap();
            let printed: Vec<_> = printed.split_whitespace().filter(|word| is_digest(word)).collect();
            assert_eq!(printed, promised(block), "{page}: {block}{}", String::from_utf8_lossy(&output.stderr));
        }
        all.push(blocks.iter().flat_map(|b| promised(b)).map(str::to_owned).collect::<Vec<_>>());
    }
    assert!(all[0].len() == 14 && all[0] == all[1], "both pages hold the same example");
}

/// What the example says of the vector is what the vector says.
#[test]
fn the_worked_example_is_the_vector() {
    let text = std::fs::read_to_string(format!("{ROOT}/tests/vectors/teams-small.json")).unwrap();
    let vector: serde_json::Value = serde_json::from_str(&text).unwrap();
    let team = |i: usize| vector["outcome"]["teams"][i]["businesses"].as_array().unwrap().len();
    assert_eq!((team(0), team(1)), (3, 2));
    assert_eq!(vector["outcome"]["teams"][1]["businesses"][1], "916402219X1E45C9XT");
    assert_eq!(vector["outcome"]["officers"]["县交通运输局"][0], "宁C000001");
    assert_eq!(vector["reserve"]["officers"]["县交通运输局"], serde_json::json!(["宁C000004"]));
    assert_eq!(vector["reserve"]["businesses"]["客运"][0], "91640221BAERH1JL65");
}
