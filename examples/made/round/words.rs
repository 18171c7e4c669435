//! The units' texts: sentences made of parts, with places, people, dates and numbers that differ
//! between units.

use super::one_of;
use super::phrases::{
    ACTIVITIES, BODIES, DIFFICULTIES, FIRST_SENTENCES, FURTHER_SENTENCES, PROPOSALS, SITES,
};
use super::units::village;
use chrono::Days;
use fastrand::Rng;
use tonghop::model::form::Field;
use tonghop::model::id::TaskCode;
use tonghop::model::number::written_vi;
use tonghop::model::unit::Unit;

/// Writes the texts of a unit.
pub(super) struct TextWriter<'t> {
    pub(super) random: &'t mut Rng,
    pub(super) figures: &'t [u64],
    pub(super) unit: &'t Unit,
}

impl TextWriter<'_> {
    /// Returns the result of a task.
    pub(super) fn result(&mut self, task: &TaskCode, own_plan: bool) -> String {
        if own_plan {
            return "Đã ban hành kế hoạch triển khai của đơn vị và gửi về Ban Chỉ đạo tỉnh."
                .to_owned();
        }
        let leads = FIRST_SENTENCES
            .iter()
            .find(|(code, _)| *code == task.as_str())
            .map_or(&[][..], |(_, leads)| leads);
        let lead = one_of(self.random, leads).unwrap_or_default();
        let mut text = self.filled(lead);
        for _ in 0..self.random.usize(0..=3) {
            text.push(' ');
            text.push_str(&self.of(&FURTHER_SENTENCES));
        }
        text
    }

    pub(super) fn difficulty(&mut self) -> String {
        self.of(&DIFFICULTIES)
    }

    pub(super) fn proposal(&mut self) -> String {
        self.of(&PROPOSALS)
    }

    /// Returns a passage of the unit's assessment of itself.
    pub(super) fn assessed(&mut self, field: Field) -> String {
        let lead = match field {
            Field::Strengths => {
                "Công tác chỉ đạo được thực hiện kịp thời, có phân công rõ việc, rõ người."
            }
            Field::Shortcomings => "Một số đơn vị cơ sở báo cáo còn chậm.",
            Field::Causes => "Cán bộ kiêm nhiệm, khối lượng công việc nhiều.",
            _ => "Tiếp tục tuyên truyền; hoàn thành các phương án còn lại trong quý III/2024.",
        };
        let own = if self.random.bool() {
            self.of(if field == Field::Strengths { &FURTHER_SENTENCES } else { &DIFFICULTIES })
        } else {
            String::new()
        };
        format!("{lead} {own}").trim_end().to_owned()
    }

    pub(super) fn person(random: &mut Rng) -> String {
        let family = one_of(
            random,
            &[
                "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đỗ", "Bùi", "Hà", "Trịnh", "Lương",
                "Cao", "Mai", "Lò", "Vi",
            ],
        );
        let middle = one_of(
            random,
            &["Văn", "Thị", "Đức", "Minh", "Quang", "Ngọc", "Hữu", "Xuân", "Bá", "Thanh"],
        );
        let given = one_of(
            random,
            &[
                "An", "Bình", "Cường", "Dũng", "Giang", "Hải", "Hùng", "Lan", "Long", "Nam",
                "Phúc", "Sơn", "Tâm", "Tuấn", "Yến",
            ],
        );
        [family, middle, given].map(Option::unwrap_or_default).join(" ")
    }

    fn of(&mut self, shapes: &[&str]) -> String {
        let shape = one_of(self.random, shapes).unwrap_or_default();
        let text = self.filled(shape);
        let mut letters = text.chars();
        letters
            .next()
            .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    }

    /// Returns a sentence with its gaps filled.
    fn filled(&mut self, shape: &str) -> String {
        let mut text = String::new();
        for piece in shape.split('{') {
            match piece.split_once('}') {
                Some((gap, rest)) => {
                    text.push_str(&self.gap(gap));
                    text.push_str(rest);
                }
                None => text.push_str(piece),
            }
        }
        text
    }

    fn gap(&mut self, gap: &str) -> String {
        let word =
            |random: &mut Rng, words: &[&str]| one_of(random, words).unwrap_or_default().to_owned();
        match gap {
            "v" => village(self.random),
            "p" => Self::person(self.random),
            "d" => said_day(self.random),
            "n" => self.random.u32(2..=38).to_string(),
            "b" => word(self.random, &BODIES),
            "k" => word(self.random, &ACTIVITIES),
            "s" => word(self.random, &SITES),
            code => {
                let place = code
                    .trim_start_matches("CT")
                    .parse::<usize>()
                    .unwrap_or_default()
                    .wrapping_sub(1);
                self.figures
                    .get(place)
                    .map_or_else(String::new, |figure| written_vi((*figure).into()))
            }
        }
    }
}

/// Returns a date in the months of the period, as people write it.
fn said_day(random: &mut Rng) -> String {
    let day = super::day(1, 3) + Days::new(random.u64(0..95));
    let shape = one_of(random, &["%-d/%-m", "%d/%m/2024", "%-d/%-m/2024"]).unwrap_or_default();
    day.format(shape).to_string()
}
