//! The README, with one row per specimen.

use super::specimen::Specimen;
use crate::made::Fault;
use std::fmt::Write as _;
use tonghop::rules;

pub(super) fn page(made: &[(String, Specimen)]) -> Result<String, Fault> {
    let mut rows = String::new();
    for (code, specimen) in made {
        let rule = rules::by_code(code).ok_or_else(|| format!("no rule {code}"))?;
        let (title, look) = (rule.title, specimen.look);
        writeln!(
            rows,
            "| [{code}]({code}) | {} · {} | {} | {} |",
            title.vi, title.en, look.vi, look.en
        )?;
    }
    Ok(format!("{HEAD}{rows}{FOOT}"))
}

const HEAD: &str = "\
# One specimen a rule · Mỗi quy tắc một mẫu vật

Each folder is a workspace with one sound report of an invented commune and the one thing in it that its rule finds. All share
`ke-hoach.toml` and `don-vi.toml` of this folder, unless the rule is about the plan. See a rule at work, and read its page:

```
tonghop -C examples/specimens/G101 check --period 2024-6T --as-of 2024-05-06 --lang en
tonghop explain G101 --lang en
```

Mỗi thư mục là một thư mục làm việc có một báo cáo hợp lệ của một xã hư cấu, trong đó có đúng một điểm mà quy tắc tìm ra. Các thư mục
dùng chung `ke-hoach.toml` và `don-vi.toml` ở đây, trừ khi quy tắc xét chính kế hoạch. Xem quy tắc làm việc và đọc giải thích:

```
tonghop -C examples/specimens/G101 check --period 2024-6T --as-of 2024-05-06
tonghop explain G101
```

| Mã · Code | Quy tắc · Rule | Xem ở đâu | What to look at |
|---|---|---|---|
";

const FOOT: &str = "
The files are written by `cargo run --example specimens`; a new rule's specimen is one function, named after it, in the file of its
family here, and its name in the list of `main.rs`.

Các tệp do lệnh `cargo run --example specimens` ghi ra.
";
