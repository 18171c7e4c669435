//! A progress bar, only where a person looks at standard error.

use super::console::Console;
use crate::text::Text;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Progress bar whose total is set later.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// Creates a bar, hidden if nobody watches or messages are off.
    pub(super) fn new(console: &Console) -> Self {
        let bar = ProgressBar::new(0);
        if !console.is_watched() {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        let template = Text::new(
            "Đọc báo cáo {bar:30} {pos}/{len} tệp, còn {eta}",
            "Reading {bar:30} {pos}/{len} files, {eta} left",
        );
        if let Ok(style) = ProgressStyle::with_template(template.in_lang(console.lang)) {
            bar.set_style(style);
        }
        Self(bar)
    }

    /// Updates the bar. The reader passes the number of files first, then 0 after each file.
    pub(super) fn seen(&self, count: usize) {
        if count > 0 {
            self.0.set_length(u64::try_from(count).unwrap_or(u64::MAX));
        } else {
            self.0.inc(1);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
