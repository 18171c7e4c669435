//! Consolidates many files with damaged, encrypted and hostile ones among them; every file must be
//! accounted for.

use crate::contest::make;
use crate::entrant::tonghop;
use crate::made::Fault;
use crate::made::round::{self, Order, PERIOD, accounts};
use crate::{measured, say};
use std::path::Path;

/// Consolidates such files and checks the role of every file.
pub(crate) fn run(order: &Order, place: &Path) -> Result<(), Fault> {
    let workspace = make(order, &place.join("trust"))?;
    let (run, _) = measured::run(&mut tonghop(&workspace, "consolidate"))?;
    let facts = std::fs::read(workspace.join("ket-qua").join(PERIOD).join("tong-hop.json"))?;
    let sent = round::sent(order)?;
    let faults = accounts::faults(&serde_json::from_slice(&facts)?, &sent);
    std::fs::remove_dir_all(&workspace)?;
    if !faults.is_empty() {
        return Err(format!(
            "{} files are not accounted for:\n{}",
            faults.len(),
            faults.join("\n")
        )
        .into());
    }
    let Order { damaged, encrypted, hostile, .. } = order;
    say(&format!(
        "{} files, of them {damaged} damaged, {encrypted} under a password, {hostile} hostile: every one accounted for.\n\
         consolidate took {:.1} s and at most {} MB.\n",
        sent.len(),
        run.seconds,
        run.peak >> 20
    ))
}
