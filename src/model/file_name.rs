//! Makes file names from codes, valid on every system.

use super::id::UnitCode;
use std::fmt::Write as _;

/// Names that Windows reserves for devices, with any extension.
const DEVICES: [&str; 4] = ["CON", "PRN", "AUX", "NUL"];
/// Reserved with a digit from 1 to 9.
const NUMBERED: [&str; 2] = ["COM", "LPT"];

/// Returns a file name without extension for a code.
///
/// Ordinary codes are returned unchanged. Characters that Windows forbids are written as `%` and
/// their number in hex; the name of a device gets a `_`. Different codes never share a name.
pub(crate) fn file_name(code: &str) -> String {
    let last = code.chars().count().saturating_sub(1);
    let mut name = String::with_capacity(code.len());
    for (place, letter) in code.chars().enumerate() {
        let forbidden = letter.is_control()
            || r#"<>:"/\|?*%"#.contains(letter)
            || place == last && matches!(letter, '.' | ' ');
        if forbidden {
            let _ = write!(name, "%{:02X}", u32::from(letter));
        } else {
            name.push(letter);
        }
    }
    if is_device(&name) {
        name.push('_');
    }
    name
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |device: &str| {
        stem.strip_prefix(device).is_some_and(|rest| matches!(rest.as_bytes(), [b'1'..=b'9']))
    };
    DEVICES.contains(&stem.as_str()) || NUMBERED.iter().any(|device| numbered(device))
}

/// Returns the name of a unit's form.
pub(crate) fn form_name(unit: &UnitCode) -> String {
    format!("{}.xlsx", file_name(unit.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_code_is_a_file_name_unchanged() {
        for code in [
            "H-THOXUAN",
            "S-TC",
            "so-nganh",
            "2024-6T",
            "COM10",
            "COM",
            "LPT0",
            "CONG-AN",
            "Sở Tài chính",
        ] {
            assert_eq!(file_name(code), code);
        }
    }

    #[test]
    fn names_and_characters_reserved_by_windows_are_escaped() {
        for (code, name) in [
            ("CON", "CON_"),
            ("nul", "nul_"),
            ("COM1", "COM1_"),
            ("LPT9.a", "LPT9.a_"),
            ("so/nganh", "so%2Fnganh"),
            ("..", ".%2E"),
            ("a. ", "a.%20"),
            ("100%", "100%25"),
            ("a\u{7}:b", "a%07%3Ab"),
        ] {
            assert_eq!(file_name(code), name);
        }
    }
}
