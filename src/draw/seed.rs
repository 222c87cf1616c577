//! The seed, made in front of everyone (protocol §5), and the lines with which anybody makes it, or a ticket, again.

use super::numbers::Contribution;
use super::seal::PROTOCOL;
use super::secret::Nonce;
use crate::model::Digest;

/// The text whose SHA-256 is the seed, each line ended by one line feed (protocol §5).
pub fn seed_text(commitment: &Digest, nonce: &Nonce, numbers: &[Contribution]) -> String {
    lines(commitment, nonce, numbers).iter().flat_map(|line| [line, "\n"]).collect()
}

/// The seed (protocol §5).
pub fn seed(commitment: &Digest, nonce: &Nonce, numbers: &[Contribution]) -> Digest {
    Digest::of(seed_text(commitment, nonce, numbers))
}

fn lines(commitment: &Digest, nonce: &Nonce, numbers: &[Contribution]) -> Vec<String> {
    let head = [PROTOCOL.to_owned(), commitment.hex(), nonce.hex()];
    head.into_iter().chain(numbers.iter().map(|c| format!("{}={}", c.label, c.value))).collect()
}

/// Where a line is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shell {
    /// A POSIX shell with `sha256sum`: Linux, UOS, 麒麟.
    Posix,
    /// PowerShell, which every Windows has; its `certutil` hashes files only.
    PowerShell,
}

impl Shell {
    /// What the reader is told to open.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Posix => "Linux、UOS、麒麟的终端",
            Self::PowerShell => "Windows的PowerShell",
        }
    }

    /// The line that prints the seed in lower-case hex digits.
    pub fn seed_command(self, commitment: &Digest, nonce: &Nonce, numbers: &[Contribution]) -> String {
        let lines = lines(commitment, nonce, numbers);
        match self {
            Self::Posix => format!("printf '%s\\n' {} | sha256sum", self.words(&lines, " ")),
            Self::PowerShell => power_shell(&format!("((({}) -join \"`n\") + \"`n\")", self.words(&lines, ", "))),
        }
    }

    /// The line that prints the ticket in lower-case hex digits.
    pub fn ticket_command(self, seed: &Digest, domain: &str, parts: &[&str]) -> String {
        let seed = seed.hex();
        let lines: Vec<_> = [seed.as_str(), domain].into_iter().chain(parts.iter().copied()).collect();
        match self {
            Self::Posix => {
                let format = vec!["%s"; lines.len()].join("\\n");
                format!("printf '{format}' {} | sha256sum", self.words(&lines, " "))
            }
            Self::PowerShell => power_shell(&format!("(({}) -join \"`n\")", self.words(&lines, ", "))),
        }
    }

    fn words(self, texts: &[impl AsRef<str>], between: &str) -> String {
        texts.iter().map(|text| self.quoted(text.as_ref())).collect::<Vec<_>>().join(between)
    }

    /// The text as one word, whatever it holds. PowerShell takes curly quotes for straight ones, and each of them is
    /// doubled.
    fn quoted(self, text: &str) -> String {
        let inner = match self {
            Self::Posix => text.replace('\'', "'\\''"),
            Self::PowerShell => {
                let doubled = |c: char| std::iter::repeat_n(c, 1 + usize::from(is_quote(c)));
                text.chars().flat_map(doubled).collect()
            }
        };
        format!("'{inner}'")
    }
}

const fn is_quote(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}')
}

fn power_shell(text: &str) -> String {
    format!(
        "-join ([Security.Cryptography.SHA256]::Create().ComputeHash([Text.Encoding]::UTF8.GetBytes({text})) | \
         ForEach-Object {{ $_.ToString('x2') }})"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers() -> Vec<Contribution> {
        let number = |label: &str, value: &str| Contribution { label: label.into(), value: value.into() };
        vec![number("县公安局", "000007"), number("企业'代表’", "123456")]
    }

    /// What a shell prints, if there is one.
    fn run(shell: &str, args: &[&str], line: &str) -> Option<String> {
        let done = std::process::Command::new(shell).args(args).arg(line).output().ok()?;
        Some(String::from_utf8(done.stdout).unwrap().split_whitespace().next().unwrap().to_owned())
    }

    #[test]
    fn the_shell_makes_the_same_seed_and_tickets() {
        let (commitment, nonce) = (Digest::of("a"), Nonce::from_bytes([7; 16]));
        let made = seed(&commitment, &nonce, &numbers());
        let parts = ["0", "平罗'县‘$(id)`\"", "宁C1"];
        let ticket = super::super::ticket(&made, "match", &parts);
        for (shell, program, args) in [(Shell::Posix, "sh", ["-c"]), (Shell::PowerShell, "pwsh", ["-Command"])] {
            let line = shell.seed_command(&commitment, &nonce, &numbers());
            assert!(run(program, &args, &line).is_none_or(|printed| printed == made.hex()), "{line}");
            let line = shell.ticket_command(&made, "match", &parts);
            assert!(run(program, &args, &line).is_none_or(|printed| printed == ticket.hex()), "{line}");
        }
    }

    #[test]
    fn as_protocol_5_writes_it() {
        let seed = Digest::of("");
        let line = Shell::Posix.ticket_command(&seed, "business", &["91640221MA75X1Y23Z"]);
        assert_eq!(line, format!("printf '%s\\n%s\\n%s' '{seed}' 'business' '91640221MA75X1Y23Z' | sha256sum"));
        let text = seed_text(&seed, &Nonce::from_bytes([0; 16]), &numbers()[..1]);
        assert_eq!(text, format!("mingchou/2\n{seed}\n{}\n县公安局=000007\n", "0".repeat(32)));
    }

    #[test]
    fn power_shell_reads_curly_quotes_as_quotes() {
        let line = Shell::PowerShell.ticket_command(&Digest::of(""), "business", &["甲'乙’丙"]);
        assert!(line.contains("'business', '甲''乙’’丙') -join \"`n\")"), "{line}");
    }
}
