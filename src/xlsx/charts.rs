//! Writes charts of stacked bars.

use super::coordinates::{col, corners};
use super::styles::{FONT, INK, strong};
use super::words::{clean, shortened};
use crate::book::Chart as Picture;
use rust_xlsxwriter::{
    Chart, ChartAxisCrossing, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartSolidFill, ChartType, Worksheet, XlsxError,
};

/// Adds a chart to a sheet.
pub(super) fn add(to: &mut Worksheet, picture: &Picture) -> Result<(), XlsxError> {
    let mut chart =
        Chart::new(if picture.lying { ChartType::BarStacked } else { ChartType::ColumnStacked });
    chart
        .set_width(picture.size.0)
        .set_height(picture.size.1)
        .set_alt_text(shortened(&picture.alt, 255));
    chart.title().set_name(&clean(&picture.title)).set_font(&font(12.0, true)).set_overlay(false);
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(10.0, false));
    axes(&mut chart, picture.lying);
    let categories = corners(picture.categories)?;
    for (heading, numbers, tone) in &picture.series {
        let numbers = corners(*numbers)?;
        let sheet = picture.sheet.as_str();
        let mut look = ChartFormat::new();
        look.set_solid_fill(ChartSolidFill::new().set_color(strong(*tone)));
        look.set_border(ChartLine::new().set_color(0xFF_FFFF).set_width(0.5));
        chart
            .add_series()
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

/// Formats the axis of the names and that of the numbers. The library's x axis is always horizontal.
fn axes(chart: &mut Chart, lying: bool) {
    let lines = ChartLine::new().set_color(0xD9_D9D9).clone();
    if lying {
        // the first bar is on top; the axis of the numbers, which would be on top too, crosses behind the last bar
        let names = chart.y_axis().set_font(&font(10.0, false)).set_major_gridlines(false);
        names.set_reverse().set_crossing(ChartAxisCrossing::Max).set_label_interval(1);
        chart
            .x_axis()
            .set_font(&font(10.0, false))
            .set_num_format("#,##0")
            .set_major_gridlines_line(&lines);
    } else {
        chart.x_axis().set_font(&font(10.0, false));
        chart
            .y_axis()
            .set_font(&font(10.0, false))
            .set_num_format("#,##0")
            .set_major_gridlines_line(&lines);
    }
}

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
