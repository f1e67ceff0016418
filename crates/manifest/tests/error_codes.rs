//! `docs/errors.md` and the codes of this crate.

use tarn_manifest::Code;

#[test]
fn the_docs_have_a_row_for_each_code_and_for_no_other() {
    let docs = include_str!("../../../docs/errors.md");
    let rows = docs
        .lines()
        .filter_map(|line| line.strip_prefix("| FED-")?.split_once(" |"));
    let documented: Vec<_> = rows.map(|(number, _)| format!("FED-{number}")).collect();
    let known: Vec<_> = Code::ALL.iter().map(Code::to_string).collect();
    assert_eq!(documented, known);
}
