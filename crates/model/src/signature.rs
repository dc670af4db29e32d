//! What the candidate writes in a coding problem: one function or one class, in no language yet.
//!
//! It is read from a problem's `signature.toml` by whoever has a TOML parser:
//! `toml::from_str::<Signature>(text)`. A [`Signature`] that exists is sound: every record is
//! declared before it is used, and every name can be written in all six languages.

use serde::Deserialize;
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Written")]
pub struct Signature {
    pub shape: Shape,
    /// One sentence for the comment above it.
    pub says: String,
    /// In an order in which each uses only those before it.
    pub records: Vec<Record>,
    pub cost: Cost,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    Function {
        /// In snake_case, as all names here but those of classes and records.
        name: String,
        parameters: Vec<Field>,
        returns: Type,
    },
    Class {
        /// In PascalCase.
        name: String,
        /// Of the constructor.
        parameters: Vec<Field>,
        methods: Vec<Method>,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Method {
    pub name: String,
    pub says: String,
    pub parameters: Vec<Field>,
    pub returns: Option<Type>,
}

/// A few values that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// In PascalCase.
    pub name: String,
    pub fields: Vec<Field>,
}

/// A parameter, or a field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    pub name: String,
    pub ty: Type,
}

/// There are no floating-point numbers on purpose: rounding must decide no verdict.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Type {
    /// Fits into 32 bits.
    Int,
    /// At most 2^53 - 1 in size, which is what JavaScript holds exactly.
    Long,
    Bool,
    String,
    List(Box<Type>),
    /// A value or nothing; never an optional of an optional, which JSON cannot tell apart.
    Optional(Box<Type>),
    Record(String),
}

/// What the best known answer costs.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// What is counted, such as `entries of the log`.
    pub n: String,
    /// One of [`Cost::GROWTHS`], as is `space`.
    pub time: String,
    pub space: String,
}

impl Cost {
    pub const GROWTHS: [&str; 7] = ["1", "log n", "n", "n log n", "n^2", "n^3", "2^n"];
}

/// One thing to mend in a `signature.toml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignatureError {
    /// Where it is, such as ``method `get` ``.
    pub at: String,
    /// What is wrong, and what to do.
    pub says: String,
}

impl fmt::Display for SignatureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.says)
    }
}

impl std::error::Error for SignatureError {}

fn wrong<T>(at: impl Into<String>, says: impl Into<String>) -> Result<T, SignatureError> {
    Err(SignatureError { at: at.into(), says: says.into() })
}

impl Signature {
    pub fn record(&self, name: &str) -> Option<&Record> {
        self.records.iter().find(|record| record.name == name)
    }
}

impl Type {
    /// Whether a value holds a record somewhere.
    pub fn holds_record(&self) -> bool {
        match self {
            Type::Int | Type::Long | Type::Bool | Type::String => false,
            Type::List(inner) | Type::Optional(inner) => inner.holds_record(),
            Type::Record(_) => true,
        }
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Type::Int => f.write_str("int"),
            Type::Long => f.write_str("long"),
            Type::Bool => f.write_str("bool"),
            Type::String => f.write_str("string"),
            Type::List(inner) => write!(f, "list<{inner}>"),
            Type::Optional(inner) => write!(f, "optional<{inner}>"),
            Type::Record(name) => f.write_str(name),
        }
    }
}

impl FromStr for Type {
    type Err = SignatureError;

    fn from_str(text: &str) -> Result<Type, SignatureError> {
        parse_type(text, TYPE_DEPTH_MAX)
    }
}

impl TryFrom<String> for Type {
    type Error = SignatureError;

    fn try_from(text: String) -> Result<Type, SignatureError> {
        text.parse()
    }
}

/// Deeper than any problem needs, and shallow enough for every compiler.
const TYPE_DEPTH_MAX: usize = 6;

fn parse_type(text: &str, depth: usize) -> Result<Type, SignatureError> {
    let at = || format!("type `{text}`");
    let Some(depth) = depth.checked_sub(1) else {
        return wrong(at(), "is nested too deeply: give its parts a record");
    };
    let inside = |name: &str| -> Option<&str> {
        text.strip_prefix(name)?.strip_prefix('<')?.strip_suffix('>')
    };
    Ok(match text {
        "int" => Type::Int,
        "long" => Type::Long,
        "bool" => Type::Bool,
        "string" => Type::String,
        _ if inside("list").is_some() => {
            Type::List(Box::new(parse_type(inside("list").unwrap_or_default(), depth)?))
        }
        _ if inside("optional").is_some() => {
            let inner = parse_type(inside("optional").unwrap_or_default(), depth)?;
            if matches!(inner, Type::Optional(_)) {
                return wrong(at(), "an optional of an optional is written like the inner one");
            }
            Type::Optional(Box::new(inner))
        }
        _ if is_pascal_case(text) => Type::Record(text.to_owned()),
        _ => {
            return wrong(
                at(),
                "is not known: write int, long, bool, string, list<...>, optional<...> or the \
                 name of a [[record]]",
            );
        }
    })
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    function: Option<String>,
    class: Option<String>,
    says: String,
    returns: Option<Type>,
    cost: Cost,
    #[serde(default, rename = "parameter")]
    parameters: Vec<WrittenParameter>,
    #[serde(default, rename = "method")]
    methods: Vec<WrittenMethod>,
    #[serde(default, rename = "record")]
    records: Vec<WrittenRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenParameter {
    name: String,
    #[serde(rename = "type")]
    ty: Type,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenMethod {
    name: String,
    says: String,
    returns: Option<Type>,
    #[serde(default)]
    parameters: Vec<(String, Type)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRecord {
    name: String,
    fields: Vec<(String, Type)>,
}

impl TryFrom<Written> for Signature {
    type Error = SignatureError;

    fn try_from(written: Written) -> Result<Signature, SignatureError> {
        let Written { function, class, says, returns, cost, parameters, methods, records } =
            written;
        let named = |(name, ty)| Field { name, ty };
        let parameters = parameters.into_iter().map(|one| Field { name: one.name, ty: one.ty });
        let parameters: Vec<Field> = parameters.collect();
        let shape = match (function, class) {
            (Some(name), None) => {
                if !methods.is_empty() {
                    return wrong("[[method]]", "a function has none: write `class` instead");
                }
                let Some(returns) = returns else {
                    return wrong("returns", "is missing: write the type that it returns");
                };
                Shape::Function { name, parameters, returns }
            }
            (None, Some(name)) => {
                if returns.is_some() {
                    return wrong("returns", "a class has none: write it below a [[method]]");
                }
                let methods = methods.into_iter().map(|one| Method {
                    name: one.name,
                    says: one.says,
                    parameters: one.parameters.into_iter().map(named).collect(),
                    returns: one.returns,
                });
                Shape::Class { name, parameters, methods: methods.collect() }
            }
            _ => return wrong("function", "write either `function` or `class` with a name"),
        };
        let records = records.into_iter().map(|one| Record {
            name: one.name,
            fields: one.fields.into_iter().map(named).collect(),
        });
        let signature = Signature { shape, says, records: records.collect(), cost };
        check(&signature)?;
        Ok(signature)
    }
}

fn check(signature: &Signature) -> Result<(), SignatureError> {
    let mut declared = BTreeSet::new();
    for record in &signature.records {
        let at = format!("record `{}`", record.name);
        check_pascal_case(&at, &record.name)?;
        if record.fields.is_empty() {
            return wrong(at, "has no fields: add some");
        }
        check_fields(&at, &record.fields, &declared)?;
        for field in &record.fields {
            if NOT_A_FIELD.contains(&field.name.as_str()) {
                return wrong(at, format!("Java allows no field `{}`: rename it", field.name));
            }
        }
        if !declared.insert(record.name.as_str()) {
            return wrong(at, "is declared twice: remove one");
        }
    }
    check_says("says", &signature.says)?;
    match &signature.shape {
        Shape::Function { name, parameters, returns } => {
            let at = format!("function `{name}`");
            check_snake_case(&at, name)?;
            check_fields(&at, parameters, &declared)?;
            check_type(&at, returns, &declared)?;
            // Go writes a function as `FirstBreaches`, beside the types of its package.
            let is_same = |record: &&str| record.to_lowercase() == name.replace('_', "");
            if let Some(record) = declared.iter().copied().find(is_same) {
                return wrong(at, format!("is called like the record `{record}`: rename one"));
            }
        }
        Shape::Class { name, parameters, methods } => {
            let at = format!("class `{name}`");
            check_pascal_case(&at, name)?;
            check_fields(&at, parameters, &declared)?;
            if declared.contains(name.as_str()) {
                return wrong(at, "is called like a record: rename one");
            }
            if methods.is_empty() {
                return wrong(at, "has no [[method]]: add one");
            }
            let mut names = BTreeSet::new();
            for method in methods {
                let at = format!("method `{}`", method.name);
                check_snake_case(&at, &method.name)?;
                check_says(&at, &method.says)?;
                if NOT_A_METHOD.contains(&method.name.as_str()) {
                    return wrong(at, "Java's or JavaScript's objects have it already: rename it");
                }
                check_fields(&at, &method.parameters, &declared)?;
                if let Some(returns) = &method.returns {
                    check_type(&at, returns, &declared)?;
                }
                if !names.insert(&method.name) {
                    return wrong(at, "is declared twice: rename one");
                }
            }
        }
    }
    for (at, growth) in [("cost.time", &signature.cost.time), ("cost.space", &signature.cost.space)]
    {
        if !Cost::GROWTHS.contains(&growth.as_str()) {
            let says = format!("`{growth}` is not known: write {}", Cost::GROWTHS.join(", or "));
            return wrong(at, says);
        }
    }
    Ok(())
}

/// It goes into the comments of six languages, so it is one line that ends no comment.
fn check_says(at: &str, says: &str) -> Result<(), SignatureError> {
    let is_sound = !says.trim().is_empty()
        && !says.chars().any(char::is_control)
        && !["*/", "\"\"\"", "\\"].iter().any(|bad| says.contains(bad));
    if is_sound {
        return Ok(());
    }
    wrong(at, "`says` must be one line without `\\`, `*/` or `\"\"\"`: reword it")
}

fn check_fields(
    at: &str,
    fields: &[Field],
    declared: &BTreeSet<&str>,
) -> Result<(), SignatureError> {
    let mut names = BTreeSet::new();
    for field in fields {
        let at = format!("{at}, `{}`", field.name);
        check_snake_case(&at, &field.name)?;
        check_type(&at, &field.ty, declared)?;
        if !names.insert(&field.name) {
            return wrong(at, "is there twice: rename one");
        }
    }
    Ok(())
}

fn check_type(at: &str, ty: &Type, declared: &BTreeSet<&str>) -> Result<(), SignatureError> {
    match ty {
        Type::Int | Type::Long | Type::Bool | Type::String => Ok(()),
        Type::List(inner) | Type::Optional(inner) => check_type(at, inner, declared),
        Type::Record(name) if declared.contains(name.as_str()) => Ok(()),
        Type::Record(name) => wrong(
            at,
            format!("`{name}` is not declared yet: write its [[record]] before those that use it"),
        ),
    }
}

fn check_snake_case(at: &str, name: &str) -> Result<(), SignatureError> {
    let is_snake_case = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        && !name.ends_with('_')
        && !name.contains("__");
    if !is_snake_case {
        return wrong(at, format!("`{name}` is not in snake_case: rename it"));
    }
    if KEYWORDS.split_whitespace().any(|word| word == name) {
        return wrong(
            at,
            format!("`{name}` means something else in one of the languages: rename it"),
        );
    }
    Ok(())
}

fn check_pascal_case(at: &str, name: &str) -> Result<(), SignatureError> {
    if !is_pascal_case(name) {
        return wrong(at, format!("`{name}` is not in PascalCase: rename it"));
    }
    if TAKEN.split_whitespace().any(|word| word == name) {
        return wrong(
            at,
            format!("`{name}` is a type of one of the languages, or of the driver: rename it"),
        );
    }
    Ok(())
}

fn is_pascal_case(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Words that Python, Java, Go, Rust, C++ (and its C library's macros) or JavaScript keep for
/// themselves, and the names of the candidate's file and of the programs' entry.
const KEYWORDS: &str = "
    abstract alignas alignof and and_eq any append arguments as asm assert async auto await become
    bitand bitor bool boolean box break byte case catch chan char char16_t char32_t char8_t class
    co_await co_return co_yield compl concept const const_cast consteval constexpr constinit
    constructor continue crate debugger decltype def default defer del delete do double driver dyn
    dynamic_cast elif else enum errno eval except explicit export extends extern fallthrough false
    final finally float fn for friend from func function gen global go goto if impl implements
    import in init inline instanceof int interface is lambda len let long loop macro main make map
    match mod module move mut mutable namespace native new nil noexcept none nonlocal not not_eq
    null nullptr operator or or_eq override package pass prelude priv private protected protocol
    prototype pub public raise range record ref register reinterpret_cast require requires return
    select self shapes short signed sizeof solution static static_assert static_cast std stderr
    stdin stdout strictfp string struct super switch synchronized template this thread_local throw
    throws trait transient true try type typedef typeid typename typeof undefined union unix unsafe
    unsigned unsized use using var virtual void volatile wchar_t where while with xor xor_eq yield
";

/// Types that a generated program or an ordinary answer uses under their bare names.
const TAKEN: &str = "
    Array Boolean Box Character Class Err Error Exception False Function HashMap HashSet Int Integer
    Iterable JsonReader JsonWriter List Long Main Map Math NamedTuple None Number Object Ok Option
    Optional Override Promise Record Result RuntimeException Self Set Shape Solution SolutionRunner
    Some String Symbol System Thread True Type Vec Void
";

/// What `java.lang.Object` has, which a record's accessor must not be called like.
const NOT_A_FIELD: [&str; 8] =
    ["clone", "finalize", "get_class", "hash_code", "notify", "notify_all", "to_string", "wait"];

/// The same of a class, and a method that JavaScript calls by itself.
const NOT_A_METHOD: [&str; 10] = [
    "clone",
    "finalize",
    "get_class",
    "hash_code",
    "notify",
    "notify_all",
    "to_json",
    "to_string",
    "value_of",
    "wait",
];
