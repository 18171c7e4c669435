//! Detects formulas whose stored result cannot be trusted.

/// Maximum formula length examined, in bytes. Excel's limit is 8,192 characters.
pub(super) const MAX_LENGTH: usize = 32 << 10;

/// Functions whose result depends on chance or on the current time.
const VOLATILE: [&str; 5] = ["RAND(", "RANDBETWEEN(", "RANDARRAY(", "NOW(", "TODAY("];

/// Returns whether a formula gives another result when the file is opened again.
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
    fn volatile_functions_are_detected() {
        for formula in ["TODAY()-42764", "ROUND(RAND()*30,0)", "of:=NOW()", "IF(A1>today(),1,0)"] {
            assert!(is_volatile(formula), "{formula}");
        }
        for formula in ["SUM(A1:A9)", "BRAND(A1)", "A1+B1", "\"TODAY()\"", ""] {
            assert!(!is_volatile(formula), "{formula}");
        }
    }
}
