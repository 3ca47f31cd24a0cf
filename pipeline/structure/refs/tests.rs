//! The grammar's examples, and references in small editions.

use kaitei_model::Document;

use super::{
    ReferenceGrammar,
    scan::{Mention, Scope, Step, Toward, scan},
    scope::Names,
};

fn grammar() -> ReferenceGrammar {
    ReferenceGrammar::parse(include_str!("../../rules/references.toml")).unwrap()
}

fn documents(names: &[String]) -> Vec<Document> {
    names.iter().map(|name| Document { short: name.clone(), ..Document::default() }).collect()
}

/// A mention as the examples write it.
fn written(text: &str, mention: &Mention, names: &[String]) -> String {
    let printed: String = text.chars().skip(mention.start).take(mention.end - mention.start).collect();
    let steps = |steps: &[Step]| steps.iter().map(|s| s.forms[0].clone()).collect::<Vec<_>>().join(" > ");
    let scope = match &mention.scope {
        Scope::Unsaid => String::new(),
        Scope::Own => "own".to_owned(),
        Scope::Named(i) => names[*i].clone(),
        Scope::Rows => "rows".to_owned(),
        Scope::Outside(name) => format!("outside {name}"),
        Scope::Beside => "beside".to_owned(),
    };
    if let Some(relative) = &mention.relative {
        let toward = match relative.toward {
            Toward::Previous => "previous",
            Toward::Next => "next",
            Toward::This => "this",
        };
        let count = match relative.count {
            0 => "every ".to_owned(),
            1 => String::new(),
            n => format!("{n} "),
        };
        let further =
            if mention.steps.is_empty() { String::new() } else { format!(" > {}", steps(&mention.steps)) };
        return format!("{printed} = {toward} {count}{}{further}", relative.step);
    }
    let through =
        if mention.through.is_empty() { String::new() } else { format!(" … {}", steps(&mention.through)) };
    format!("{printed} = {scope}: {}{through}", steps(&mention.steps))
}

#[test]
fn the_examples_are_found_as_they_say() {
    let grammar = grammar();
    assert!(grammar.examples.len() > 15);
    let mut wrong = Vec::new();
    for example in &grammar.examples {
        let names = Names::of(&documents(&example.names));
        let got: Vec<String> = scan(&example.text, &grammar, &names)
            .iter()
            .map(|m| written(&example.text, m, &example.names))
            .collect();
        if got != example.gives {
            wrong.push(format!("{}\n  gives {got:#?}\n  should give {:#?}", example.text, example.gives));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
