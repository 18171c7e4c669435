//! Resolves which modules of the crate each module uses.

use super::source::{Token, declared, paths, tokens, without_tests};
use crate::tree::sources;
use std::collections::{BTreeMap, BTreeSet};

/// Path of a module in the crate: `model::plan`; empty for the crate itself.
pub(super) type Path = Vec<String>;

/// Module in its own file.
pub(super) struct Module {
    pub(super) file: String,
    pub(super) tokens: Vec<Token>,
    /// Targets of imported names.
    imports: BTreeMap<String, Vec<String>>,
    named: Vec<Vec<String>>,
}

/// Modules by path, without those for tests.
pub(super) struct Modules(pub(super) BTreeMap<Path, Module>);

impl Modules {
    /// Reads `src/`, except `main.rs`.
    pub(super) fn read() -> Self {
        let files = sources().into_iter().filter(|(file, _)| file != "src/main.rs");
        Self::of(files.collect())
    }

    fn of(files: Vec<(String, String)>) -> Self {
        let (mut modules, mut tests) = (BTreeMap::new(), Vec::new());
        for (file, text) in files {
            let path = module(&file);
            let (tokens, only_tests) = without_tests(&tokens(&text));
            tests.extend(only_tests.into_iter().map(|name| join(&path, &name)));
            modules
                .insert(path, Module { file, tokens, imports: BTreeMap::new(), named: Vec::new() });
        }
        modules.retain(|path, _| !tests.iter().any(|test| path.starts_with(test)));
        for (path, module) in &mut modules {
            let children = declared(&module.tokens);
            for found in paths(&module.tokens) {
                let Some(named) = from_crate(path, &found.path, &children) else { continue };
                if let Some(import) = found.import.filter(|import| import != "*") {
                    module.imports.insert(import, named.clone());
                }
                module.named.push(named);
            }
        }
        Self(modules)
    }

    /// Returns the modules that a module uses, resolved through re-exports.
    pub(super) fn used(&self, path: &Path) -> BTreeSet<&Path> {
        let named = self.0.get(path).map_or(&[][..], |module| &module.named);
        named.iter().filter_map(|named| self.home(named, 8)).filter(|used| *used != path).collect()
    }

    /// Returns the module that defines what a path names.
    fn home(&self, named: &[String], further: usize) -> Option<&Path> {
        let length =
            (0..=named.len()).rev().find(|length| self.0.contains_key(&named[..*length]))?;
        let (path, module) = self.0.get_key_value(&named[..length])?;
        let import = named.get(length).and_then(|name| module.imports.get(name));
        match import {
            Some(import) if further > 0 => {
                let rest = [&import[..], &named[length + 1..]].concat();
                self.home(&rest, further - 1)
            }
            _ => Some(path),
        }
    }
}

/// Returns the path of the module in a file.
fn module(file: &str) -> Path {
    let name = file.trim_start_matches("src/").trim_end_matches(".rs");
    let name = name.strip_suffix("/mod").unwrap_or(name);
    if name == "lib" { Path::new() } else { name.split('/').map(str::to_owned).collect() }
}

fn join(path: &Path, name: &str) -> Path {
    path.iter().cloned().chain([name.to_owned()]).collect()
}

/// Resolves a path used in a module to a path from the crate; `None` if it leads out of the crate.
fn from_crate(path: &Path, named: &[String], children: &[String]) -> Option<Vec<String>> {
    let (first, rest) = named.split_first()?;
    let mut whole = match first.as_str() {
        "crate" => Path::new(),
        "self" => path.clone(),
        "super" => path.split_last()?.1.to_vec(),
        child if children.iter().any(|known| known == child) => join(path, child),
        _ => return None,
    };
    for step in rest {
        if step == "super" {
            whole.pop();
        } else {
            whole.push(step.clone());
        }
    }
    Some(whole)
}

/// Returns the strongly connected groups of a graph.
pub(super) fn circles<'a>(
    graph: &BTreeMap<&'a Path, BTreeSet<&'a Path>>,
) -> Vec<BTreeSet<&'a Path>> {
    let reached = |from: &'a Path| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![from]);
        while let Some(path) = open.pop() {
            let next = graph.get(path).into_iter().flatten();
            open.extend(next.filter(|next| seen.insert(**next)));
        }
        seen
    };
    let reached: BTreeMap<&Path, BTreeSet<&Path>> =
        graph.keys().map(|path| (*path, reached(path))).collect();
    let mut found: Vec<BTreeSet<&Path>> = Vec::new();
    for (path, ahead) in &reached {
        if ahead.contains(path) && !found.iter().any(|circle| circle.contains(path)) {
            found.push(
                ahead
                    .iter()
                    .copied()
                    .filter(|other| reached.get(other).is_some_and(|back| back.contains(path)))
                    .collect(),
            );
        }
    }
    found
}

#[test]
fn imports_resolve_to_the_defining_module() {
    let file = |name: &str, text: &str| (format!("src/{name}.rs"), text.to_owned());
    let modules = Modules::of(vec![
        file("lib", "pub mod a; pub mod b;"),
        file("a/mod", "mod c; mod d; #[cfg(test)] mod tests; pub use c::Thing; use d::Own;"),
        file("a/c", "use super::{Own, d}; use std::fmt; pub struct Thing;"),
        file("a/d", "fn f() { super::super::b::g() }"),
        file("a/tests", "use crate::b;"),
        file("b", "use crate::a::Thing;"),
    ]);
    let used: Vec<String> = modules
        .0
        .keys()
        .map(|path| {
            let used: Vec<String> = modules.used(path).iter().map(|used| used.join("::")).collect();
            format!("{}: {}", path.join("::"), used.join(" "))
        })
        .collect();
    assert_eq!(used, [": ", "a: a::c a::d", "a::c: a::d", "a::d: b", "b: a::c"]);
    let graph = modules.0.keys().map(|path| (path, modules.used(path))).collect();
    let found: Vec<Vec<String>> = circles(&graph)
        .iter()
        .map(|circle| circle.iter().map(|path| path.join("::")).collect())
        .collect();
    assert_eq!(found, [["a::c", "a::d", "b"]]);
}
