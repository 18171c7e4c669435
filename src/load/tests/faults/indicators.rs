//! Tests of errors in indicators: permitted answers and aggregation.

use super::*;

const CT05: &str =
    "measure = \"lượt người\"\nmeasure_aliases = [\"lượt\"]\ntask = \"II.2.1\"\nnature = \"flow\"";

/// Checks the error for another unit of measure of CT05.
fn of_measure(measure: &str, more: &str, said: &str) {
    let adds_up = measure == "buổi"
        || measure == "triệu đồng"
        || more.is_empty()
        || ["sum", "latest"].iter().any(|word| more.contains(word));
    let nature = if adds_up { "nature = \"flow\"" } else { "" };
    let changed = format!("measure = \"{measure}\"\n{more}\n{nature}\ntask = \"II.2.1\"");
    assert_fault(Kh, "code = \"CT05\"", CT05, &changed, said);
}

#[test]
fn rates_and_scores_need_an_aggregation() {
    for measure in ["%", "phần trăm", "Tỷ lệ %", "tỉ lệ", "‰", "điểm", "Điểm số"]
    {
        of_measure(measure, "", "needs “total”");
    }
    for measure in ["%", "tỷ lệ", "‰"] {
        of_measure(measure, "total = \"sum\"", "does not add up; “total” must be");
        of_measure(measure, "total = \"latest\"", "does not add up; “total” must be");
    }
    let mean = CT05.replace("lượt người", "%").replace("nature", "total = \"mean\"\nnature");
    assert_fault(Kh, "code = \"CT05\"", CT05, &mean, "does not add up over time either");
}

#[test]
fn a_ratio_needs_two_indicators_that_are_added() {
    let ratio = |sides: &str, said| of_measure("%", &format!("total = \"ratio\"\n{sides}"), said);
    ratio("", "needs both “of” and “per”");
    ratio("of = \"CT02\"", "needs both “of” and “per”");
    ratio("of = \"CT02\"\nper = \"CT99\"", "no indicator with the code “CT99”");
    ratio("of = \"CT02\"\nper = \"CT05\"", "“CT05” does not add up");
    ratio("of = \"CT02\"\nper = \"CT02\"", "are one indicator");
    of_measure("buổi", "per = \"CT02\"", "goes with total = \"ratio\" only");
}

#[test]
fn bounds_and_decimals_fit_the_answer() {
    of_measure("buổi", "decimals = 2", "A count has no decimal places");
    of_measure("triệu đồng", "answer = \"decimal\"\ndecimals = 5", "from 0 to 4");
    of_measure("buổi", "min = 10\nmax = 9.5", "“max” is less than “min”");
    of_measure("buổi", "max = \"100\"", "must be a number, like 100 or 99.5");
    of_measure("buổi", "answer = \"percent\"", "“answer” is one of");
}

#[test]
fn answers_in_words_have_no_total_and_choices_have_items() {
    assert_fault(
        Kh,
        "code = \"CT05\"",
        "measure = \"lượt người\"",
        "measure = \"có/không\"",
        "needs answer = \"yes-no\"",
    );
    let words = |more: &str, said| {
        let changed = format!("measure = \"mức\"\n{more}\ntask = \"II.2.1\"");
        assert_fault(Kh, "code = \"CT05\"", CT05, &changed, said);
    };
    words("answer = \"yes-no\"\ntotal = \"sum\"", "goes with answers that are numbers");
    words("answer = \"date\"\nmax = 10", "goes with answers that are numbers");
    words("answer = \"choice\"", "needs “choices” of two words or more");
    words("answer = \"choice\"\nchoices = [\"Tốt, khá\", \"Kém\"]", "no word holds a comma");
    words("answer = \"text\"\nchoices = [\"Tốt\", \"Kém\"]", "goes with answer = \"choice\" only");
}

#[test]
fn a_sentence_states_indicators_of_its_task_once_each() {
    let wrong =
        |old: &str, new: &str, words: &str| assert_fault(Kh, "code = \"II.5\"", old, new, words);
    wrong("{CT20}", "{CT2O}", "no indicator with the code “CT2O”");
    wrong("{CT20}", "{CT04}", "names the indicator “CT04”, which is not of this task");
    wrong("{CT20}", "{CT21}", "names the indicator “CT21” twice");
    wrong("{CT20}", "{CT20", "“sentence” is not right");
}

/// What is said where a key is added to an indicator.
fn of_key(code: &str, key: &str, said: &str) {
    let anchor = format!("code = \"{code}\"");
    assert_fault(Kh, &anchor, &anchor, &format!("{anchor}\n{key}"), said);
}

#[test]
fn a_part_is_directly_below_its_whole_and_like_it() {
    of_key("CT05", "parent = \"CT99\"", "no indicator with the code “CT99”");
    for not_above in ["CT05", "CT06"] {
        of_key("CT05", &format!("parent = \"{not_above}\""), "is not above it (or is itself)");
    }
    of_key("CT05", "parent = \"CT03\"", "directly below CT03 and its other parts");
    of_key("CT05", "parent = \"CT04\"", "must have its measure “buổi”");
    let elsewhere = "parent = \"CT02\"\nmeasure = \"văn bản\"";
    assert_fault(
        Kh,
        "code = \"CT03\"",
        "measure = \"cuộc\"",
        elsewhere,
        "must belong to the same task",
    );
    let signed =
        format!("parent = \"CT04\"\nsigned = true\n{}", CT05.replace("lượt người", "buổi"));
    assert_fault(Kh, "code = \"CT05\"", CT05, &signed, "add up and are not negative");
}

#[test]
fn an_indicator_is_asked_of_somebody_known() {
    of_key("CT05", "only = {}", "“only” needs at least one of groups or units");
    of_key("CT05", "only = { groups = [\"xa\"] }", "no group with the code “xa”");
    of_key("CT05", "only = { units = [\"S-XX\"] }", "no unit with the code “S-XX”");
    of_key("CT05", "only = { units = [\"S-YT\"], tasks = [\"II.1\"] }", "has no key “tasks”");
    of_key("CT05", "only = \"S-YT\"", "“only” must be a table");
}

#[test]
fn a_target_compares_with_a_number() {
    for wrong in ["55", "> 55", ">= 55,5", ">= nhiều"] {
        of_key("CT05", &format!("target = \"{wrong}\""), "is not well written");
    }
    of_key("CT05", "target = \">= 55.5\"", "more decimal places");
}
