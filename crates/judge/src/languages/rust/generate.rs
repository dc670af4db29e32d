//! The Rust driver and starter of a signature.

use crate::languages::names::{list, records_named};
use greenroom_model::{Field, Method, Record, Shape, Signature, Type};
use std::fmt::Write;

const HEADER: &str = "// Generated from signature.toml by `cargo xtask gen`.";

/// rustc shows the line in which the candidate's code does not fit, and this is at its end.
pub const MUST: &str = "solution.rs must define ";

pub fn driver(signature: &Signature) -> Vec<(String, String)> {
    let mut files = vec![
        ("driver.rs".to_owned(), format!("{HEADER}\n\n{}", include_str!("driver.rs"))),
        ("main.rs".to_owned(), main(signature)),
    ];
    if !signature.records.is_empty() {
        files.push(("shapes.rs".to_owned(), shapes(signature)));
    }
    files
}

fn main(signature: &Signature) -> String {
    let name = match &signature.shape {
        Shape::Function { name, .. } | Shape::Class { name, .. } => name,
    };
    let mut out = format!(
        "{HEADER}\n//! Gives {name} of solution.rs its arguments, and writes what it returns.\n\n\
         mod driver;\n"
    );
    if !signature.records.is_empty() {
        out.push_str("#[allow(dead_code)]\nmod shapes;\n");
    }
    out.push_str("#[allow(dead_code, unused)]\nmod solution;\n\n");
    let reader = if signature.records.is_empty() { "" } else { ", Reader, Value" };
    let _ = writeln!(out, "use driver::{{Driver{reader}}};\n");
    for Record { name, fields } in &signature.records {
        record(&mut out, name, fields);
    }
    out.push_str("fn main() {\n    let mut driver = Driver::new();\n");
    match &signature.shape {
        Shape::Function { name, parameters, returns } => {
            let types = list(parameters, |field| in_main(&field.ty));
            let _ = writeln!(
                out,
                "    let solve: fn({types}) -> {} = solution::{name}; // {MUST}{}",
                in_main(returns),
                function(name, parameters, Some(returns))
            );
            for (at, field) in parameters.iter().enumerate() {
                let ty = in_main(&field.ty);
                let _ = writeln!(out, "    let argument_{at}: {ty} = driver.input.line();");
            }
            let arguments: Vec<String> =
                (0..parameters.len()).map(|at| format!("argument_{at}")).collect();
            let answer = if matches!(returns, Type::List(_)) { "answer_lines" } else { "answer" };
            let _ = writeln!(
                out,
                "    let returned = solve({});\n    driver.{answer}(returned);",
                arguments.join(", ")
            );
        }
        Shape::Class { name, parameters, methods } => class(&mut out, name, parameters, methods),
    }
    out.push_str("    driver.finish();\n}\n");
    out
}

fn record(out: &mut String, name: &str, fields: &[Field]) {
    let _ = writeln!(
        out,
        "impl Value for shapes::{name} {{\n    fn read(input: &mut Reader) -> Self {{\n        let \
         record = shapes::{name} {{"
    );
    for (at, field) in fields.iter().enumerate() {
        let before = if at == 0 { "[" } else { "," };
        let _ = writeln!(out, "            {}: input.after(\"{before}\"),", field.name);
    }
    out.push_str(
        "        };\n        input.expect(\"]\");\n        record\n    }\n\n    \
         fn write(&self, out: &mut Vec<u8>) {\n",
    );
    for (at, field) in fields.iter().enumerate() {
        let before = if at == 0 { "[" } else { "," };
        let _ = writeln!(
            out,
            "        out.push(b'{before}');\n        self.{}.write(out);",
            field.name
        );
    }
    out.push_str("        out.push(b']');\n    }\n}\n\n");
}

fn class(out: &mut String, name: &str, parameters: &[Field], methods: &[Method]) {
    let types = list(parameters, |field| in_main(&field.ty));
    let _ = writeln!(
        out,
        "    let new: fn({types}) -> solution::{name} = solution::{name}::new; // {MUST}pub struct \
         {name} with pub fn new({}) -> Self",
        list(parameters, parameter)
    );
    for method in methods {
        let mut taken = format!("&mut solution::{name}");
        for field in &method.parameters {
            let _ = write!(taken, ", {}", in_main(&field.ty));
        }
        let returns =
            method.returns.as_ref().map_or(String::new(), |ty| format!(" -> {}", in_main(ty)));
        let _ = writeln!(
            out,
            "    let method_{0}: fn({taken}){returns} = |one{1}| one.{0}({2}); // {MUST}{name}::{0}: {3}",
            method.name,
            (0..method.parameters.len()).map(|at| format!(", argument_{at}")).collect::<String>(),
            (0..method.parameters.len())
                .map(|at| format!("argument_{at}"))
                .collect::<Vec<_>>()
                .join(", "),
            function(&method.name, &with_self(method), method.returns.as_ref()),
        );
    }
    let _ = writeln!(out, "    driver.constructor({name:?});");
    if parameters.is_empty() {
        out.push_str("    driver.input.expect(\"[\");\n");
    }
    for (at, field) in parameters.iter().enumerate() {
        let before = if at == 0 { "[" } else { "," };
        let ty = in_main(&field.ty);
        let _ = writeln!(out, "    let argument_{at}: {ty} = driver.input.after(\"{before}\");");
    }
    let arguments: Vec<String> = (0..parameters.len()).map(|at| format!("argument_{at}")).collect();
    let _ = writeln!(
        out,
        "    driver.end_call();\n    let mut instance = new({});\n    while let Some(name) = \
         driver.next_call() {{\n        match name.as_str() {{",
        arguments.join(", ")
    );
    for method in methods {
        let _ = writeln!(out, "            {:?} => {{", method.name);
        for (at, field) in method.parameters.iter().enumerate() {
            let ty = in_main(&field.ty);
            let _ = writeln!(
                out,
                "                let argument_{at}: {ty} = driver.input.after(\",\");"
            );
        }
        let arguments: String =
            (0..method.parameters.len()).map(|at| format!(", argument_{at}")).collect();
        let answer = if method.returns.is_some() { "answer" } else { "answer_nothing" };
        let _ = writeln!(
            out,
            "                driver.end_call();\n                let returned = method_{}(&mut \
             instance{arguments});\n                driver.{answer}(returned);\n            }}",
            method.name
        );
    }
    out.push_str("            _ => driver.unknown_method(),\n        }\n    }\n");
}

fn shapes(signature: &Signature) -> String {
    let mut out = format!("{HEADER}\n//! The records that solution.rs is given and returns.\n");
    for Record { name, fields } in &signature.records {
        let _ = writeln!(
            out,
            "\n#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]\npub struct \
             {name} {{"
        );
        for field in fields {
            let _ = writeln!(out, "    pub {}: {},", field.name, written(&field.ty));
        }
        out.push_str("}\n");
    }
    out
}

pub fn starter(signature: &Signature) -> String {
    let mut out = String::new();
    let records = records_named(signature);
    if !records.is_empty() {
        let names = match &records[..] {
            [one] => (*one).to_owned(),
            many => format!("{{{}}}", many.join(", ")),
        };
        let _ = writeln!(out, "use crate::shapes::{names};\n");
        for Record { name, fields } in &signature.records {
            let _ = writeln!(out, "// {name} {{ {} }}", list(fields, parameter));
        }
        out.push('\n');
    }
    let Signature { says, shape, .. } = signature;
    let _ = writeln!(out, "/// {says}");
    match shape {
        Shape::Function { name, parameters, returns } => {
            let _ = writeln!(
                out,
                "{} {{\n    {}\n}}",
                function(name, parameters, Some(returns)),
                some_value(returns)
            );
        }
        Shape::Class { name, parameters, methods } => {
            let _ = writeln!(
                out,
                "pub struct {name} {{}}\n\nimpl {name} {{\n    pub fn new({}) -> Self {{\n        \
                 {name} {{}}\n    }}",
                list(parameters, parameter)
            );
            for method in methods {
                let body = method
                    .returns
                    .as_ref()
                    .map_or(String::new(), |ty| format!("        {}\n", some_value(ty)));
                let _ = writeln!(
                    out,
                    "\n    /// {}\n    {} {{\n{body}    }}",
                    method.says,
                    function(&method.name, &with_self(method), method.returns.as_ref())
                );
            }
            out.push_str("}\n");
        }
    }
    out
}

/// `self` as a field whose type is never written.
fn with_self(method: &Method) -> Vec<Field> {
    let receiver = Field { name: "&mut self".to_owned(), ty: Type::Bool };
    std::iter::once(receiver).chain(method.parameters.iter().cloned()).collect()
}

fn function(name: &str, parameters: &[Field], returns: Option<&Type>) -> String {
    let returns = returns.map_or(String::new(), |ty| format!(" -> {}", written(ty)));
    format!("pub fn {name}({}){returns}", list(parameters, parameter))
}

fn parameter(field: &Field) -> String {
    match field.name.as_str() {
        receiver @ "&mut self" => receiver.to_owned(),
        name => format!("{name}: {}", written(&field.ty)),
    }
}

fn written(ty: &Type) -> String {
    with_records(ty, "")
}

/// main.rs names records by their module, so that none hides a type of its own.
fn in_main(ty: &Type) -> String {
    with_records(ty, "shapes::")
}

fn with_records(ty: &Type, module: &str) -> String {
    match ty {
        Type::Int | Type::Long => "i64".to_owned(),
        Type::Bool => "bool".to_owned(),
        Type::String => "String".to_owned(),
        Type::List(inner) => format!("Vec<{}>", with_records(inner, module)),
        Type::Optional(inner) => format!("Option<{}>", with_records(inner, module)),
        Type::Record(name) => format!("{module}{name}"),
    }
}

fn some_value(ty: &Type) -> String {
    match ty {
        Type::Int | Type::Long => "0".to_owned(),
        Type::Bool => "false".to_owned(),
        Type::String => "String::new()".to_owned(),
        Type::List(_) => "Vec::new()".to_owned(),
        Type::Optional(_) => "None".to_owned(),
        Type::Record(name) => format!("{name}::default()"),
    }
}
