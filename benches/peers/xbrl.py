"""The sums of reports as XBRL: facts, a calculation linkbase, and what Arelle's Calculations 1.1 says of each.

    budget-widget check DOCUMENT --format json > report.json
    python benches/peers/xbrl.py report.json...        # needs: pip install arelle-release==2.47.3

Every sum is a link role of its own; a fact has as many decimals as are printed. Printed for each report: what the engine
and Arelle say of the sums, and how long Arelle takes to judge them once all is loaded, as the least of several times.
"""

import json
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

from arelle import Cntlr, ValidateXbrlCalcs
from arelle.ValidateXbrlCalcs import ValidateCalcsMode

ROUNDS = 20
SUMMATION = "https://xbrl.org/2023/arcrole/summation-item"
ROLE = "http://example.org/role/"
NAMESPACES = """xmlns="http://www.w3.org/2001/XMLSchema" xmlns:xbrli="http://www.xbrl.org/2003/instance"
 xmlns:link="http://www.xbrl.org/2003/linkbase" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:b="http://example.org/b\""""
CONTEXT = """<xbrli:context id="c"><xbrli:entity><xbrli:identifier scheme="http://example.org">b</xbrli:identifier>
</xbrli:entity><xbrli:period><xbrli:instant>2024-12-31</xbrli:instant></xbrli:period></xbrli:context>
<xbrli:unit id="u"><xbrli:measure>xbrli:pure</xbrli:measure></xbrli:unit>"""


def sums(report):
    """The judged sums of printed amounts with total and parts; equations derived from several of them are left out."""
    for check in report["checks"]:
        operands = check["operands"]
        printed = all(operand["value"] is not None for operand in operands)
        judged = check["verdict"] != "not-checked" and not check["from"]
        if check["kind"] == "sum" and judged and printed and len(operands) > 1:
            total = next((operand for operand in operands if operand["sign"] == "-1"), None)
            if total is not None:
                yield check, total, [operand for operand in operands if operand is not total]


def write(folder, report):
    """Writes instance, schema and linkbase; returns the verdicts by role."""
    concepts, verdicts, roles, links = {}, {}, [], []

    def concept(operand):
        place = json.dumps(operand["at"], sort_keys=True)
        name, _ = concepts.setdefault(place, (f"f{len(concepts)}", operand))
        return name

    for number, (check, total, parts) in enumerate(sums(report)):
        role = f"{ROLE}{number}"
        verdicts[role] = check["verdict"]
        roles.append(
            f'<link:roleType roleURI="{role}" id="r{number}"><link:usedOn>link:calculationLink</link:usedOn></link:roleType>'
        )
        locators = "".join(
            f'<link:loc xlink:type="locator" xlink:href="b.xsd#{name}" xlink:label="{name}"/>'
            for name in sorted({concept(operand) for operand in [total, *parts]})
        )
        arcs = "".join(
            f'<link:calculationArc xlink:type="arc" xlink:arcrole="{SUMMATION}" xlink:from="{concept(total)}"'
            f' xlink:to="{concept(part)}" order="{order}" weight="{part["sign"]}"/>'
            for order, part in enumerate(parts, 1)
        )
        links.append(
            f'<link:roleRef roleURI="{role}" xlink:type="simple" xlink:href="b.xsd#r{number}"/>\n'
            f'<link:calculationLink xlink:type="extended" xlink:role="{role}">{locators}{arcs}</link:calculationLink>'
        )
    elements = "".join(
        f'<element name="{name}" id="{name}" type="xbrli:pureItemType" substitutionGroup="xbrli:item"'
        f' xbrli:periodType="instant"/>'
        for name, _ in concepts.values()
    )
    refs = [link.split("\n")[0] for link in links]
    bodies = [link.split("\n")[1] for link in links]
    arcrole = (
        f'<link:arcroleRef arcroleURI="{SUMMATION}" xlink:type="simple"'
        ' xlink:href="https://www.xbrl.org/2023/calculation-1.1.xsd#summation-item"/>'
    )
    (folder / "b-cal.xml").write_text(
        f"<link:linkbase {NAMESPACES}>{''.join(refs)}{arcrole}{''.join(bodies)}</link:linkbase>"
    )
    (folder / "b.xsd").write_text(
        f'<schema {NAMESPACES} targetNamespace="http://example.org/b" elementFormDefault="qualified"><annotation><appinfo>'
        f'{"".join(roles)}<link:linkbaseRef xlink:type="simple" xlink:href="b-cal.xml"'
        ' xlink:arcrole="http://www.w3.org/1999/xlink/properties/linkbase"/></appinfo></annotation>'
        '<import namespace="http://www.xbrl.org/2003/instance"'
        ' schemaLocation="http://www.xbrl.org/2003/xbrl-instance-2003-12-31.xsd"/>'
        f"{elements}</schema>"
    )
    facts = "".join(
        f'<b:{name} contextRef="c" unitRef="u" decimals="{decimals(operand)}">{operand["value"]}</b:{name}>'
        for name, operand in concepts.values()
    )
    (folder / "b.xml").write_text(
        f'<xbrli:xbrl {NAMESPACES}><link:schemaRef xlink:type="simple" xlink:href="b.xsd"/>{CONTEXT}{facts}</xbrli:xbrl>'
    )
    return verdicts, len(concepts)


def decimals(operand):
    """The decimals that are printed: the range reaches half a unit of the last one."""
    unit = 2 * (Decimal(operand["max"]) - Decimal(operand["value"]))
    return -int(unit.log10()) if unit else "INF"


def compare(path):
    report = json.loads(Path(path).read_text())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        verdicts, facts = write(folder, report)
        controller = Cntlr.Cntlr(logFileName="logToBuffer")
        controller.webCache.workOffline = True
        began = time.perf_counter()
        model = controller.modelManager.load(str(folder / "b.xml"))
        loaded = time.perf_counter() - began
        if model.errors or len(model.facts) != facts:
            raise SystemExit(f"Arelle did not load the facts: {controller.logHandler.getLines()[:5]}")
        times, found = [], []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            found = list(ValidateXbrlCalcs.validate(model, ValidateCalcsMode.ROUND_TO_NEAREST))
            times.append(time.perf_counter() - began)
        controller.close()
    inconsistent = {validation.args.get("linkrole") for validation in found}
    print(f"{path}: {len(verdicts)} sums of {facts} facts")
    for verdict in sorted(set(verdicts.values())):
        of_verdict = [role for role, of in verdicts.items() if of == verdict]
        bad = sum(role in inconsistent for role in of_verdict)
        print(f"  {verdict}: {len(of_verdict)}; inconsistent for Arelle: {bad}")
    summary = report["summary"]["system"]
    print(f"  all together: {summary['verdict']} {summary['ratio'] or ''}; Arelle does not ask")
    print(f"  Arelle loads in {loaded * 1e3:.0f} ms and judges in {min(times) * 1e3:.1f} ms")


for argument in sys.argv[1:]:
    compare(argument)
