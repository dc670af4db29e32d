//! Paragraphs in a terminal.

const COLUMNS: usize = 80;

/// Lines of words, each after `indent`, the last with its end. Lines of the text stay; indented ones, which
/// are code, are not cut. A text may come from anybody, so nothing in it is a command to the terminal.
pub fn wrapped(text: &str, indent: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let line: String = line.chars().filter(|letter| !letter.is_control()).collect();
        let columns = COLUMNS.saturating_sub(indent.len());
        let mut row = String::new();
        if line.starts_with(' ') {
            row = line;
        } else {
            for word in line.split(' ') {
                let room = columns.saturating_sub(row.chars().count());
                if !row.is_empty() && word.chars().count() >= room {
                    push(&mut out, indent, &row);
                    row.clear();
                }
                if !row.is_empty() {
                    row.push(' ');
                }
                row.push_str(word);
            }
        }
        push(&mut out, indent, &row);
    }
    out
}

fn push(out: &mut String, indent: &str, row: &str) {
    if !row.is_empty() {
        out.push_str(indent);
        out.push_str(row);
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_and_code_stays_as_it_is() {
        let words = "word ".repeat(40);
        let told = wrapped(words.trim(), "  ");
        assert!(told.lines().all(|line| line.len() <= COLUMNS && line.starts_with("  word")));
        assert_eq!(told.split_whitespace().count(), 40);
        let code = format!("    let x = {};", "y ".repeat(60));
        assert_eq!(wrapped(&format!("So:\n\n{code}"), ""), format!("So:\n\n{code}\n"));
        let long = "x".repeat(200);
        assert_eq!(wrapped(&format!("see {long} there"), ""), format!("see\n{long}\nthere\n"));
    }

    #[test]
    fn nothing_in_a_text_is_a_command_to_the_terminal() {
        assert_eq!(wrapped("a\u{1b}[2Jb\u{7}\tc\r", ""), "a[2Jbc\n");
    }
}
