//! Tests of the plan and the units kept as workbooks.

use crate::tree::{code, copy, printed, root, said, tonghop};
use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};

const MARK: &str = "[cần xác nhận] ";

/// A workbook as an officer edits it: its parts by name.
struct Workbook {
    path: PathBuf,
    parts: BTreeMap<String, String>,
}

impl Workbook {
    fn open(path: &Path) -> Self {
        let mut archive = zip::ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
        let mut parts = BTreeMap::new();
        for number in 0..archive.len() {
            let mut part = archive.by_index(number).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            parts.insert(part.name().unwrap().to_string(), text);
        }
        Self { path: path.to_owned(), parts }
    }

    fn save(&self) {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in &self.parts {
            writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            writer.write_all(text.as_bytes()).unwrap();
        }
        fs::write(&self.path, writer.finish().unwrap().into_inner()).unwrap();
    }

    fn sheet(&mut self, number: usize) -> &mut String {
        self.parts.get_mut(&format!("xl/worksheets/sheet{number}.xml")).unwrap()
    }

    /// Replaces a cell; `inner` are the attributes and the content after its place.
    fn put(&mut self, sheet: usize, cell: &str, inner: &str) {
        let text = self.sheet(sheet);
        let (before, rest) = text.split_once(&format!("<c r=\"{cell}\"")).unwrap();
        let (attributes, after) = rest.split_once('>').unwrap();
        let is_blank = attributes.ends_with('/');
        let after = if is_blank { after } else { after.split_once("</c>").unwrap().1 };
        *text = format!("{before}<c r=\"{cell}\"{inner}</c>{after}");
    }

    fn text(&mut self, sheet: usize, cell: &str, text: &str) {
        self.put(sheet, cell, &format!(" t=\"inlineStr\"><is><t>{text}</t></is>"));
    }

    /// Replaces text everywhere. What is then a date becomes one, as spreadsheet programs do.
    fn replace(&mut self, was: &str, is: &str) {
        let strings = self.parts.get_mut("xl/sharedStrings.xml").unwrap();
        *strings = strings.replace(was, is);
        let items: Vec<String> = strings.split("<si>").skip(1).map(str::to_owned).collect();
        for (number, item) in items.iter().enumerate() {
            let text = item.split('>').nth(1).and_then(|text| text.split('<').next()).unwrap();
            let is_day = text.len() == 10 && text.starts_with("202") && text.contains('-');
            for part in self.parts.iter_mut().filter(|(name, _)| name.contains("/sheet") && is_day)
            {
                let text_cell = format!("t=\"s\"><v>{number}</v>");
                *part.1 = part.1.replace(&text_cell, &format!("t=\"d\"><v>{text}</v>"));
            }
        }
    }
}

fn refused(root: &Path) -> String {
    let refused = tonghop(root, &["check", "--as-of", "2026-03-01"]);
    assert_eq!(code(&refused), 2);
    said(&refused)
}

#[test]
fn another_year_is_prepared_in_excel_alone() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    assert_eq!(code(&tonghop(root, &["init", "cu"])), 0);
    let made = tonghop(root, &["init", "moi", "--year", "2026", "--from", "cu", "--excel"]);
    assert_eq!(code(&made), 0, "{}", said(&made));
    let new = root.join("moi");
    assert!(!new.join("ke-hoach.toml").exists() && !new.join("don-vi.toml").exists());
    let why = refused(&new);
    assert!(why.contains("ke-hoach.xlsx, Kỳ!D2: Chưa xác nhận ngày 2026-05-01"), "{why}");
    assert!(why.contains("ke-hoach.xlsx, Phân công!") && !why.contains("dấu nháy"), "{why}");

    let mut plan = Workbook::open(&new.join("ke-hoach.xlsx"));
    for (was, is) in [
        (MARK, ""),
        ("khủng bố năm 2024", "khủng bố năm 2026"),
        ("các huyện, thị xã, thành phố", "các xã, phường"),
        ("S-GTVT (Sở Giao thông vận tải không còn trong danh sách)", "S-XD"),
        ("S-TTTT (Sở Thông tin và Truyền thông không còn trong danh sách)", "S-KHCN"),
        ("S-BDT (Ban Dân tộc tỉnh không còn trong danh sách)", "S-DTTG"),
        ("S-LDTBXH (Sở Lao động - Thương binh và Xã hội không còn trong danh sách)", "S-TC"),
        ("H-THOXUAN (Ủy ban nhân dân huyện Thọ Xuân không còn trong danh sách)", "X-THOXUAN"),
        ("phường Ba Đình, thành phố Thanh Hóa, tỉnh", "phường Hạc Thành, tỉnh"),
    ] {
        plan.replace(was, is);
    }
    plan.save();
    let issued = tonghop(&new, &["template", "--as-of", "2026-03-01"]);
    assert_eq!(code(&issued), 0, "{}", said(&issued));
    assert!(new.join("mau/2026-6T/X-THOXUAN.xlsx").is_file());
    assert!(fs::read_dir(new.join("mau/2026-6T")).unwrap().count() > 166);
}

#[test]
fn every_fault_of_a_workbook_names_sheet_and_cell() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(code(&tonghop(folder.path(), &["init", "w", "--excel"])), 0);
    let office = folder.path().join("w");
    let mut plan = Workbook::open(&office.join("ke-hoach.xlsx"));
    plan.text(2, "D2", "01/5/2024");
    plan.text(2, "A3", "2024-6T");
    plan.text(2, "I3", "đôi khi");
    plan.text(4, "B1", "Tiêu đề khác");
    plan.text(6, "E2", "FLOW");
    plan.text(7, "A2", "bằng nhau");
    let merged = "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A2:A3\"/></mergeCells>";
    let sheet = plan.sheet(6);
    *sheet = sheet.replacen("</sheetData>", merged, 1);
    plan.save();
    let why = refused(&office);
    for place in ["Kỳ!D2: ", "Kỳ!I3: ", "Nhiệm vụ!B1: ", "Chỉ tiêu!A2: ", "Quan hệ!A2: "]
    {
        assert!(why.contains(&format!("ke-hoach.xlsx, {place}")), "{place} {why}");
    }
    assert!(why.contains("là chữ, không phải ngày"), "{why}");
    assert!(why.contains("các ô A2:A3 gộp làm một"), "{why}");
    assert!(!why.contains("Chỉ tiêu!E2"), "a word in English is understood: {why}");

    // what the cells give is checked like TOML
    assert_eq!(code(&tonghop(folder.path(), &["init", "v", "--excel"])), 0);
    let office = folder.path().join("v");
    let mut plan = Workbook::open(&office.join("ke-hoach.xlsx"));
    plan.text(2, "A3", "2024-6T");
    plan.save();
    let mut units = Workbook::open(&office.join("don-vi.xlsx"));
    units.text(2, "A3", "TP-THANHHOA");
    units.text(2, "E4", "3");
    for (cell, words) in [("N1", "Ghi riêng"), ("N5", "xem lại")] {
        let row = if cell == "N1" { 1 } else { 5 };
        let sheet = units.sheet(2);
        let (before, rest) = sheet.split_once(&format!("<row r=\"{row}\"")).unwrap();
        let (cells, after) = rest.split_once("</row>").unwrap();
        let added = format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{words}</t></is></c>");
        *sheet = format!("{before}<row r=\"{row}\"{cells}{added}</row>{after}");
    }
    units.save();
    let why = refused(&office);
    assert!(why.contains("ke-hoach.xlsx, Kỳ!A3: "), "{why}");
    assert!(why.contains("don-vi.xlsx, Đơn vị!A3: "), "{why}");
    assert!(why.contains("don-vi.xlsx, Đơn vị!N1: không có cột “Ghi riêng”"), "{why}");
    assert!(!why.contains("Đơn vị!N5") && !why.contains("Đơn vị!E4"), "{why}");
}

#[test]
fn names_pasted_into_the_units_get_codes_to_confirm() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(code(&tonghop(folder.path(), &["init", "w", "--excel"])), 0);
    let office = folder.path().join("w");
    let mut units = Workbook::open(&office.join("don-vi.xlsx"));
    let row = "<row r=\"300\"><c r=\"B300\" t=\"inlineStr\"><is><t>Xã Xuân Lai</t></is></c></row></sheetData>";
    let sheet = units.sheet(2);
    *sheet = sheet.replacen("</sheetData>", row, 1);
    units.save();
    let why = refused(&office);
    assert!(why.contains("don-vi.xlsx, Đơn vị!A300: ") && why.contains("“X-XUANLAI”"), "{why}");
    let filled = tonghop(&office, &["plan", "to-excel"]);
    assert_eq!(code(&filled), 0, "{}", said(&filled));
    assert!(said(&filled).contains("don-vi.xlsx"), "{}", said(&filled));
    let why = refused(&office);
    for wanted in
        ["A78: Chưa xác nhận “X-XUANLAI”", "E78: Chưa xác nhận “77”", "F78: Chưa xác nhận “có”"]
    {
        assert!(why.contains(&format!("don-vi.xlsx, Đơn vị!{wanted}")), "{wanted}: {why}");
    }
}

#[test]
fn results_do_not_depend_on_the_form_of_the_plan() {
    let folder = tempfile::tempdir().unwrap();
    let office = folder.path();
    copy(&root().join("examples/06_hang-thang"), office);
    let when = ["--period", "2026-T08", "--as-of", "2026-08-20", "--exit-zero"];
    let totals = || {
        let check = tonghop(office, &[&["check", "--format", "json"], &when[..]].concat());
        assert_eq!(code(&check), 0, "{}", said(&check));
        let facts: serde_json::Value = serde_json::from_str(&printed(&check)).unwrap();
        (facts["totals"].clone(), facts["findings"].clone(), facts["units"].clone())
    };
    let written = fs::read_to_string(office.join("ke-hoach.toml")).unwrap();
    let before = totals();
    let turned = tonghop(office, &["plan", "to-excel"]);
    assert_eq!(code(&turned), 0, "{}", said(&turned));
    assert!(!office.join("ke-hoach.toml").exists());
    assert_eq!(totals(), before);
    for command in ["consolidate", "close"] {
        let done = tonghop(office, &[&[command], &when[..]].concat());
        assert_eq!(code(&done), 0, "{command}: {}", said(&done));
        let verified = tonghop(office, &["verify", "--period", "2026-T08"]);
        assert_eq!(code(&verified), 0, "{command}: {}", said(&verified));
        let closed = office.join("ket-qua/2026-T08/chot");
        assert_eq!(closed.join("ke-hoach.xlsx").is_file(), command == "close");
    }
    assert_eq!(code(&tonghop(office, &["plan", "to-toml"])), 0);
    assert_eq!(totals(), before);

    assert_eq!(code(&tonghop(office, &["plan", "to-excel"])), 0);
    fs::write(office.join("ke-hoach.toml"), written).unwrap();
    let both = tonghop(office, &["plan", "to-toml"]);
    assert_eq!(code(&both), 2);
    assert!(said(&both).contains("Có cả"), "{}", said(&both));
}

#[test]
fn a_heading_that_is_gone_is_one_fault() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(code(&tonghop(folder.path(), &["init", "w", "--excel"])), 0);
    for (file, sheet, cell, heading, places) in [
        ("don-vi.xlsx", 2, "A1", "Ma so", "Đơn vị!A1"),
        ("don-vi.xlsx", 2, "F1", "Phải bao cao", "Đơn vị!F1"),
        ("don-vi.xlsx", 3, "B1", "Ten", "Khối!B1"),
        ("ke-hoach.xlsx", 2, "D1", "Trước ngay", "Kỳ!D1"),
        ("ke-hoach.xlsx", 4, "A1", "Ma nv", "Nhiệm vụ!A1"),
        ("ke-hoach.xlsx", 5, "A1", "Ma nv", "Phân công!A1"),
        ("ke-hoach.xlsx", 1, "A1", "Muc", "Kế hoạch!A1"),
    ] {
        let office = folder.path().join("c");
        let _ = fs::remove_dir_all(&office);
        copy(&folder.path().join("w"), &office);
        let mut workbook = Workbook::open(&office.join(file));
        workbook.text(sheet, cell, heading);
        workbook.save();
        let why = refused(&office);
        assert_eq!(why.matches(".xlsx, ").count(), 1, "{heading}: {why}");
        assert!(why.contains(&format!("{file}, {places}: ")), "{why}");
    }
}

#[test]
fn every_command_takes_workbooks() {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("examples/03_hai-cap"), folder.path());
    let [office, above] = ["tinh", "trung-uong"].map(|name| folder.path().join(name));
    for level in [&office, &above] {
        let turned = tonghop(level, &["plan", "to-excel"]);
        assert_eq!(code(&turned), 0, "{}", said(&turned));
    }
    let day = ["--as-of", "2026-06-20", "--exit-zero"];
    let run = |words: &[&str]| {
        let done = tonghop(&office, &[words, &day[..]].concat());
        assert_eq!(code(&done), 0, "{words:?}: {}", said(&done));
        done
    };
    run(&["consolidate", "--period", "2026-6T", "--as-report", "../trung-uong/ke-hoach.xlsx"]);
    let results = office.join("ket-qua/2026-6T");
    assert!(fs::read_dir(results.join("bao-cao-cap-tren")).unwrap().count() > 0);

    // the command of the printed job, without the day of this machine
    let job = tonghop(&office, &["schedule", "--for", "cron"]);
    assert_eq!(code(&job), 0, "{}", said(&job));
    assert!(printed(&job).contains("consolidate --if-due"), "{}", printed(&job));
    run(&["consolidate", "--if-due"]);

    let decided = tonghop(
        &office,
        &[
            &["decide", "extend", "X-BENDA", "--to", "2026-07-10", "--period", "2026-6T"],
            &["--reason", "Đã xin gia hạn", "--by", "Nguyễn Văn B", "--as-of", "2026-06-20"][..],
        ]
        .concat(),
    );
    assert_eq!(code(&decided), 0, "{}", said(&decided));
    run(&["consolidate", "--period", "2026-6T"]);
    assert_eq!(code(&tonghop(&office, &["verify", "--period", "2026-6T"])), 0);
}
