//! Conditional styles of an `.ods` file that change what cells show.

use crate::read::xml::Tag;

/// A style that applies under a condition.
#[derive(Debug, Clone)]
pub(super) struct ConditionalStyle {
    condition: String,
    style: String,
}

impl ConditionalStyle {
    /// Reads a `style:map` tag.
    pub(super) fn from_tag(tag: &Tag<'_>) -> Self {
        let get = |key| tag.get(key).unwrap_or_default().into_owned();
        Self { condition: get("condition"), style: get("apply-style-name") }
    }

    /// Returns the name of the style that applies.
    pub(super) fn style(&self) -> &str {
        &self.style
    }

    /// Returns whether the condition holds for a number, or `None` if it cannot be evaluated.
    pub(super) fn applies(&self, number: f64) -> Option<bool> {
        holds(&self.condition, number)
    }
}

fn holds(condition: &str, value: f64) -> Option<bool> {
    let compared = condition.trim().strip_prefix("cell-content()")?.trim_start();
    let operand = |sign: &str| compared.strip_prefix(sign)?.trim().parse::<f64>().ok();
    if let Some(bound) = operand(">=") {
        return Some(value >= bound);
    }
    if let Some(bound) = operand("<=") {
        return Some(value <= bound);
    }
    if let Some(bound) = operand("!=") {
        return Some((value - bound).abs() >= f64::EPSILON);
    }
    if let Some(bound) = operand(">") {
        return Some(value > bound);
    }
    if let Some(bound) = operand("<") {
        return Some(value < bound);
    }
    operand("=").map(|bound| (value - bound).abs() < f64::EPSILON)
}

#[cfg(test)]
mod tests {
    use crate::model::reading::UNKNOWN_DISPLAY;
    use crate::read::grid::Value;
    use crate::read::ods::styles::Styles;
    use crate::read::xml::Xml;

    /// Returns what a cell with 2650 shows in a style with this condition and conditional
    /// formatting.
    fn shown(condition: &str, look: &str) -> Option<String> {
        let part = format!(
            "<office:styles><style:style style:name='C'>{look}</style:style>\
             <style:style style:name='A'><style:map style:condition='{condition}' style:apply-style-name='C'/></style:style></office:styles>"
        );
        let mut styles = Styles::default();
        styles.read(&mut Xml::in_memory(&part)).unwrap_or_default();
        styles.shown(&Value::Number(2650.0), styles.conditional("A")).map(|shown| shown.to_string())
    }

    #[test]
    fn conditional_styles_that_hide_or_strike_numbers_are_read() {
        let white = "<style:text-properties fo:color='#ffffff'/>";
        let struck = "<style:text-properties style:text-line-through-style='solid'/>";
        let red = "<style:text-properties fo:color='#c00000'/>";
        for (condition, look, expected) in [
            ("cell-content()&gt;1000", white, Some("")),
            ("is-true-formula(1)", white, Some(UNKNOWN_DISPLAY)),
            ("cell-content()&gt;=2650", struck, Some(UNKNOWN_DISPLAY)),
            ("cell-content()=0", white, None),
            ("cell-content()&lt;1000", white, None),
            ("is-true-formula(1)", red, None),
        ] {
            assert_eq!(shown(condition, look).as_deref(), expected, "{condition} {look}");
        }
    }
}
