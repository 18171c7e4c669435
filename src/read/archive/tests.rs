use super::*;

#[test]
fn what_is_no_archive_is_damaged() {
    for bytes in [&b""[..], b"PK\x03\x04", b"PK\x05\x06", &[0; 100]] {
        assert!(matches!(Archive::open(bytes), Err(Unreadable::Damaged(_))), "{bytes:?}");
    }
}

#[test]
fn an_end_record_that_declares_too_much_is_refused_before_the_directory_is_read() {
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
