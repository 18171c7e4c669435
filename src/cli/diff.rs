//! `tonghop diff`: which totals differ between two results, and because of which unit and cell.

use super::DONE;
use super::args::{Compare, Invocation};
use super::history::{History, facts};
use super::named::{is_standard_input, located};
use super::output::Console;
use super::workspace::Workspace;
use crate::consolidate::compare::Difference;
use crate::error::Error;
use crate::model::facts::Facts;
use crate::msg;
use crate::render::difference;

/// Compares two files of facts and prints what differs. That they differ is an answer, not a fault: the exit code is 0.
pub(super) fn run(
    invocation: &Invocation,
    asked: &Compare,
    console: &mut Console,
) -> Result<u8, Error> {
    if asked
        .files
        .as_ref()
        .is_some_and(|(old, new)| [old, new].into_iter().all(|path| is_standard_input(path)))
    {
        return Err(msg!(
            "Chỉ một trong hai tệp đọc được từ đầu vào chuẩn (-); ghi đường dẫn của tệp kia.",
            "Only one of the two files can be read from standard input (-); give the path of the other."
        )
        .into());
    }
    let (old, new) = match &asked.files {
        Some((old, new)) => {
            (facts(&located(&invocation.root, old))?, facts(&located(&invocation.root, new))?)
        }
        None => of_period(invocation, asked, console)?,
    };
    let difference = Difference::between(&old, &new)?;
    let text = if console.json {
        difference::document(&difference)
    } else {
        difference::report(&difference, console.style())
    };
    console.print(&text)?;
    Ok(DONE)
}

/// The closed results of a period and the newest ones.
fn of_period(
    invocation: &Invocation,
    asked: &Compare,
    console: &mut Console,
) -> Result<(Facts, Facts), Error> {
    let workspace = Workspace::open(invocation, console)?;
    let (period, _) = workspace.when(&asked.when)?;
    let (code, history) = (&period.code, History::of(&workspace.root, &period.code)?);
    let Some(closed) = history.standing.closed else {
        return Err(msg!(
            "Kỳ {code} chưa chốt nên chưa có hai bản để so sánh. So sánh hai tệp bất kỳ: tonghop diff CŨ.json MỚI.json",
            "Period {code} is not closed, so there are no two versions to compare. For any two files: tonghop diff OLD.json NEW.json"
        )
        .into());
    };
    if history.standing.newest == closed {
        console.tell(&msg!(
            "Từ khi chốt kỳ {code} chưa lập kết quả mới; kết quả đã chốt được so với chính nó.",
            "No newer results of period {code} were written since it was closed; the closed results are compared with themselves."
        ));
    }
    Ok((history.facts(closed)?, history.facts(history.standing.newest)?))
}
