"""Charts as people meet them: pointed at, read with keys, drawn for their screen, and whole without JavaScript."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

PAGE = "/permanent/north-west/backend-developer"


@pytest.fixture
def plots(visit):
    def shown(**options):
        page = visit(PAGE, **options)
        found = page.locator(".plot")
        for plot in found.all():
            plot.scroll_into_view_if_needed()
            image = plot.locator("img").element_handle()
            page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=image)
        return page, found

    return shown


@pytest.mark.parametrize("width", [360, 1280])
def test_a_pointer_is_told_the_figure_it_is_nearest_to(plots, width):
    page, found = plots(width=width)
    plot = found.nth(2)
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + box["height"] * 0.7)
    tip = plot.locator(".tip")
    expect(tip).to_be_visible()
    expect(tip).to_contain_text("£60,000 to £65,000: 5 vacancies")
    inside = tip.bounding_box()
    assert inside["x"] >= box["x"] - 1 and inside["x"] + inside["width"] <= box["x"] + box["width"] + 1
    page.mouse.move(0, 0)
    expect(tip).to_be_hidden()


def test_arrow_keys_read_the_figures_aloud(plots):
    page, found = plots()
    plot, said = found.first, found.first.get_by_role("status")
    plot.focus()
    page.keyboard.press("ArrowLeft")
    expect(said).to_have_text("November 2025: 1.10%, 11 vacancies")
    page.keyboard.press("ArrowLeft")
    expect(said).to_contain_text("October 2025")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    first = said.text_content()
    page.keyboard.press("End")
    page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("November 2025")
    assert "November 2025" not in first
    page.keyboard.press("Escape")
    expect(plot.locator(".tip")).to_be_hidden()


def test_a_chart_is_drawn_dark_for_a_dark_screen(plots):
    def corner(page, plot):
        plot.scroll_into_view_if_needed()
        return page.evaluate(
            """image => {
              const canvas = document.createElement("canvas"), brush = canvas.getContext("2d");
              brush.drawImage(image, 0, 0);
              return brush.getImageData(2, 2, 1, 1).data[0];
            }""",
            plot.locator("img").element_handle(),
        )

    assert corner(*(lambda page, found: (page, found.first))(*plots())) == 255
    assert corner(*(lambda page, found: (page, found.first))(*plots(dark=True))) < 40


def test_without_javascript_a_chart_is_a_picture_with_words_and_its_data_beside_it(plots):
    page, found = plots(script=False)
    assert found.count() == 3
    image = found.first.locator("img")
    assert image.get_attribute("alt").startswith("Backend Developer: share of permanent vacancies. A line by month:")
    assert found.first.get_attribute("tabindex") is None
    links = page.locator("figure").first.locator("figcaption a")
    assert [link.inner_text() for link in links.all()][:4] == ["SVG", "PNG", "CSV", "Vega-Lite"]
