use super::*;

#[test]
fn other_bytes_are_a_damaged_archive() {
    for bytes in [&b""[..], b"PK\x03\x04", b"PK\x05\x06", &[0; 100]] {
        assert!(matches!(Archive::open(bytes), Err(Unreadable::Damaged(_))), "{bytes:?}");
    }
}

#[test]
fn too_many_declared_parts_are_refused_before_reading_the_directory() {
    let mut bytes = b"PK\x05\x06".to_vec();
    bytes.extend([0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    assert!(matches!(Archive::open(&bytes), Err(Unreadable::TooLarge(_))));
}

#[test]
fn utf_16_becomes_utf_8() {
    for bytes in [&[0xFF, 0xFE, b'<', 0, b'a', 0][..], &[0xFE, 0xFF, 0, b'<', 0, b'a'], b"<a"] {
        assert_eq!(text(bytes).as_deref(), Ok("<a"));
    }
    assert!(text(&[b'<', 0xC0]).is_err());
}
