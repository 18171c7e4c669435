//! Writes charts with bars.

use super::coordinates::{col, corners};
use super::styles::{FONT, INK};
use super::words::shortened;
use crate::book::Chart as Picture;
use crate::model::highlight::BarPattern;
use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartAxisLabelPosition, ChartDataLabel, ChartDataLabelPosition,
    ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartPatternFill, ChartPatternFillType,
    ChartSolidFill, ChartType, Worksheet, XlsxError,
};

/// Adds a chart to a sheet.
pub(super) fn add(to: &mut Worksheet, picture: &Picture) -> Result<(), XlsxError> {
    // numbers can only be beside bars that are not stacked
    let mut chart = Chart::new(match (picture.lying, picture.labeled) {
        (true, true) => ChartType::Bar,
        (true, false) => ChartType::BarStacked,
        (false, true) => ChartType::Column,
        (false, false) => ChartType::ColumnStacked,
    });
    chart
        .set_width(picture.size.0)
        .set_height(picture.size.1)
        .set_alt_text(shortened(&picture.alt, 255));
    chart.title().set_hidden();
    if picture.series.len() > 1 {
        chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(10.0, false));
    } else {
        chart.legend().set_hidden();
    }
    axes(&mut chart, picture);
    let categories = corners(picture.categories)?;
    for (heading, numbers, tone) in &picture.series {
        let numbers = corners(*numbers)?;
        let sheet = picture.sheet.as_str();
        let mut look = ChartFormat::new();
        let (color, pattern) = tone.bar();
        match pattern_type(pattern).filter(|_| picture.series.len() > 1) {
            Some(pattern) => look.set_pattern_fill(
                ChartPatternFill::new()
                    .set_pattern(pattern)
                    .set_foreground_color(color)
                    .set_background_color(PAPER),
            ),
            None => look.set_solid_fill(ChartSolidFill::new().set_color(color)),
        };
        look.set_border(ChartLine::new().set_color(INK).set_width(0.5));
        let series = chart.add_series();
        if picture.labeled {
            let mut label = ChartDataLabel::new();
            label.show_value().set_position(ChartDataLabelPosition::OutsideEnd);
            series.set_data_label(label.set_font(&font(10.0, false)));
        }
        series
            .set_name((sheet, heading.row, col(heading.col)?))
            .set_categories((sheet, categories.0, categories.1, categories.2, categories.3))
            .set_values((sheet, numbers.0, numbers.1, numbers.2, numbers.3))
            .set_format(&mut look)
            .set_overlap(100)
            .set_gap(50);
    }
    to.insert_chart(picture.at.row, col(picture.at.col)?, &chart)?;
    Ok(())
}

/// Formats the axes of names and of numbers. The library's x axis is always horizontal.
fn axes(chart: &mut Chart, picture: &Picture) {
    let lines = ChartLine::new().set_color(0xD9_D9D9).clone();
    if picture.labeled {
        // names stay at the edge, where no bar of a fall covers them
        let names = chart.y_axis().set_font(&font(10.0, false)).set_major_gridlines(false);
        names.set_reverse().set_label_position(ChartAxisLabelPosition::Low).set_label_interval(1);
        chart.x_axis().set_hidden(true).set_major_gridlines(false);
    } else if picture.lying {
        // the first bar is on top; the number axis crosses at the last bar, to be at the bottom
        let names = chart.y_axis().set_font(&font(10.0, false)).set_major_gridlines(false);
        names.set_reverse().set_crossing(ChartAxisCrossing::Max).set_label_interval(1);
        chart
            .x_axis()
            .set_font(&font(10.0, false))
            .set_num_format("#,##0")
            .set_major_gridlines_line(&lines);
    } else {
        let names = picture.categories.last.row - picture.categories.first.row + 1;
        let interval = u16::try_from(names.div_ceil(NAMES)).unwrap_or(1);
        chart.x_axis().set_font(&font(10.0, false)).set_label_interval(interval);
        chart
            .y_axis()
            .set_font(&font(10.0, false))
            .set_num_format("#,##0")
            .set_major_gridlines_line(&lines);
    }
}

/// Returns a pattern of the library, or none for a solid fill.
const fn pattern_type(pattern: BarPattern) -> Option<ChartPatternFillType> {
    match pattern {
        BarPattern::Solid => None,
        BarPattern::Lines => Some(ChartPatternFillType::HorizontalStripesDark),
        BarPattern::Stripes => Some(ChartPatternFillType::DiagonalStripesDarkUpwards),
        BarPattern::Dots => Some(ChartPatternFillType::Dotted50Percent),
        BarPattern::DenseDots => Some(ChartPatternFillType::Dotted75Percent),
    }
}

/// Maximum number of names below the bars of a vertical chart.
const NAMES: u32 = 10;

/// The color behind a pattern.
const PAPER: u32 = 0xFF_FFFF;

fn font(size: f64, bold: bool) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(FONT).set_size(size).set_color(INK);
    if bold {
        font.set_bold();
    } else {
        font.unset_bold();
    }
    font
}
