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
