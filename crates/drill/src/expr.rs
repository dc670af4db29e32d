//! Small expressions: formulas of estimates, steps and promises of interleavings.
//!
//! From loosest to tightest: `or`, `and`, `not`, comparisons, `+ -`, `* / %`, unary `-`, `^` (to the right).

use std::collections::BTreeSet;

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expr {
    Number(f64),
    Name(String),
    Negative(Box<Expr>),
    Not(Box<Expr>),
    Binary(&'static str, Box<Expr>, Box<Expr>),
    Call(&'static str, Vec<Expr>),
}

/// Functions with how many arguments they take.
const FUNCTIONS: &[(&str, usize)] = &[
    ("log2", 1),
    ("log10", 1),
    ("ln", 1),
    ("exp", 1),
    ("sqrt", 1),
    ("ceil", 1),
    ("floor", 1),
    ("round", 1),
    ("min", 2),
    ("max", 2),
];

/// By how tightly they bind, loosest first; all to the left.
const LEVELS: &[&[&str]] =
    &[&["or"], &["and"], &["==", "!=", "<=", ">=", "<", ">"], &["+", "-"], &["*", "/", "%"]];
/// `not` binds tighter than `and` and looser than comparisons.
const NOT_LEVEL: usize = 2;
/// No expression of content is nested deeper; what a person types must not exhaust the stack.
const DEPTH_MAX: usize = 60;

impl Expr {
    pub fn parse(text: &str) -> Result<Expr, String> {
        let tokens = tokens(text)?;
        let mut parser = Parser { tokens: &tokens, at: 0, depth: 0 };
        let expr = parser.level(0)?;
        match parser.tokens.get(parser.at) {
            None => Ok(expr),
            Some(token) => Err(format!("`{text}` is not understood from `{}` on", token.text())),
        }
    }

    /// Every name in it.
    pub fn names(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        self.collect(&mut names);
        names
    }

    fn collect<'a>(&'a self, names: &mut BTreeSet<&'a str>) {
        match self {
            Expr::Number(_) => {}
            Expr::Name(name) => drop(names.insert(name.as_str())),
            Expr::Negative(one) | Expr::Not(one) => one.collect(names),
            Expr::Binary(_, left, right) => {
                left.collect(names);
                right.collect(names);
            }
            Expr::Call(_, all) => all.iter().for_each(|one| one.collect(names)),
        }
    }

    /// Its value as a number; comparisons give 1 or 0.
    pub fn value(&self, of: &impl Fn(&str) -> Option<f64>) -> Result<f64, String> {
        let truth = |is: bool| if is { 1.0 } else { 0.0 };
        let value = match self {
            Expr::Number(value) => *value,
            Expr::Name(name) => of(name).ok_or_else(|| format!("`{name}` is not known"))?,
            Expr::Negative(one) => -one.value(of)?,
            Expr::Not(one) => truth(one.value(of)? == 0.0),
            Expr::Binary(op, left, right) => {
                let (left, right) = (left.value(of)?, right.value(of)?);
                match *op {
                    "+" => left + right,
                    "-" => left - right,
                    "*" => left * right,
                    "/" => left / right,
                    "%" => left % right,
                    "^" => left.powf(right),
                    "==" => truth(left == right),
                    "!=" => truth(left != right),
                    "<=" => truth(left <= right),
                    ">=" => truth(left >= right),
                    "<" => truth(left < right),
                    ">" => truth(left > right),
                    "and" => truth(left != 0.0 && right != 0.0),
                    _ => truth(left != 0.0 || right != 0.0),
                }
            }
            Expr::Call(name, all) => {
                let all: Vec<f64> =
                    all.iter().map(|one| one.value(of)).collect::<Result<_, _>>()?;
                match (*name, all.as_slice()) {
                    ("log2", [x]) => x.log2(),
                    ("log10", [x]) => x.log10(),
                    ("ln", [x]) => x.ln(),
                    ("exp", [x]) => x.exp(),
                    ("sqrt", [x]) => x.sqrt(),
                    ("ceil", [x]) => (x - x.abs() * 1e-12).ceil(),
                    ("floor", [x]) => (x + x.abs() * 1e-12).floor(),
                    ("round", [x]) => x.round(),
                    ("min", [x, y]) => x.min(*y),
                    (_, [x, y]) => x.max(*y),
                    _ => return Err(format!("`{name}` takes another number of arguments")),
                }
            }
        };
        if value.is_finite() { Ok(value) } else { Err("the result is no finite number".into()) }
    }

    /// Its value in whole numbers: what steps and promises are about.
    pub fn whole(&self, of: &impl Fn(&str) -> Option<i64>) -> Result<i64, String> {
        let too_large = || "a number is too large".to_owned();
        Ok(match self {
            Expr::Number(value) if value.fract() == 0.0 && value.abs() < 9e15 => *value as i64,
            Expr::Number(value) => return Err(format!("`{value}` is no whole number")),
            Expr::Name(name) => of(name).ok_or_else(|| format!("`{name}` is not known"))?,
            Expr::Negative(one) => one.whole(of)?.checked_neg().ok_or_else(too_large)?,
            Expr::Not(one) => i64::from(one.whole(of)? == 0),
            Expr::Binary(op, left, right) => {
                let (left, right) = (left.whole(of)?, right.whole(of)?);
                let (found, why) = match *op {
                    "+" => (left.checked_add(right), "a number is too large"),
                    "-" => (left.checked_sub(right), "a number is too large"),
                    "*" => (left.checked_mul(right), "a number is too large"),
                    "/" => (left.checked_div(right), "it divides by zero"),
                    "%" => (left.checked_rem(right), "it divides by zero"),
                    "^" => (None, "powers are for estimates only"),
                    "==" => (Some(i64::from(left == right)), ""),
                    "!=" => (Some(i64::from(left != right)), ""),
                    "<=" => (Some(i64::from(left <= right)), ""),
                    ">=" => (Some(i64::from(left >= right)), ""),
                    "<" => (Some(i64::from(left < right)), ""),
                    ">" => (Some(i64::from(left > right)), ""),
                    "and" => (Some(i64::from(left != 0 && right != 0)), ""),
                    _ => (Some(i64::from(left != 0 || right != 0)), ""),
                };
                found.ok_or(why)?
            }
            Expr::Call("min", all) | Expr::Call("max", all) if all.len() == 2 => {
                let all: Vec<i64> =
                    all.iter().map(|one| one.whole(of)).collect::<Result<_, _>>()?;
                let least = matches!(self, Expr::Call("min", _));
                if least { all[0].min(all[1]) } else { all[0].max(all[1]) }
            }
            Expr::Call(name, _) => return Err(format!("`{name}` is for estimates only")),
        })
    }
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Number(f64, String),
    Word(String),
    Sign(&'static str),
}

impl Token {
    fn text(&self) -> &str {
        match self {
            Token::Number(_, text) | Token::Word(text) => text,
            Token::Sign(sign) => sign,
        }
    }
}

/// Longer ones first.
const SIGNS: &[&str] =
    &["==", "!=", "<=", ">=", "<", ">", "+", "-", "*", "/", "%", "^", "(", ")", ","];

fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if first.is_ascii_digit() || first == '.' {
            let length = number_length(rest);
            let digits: String = rest[..length].chars().filter(|c| *c != '_').collect();
            let value = digits.parse().map_err(|_| format!("`{digits}` is no number"))?;
            found.push(Token::Number(value, digits));
            length
        } else if first.is_alphabetic() || first == '_' {
            let inside = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
            let length = rest.find(|c| !inside(c)).unwrap_or(rest.len());
            found.push(Token::Word(rest[..length].to_owned()));
            length
        } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            found.push(Token::Sign(sign));
            sign.len()
        } else {
            return Err(format!("`{first}` in `{text}` is not understood"));
        };
        rest = rest[length..].trim_start();
    }
    Ok(found)
}

/// Digits with `_`, a point, and an exponent.
fn number_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digits = |from: usize| {
        bytes[from..].iter().take_while(|b| b.is_ascii_digit() || **b == b'_').count() + from
    };
    let mut end = digits(0);
    if bytes.get(end) == Some(&b'.') {
        end = digits(end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let signed = end + 1 + usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        if bytes.get(signed).is_some_and(u8::is_ascii_digit) {
            end = digits(signed);
        }
    }
    end
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    depth: usize,
}

impl Parser<'_> {
    fn takes(&mut self, wanted: &str) -> bool {
        let is = self.tokens.get(self.at).is_some_and(|token| match token {
            Token::Number(..) => false,
            Token::Word(text) => text == wanted,
            Token::Sign(sign) => *sign == wanted,
        });
        self.at += usize::from(is);
        is
    }

    fn level(&mut self, level: usize) -> Result<Expr, String> {
        self.depth += 1;
        if self.depth > DEPTH_MAX * LEVELS.len() {
            return Err("it is nested too deeply".into());
        }
        let found = self.level_inside(level);
        self.depth -= 1;
        found
    }

    fn level_inside(&mut self, level: usize) -> Result<Expr, String> {
        if level == NOT_LEVEL && self.takes("not") {
            return Ok(Expr::Not(Box::new(self.level(level)?)));
        }
        let Some(ops) = LEVELS.get(level) else { return self.power() };
        let mut left = self.level(level + 1)?;
        while let Some(op) = ops.iter().find(|op| self.takes(op)) {
            let right = self.level(level + 1)?;
            left = Expr::Binary(op, Box::new(left), Box::new(right));
        }
        Ok(left)
    }

    /// `-2^2` is -4, and `2^3^2` is 512, as in mathematics.
    fn power(&mut self) -> Result<Expr, String> {
        if self.takes("-") {
            return Ok(Expr::Negative(Box::new(self.level(LEVELS.len())?)));
        }
        let base = self.atom()?;
        if self.takes("^") {
            let exponent = self.level(LEVELS.len())?;
            return Ok(Expr::Binary("^", Box::new(base), Box::new(exponent)));
        }
        Ok(base)
    }

    fn atom(&mut self) -> Result<Expr, String> {
        if self.takes("(") {
            let inside = self.level(0)?;
            return if self.takes(")") { Ok(inside) } else { Err("a `)` is missing".into()) };
        }
        let token = self.tokens.get(self.at).ok_or("it ends too early")?;
        self.at += 1;
        match token {
            Token::Number(value, _) => Ok(Expr::Number(*value)),
            Token::Sign(sign) => Err(format!("`{sign}` stands where a value is wanted")),
            Token::Word(word) if !self.takes("(") => Ok(Expr::Name(word.clone())),
            Token::Word(word) => self.call(word),
        }
    }

    /// After the opening parenthesis.
    fn call(&mut self, word: &str) -> Result<Expr, String> {
        let Some((name, count)) = FUNCTIONS.iter().find(|(name, _)| *name == word) else {
            return Err(format!("there is no function `{word}`"));
        };
        let mut all = vec![self.level(0)?];
        while self.takes(",") {
            all.push(self.level(0)?);
        }
        if !self.takes(")") {
            return Err("a `)` is missing".into());
        }
        if all.len() != *count {
            return Err(format!("`{name}` takes {count}, not {}", all.len()));
        }
        Ok(Expr::Call(name, all))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: f64) {
        let known = |name: &str| (name == "n").then_some(1000.0);
        let value = Expr::parse(text).and_then(|expr| expr.value(&known));
        assert_eq!(value, Ok(expected), "{text}");
    }

    #[test]
    fn operators_bind_as_in_mathematics() {
        check("1 + 2 * 3", 7.0);
        check("(1 + 2) * 3", 9.0);
        check("10 - 3 - 2", 5.0);
        check("2 ^ 3 ^ 2", 512.0);
        check("-2 ^ 2", -4.0);
        check("2 * -3", -6.0);
        check("7 % 4 + 1", 4.0);
        check("1 < 2 and not 3 == 4 or 0", 1.0);
        check("not 1 == 1 and 0 == 1", 0.0);
    }

    #[test]
    fn names_and_functions_are_known() {
        check("n / 8", 125.0);
        check("ceil(n / 300)", 4.0);
        check("ceil(0.1 * 30)", 3.0);
        check("log2(1_024)", 10.0);
        check("max(1, min(n, 5))", 5.0);
        check("1.5e3", 1500.0);
    }

    #[test]
    fn what_is_not_understood_is_said() {
        for (text, why) in [
            ("1 +", "it ends too early"),
            ("(1", "a `)` is missing"),
            ("1 2", "`1 2` is not understood from `2` on"),
            ("log3(2)", "there is no function `log3`"),
            ("min(2)", "`min` takes 2, not 1"),
            ("1 $ 2", "`$` in `1 $ 2` is not understood"),
            ("* 2", "`*` stands where a value is wanted"),
        ] {
            assert_eq!(Expr::parse(text), Err(why.to_owned()));
        }
        assert!(Expr::parse(&"(".repeat(10_000)).is_err());
        assert!(Expr::parse("1 / 0").unwrap().value(&|_| None).is_err());
    }

    #[test]
    fn whole_numbers_stay_whole() {
        let known = |name: &str| (name == "t").then_some(7);
        let whole = |text: &str| Expr::parse(text).unwrap().whole(&known);
        assert_eq!(whole("t / 2"), Ok(3));
        assert_eq!(whole("t == 7 and max(t, 9) == 9"), Ok(1));
        assert_eq!(whole("t / 0"), Err("it divides by zero".into()));
        assert!(whole("t * 1.5").is_err());
    }
}
