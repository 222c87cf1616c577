//! The layers of `src/lib.rs`, read from the code: no import runs up, and in some rooms no files import each other
//! in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use syn::visit::Visit;

/// What each room may import besides itself.
const LAYERS: [(&str, &[&str]); 16] = [
    ("model", &[]),
    ("json", &[]),
    ("browser", &[]),
    ("route", &["model"]),
    ("calendar", &["model"]),
    ("text", &["model"]),
    ("draw", &["model", "json"]),
    ("workbook", &["text", "model"]),
    ("roster", &["workbook", "text", "model"]),
    ("course", &["roster", "workbook", "text", "draw", "calendar", "model"]),
    ("forms", &["course", "roster", "draw", "calendar", "route", "model"]),
    ("state", &["course", "roster", "draw", "calendar", "model", "json"]),
    ("export", &["forms", "course", "roster", "workbook", "draw", "model"]),
    ("work", &["state", "export", "forms", "course", "roster", "workbook", "draw", "model", "json"]),
    (
        "app",
        &["work", "state", "export", "forms", "course", "roster", "text", "draw", "model", "browser", "route", "json"],
    ),
    ("main", &["app", "mingchou"]),
];

/// Rooms in which files import each other one way only.
const WITHOUT_CIRCLES: [&str; 4] = ["text", "workbook", "roster", "work"];

/// The modules by their path below the crate, `["roster", "field"]`, with the paths that each imports.
type Modules = BTreeMap<Vec<String>, BTreeSet<Vec<String>>>;

#[test]
fn no_import_runs_up() {
    let allowed: BTreeMap<&str, &[&str]> = LAYERS.into_iter().collect();
    let mut wrong = Vec::new();
    for (module, imports) in modules() {
        let Some(room) = module.first() else { continue };
        let layers = allowed.get(room.as_str()).unwrap_or_else(|| panic!("the room {room} has no layer"));
        for import in &imports {
            let to = import.first().unwrap();
            if allowed.contains_key(to.as_str()) && to != room && !layers.contains(&to.as_str()) {
                wrong.push(format!("{} imports {}", module.join("::"), import.join("::")));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Whoever imports a name of its own room by way of the room's face (`mod.rs`, which hands all names on) is found too.
#[test]
fn no_files_of_these_rooms_import_each_other_in_a_circle() {
    let modules = modules();
    let file_of =
        |path: &[String]| (1..=path.len()).rev().map(|n| path[..n].to_vec()).find(|m| modules.contains_key(m));
    let next = |module: &Vec<String>| {
        let imports = modules[module].iter().filter_map(|path| file_of(path));
        imports.filter(|to| to != module).collect::<BTreeSet<_>>()
    };
    let in_rooms = modules.keys().filter(|m| m.first().is_some_and(|room| WITHOUT_CIRCLES.contains(&room.as_str())));
    let edges: BTreeMap<Vec<String>, BTreeSet<Vec<String>>> = in_rooms.map(|m| (m.clone(), next(m))).collect();
    assert!(edges.len() > 60 && edges.values().map(BTreeSet::len).sum::<usize>() > 200, "imports are found");
    // What imports nothing that is left stands in no circle.
    let mut left: BTreeSet<Vec<String>> = edges.keys().cloned().collect();
    while let Some(ground) = left.iter().find(|m| edges[*m].is_disjoint(&left)).cloned() {
        left.remove(&ground);
    }
    assert_eq!(left.iter().map(|m| m.join("::")).collect::<Vec<_>>(), Vec::<String>::new());
}

fn modules() -> Modules {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&src, &mut files);
    let modules = files.iter().filter(|file| !file.ends_with("lib.rs")).map(|file| {
        let below = file.strip_prefix(&src).unwrap().with_extension("");
        let mut module: Vec<String> = below.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
        module.pop_if(|last| last == "mod");
        let code = syn::parse_file(&std::fs::read_to_string(file).unwrap()).unwrap();
        let mut imports = Imports { module: module.clone(), found: BTreeSet::new() };
        imports.visit_file(&code);
        (module, imports.found)
    });
    modules.collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

/// The paths into this crate that a file names; tests in it are passed over.
struct Imports {
    module: Vec<String>,
    found: BTreeSet<Vec<String>>,
}

impl Imports {
    /// Notes a path as it is written: from the crate, from the module above, or from a module below.
    fn note(&mut self, path: &[String]) {
        let mut rest = path;
        let mut absolute = match path.first().map(String::as_str) {
            Some("crate" | "mingchou") => Vec::new(),
            Some("self" | "super") => self.module.clone(),
            // `pub use error::ReadError` of a face.
            Some(_) if path.len() > 1 => [self.module.clone(), path.to_vec()].concat(),
            _ => return,
        };
        while let Some(first) =
            rest.first().filter(|first| ["crate", "mingchou", "self", "super"].contains(&first.as_str()))
        {
            if first == "super" {
                absolute.pop();
            }
            rest = &rest[1..];
        }
        if rest.len() < path.len() {
            absolute.extend_from_slice(rest);
        }
        if !absolute.is_empty() {
            self.found.insert(absolute);
        }
    }

    fn note_tree(&mut self, tree: &syn::UseTree, before: &[String]) {
        match tree {
            syn::UseTree::Path(path) => self.note_tree(&path.tree, &[before, &[path.ident.to_string()]].concat()),
            syn::UseTree::Name(name) => self.note(&[before, &[name.ident.to_string()]].concat()),
            syn::UseTree::Rename(name) => self.note(&[before, &[name.ident.to_string()]].concat()),
            syn::UseTree::Glob(_) => self.note(before),
            syn::UseTree::Group(group) => group.items.iter().for_each(|item| self.note_tree(item, before)),
        }
    }
}

impl<'ast> Visit<'ast> for Imports {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.note_tree(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if names.first().is_some_and(|first| ["crate", "super"].contains(&first.as_str())) {
            self.note(&names);
        }
        syn::visit::visit_path(self, path);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let is_test = item.attrs.iter().any(|attr| attr.path().is_ident("cfg"));
        if !is_test {
            // A module in the file is a part of it.
            syn::visit::visit_item_mod(self, item);
        }
    }
}
