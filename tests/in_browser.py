"""A person at Label Studio: run by the environment of scripts/label-studio, with a real browser and a real mouse.

Arguments: what to do (a function of this module below :class:`Person`), address, user, password, project, task, and a folder for pictures.
"""

import re
import sys
import time
from pathlib import Path

PLACE = """([words, nth]) => {
    const root = document.querySelector('.lsf-htx-richtext');
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const letters = [];
    let node, whole = '';
    while ((node = walker.nextNode())) {
        for (let at = 0; at < node.data.length; at++) letters.push([node, at]);
        whole += node.data;
    }
    let from = -1;
    for (let seen = 0; seen < nth; seen++) {
        from = whole.indexOf(words, from + 1);
        if (from < 0) return null;
    }
    const box = ([node, at]) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getBoundingClientRect();
    };
    const first = box(letters[from]), last = box(letters[from + words.length - 1]);
    return [first.left, (first.top + first.bottom) / 2, last.right, (last.top + last.bottom) / 2];
}"""
"""Where some words begin and end on the page, whatever is highlighted in them."""


class Person:
    def __init__(self, page, pictures: Path) -> None:
        self.page, self.pictures = page, pictures

    def place(self, words: str, nth: int = 1) -> list[float]:
        found = self.page.evaluate(PLACE, [words, nth])
        assert found, words
        return found

    def click(self, words: str, nth: int = 1) -> None:
        left, y, right, _ = self.place(words, nth)
        self.page.mouse.click((left + right) / 2, y)
        time.sleep(0.6)

    def drag(self, words: str, nth: int = 1) -> None:
        left, top, right, bottom = self.place(words, nth)
        self.page.mouse.move(left + 1, top)
        self.page.mouse.down()
        self.page.mouse.move((left + right) / 2, (top + bottom) / 2, steps=5)
        self.page.mouse.move(right - 1, bottom, steps=5)
        self.page.mouse.up()
        time.sleep(0.6)

    def label(self, name: str) -> None:
        key = r"\s*.?"
        self.page.locator(".lsf-label:visible", has_text=re.compile(f"^{re.escape(name)}{key}$")).first.click()
        time.sleep(0.4)

    def mark(self, name: str, words: str, nth: int = 1) -> None:
        self.label(name)
        self.drag(words, nth)
        self.away()

    def select(self, label: str, words: str) -> None:
        """Choose a region in the list of all."""
        rows = self.page.locator("[class*=outliner-item__]").filter(has_text=words)
        rows.filter(has_text=label).first.click()
        time.sleep(0.6)

    def choose(self, name: str, nth: int = 1) -> None:
        self.page.locator("label:visible", has_text=re.compile(rf"^{re.escape(name)}(\[.\])?$")).nth(nth - 1).click()
        time.sleep(0.4)

    def write(self, control: str, words: str) -> None:
        field = self.page.locator(f"[name={control}]:visible").first
        field.fill(words)
        field.press("Shift+Enter" if control == "answers" else "Enter")
        time.sleep(0.4)

    def relate(self, label: str, end: str, nth: int = 1) -> None:
        """Draw a relation from what is chosen, and give it a label."""
        self.page.keyboard.press("Alt+r")
        time.sleep(0.4)
        self.click(end, nth)
        self.tab("Relations")
        row = self.page.locator("[class*=relations__item]").last
        row.hover()
        row.locator("button").first.click()
        row.get_by_test_id("select-trigger-").click()
        self.page.get_by_role("option", name=label, exact=True).click()
        self.away()
        self.tab("Regions")

    def tab(self, name: str) -> None:
        self.page.locator("[class*=panel-tabs__tab]:visible", has_text=name).last.click()
        time.sleep(0.4)

    def away(self) -> None:
        self.page.keyboard.press("Escape")
        time.sleep(0.4)

    def picture(self, name: str) -> None:
        self.page.screenshot(path=str(self.pictures / f"{name}.png"))

    def save(self, button: str) -> None:
        with self.page.expect_response(lambda answer: "/annotations" in answer.url and answer.request.method in ("PATCH", "POST")) as saved:
            self.page.locator(f"button:has-text('{button}')").first.click()
        assert saved.value.ok


def change(person: Person) -> None:
    """Draw a span and a relation, and give a region another label."""
    person.picture("opened")
    person.mark("Firm", "page")
    person.click("Friday")
    assert person.page.get_by_text("Value: a date or time").is_visible()
    person.label("Number")
    person.away()
    person.click("left")
    assert person.page.get_by_text("Refers to:").is_visible()
    person.relate("Dismissed", "She")
    person.picture("changed")
    person.save("Update")


def decide(person: Person) -> None:
    """Give one mark a verdict, and delete the wrong one of two."""
    person.picture("to-decide")
    person.select("bo", "Acme")
    person.choose("SECOND")
    assert person.page.get_by_text("Refers to:").is_visible()
    person.away()
    person.select("ann", "She left")
    assert person.page.get_by_text("Answers, one a line").is_visible()
    person.picture("deciding")
    person.page.keyboard.press("Backspace")
    time.sleep(0.6)
    person.picture("decided")
    person.save("Update")


def learn(person: Person) -> None:
    """Mark an article that has no marks yet, as docs/first-pass.md tells it."""
    person.picture("1-no-marks")
    person.mark("HEADLINE", "Two Men Held in Nowhere")
    person.mark("BODY", "Police in Nowhere arrested two men on Monday, Bo said. She did not name them.")
    person.select("BODY", "Police")
    person.write("sentences", "0 55")
    person.away()
    person.mark("PER", "two men")
    person.select("PER", "two men")
    person.choose("NOM")
    person.write("refers_to", "+ two men held in Nowhere")
    person.picture("2-a-mention")
    person.away()
    person.mark("PER", "Bo")
    person.select("PER", "Bo")
    person.choose("NAM")
    person.write("refers_to", "+ Bo")
    person.away()
    person.mark("PER", "She")
    person.select("PER", "She")
    person.choose("PRO")
    person.relate("same", "Bo")
    person.mark("Justice.ArrestJailDetain", "arrested")
    person.select("ArrestJailDetain", "arrested")
    person.write("refers_to", "+ arrest of two men in Nowhere")
    person.relate("Detainee", "two men")
    person.tab("Relations")
    person.picture("3-a-relation")
    person.tab("Regions")
    person.mark("EXPLICIT", "Police in Nowhere arrested two men on Monday")
    person.mark("cue", "said")
    person.select("EXPLICIT", "Police")
    person.choose("INDIRECT")
    person.choose("CT+")
    person.choose("U", nth=2)
    person.write("answers", "OCCURRENCE of arrest of two men in Nowhere")
    person.write("answers", "DETAINED_COUNT of arrest of two men in Nowhere = 2")
    person.write("canonical", "Police arrested two men in Nowhere on a Monday.")
    person.picture("4-a-claim")
    person.relate("cue", "said")
    person.select("EXPLICIT", "Police")
    person.relate("by", "Bo")
    person.picture("5-to-submit")
    person.save("Submit")


def main() -> None:
    from playwright.sync_api import sync_playwright  # only the environment of Label Studio has it

    doing, address, user, password, project, task, pictures = sys.argv[1:]
    with sync_playwright() as playwright:
        switches = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=switches)
        page = browser.new_page(viewport={"width": 1500, "height": 1000})
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(f"{address}/user/login/")
        page.fill("input[name=email]", user)
        page.fill("input[name=password]", password)
        page.click("button[type=submit]")
        page.wait_for_load_state("networkidle")
        page.goto(f"{address}/projects/{project}/data?task={task}")
        page.wait_for_selector(".lsf-htx-richtext", timeout=90_000)
        time.sleep(3)
        person = Person(page, Path(pictures))
        try:
            {"change": change, "decide": decide, "learn": learn}[doing](person)
        except BaseException:
            person.picture("failed")
            raise
        assert not wrong, wrong
        browser.close()


if __name__ == "__main__":
    main()
