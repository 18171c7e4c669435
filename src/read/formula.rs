//! What a formula says of its stored result.

/// Longest formula that is looked into, in bytes: Excel's own limit is 8,192 letters.
pub(super) const LONGEST: usize = 32 << 10;

/// Functions that give another result each time or each day they are computed.
const VOLATILE: [&str; 5] = ["RAND(", "RANDBETWEEN(", "RANDARRAY(", "NOW(", "TODAY("];

/// Returns whether the stored result of a formula is not the one a person sees who opens the file.
pub(super) fn is_volatile(formula: &str) -> bool {
    let formula = formula.to_ascii_uppercase();
    let calls = |name: &&str| {
        formula.match_indices(*name).any(|(at, _)| {
            let before = formula.get(..at).and_then(|before| before.chars().next_back());
            !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '"'))
        })
    };
    VOLATILE.iter().any(calls)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_that_change_with_time_or_chance_are_known() {
        for formula in ["TODAY()-42764", "ROUND(RAND()*30,0)", "of:=NOW()", "IF(A1>today(),1,0)"] {
            assert!(is_volatile(formula), "{formula}");
        }
        for formula in ["SUM(A1:A9)", "BRAND(A1)", "A1+B1", "\"TODAY()\"", ""] {
            assert!(!is_volatile(formula), "{formula}");
        }
    }
}
