//! What a candidate's text is: one statement of the kind that is asked for, or a sentence that says why not.

use greenroom_model::drill::Writes;
use std::collections::BTreeSet;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// A keyword or a plain name, in capitals, and whether it was quoted.
    Word(String, bool),
    Open,
    Close,
    End,
    Other,
}

/// Functions that make something out of nothing, reach outside, or differ from run to run.
const REFUSED: &[&str] = &[
    "LOAD_EXTENSION",
    "RANDOMBLOB",
    "ZEROBLOB",
    "RANDOM",
    "READFILE",
    "WRITEFILE",
    "EDIT",
    "FTS3_TOKENIZER",
];

/// The statement without what ends it.
pub(crate) fn accept(text: &str, writes: Writes) -> Result<String, String> {
    let tokens = tokens(text);
    let (wanted, example) = match writes {
        Writes::Index => ("one `CREATE INDEX`", "CREATE INDEX by_name ON people (name)"),
        Writes::Query => ("one `SELECT`, which may begin with `WITH`", "SELECT name FROM people"),
    };
    let how = format!("Write {wanted}, such as `{example}`.");
    let words: Vec<&str> = tokens.iter().filter_map(|(_, token)| unquoted(token)).collect();
    let Some(first) = words.first() else {
        return Err(format!("Nothing was answered. {how}"));
    };
    let end = tokens.iter().position(|(_, token)| *token == Token::End);
    if let Some(end) = end
        && let Some((at, _)) = tokens[end..].iter().find(|(_, token)| *token != Token::End)
    {
        let more: String = text[*at..].chars().take(20).collect();
        return Err(format!("Only one statement is run, and a second begins at `{more}`. {how}"));
    }
    let fits = match (writes, words.as_slice()) {
        (Writes::Index, ["CREATE", "INDEX", ..] | ["CREATE", "UNIQUE", "INDEX", ..]) => true,
        (Writes::Query, ["SELECT", ..]) => true,
        (Writes::Query, ["WITH", ..]) => main_keyword(&tokens) == Some("SELECT"),
        _ => false,
    };
    if !fits {
        let what = if *first == "WITH" { main_keyword(&tokens).unwrap_or("WITH") } else { *first };
        return Err(format!("`{what}` is not run here. {how}"));
    }
    if let Some(name) = refused_function(text) {
        return Err(format!(
            "`{name}` is not run here, because its result says nothing of the data. {how}"
        ));
    }
    let end = end.map_or(text.len(), |end| tokens[end].0);
    Ok(text[..end].trim().to_owned())
}

/// The first refused function that is called.
pub(crate) fn refused_function(text: &str) -> Option<String> {
    let tokens = tokens(text);
    tokens.windows(2).find_map(|pair| match pair {
        [(_, Token::Word(word, _)), (_, Token::Open)] if REFUSED.contains(&word.as_str()) => {
            Some(word.to_lowercase())
        }
        _ => None,
    })
}

/// Whether the outermost query says in which order its rows come.
pub(crate) fn is_ordered(text: &str) -> bool {
    let tokens = tokens(text);
    let top: Vec<&str> = top_words(&tokens).collect();
    top.windows(2).any(|pair| pair == ["ORDER", "BY"])
}

/// The same query with its ties left to chance; `None` where it has no order.
pub(crate) fn with_random_ties(text: &str) -> Option<String> {
    let tokens = tokens(text);
    let mut depth = 0_i32;
    let (mut order, mut end) = (None, None);
    for (at, token) in &tokens {
        match token {
            Token::Open => depth += 1,
            Token::Close => depth -= 1,
            Token::Word(word, false) if depth == 0 && word == "ORDER" => {
                (order, end) = (Some(*at), None)
            }
            Token::Word(word, false) if depth == 0 && word == "LIMIT" => end = Some(*at),
            Token::End => end = end.or(Some(*at)),
            _ => {}
        }
    }
    order?;
    let end = end.unwrap_or(text.len());
    // On a line of its own: a comment may end the text.
    Some(format!("{}\n, random() {}", &text[..end], &text[end..]))
}

/// The names, in capitals, under which a plan may speak of a table.
pub(crate) fn aliases(text: &str, table: &str) -> BTreeSet<String> {
    const NO_ALIAS: &[&str] = &[
        "WHERE",
        "ON",
        "JOIN",
        "LEFT",
        "RIGHT",
        "FULL",
        "INNER",
        "OUTER",
        "CROSS",
        "NATURAL",
        "GROUP",
        "ORDER",
        "HAVING",
        "LIMIT",
        "UNION",
        "EXCEPT",
        "INTERSECT",
        "USING",
        "INDEXED",
        "NOT",
        "WINDOW",
        "AS",
        "SELECT",
        "VALUES",
        "SET",
        "AND",
        "OR",
        "THEN",
        "ELSE",
        "END",
        "IS",
        "IN",
        "BY",
        "ASC",
        "DESC",
        "FROM",
    ];
    let table = table.to_uppercase();
    let mut names = BTreeSet::from([table.clone()]);
    let tokens = tokens(text);
    for at in 0..tokens.len() {
        if !matches!(&tokens[at].1, Token::Word(word, _) if *word == table) {
            continue;
        }
        let mut rest = tokens[at + 1..].iter().map(|(_, token)| token);
        let mut next = rest.next();
        if matches!(next, Some(Token::Word(word, false)) if word == "AS") {
            next = rest.next();
        }
        if let Some(Token::Word(word, quoted)) = next
            && (*quoted || !NO_ALIAS.contains(&word.as_str()))
        {
            names.insert(word.clone());
        }
    }
    names
}

/// What follows the tables of a `WITH`.
fn main_keyword(tokens: &[(usize, Token)]) -> Option<&str> {
    top_words(tokens)
        .find(|word| ["SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "VALUES"].contains(word))
}

fn top_words(tokens: &[(usize, Token)]) -> impl Iterator<Item = &str> {
    let mut depth = 0_i32;
    tokens.iter().filter_map(move |(_, token)| {
        match token {
            Token::Open => depth += 1,
            Token::Close => depth -= 1,
            _ => {}
        }
        unquoted(token).filter(|_| depth == 0)
    })
}

fn unquoted(token: &Token) -> Option<&str> {
    match token {
        Token::Word(word, false) => Some(word),
        _ => None,
    }
}

/// Tokens with where they begin. Strings and comments hide what is in them; one that is not closed runs to
/// the end, and SQLite complains about it.
fn tokens(text: &str) -> Vec<(usize, Token)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (length, token) = match first {
            _ if first.is_whitespace() => (first.len_utf8(), None),
            '-' if rest.starts_with("--") => (rest.find('\n').unwrap_or(rest.len()), None),
            '/' if rest.starts_with("/*") => {
                (rest[2..].find("*/").map_or(rest.len(), |end| end + 4), None)
            }
            '\'' => (quoted(rest, '\''), Some(Token::Other)),
            '"' | '`' | '[' => {
                let close = if first == '[' { ']' } else { first };
                let length = quoted(rest, close);
                let name = rest[..length].trim_matches(['"', '`', '[', ']']).to_uppercase();
                (length, Some(Token::Word(name, true)))
            }
            '(' => (1, Some(Token::Open)),
            ')' => (1, Some(Token::Close)),
            ';' => (1, Some(Token::End)),
            _ if first.is_alphanumeric() || first == '_' => {
                let inside = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
                let length = rest.find(|c| !inside(c)).unwrap_or(rest.len());
                let word = rest[..length].to_uppercase();
                let is_number = first.is_ascii_digit();
                (length, Some(if is_number { Token::Other } else { Token::Word(word, false) }))
            }
            _ => (first.len_utf8(), Some(Token::Other)),
        };
        if let Some(token) = token {
            found.push((at, token));
        }
        at += length;
    }
    found
}

/// The length of what is quoted from the first character on; a doubled quote is one within.
fn quoted(rest: &str, close: char) -> usize {
    let mut at = 1;
    while let Some(end) = rest[at..].find(close) {
        at += end + 1;
        if close == ']' || !rest[at..].starts_with(close) {
            return at;
        }
        at += 1;
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(writes: Writes, text: &str, expected: Result<&str, &str>) {
        match (accept(text, writes), expected) {
            (Ok(found), Ok(expected)) => assert_eq!(found, expected),
            (Err(why), Err(expected)) => assert!(why.starts_with(expected), "{why}"),
            (found, _) => panic!("{text}: {found:?}"),
        }
    }

    #[test]
    fn one_statement_of_the_kind_is_run() {
        check(Writes::Index, "create index a on t (b);", Ok("create index a on t (b)"));
        check(
            Writes::Index,
            "CREATE UNIQUE INDEX a ON t(b) ; -- done",
            Ok("CREATE UNIQUE INDEX a ON t(b)"),
        );
        check(Writes::Query, "-- mine\nSELECT ';' AS a", Ok("-- mine\nSELECT ';' AS a"));
        check(
            Writes::Query,
            "with a as (select 1) select replace(1, 2, 3) from a",
            Ok("with a as (select 1) select replace(1, 2, 3) from a"),
        );
        check(Writes::Query, "SELECT 'it''s; --' /* ; */", Ok("SELECT 'it''s; --' /* ; */"));
    }

    #[test]
    fn everything_else_is_refused_with_a_sentence() {
        check(Writes::Query, "  ", Err("Nothing was answered. Write one `SELECT`"));
        check(
            Writes::Query,
            "SELECT 1; SELECT 2",
            Err("Only one statement is run, and a second begins at `SELECT 2`"),
        );
        check(Writes::Query, "DELETE FROM t", Err("`DELETE` is not run here."));
        check(Writes::Query, "PRAGMA query_only = 0", Err("`PRAGMA` is not run here."));
        check(Writes::Query, "ATTACH 'x' AS y", Err("`ATTACH` is not run here."));
        check(
            Writes::Query,
            "WITH a AS (SELECT 1) DELETE FROM t",
            Err("`DELETE` is not run here."),
        );
        check(Writes::Query, "SELECT zeroblob (9)", Err("`zeroblob` is not run here"));
        check(Writes::Index, "SELECT 1", Err("`SELECT` is not run here. Write one `CREATE INDEX`"));
        check(Writes::Index, "CREATE TABLE a (b)", Err("`CREATE` is not run here."));
        check(Writes::Index, "CREATE INDEX a ON t (b); DROP TABLE t", Err("Only one statement"));
    }

    #[test]
    fn order_and_aliases_are_seen_where_they_stand() {
        assert!(is_ordered("SELECT a FROM t ORDER  BY a"));
        assert!(!is_ordered("SELECT a FROM (SELECT 1 ORDER BY 1)"));
        assert!(!is_ordered("SELECT row_number() OVER (ORDER BY a) FROM t"));
        let names = |text| aliases(text, "orders").into_iter().collect::<Vec<_>>().join(" ");
        assert_eq!(names("SELECT * FROM orders AS o JOIN orders p WHERE 1"), "O ORDERS P");
        assert_eq!(names("SELECT * FROM \"orders\" WHERE orders.a = 1"), "ORDERS");
    }

    #[test]
    fn ties_are_left_to_chance_where_they_are() {
        let random = |text| with_random_ties(text).unwrap_or_default();
        assert_eq!(
            random("SELECT a FROM t ORDER BY a LIMIT 5"),
            "SELECT a FROM t ORDER BY a \n, random() LIMIT 5"
        );
        assert_eq!(random("SELECT (SELECT 1 ORDER BY 1) FROM t"), "");
    }

    #[test]
    fn no_text_makes_it_stumble() {
        for text in ["'", "\"", "[", "/*", "--", "SELECT 'é", "(((", ";;;", "é", "SELECT 1 /"] {
            let _ = accept(text, Writes::Query);
            let _ = is_ordered(text);
        }
    }
}
