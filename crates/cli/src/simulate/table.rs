//! Columns in plain text.

/// The first column is words, the others are numbers; columns that are empty in every row are left out.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let shown: Vec<usize> = (0..head.len())
        .filter(|at| *at == 0 || rows.iter().any(|row| !row[*at].is_empty()))
        .collect();
    let width = |at: usize| {
        let cells = rows.iter().map(|row| row[at].chars().count());
        cells.chain([head[at].chars().count()]).max().unwrap_or(0)
    };
    let mut text = String::new();
    let heads: Vec<String> = head.iter().map(|&name| name.to_owned()).collect();
    for row in std::iter::once(&heads).chain(rows) {
        let mut line = String::new();
        for at in &shown {
            let (cell, width) = (&row[*at], width(*at));
            if *at == 0 {
                line.push_str(&format!("  {cell:<width$}"));
            } else {
                line.push_str(&format!("  {cell:>width$}"));
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_line_up_and_empty_ones_are_left_out() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let text = table(
            &["part", "lag", "calls"],
            &[row(["api", "", "12"]), row(["orders-db", "", "1,000"])],
        );
        assert_eq!(text, "  part       calls\n  api           12\n  orders-db  1,000\n");
    }
}
