//! Parses the output of `schedule` like the systems do.

use quick_xml::events::Event;
use std::collections::BTreeMap;

/// Sections of a unit file, each with its keys in order.
pub(super) type Unit = BTreeMap<String, Vec<(String, String)>>;

/// Returns the two unit files in the output for systemd.
pub(super) fn units(text: &str) -> (Unit, Unit) {
    let part = |end: &str| {
        let after = text
            .split("\n# ===== ")
            .find(|part| part.lines().next().unwrap().ends_with(&format!("{end} =====")))
            .unwrap();
        let mut unit = Unit::new();
        let mut section = String::new();
        for line in after.lines().skip(1).filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            if let Some(name) = line.strip_prefix('[') {
                section = name.trim_end_matches(']').to_owned();
            } else {
                let (key, value) = line.split_once('=').unwrap();
                unit.entry(section.clone()).or_default().push((key.to_owned(), value.to_owned()));
            }
        }
        unit
    };
    (part(".service"), part(".timer"))
}

pub(super) fn values(unit: &Unit, section: &str, key: &str) -> Vec<String> {
    unit[section].iter().filter(|(name, _)| name == key).map(|(_, value)| value.clone()).collect()
}

/// Splits the command line of a unit file: quotation marks, `\`, `%%` and `$$`, the latter not in
/// the first word.
pub(super) fn unit_words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut inside, mut letters) =
        (Vec::new(), String::new(), false, line.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '"' => inside = !inside,
            '\\' => word.extend(letters.next()),
            '%' => {
                assert_eq!(letters.next(), Some('%'), "{line}");
                word.push('%');
            }
            '$' if !words.is_empty() => {
                assert_eq!(letters.next(), Some('$'), "{line}");
                word.push('$');
            }
            ' ' if !inside => words.push(std::mem::take(&mut word)),
            letter => word.push(letter),
        }
    }
    words.push(word);
    words
}

/// Returns the command of a crontab of one line as cron passes it to the shell; checks that it runs
/// daily at seven.
pub(super) fn cron_command(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let [line] = lines.as_slice() else { panic!("{lines:?}") };
    let written = line.strip_prefix("0 7 * * * ").unwrap();
    let (mut command, mut escaped) = (String::new(), false);
    for letter in written.chars() {
        match letter {
            '%' if escaped => {
                command.pop();
                command.push('%');
            }
            '%' => panic!("an input line of cron's: {line}"),
            letter => command.push(letter),
        }
        escaped = letter == '\\' && !escaped;
    }
    command
}

/// Returns the texts in a task by the path of their element.
pub(super) fn task(text: &str) -> BTreeMap<String, Vec<String>> {
    let mut reader = quick_xml::Reader::from_str(text);
    let (mut path, mut texts) = (Vec::<String>::new(), BTreeMap::<String, Vec<String>>::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => {
                path.push(tag.name().as_ref().to_owned());
                texts.entry(path.join("/")).or_default().push(String::new());
            }
            Event::Empty(tag) => texts
                .entry(path.join("/") + "/empty")
                .or_default()
                .push(tag.name().as_ref().to_owned()),
            Event::End(_) => drop(path.pop()),
            Event::Text(part) => text_of(&mut texts, &path).push_str(&part),
            Event::GeneralRef(named) => {
                let letter = match named.resolve_char_ref().unwrap() {
                    Some(letter) => letter,
                    None => BTreeMap::from([("amp", '&'), ("lt", '<'), ("gt", '>')])[&*named],
                };
                text_of(&mut texts, &path).push(letter);
            }
            Event::Comment(comment) => assert!(!comment.contains("--")),
            Event::Eof => return texts,
            _ => {}
        }
    }
}

fn text_of<'t>(texts: &'t mut BTreeMap<String, Vec<String>>, path: &[String]) -> &'t mut String {
    let texts = texts.entry(path.join("/")).or_default();
    if texts.is_empty() {
        texts.push(String::new());
    }
    texts.last_mut().unwrap()
}

/// Splits a command line like a program on Windows, up to the redirection of output.
pub(super) fn windows_words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut inside, mut strokes) = (Vec::new(), String::new(), false, 0);
    for letter in line.chars() {
        if letter == '"' {
            word.truncate(word.len() - strokes / 2);
            if strokes % 2 == 1 {
                word.pop();
                word.push('"');
            } else {
                inside = !inside;
            }
        } else if letter == ' ' && !inside {
            words.push(std::mem::take(&mut word));
        } else {
            word.push(letter);
        }
        strokes = if letter == '\\' { strokes + 1 } else { 0 };
    }
    words.push(word);
    words
}
