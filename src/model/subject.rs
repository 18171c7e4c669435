//! What a finding is about: the same in every run as long as the cause is the same, so that a person can refer to it.

use super::id::UnitCode;
use sha2::{Digest, Sha256};

/// What a finding is about. A decision is bound to it: where the value changes, so does the subject.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// The code of the rule.
    pub rule: String,
    /// The unit; `None` where it is the whole period's or nobody's.
    pub unit: Option<UnitCode>,
    /// The file, where the finding is no unit's.
    pub file: Option<String>,
    /// The indicators or tasks concerned; otherwise the sheet and its cells; otherwise what of the form.
    pub at: Option<String>,
    /// What stands there.
    pub value: Option<String>,
}

impl Subject {
    /// A short name for it, `G101-3fa2c1d0`.
    pub fn id(&self) -> String {
        let mut hasher = Sha256::new();
        let parts = [
            self.unit.as_ref().map(UnitCode::as_str),
            self.file.as_deref(),
            self.at.as_deref(),
            self.value.as_deref(),
        ];
        for part in std::iter::once(Some(self.rule.as_str())).chain(parts) {
            // a part that is not there is not an empty one
            hasher.update([u8::from(part.is_some())]);
            hasher.update(part.unwrap_or_default());
            hasher.update([0]);
        }
        let short: Vec<u8> = hasher.finalize().iter().take(4).copied().collect();
        format!("{}-{}", self.rule, crate::text::hex(&short))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(value: Option<&str>) -> Subject {
        Subject {
            rule: "G101".to_owned(),
            unit: Some("A".into()),
            file: None,
            at: Some("CT01".to_owned()),
            value: value.map(str::to_owned),
        }
    }

    #[test]
    fn a_changed_value_is_another_subject() {
        assert_eq!(subject(Some("12 buổi")).id(), subject(Some("12 buổi")).id());
        assert_ne!(subject(Some("12 buổi")).id(), subject(Some("13 buổi")).id());
        assert_ne!(subject(Some("")).id(), subject(None).id());
        assert!(subject(None).id().starts_with("G101-"));
    }
}
