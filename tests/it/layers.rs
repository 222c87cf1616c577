//! The layers of `src/lib.rs`, read from the code: no import runs up, no files import each other in a circle, nor do folders beside
//! each other; every file begins with its rule.

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

/// What each of them imports, by paths.
type Graph = BTreeMap<Vec<String>, BTreeSet<Vec<String>>>;

/// The modules by their path below the crate, `["roster", "field"]`.
type Modules = BTreeMap<Vec<String>, Imports>;

#[test]
fn no_import_runs_up() {
    let allowed: BTreeMap<&str, &[&str]> = LAYERS.into_iter().collect();
    let mut wrong = Vec::new();
    for (module, Imports { found, faces, .. }) in modules() {
        let Some(room) = module.first() else { continue };
        let layers = allowed.get(room.as_str()).unwrap_or_else(|| panic!("the room {room} has no layer"));
        for import in found.iter().chain(faces.values()) {
            let to = import.first().unwrap();
            if allowed.contains_key(to.as_str()) && to != room && !layers.contains(&to.as_str()) {
                wrong.push(format!("{} imports {}", module.join("::"), import.join("::")));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// What imports what, by files. A face (`mod.rs`) that hands on a name is looked through: whoever imports the name imports the file
/// that has it.
fn imports() -> Graph {
    let modules = modules();
    let next = |module: &Vec<String>| {
        let imports = modules[module].found.iter().filter_map(|path| file_of(&modules, path));
        imports.filter(|to| to != module).collect::<BTreeSet<_>>()
    };
    let edges: Graph = modules.keys().map(|m| (m.clone(), next(m))).collect();
    assert!(edges.len() > 400 && edges.values().map(BTreeSet::len).sum::<usize>() > 1500, "imports are found");
    edges
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    assert_eq!(circles(&imports()), Vec::<String>::new());
}

/// Folders of one folder: what a file of one imports of another, at whatever depth, is an import between the two.
#[test]
fn no_folders_import_each_other_in_a_circle() {
    let files = imports();
    let is_folder = |path: &[String]| files.keys().any(|m| m.len() > path.len() && m.starts_with(path));
    let folder = |module: &[String]| module[..module.len() - usize::from(!is_folder(module))].to_vec();
    let mut edges = Graph::new();
    for (from, to) in files.iter().flat_map(|(from, all)| all.iter().map(move |to| (folder(from), folder(to)))) {
        let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
        if common < from.len().min(to.len()) {
            let (from, to) = (from[..=common].to_vec(), to[..=common].to_vec());
            edges.entry(to.clone()).or_default();
            edges.entry(from).or_default().insert(to);
        }
    }
    assert!(edges.len() > 40 && edges.values().map(BTreeSet::len).sum::<usize>() > 80, "folders are found");
    assert_eq!(circles(&edges), Vec::<String>::new());
}

/// What stands in a circle, or on a way from one circle to another.
fn circles(edges: &Graph) -> Vec<String> {
    // What imports nothing that is left stands in no circle.
    let mut left: BTreeSet<Vec<String>> = edges.keys().cloned().collect();
    while let Some(ground) = left.iter().find(|m| edges[*m].is_disjoint(&left)).cloned() {
        left.remove(&ground);
    }
    // Nor does what nothing that is left imports.
    while let Some(top) = left.iter().find(|m| left.iter().all(|other| !edges[other].contains(*m))).cloned() {
        left.remove(&top);
    }
    left.iter().map(|m| m.join("::")).collect()
}

#[test]
fn every_file_begins_with_the_rule_that_lives_in_it() {
    let mut files = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    let begins = |file: &PathBuf| std::fs::read_to_string(file).unwrap().starts_with("//! ");
    let without: Vec<_> = files.into_iter().filter(|file| !begins(file)).collect();
    assert_eq!(without, Vec::<PathBuf>::new());
}

/// The file that has what this path names.
fn file_of(modules: &Modules, path: &[String]) -> Option<Vec<String>> {
    let length = (1..=path.len()).rev().find(|n| modules.contains_key(&path[..*n]))?;
    let file = path[..length].to_vec();
    match path.get(length).and_then(|name| modules[&file].faces.get(name)) {
        Some(behind) => file_of(modules, behind),
        None => Some(file),
    }
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
        let is_face = file.ends_with("mod.rs");
        let mut imports = Imports { module: module.clone(), is_face, found: BTreeSet::new(), faces: BTreeMap::new() };
        imports.visit_file(&code);
        (module, imports)
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
    is_face: bool,
    found: BTreeSet<Vec<String>>,
    /// The names that a face hands on, with the paths that they have behind it.
    faces: BTreeMap<String, Vec<String>>,
}

impl Imports {
    /// A path as it is written, from the crate: it may begin there, in the module above, or in a module below.
    fn absolute(&self, path: &[String]) -> Option<Vec<String>> {
        let mut rest = path;
        let mut absolute = match path.first().map(String::as_str) {
            Some("crate" | "mingchou") => Vec::new(),
            Some("self" | "super") => self.module.clone(),
            // `pub use error::ReadError` of a face.
            Some(_) if path.len() > 1 => return Some([self.module.clone(), path.to_vec()].concat()),
            _ => return None,
        };
        while let Some(first) =
            rest.first().filter(|first| ["crate", "mingchou", "self", "super"].contains(&first.as_str()))
        {
            if first == "super" {
                absolute.pop();
            }
            rest = &rest[1..];
        }
        absolute.extend_from_slice(rest);
        (!absolute.is_empty()).then_some(absolute)
    }

    fn note(&mut self, path: &[String]) {
        self.found.extend(self.absolute(path));
    }

    fn hand_on(&mut self, path: &[String], name: String) {
        self.faces.extend(self.absolute(path).map(|path| (name, path)));
    }

    fn note_tree(&mut self, tree: &syn::UseTree, before: &[String], handed_on: bool) {
        let with = |ident: &syn::Ident| [before, &[ident.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.note_tree(&path.tree, &with(&path.ident), handed_on),
            syn::UseTree::Name(name) if handed_on => self.hand_on(&with(&name.ident), name.ident.to_string()),
            syn::UseTree::Rename(name) if handed_on => self.hand_on(&with(&name.ident), name.rename.to_string()),
            syn::UseTree::Name(name) => self.note(&with(&name.ident)),
            syn::UseTree::Rename(name) => self.note(&with(&name.ident)),
            syn::UseTree::Glob(_) => self.note(before),
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|item| self.note_tree(item, before, handed_on));
            }
        }
    }
}

impl<'ast> Visit<'ast> for Imports {
    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let handed_on = self.is_face && !matches!(item.vis, syn::Visibility::Inherited);
        self.note_tree(&item.tree, &[], handed_on);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        // The `super` of `pub(super)` imports nothing; `before::seal(s)` of a face that draws with what lies below it does.
        if names.len() > 1 {
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
