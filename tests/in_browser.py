"""A person at Label Studio: run by the environment of scripts/label-studio, with a real browser and a real mouse.

Draws a span and a relation, gives a region another label, and saves. Arguments: address, user, password, project, task, and a folder for
pictures.
"""

import sys
import time
from pathlib import Path

PLACE = """([words, nth]) => {
    const root = document.querySelector('.lsf-htx-richtext');
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let node, seen = 0;
    while ((node = walker.nextNode())) {
        let at = -1;
        while ((at = node.data.indexOf(words, at + 1)) >= 0) {
            if (++seen == nth) {
                const range = document.createRange();
                range.setStart(node, at);
                range.setEnd(node, at + words.length);
                const box = range.getBoundingClientRect();
                return [box.left, box.top, box.right, box.bottom];
            }
        }
    }
    return null;
}"""


class Person:
    def __init__(self, page, pictures: Path) -> None:
        self.page, self.pictures = page, pictures

    def place(self, words: str, nth: int = 1) -> list[float]:
        found = self.page.evaluate(PLACE, [words, nth])
        assert found, words
        return found

    def click(self, words: str, nth: int = 1) -> None:
        left, top, right, bottom = self.place(words, nth)
        self.page.mouse.click((left + right) / 2, (top + bottom) / 2)
        time.sleep(0.6)

    def drag(self, words: str, nth: int = 1) -> None:
        left, top, right, bottom = self.place(words, nth)
        middle = (top + bottom) / 2
        self.page.mouse.move(left + 1, middle)
        self.page.mouse.down()
        self.page.mouse.move((left + right) / 2, middle, steps=5)
        self.page.mouse.move(right - 1, middle, steps=5)
        self.page.mouse.up()
        time.sleep(0.6)

    def label(self, name: str) -> None:
        self.page.locator(".lsf-label", has_text=name).first.click()
        time.sleep(0.4)

    def away(self) -> None:
        self.page.keyboard.press("Escape")
        time.sleep(0.4)

    def picture(self, name: str) -> None:
        self.page.screenshot(path=str(self.pictures / f"{name}.png"))


def main() -> None:
    from playwright.sync_api import sync_playwright  # only the environment of Label Studio has it

    address, user, password, project, task, pictures = sys.argv[1:]
    with sync_playwright() as playwright:
        switches = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=switches)
        page = browser.new_page(viewport={"width": 1700, "height": 1400})
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{address}/user/login/")
        page.fill("input[name=email]", user)
        page.fill("input[name=password]", password)
        page.click("button[type=submit]")
        page.wait_for_load_state("networkidle")
        page.goto(f"{address}/projects/{project}/data?task={task}")
        page.wait_for_selector(".lsf-htx-richtext .htx-highlight", timeout=90_000)
        time.sleep(2)
        person = Person(page, Path(pictures))
        person.picture("opened")

        person.label("Firm")
        person.drag("page")
        person.away()

        person.click("Friday")
        assert page.get_by_text("Value: a date or time").is_visible()
        person.label("Number")
        person.away()

        person.click("left")
        assert page.get_by_text("Refers to:").is_visible()
        page.keyboard.press("Alt+r")
        time.sleep(0.4)
        person.click("She")
        page.get_by_text("Relations", exact=True).first.click()
        time.sleep(0.4)
        row = page.locator("[class*=relations__item]").last
        row.hover()
        row.locator("button").first.click()
        row.get_by_test_id("select-trigger-").click()
        page.get_by_role("option", name="Dismissed", exact=True).click()
        person.away()
        person.picture("changed")

        with page.expect_response(lambda answer: "/api/annotations/" in answer.url and answer.request.method == "PATCH") as saved:
            page.locator("button:has-text('Update')").first.click()
        assert saved.value.ok
        assert not wrong, wrong
        browser.close()


if __name__ == "__main__":
    main()
