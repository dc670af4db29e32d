//! The Java driver and starter of a signature.

use crate::languages::names::{camel_case, list, uses_directly};
use greenroom_model::{Field, Method, Record, Shape, Signature, Type};
use std::fmt::Write;

const HEADER: &str = "// Generated from signature.toml by `cargo xtask gen`.";

/// javac shows the line in which the candidate's code does not fit, and this is at its end.
pub const MUST: &str = "Solution.java must define ";

pub fn driver(signature: &Signature) -> Vec<(String, String)> {
    let same = [
        ("JsonReader.java", include_str!("JsonReader.java")),
        ("JsonWriter.java", include_str!("JsonWriter.java")),
        ("SolutionRunner.java", include_str!("SolutionRunner.java")),
    ];
    let mut files: Vec<(String, String)> = same
        .iter()
        .map(|(name, text)| ((*name).to_owned(), format!("{HEADER}\n\n{text}")))
        .collect();
    files.push(("Main.java".to_owned(), main(signature)));
    for record in &signature.records {
        files.push((format!("{}.java", record.name), shape(record)));
    }
    files
}

fn shape(Record { name, fields }: &Record) -> String {
    let list_of = |ty: &Type| ty.to_string().contains("list<");
    let import = if fields.iter().any(|field| list_of(&field.ty)) {
        "import java.util.List;\n\n"
    } else {
        ""
    };
    format!("{HEADER}\n\n{import}record {name}({}) {{}}\n", list(fields, parameter))
}

fn main(signature: &Signature) -> String {
    let name = match &signature.shape {
        Shape::Function { name, .. } => format!("Solution.{}", camel_case(name)),
        Shape::Class { name, .. } => name.clone(),
    };
    let mut out = format!("{HEADER}\n\n");
    if uses_directly(signature, |ty| matches!(ty, Type::List(_))) {
        out.push_str("import java.util.List;\n\n");
    }
    let _ = writeln!(
        out,
        "/** Gives {name} its arguments from standard input, and writes what it returns. */\nfinal \
         class Main {{\n    public static void main(String[] args) {{\n        \
         SolutionRunner.run(Main::answer);\n    }}\n\n    private static void answer(JsonReader in, \
         JsonWriter out) {{"
    );
    match &signature.shape {
        Shape::Function { name, parameters, returns } => {
            for (at, field) in parameters.iter().enumerate() {
                let (ty, value) = (primitive(&field.ty), read(&field.ty));
                let _ =
                    writeln!(out, "        {ty} argument{at} = {value};\n        in.endLine();");
            }
            let function = camel_case(name);
            let _ = writeln!(
                out,
                "        {} returned = Solution.{function}({}); // {MUST}static {} {function}({}) in \
                 class Solution",
                primitive(returns),
                arguments(parameters.len()),
                primitive(returns),
                list(parameters, parameter)
            );
            match returns {
                Type::List(inner) => {
                    let _ = writeln!(out, "        out.lines(returned, {});", writer(inner));
                }
                other => {
                    let _ = writeln!(
                        out,
                        "        {};\n        out.endLine();",
                        write_value(other, "returned")
                    );
                }
            }
        }
        Shape::Class { name, parameters, methods } => class(&mut out, name, parameters, methods),
    }
    out.push_str("    }\n");
    for record in &signature.records {
        record_methods(&mut out, record);
    }
    out.push_str("}\n");
    out
}

fn class(out: &mut String, name: &str, parameters: &[Field], methods: &[Method]) {
    let _ = writeln!(out, "        SolutionRunner.constructor(in, \"{name}\");");
    if parameters.is_empty() {
        out.push_str("        in.expect('[');\n");
    }
    for (at, field) in parameters.iter().enumerate() {
        let before = if at == 0 { '[' } else { ',' };
        let (ty, value) = (primitive(&field.ty), read(&field.ty));
        let _ = writeln!(out, "        in.expect('{before}');\n        {ty} given{at} = {value};");
    }
    let _ = writeln!(
        out,
        "        in.expect(']');\n        in.endLine();\n        {name} instance = new {name}({}); // \
         {MUST}class {name} with {name}({})\n        while (!in.atEnd()) {{\n            switch \
         (SolutionRunner.nextCall(in)) {{",
        numbered("given", parameters.len()),
        list(parameters, parameter)
    );
    for method in methods {
        let _ = writeln!(out, "                case \"{}\" -> {{", method.name);
        for (at, field) in method.parameters.iter().enumerate() {
            let (ty, value) = (primitive(&field.ty), read(&field.ty));
            let _ = writeln!(
                out,
                "                    in.expect(',');\n                    {ty} argument{at} = {value};"
            );
        }
        let called = camel_case(&method.name);
        let ty = method.returns.as_ref().map_or("void".to_owned(), primitive);
        let keep =
            if method.returns.is_some() { format!("{ty} returned = ") } else { String::new() };
        let answer = method
            .returns
            .as_ref()
            .map_or("out.nothing()".to_owned(), |ty| write_value(ty, "returned"));
        let _ = writeln!(
            out,
            "                    in.expect(']');\n                    {keep}instance.{called}({}); // \
             {MUST}{ty} {called}({}) in class {name}\n                    {answer};\n                \
             }}",
            arguments(method.parameters.len()),
            list(&method.parameters, parameter)
        );
    }
    out.push_str(
        "                default -> throw in.wrong(\"a method of this problem\");\n            }\n            \
         in.endLine();\n            out.endLine();\n        }\n",
    );
}

fn record_methods(out: &mut String, Record { name, fields }: &Record) {
    let _ = writeln!(
        out,
        "\n    private static {name} read{name}(JsonReader in) {{\n        in.expect('[');"
    );
    for (at, field) in fields.iter().enumerate() {
        if at > 0 {
            out.push_str("        in.expect(',');\n");
        }
        let (ty, value) = (primitive(&field.ty), read(&field.ty));
        let _ = writeln!(out, "        {ty} field{at} = {value};");
    }
    let _ = writeln!(
        out,
        "        in.expect(']');\n        return new {name}({});\n    }}\n\n    private static void \
         write{name}(JsonWriter out, {name} record) {{",
        numbered("field", fields.len())
    );
    for (at, field) in fields.iter().enumerate() {
        let before = if at == 0 { '[' } else { ',' };
        let value = write_value(&field.ty, &format!("record.{}()", camel_case(&field.name)));
        let _ = writeln!(out, "        out.mark('{before}');\n        {value};");
    }
    out.push_str("        out.mark(']');\n    }\n");
}

fn arguments(count: usize) -> String {
    numbered("argument", count)
}

fn numbered(name: &str, count: usize) -> String {
    (0..count).map(|at| format!("{name}{at}")).collect::<Vec<_>>().join(", ")
}

/// An expression that reads a value.
fn read(ty: &Type) -> String {
    match ty {
        Type::Int => "in.integer()".to_owned(),
        Type::Long => "in.longInteger()".to_owned(),
        Type::Bool => "in.bool()".to_owned(),
        Type::String => "in.string()".to_owned(),
        Type::List(inner) => format!("in.list({})", reader(inner)),
        Type::Optional(inner) => format!("in.optional({})", reader(inner)),
        Type::Record(name) => format!("read{name}(in)"),
    }
}

/// A function that reads a value.
fn reader(ty: &Type) -> String {
    match read(ty) {
        plain if plain.starts_with("in.") && plain.ends_with("()") => {
            plain.replacen('.', "::", 1).trim_end_matches("()").to_owned()
        }
        nested => format!("() -> {nested}"),
    }
}

fn write_value(ty: &Type, value: &str) -> String {
    match ty {
        Type::Int => format!("out.integer({value})"),
        Type::Long => format!("out.longInteger({value})"),
        Type::Bool => format!("out.bool({value})"),
        Type::String => format!("out.string({value})"),
        Type::List(inner) => format!("out.list({value}, {})", writer(inner)),
        Type::Optional(inner) => format!("out.optional({value}, {})", writer(inner)),
        Type::Record(name) => format!("write{name}(out, {value})"),
    }
}

fn writer(ty: &Type) -> String {
    match ty {
        Type::Int => "out::integer".to_owned(),
        Type::Long => "out::longInteger".to_owned(),
        Type::Bool => "out::bool".to_owned(),
        Type::String => "out::string".to_owned(),
        // Lambdas within lambdas need names of their own.
        Type::List(_) | Type::Optional(_) => {
            let name = format!("value{}", depth(ty));
            format!("{name} -> {}", write_value(ty, &name))
        }
        Type::Record(name) => format!("value -> write{name}(out, value)"),
    }
}

fn depth(ty: &Type) -> usize {
    match ty {
        Type::List(inner) | Type::Optional(inner) => 1 + depth(inner),
        _ => 0,
    }
}

pub fn starter(signature: &Signature) -> String {
    let mut out = String::new();
    if uses_directly(signature, |ty| matches!(ty, Type::List(_))) {
        out.push_str("import java.util.List;\n\n");
    }
    for Record { name, fields } in &signature.records {
        let _ = writeln!(out, "// record {name}({})", list(fields, parameter));
    }
    if !signature.records.is_empty() {
        out.push('\n');
    }
    let Signature { says, shape, .. } = signature;
    match shape {
        Shape::Function { name, parameters, returns } => {
            let _ = writeln!(
                out,
                "class Solution {{\n    /** {says} */\n    static {} {}({}) {{\n        return \
                 {};\n    }}\n}}",
                primitive(returns),
                camel_case(name),
                list(parameters, parameter),
                some_value(signature, returns)
            );
        }
        Shape::Class { name, parameters, methods } => {
            let _ = writeln!(
                out,
                "/** {says} */\nclass {name} {{\n    {name}({}) {{\n    }}",
                list(parameters, parameter)
            );
            for method in methods {
                let ty = method.returns.as_ref().map_or("void".to_owned(), primitive);
                let _ = writeln!(
                    out,
                    "\n    /** {} */\n    {ty} {}({}) {{",
                    method.says,
                    camel_case(&method.name),
                    list(&method.parameters, parameter)
                );
                if let Some(ty) = &method.returns {
                    let _ = writeln!(out, "        return {};", some_value(signature, ty));
                }
                out.push_str("    }\n");
            }
            out.push_str("}\n");
        }
    }
    out
}

fn parameter(field: &Field) -> String {
    format!("{} {}", primitive(&field.ty), camel_case(&field.name))
}

/// As it is written outside `<...>`.
fn primitive(ty: &Type) -> String {
    match ty {
        Type::Int => "int".to_owned(),
        Type::Long => "long".to_owned(),
        Type::Bool => "boolean".to_owned(),
        other => boxed(other),
    }
}

fn boxed(ty: &Type) -> String {
    match ty {
        Type::Int => "Integer".to_owned(),
        Type::Long => "Long".to_owned(),
        Type::Bool => "Boolean".to_owned(),
        Type::String => "String".to_owned(),
        Type::List(inner) => format!("List<{}>", boxed(inner)),
        Type::Optional(inner) => boxed(inner),
        Type::Record(name) => name.clone(),
    }
}

fn some_value(signature: &Signature, ty: &Type) -> String {
    match ty {
        Type::Int | Type::Long => "0".to_owned(),
        Type::Bool => "false".to_owned(),
        Type::String => "\"\"".to_owned(),
        Type::List(_) => "List.of()".to_owned(),
        Type::Optional(_) => "null".to_owned(),
        Type::Record(name) => {
            let fields = signature.record(name).map_or(&[][..], |record| &record.fields);
            format!("new {name}({})", list(fields, |field| some_value(signature, &field.ty)))
        }
    }
}
