//! The JavaScript driver and starter of a signature.

use crate::languages::names::{camel_case, in_words, list};
use greenroom_model::{Field, Record, Shape, Signature, Type};
use std::fmt::Write;

const HEADER: &str = "// Generated from signature.toml by `cargo xtask gen`.";

pub fn driver(signature: &Signature) -> Vec<(String, String)> {
    vec![
        ("driver.js".to_owned(), format!("{HEADER}\n//\n{}", include_str!("driver.js"))),
        ("main.js".to_owned(), main(signature)),
    ]
}

fn main(signature: &Signature) -> String {
    let name = match &signature.shape {
        Shape::Function { name, .. } => camel_case(name),
        Shape::Class { name, .. } => name.clone(),
    };
    let mut out = format!(
        "{HEADER}\n// Gives {name} of solution.js its arguments, and writes what it returns.\n\nconst \
         driver = require(\"./driver.js\");\n\n"
    );
    for Record { name, fields } in &signature.records {
        let _ = writeln!(out, "const {name} = driver.record({});", object(fields));
    }
    if !signature.records.is_empty() {
        out.push('\n');
    }
    match &signature.shape {
        Shape::Function { parameters, returns, .. } => {
            let _ = writeln!(
                out,
                "driver.callFunction({name:?}, {{\n  parameters: {},\n  returns: {},\n}});",
                object(parameters),
                returned(signature, returns)
            );
        }
        Shape::Class { parameters, methods, .. } => {
            let _ = writeln!(
                out,
                "driver.callClass({name:?}, {{\n  parameters: {},\n  methods: {{",
                object(parameters)
            );
            for method in methods {
                let returns =
                    method.returns.as_ref().map_or("null".to_owned(), |ty| returned(signature, ty));
                let _ = writeln!(
                    out,
                    "    {}: [{:?}, {}, {returns}],",
                    method.name,
                    camel_case(&method.name),
                    object(&method.parameters)
                );
            }
            out.push_str("  },\n});\n");
        }
    }
    out
}

fn object(fields: &[Field]) -> String {
    if fields.is_empty() {
        return "{}".to_owned();
    }
    let entry = |field: &Field| format!("{}: {}", camel_case(&field.name), described(&field.ty));
    format!("{{ {} }}", list(fields, entry))
}

fn returned(signature: &Signature, ty: &Type) -> String {
    format!("[{}, {:?}]", described(ty), in_words(signature, ty, camel_case, "null"))
}

/// As driver.js describes it.
fn described(ty: &Type) -> String {
    match ty {
        Type::Int => "driver.int".to_owned(),
        Type::Long => "driver.long".to_owned(),
        Type::Bool => "driver.bool".to_owned(),
        Type::String => "driver.string".to_owned(),
        Type::List(inner) => format!("driver.list({})", described(inner)),
        Type::Optional(inner) => format!("driver.optional({})", described(inner)),
        Type::Record(name) => name.clone(),
    }
}

pub fn starter(signature: &Signature) -> String {
    let mut out = String::new();
    for Record { name, fields } in &signature.records {
        let field = |field: &Field| format!("{}: {}", camel_case(&field.name), written(&field.ty));
        let _ = writeln!(out, "/** @typedef {{{{ {} }}}} {name} */", list(fields, field));
    }
    if !signature.records.is_empty() {
        out.push('\n');
    }
    let Signature { says, shape, .. } = signature;
    match shape {
        Shape::Function { name, parameters, returns } => {
            comment(&mut out, "", says, parameters, Some(returns));
            let _ = writeln!(
                out,
                "function {}({}) {{\n  return {};\n}}",
                camel_case(name),
                list(parameters, |field| camel_case(&field.name)),
                some_value(signature, returns)
            );
        }
        Shape::Class { name, parameters, methods } => {
            let _ = writeln!(out, "/** {says} */\nclass {name} {{");
            comment(&mut out, "  ", "", parameters, None);
            let _ = writeln!(
                out,
                "  constructor({}) {{}}",
                list(parameters, |field| camel_case(&field.name))
            );
            for method in methods {
                out.push('\n');
                comment(&mut out, "  ", &method.says, &method.parameters, method.returns.as_ref());
                let _ = write!(
                    out,
                    "  {}({}) {{",
                    camel_case(&method.name),
                    list(&method.parameters, |field| camel_case(&field.name))
                );
                if let Some(ty) = &method.returns {
                    let _ = write!(out, "\n    return {};\n  ", some_value(signature, ty));
                }
                out.push_str("}\n");
            }
            out.push_str("}\n");
        }
    }
    out
}

fn comment(
    out: &mut String,
    indent: &str,
    says: &str,
    parameters: &[Field],
    returns: Option<&Type>,
) {
    let mut lines: Vec<String> = Vec::new();
    if !says.is_empty() {
        lines.push(says.to_owned());
    }
    for field in parameters {
        lines.push(format!("@param {{{}}} {}", written(&field.ty), camel_case(&field.name)));
    }
    if let Some(ty) = returns {
        lines.push(format!("@returns {{{}}}", written(ty)));
    }
    match &lines[..] {
        [] => {}
        [one] => {
            let _ = writeln!(out, "{indent}/** {one} */");
        }
        many => {
            let _ = writeln!(out, "{indent}/**");
            for line in many {
                let _ = writeln!(out, "{indent} * {line}");
            }
            let _ = writeln!(out, "{indent} */");
        }
    }
}

fn written(ty: &Type) -> String {
    match ty {
        Type::Int | Type::Long => "number".to_owned(),
        Type::Bool => "boolean".to_owned(),
        Type::String => "string".to_owned(),
        Type::List(inner) => match **inner {
            Type::Optional(_) => format!("({})[]", written(inner)),
            _ => format!("{}[]", written(inner)),
        },
        Type::Optional(inner) => format!("{} | null", written(inner)),
        Type::Record(name) => name.clone(),
    }
}

fn some_value(signature: &Signature, ty: &Type) -> String {
    match ty {
        Type::Int | Type::Long => "0".to_owned(),
        Type::Bool => "false".to_owned(),
        Type::String => "\"\"".to_owned(),
        Type::List(_) => "[]".to_owned(),
        Type::Optional(_) => "null".to_owned(),
        Type::Record(name) => {
            let fields = signature.record(name).map_or(&[][..], |record| &record.fields);
            let field = |field: &Field| {
                format!("{}: {}", camel_case(&field.name), some_value(signature, &field.ty))
            };
            format!("{{ {} }}", list(fields, field))
        }
    }
}
