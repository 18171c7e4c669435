//! Reads `[[task]]`: tasks in the wording of the plan.

use super::file::{At, File};
use super::sentence;
use super::table::Table;
use super::validate::{Codes, Names, check_shape};
use crate::model::id::TaskCode;
use crate::model::plan::{Sentence, Task};
use crate::text::Text;

/// The tasks, their codes, and the lines of their sentences.
pub(super) struct Tasks {
    pub(super) all: Vec<Task>,
    pub(super) codes: Codes,
    pub(super) sentences: Vec<(TaskCode, At<Sentence>)>,
}

/// Reads the tasks.
pub(super) fn read(file: &File, root: &mut Table) -> Tasks {
    let mut codes = Codes::new(Text::new("nhiệm vụ", "task"), TaskCode::shape);
    let (mut names, mut all, mut sentences) = (Names::default(), Vec::new(), Vec::new());
    for mut table in root.optional("task").tables() {
        let sentence = sentence::read(file, &mut table);
        let Some(mut task) = task(file, table, &mut codes, &mut names) else { continue };
        if let Some(sentence) = sentence {
            task.sentence = sentence.value.clone();
            sentences.push((task.code.clone(), sentence));
        }
        all.push(task);
    }
    Tasks { all, codes, sentences }
}

fn task(file: &File, mut table: Table, codes: &mut Codes, names: &mut Names) -> Option<Task> {
    let code = table.required("code").text();
    let (title, text) = (table.required("title").text(), table.required("text").text());
    let (basis, aliases) = (table.optional("basis").texts(), table.optional("aliases").texts());
    table.done();
    let shape = Text::new(
        "số mục của kế hoạch, chữ hoa, cách nhau bằng dấu chấm, ví dụ II.2.1",
        "the plan's numbering in capitals with full stops, like II.2.1",
    );
    check_shape(file, code.as_ref(), |code| TaskCode::shape(code) == code, shape);
    codes.add(file, code.as_ref());
    if let Some(code) = &code {
        for name in title.iter().chain(&aliases) {
            names.add(file, &code.value, name);
        }
    }
    Some(Task {
        code: code?.value.as_str().into(),
        title: title?.value,
        text: text?.value,
        basis: basis.into_iter().map(|document| document.value).collect(),
        aliases: aliases.into_iter().map(|alias| alias.value).collect(),
        sentence: Sentence::default(),
    })
}
