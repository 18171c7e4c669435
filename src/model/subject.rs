//! Identifies the subject of a finding, so that decisions can refer to it.

use super::id::UnitCode;
use sha2::{Digest, Sha256};

/// Subject of a finding. A decision applies to it only while the value is unchanged.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// Code of the rule.
    pub rule: String,
    /// Unit; `None` if the finding concerns the whole period or an unknown unit.
    pub unit: Option<UnitCode>,
    /// File, if the finding has no unit.
    pub file: Option<String>,
    /// Indicators or tasks; if there are none, sheet and cells; otherwise the part of the form.
    pub at: Option<String>,
    /// Value found.
    pub value: Option<String>,
}

impl Subject {
    /// Returns a short identifier: `G101-3fa2c1d0`.
    pub fn id(&self) -> String {
        let mut hasher = Sha256::new();
        let parts = [
            self.unit.as_ref().map(UnitCode::as_str),
            self.file.as_deref(),
            self.at.as_deref(),
            self.value.as_deref(),
        ];
        for part in std::iter::once(Some(self.rule.as_str())).chain(parts) {
            // a missing part differs from an empty one
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
    fn a_changed_value_changes_the_id() {
        assert_eq!(subject(Some("12 buổi")).id(), subject(Some("12 buổi")).id());
        assert_ne!(subject(Some("12 buổi")).id(), subject(Some("13 buổi")).id());
        assert_ne!(subject(Some("")).id(), subject(None).id());
        assert!(subject(None).id().starts_with("G101-"));
    }
}
