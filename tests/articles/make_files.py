"""Make the documents of ``files/`` again, with LibreOffice and Chromium.

Not run by the tests: `python tests/articles/make_files.py` needs soffice (Debian: libreoffice-writer
and hyphen-en-us) and chromium. The texts are invented for the tests. Programs write the day and
identifiers of their own into what they make, so that the files differ from run to run; the tests
look at their text alone.
"""

import subprocess
import sys
import tempfile
from email.message import EmailMessage
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

FILES = Path(__file__).parent / "files"
# The address that Chromium prints at the foot of a page.
PORT = 8123

REPORT = [
    "Harbour of Lisk opens again after storm",
    "LISK: The harbour of Lisk opened again on Monday after three days of storm, the harbour office said.",
    "“We had 40 ships waiting outside,” said harbour master Ann Lee. “The last of them will be in by Friday.”",
    "Lee said the storm had damaged two cranes and that the repairs would cost about €2.5 million. The state-owned insurer Slab Mutual denied that it would pay for all of it.",
    "Some 3,000 homes were without power on Sunday, according to the grid company Northgrid. By Monday morning, all but 200 had it back.",
    "“Nobody was hurt, and that is what counts,” Mayor Bo Hill told reporters.",
]  # fmt: skip

ARRIVALS = [
    "Ferry company counts fewer passengers",
    "LISK: The ferry company Northsea Line said on Tuesday that passenger numbers had fallen by 12 percent this year.",
    "What the company plans:",
    ["- sell two of its nine ships,", "- close the office in Port Ray,", "- raise fares by 4 percent."],
    "Passengers by route, in thousands:",
    [["Route", "2020", "2021"], ["Lisk–Port Ray", "310", "280"], ["Lisk–Avon", "95", "88"]],
    "“We would rather sell ships than dismiss people,” its director, Tom Hill, said. The union said it had not been asked.",
]  # fmt: skip

# Long enough for three pages of two columns, which part words at line ends.
COUNCIL = [
    "Council of Lisk argues over the canal",
    "The council of Lisk argued for six hours on Wednesday over the reconstruction of the canal, which flooded the old town in January and drove about 400 people out of their homes.",
    "“The embankment was neglected for twenty years, and everybody in this chamber knew it,” Councillor Jane Abbott said at the beginning of the meeting.",
    "Mayor Bo Hill rejected the accusation. He said the administration had commissioned three independent investigations since 2015 and had published the recommendations of each of them.",
    "The reconstruction will cost at least €31 million, according to an estimate by the engineering company Slab Consulting. The regional government has promised to contribute €12 million, provided that the construction begins before the end of September.",
    "Opposition councillors complained that the estimate did not include compensation for shopkeepers. “A temporary closure of Market Street would destroy half of the businesses there,” warned Peter Oakes, who represents the neighbourhood.",
    "Residents were given five minutes each. Margaret Wells, a retired schoolteacher whose house was flooded twice, told the council that she would not return before the pumping station had been modernised.",
    "“I have carried my photographs upstairs two times,” she said. “I will not carry them a third time.”",
    "The representative of the insurers, Daniel Forsythe, said that approximately 260 claims had been submitted and that 190 of them had been settled. He denied that any household had been refused without an inspection.",
    "Environmental organisations demanded an alternative. The association Living Water proposed widening the floodplain upstream, which it said would be considerably cheaper and would protect 1,200 additional households.",
    "Hill answered that the administration would examine the proposal, but that an examination would take eighteen months. “We do not have eighteen months,” he said. “The next winter is coming.”",
    "The council postponed its decision by 14 votes to 11. It will meet again on 3 March, when the engineers are expected to present a comparison of both alternatives.",
]  # fmt: skip

FODT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles>
<style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="{gap}" fo:text-indent="{indent}"
 fo:text-align="{align}"/><style:text-properties fo:font-size="{size}" fo:language="en" fo:country="US" fo:hyphenate="{hyphenate}"
 fo:hyphenation-remain-char-count="2" fo:hyphenation-push-char-count="2"/></style:style>
<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" style:default-outline-level="1">
<style:paragraph-properties fo:margin-bottom="0.4cm"/><style:text-properties fo:font-size="18pt" fo:font-weight="bold"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1" text:bullet-char="•"><style:list-level-properties
 text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment text:label-followed-by="listtab"
 fo:text-indent="-0.6cm" fo:margin-left="1.2cm"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>
</office:styles>
<office:automatic-styles>
<style:page-layout style:name="P1"><style:page-layout-properties fo:page-width="{width}" fo:page-height="{height}" fo:margin="1.5cm"/>
<style:header-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-bottom="0.4cm"/></style:header-style>
<style:footer-style><style:header-footer-properties fo:min-height="0.8cm" fo:margin-top="0.4cm"/></style:footer-style></style:page-layout>
<style:style style:name="S1" style:family="section"><style:section-properties text:dont-balance-text-columns="{unbalanced}">
<style:columns fo:column-count="{columns}" fo:column-gap="0.6cm"/></style:section-properties></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P1">{frame}</style:master-page></office:master-styles>
<office:body><office:text>{heading}<text:section text:style-name="S1" text:name="Body">{body}</text:section></office:text></office:body>
</office:document>
"""
HEADS = (
    "<style:header><text:p>The Lisk Ledger · Thursday edition</text:p></style:header>"
    "<style:footer><text:p>Page <text:page-number>1</text:page-number></text:p></style:footer>"
)
PLAIN = {
    "gap": "0.3cm", "indent": "0cm", "align": "start", "size": "11pt", "hyphenate": "false",
    "width": "21cm", "height": "29.7cm", "columns": "1", "unbalanced": "false", "frame": "",
}  # fmt: skip
COLUMNS = PLAIN | {
    "gap": "0cm", "indent": "0.4cm", "align": "justify", "size": "10pt", "hyphenate": "true",
    "width": "14cm", "height": "11cm", "columns": "2", "unbalanced": "true", "frame": HEADS,
}  # fmt: skip


def plain_text(blocks: list) -> str:
    """Return the text of a document, paragraphs parted by a blank line."""
    return "\n\n".join(
        block if isinstance(block, str)
        else "\n".join(item if isinstance(item, str) else "\t".join(item) for item in block)
        for block in blocks
    )  # fmt: skip


def flat_document(blocks: list, layout: dict[str, str]) -> str:
    """Return a document as flat OpenDocument XML."""
    body = "".join(
        f"<text:p>{escape(block, quote=False)}</text:p>" if isinstance(block, str) else _listed(block)
        for block in blocks[1:]
    )  # fmt: skip
    heading = f'<text:h text:style-name="Heading_20_1" text:outline-level="1">{escape(blocks[0])}</text:h>'
    return FODT.format(heading=heading, body=body, **layout)


def _listed(block: list) -> str:
    if isinstance(block[0], str):
        items = "".join(
            f"<text:list-item><text:p>{escape(item[2:])}</text:p></text:list-item>"
            for item in block
        )
        return f'<text:list text:style-name="L1">{items}</text:list>'
    cells = "".join(
        "<table:table-row>" + "".join(
            f"<table:table-cell><text:p>{escape(cell)}</text:p></table:table-cell>" for cell in row
        ) + "</table:table-row>"
        for row in block
    )  # fmt: skip
    return f'<table:table><table:table-column table:number-columns-repeated="{len(block[0])}"/>{cells}</table:table>'


def mails() -> dict[str, bytes]:
    """Return messages as three mail programs build them: plain, flowed with a reply, and HTML."""
    paragraphs = REPORT[1:]
    plain = _message("Harbour of Lisk opens again after storm", "press@harbour.example")
    plain.set_content("\n\n".join(paragraphs) + "\n\n-- \nHarbour office of Lisk\nPress desk\n")
    plain.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="figures.pdf")

    reply = _message("Re: Your questions on the storm", "ann.lee@harbour.example")
    answer = "\n\n".join(_flowed(paragraph) for paragraph in paragraphs[1:])
    reply.set_content(
        f"{answer}\n\nOn Mon, 10 Jan 2022 at 08:12, Jo Tan <jo@ledger.example> wrote:\n"
        "> Dear Ms Lee,\n>\n> how many ships were waiting, and who said “1,000 jobs are lost”?\n"
    )
    reply.set_param("format", "flowed")

    page = _message("Fwd: Harbour of Lisk opens again after storm", "bo@ledger.example")
    page.set_content("This message needs HTML.\n")
    body = "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs)
    page.add_alternative(
        f"<html><head><style>p {{color: red}}</style></head><body>{body}<div class='gmail_quote'>"
        "<p>On Monday Jo Tan wrote:</p><blockquote>“Is it 5,000 homes?” asked Tan.</blockquote></div></body></html>",
        subtype="html",
    )
    return {"plain.eml": bytes(plain), "reply.eml": bytes(reply), "page.eml": bytes(page)}


def _message(subject: str, sender: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, sender, "desk@ledger.example"
    message["Date"] = "Mon, 10 Jan 2022 09:30:00 +0100"
    message["Message-ID"] = f"<{len(subject)}@harbour.example>"
    return message


def _flowed(paragraph: str) -> str:
    """Break a paragraph as RFC 3676 says: a space stays at the end of a line that goes on."""
    lines, line = [], ""
    for word in paragraph.split(" "):
        if len(line) + len(word) > 66:
            lines.append(line)
            line = ""
        line += f"{word} "
    return "\n".join([*lines, line.rstrip()])


def convert(source: Path, *formats: str) -> None:
    """Convert a document with LibreOffice."""
    for name in formats:
        profile = f"-env:UserInstallation=file://{source.parent}/profile"
        call = ["soffice", profile, "--headless", "--convert-to", name, "--outdir", str(FILES), str(source)]  # fmt: skip
        subprocess.run(call, check=True, stdout=subprocess.DEVNULL)


def print_page(blocks: list, folder: Path, name: str) -> None:
    """Print a page to PDF with Chromium."""
    body = "".join(f"<p>{escape(block, quote=False)}</p>" for block in blocks[1:])
    page = folder / "page.html"
    style = "body {font: 11pt serif; hyphens: auto; text-align: justify; width: 9cm}"
    page.write_text(f"<html lang='en'><meta charset='utf-8'><title>{name}</title><style>{style}</style><h1>{blocks[0]}</h1>{body}", "utf-8")  # fmt: skip
    call = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/chromium",
            f"--print-to-pdf={FILES / name}", f"http://localhost:{PORT}/page.html"]  # fmt: skip
    handler = partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("localhost", PORT), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        subprocess.run(call, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        server.shutdown()


def main() -> None:
    """Write all files."""
    FILES.mkdir(exist_ok=True)
    documents = {
        "report": (REPORT, PLAIN),
        "arrivals": (ARRIVALS, PLAIN),
        "council": (COUNCIL, COLUMNS),
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for stem, (blocks, layout) in documents.items():
            (FILES / f"{stem}.txt").write_text(plain_text(blocks), "utf-8")
            source = folder / f"{stem}.fodt"
            source.write_text(flat_document(blocks, layout), "utf-8")
            convert(source, "docx", "rtf", "pdf")
        print_page(REPORT, folder, "printed.pdf")
    for stem, data in mails().items():
        (FILES / stem).write_bytes(data)


if __name__ == "__main__":
    sys.exit(main())
