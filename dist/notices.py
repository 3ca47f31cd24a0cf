#!/usr/bin/env python3
"""THIRD-PARTY-NOTICES.md: whose work is in what is handed out, and under which terms.

  notices.py            writes it
  notices.py --check    exit 1 where it is stale, or where a crate's terms are not among those that deny.toml allows, or its source is no registry

Every crate that is built into the program or the page, on any of the systems we build for (tests' and build tools' crates are not in them), with the
licence texts that it carries, each text once; and the data in our own tree that others made. Reads what `cargo metadata` says and
the sources that cargo has fetched. (cargo-about does the same and more; it takes longer to build than kaitei does.)
"""
import glob, json, os, re, subprocess, sys, tomllib
from collections import defaultdict

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OUT = os.path.join(ROOT, "THIRD-PARTY-NOTICES.md")
TARGETS = ["x86_64-unknown-linux-gnu", "x86_64-pc-windows-gnu", "wasm32-unknown-unknown"]
# Data in our tree: what, whose, where it stands, its terms.
DATA = [
    ("Adobe Glyph List", "Adobe Systems Incorporated", "pipeline/read/pdf/font/glyphnames.txt", "BSD-3-Clause"),
    ("Equivalent_Unified_Ideograph (Unicode Character Database)", "Unicode, Inc.", "pipeline/text, pipeline/read/pdf", "Unicode-3.0"),
]
NAMES = re.compile(r"^(licen[cs]e|copying|notice|unlicense)", re.I)

def built_in():
    """Packages on the way from our crates over normal dependencies, for any target."""
    found = {}
    for target in TARGETS:
        meta = json.loads(subprocess.check_output(["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", target], cwd=ROOT))
        packages = {p["id"]: p for p in meta["packages"]}
        nodes = {n["id"]: n for n in meta["resolve"]["nodes"]}
        todo = list(meta["workspace_members"])
        seen = set(todo)
        while todo:
            for dep in nodes[todo.pop()]["deps"]:
                normal = any(kind["kind"] is None for kind in dep["dep_kinds"])
                macro = any("proc-macro" in t["kind"] for t in packages[dep["pkg"]]["targets"])
                if normal and not macro and dep["pkg"] not in seen:
                    seen.add(dep["pkg"]); todo.append(dep["pkg"])
        found.update({packages[i]["name"] + " " + packages[i]["version"]: packages[i] for i in seen if packages[i]["source"]})
    return [found[key] for key in sorted(found)]

def texts(package):
    """The licence texts that a package carries; those of data in it too."""
    folder = os.path.dirname(package["manifest_path"])
    # Where we may choose, the shortest terms: those of MIT.
    choice = re.search(r"\bMIT\b", package["license"] or "") and " OR " in (package["license"] or "").replace("/", " OR ")
    for path in sorted(glob.glob(folder + "/**/*", recursive=True)):
        name = os.path.basename(path)
        if choice and re.search(r"apache|unlicense|zlib|boost", name, re.I): continue
        if NAMES.match(name) and os.path.isfile(path) and not name.endswith((".rs", ".json", ".toml")):
            yield os.path.relpath(path, folder), open(path, encoding="utf-8", errors="replace").read().strip().replace("\r\n", "\n")

def objections(packages):
    """What deny.toml does not allow. cargo-deny looks closer (at the texts, at tests' crates); this is what can be told where it is missing."""
    with open(os.path.join(ROOT, "deny.toml"), "rb") as file:
        allowed = set(tomllib.load(file)["licenses"]["allow"])
    def holds(terms):
        """An SPDX expression: OR between alternatives, AND within; brackets around alternatives; `A/B` is an old way to write OR."""
        terms = terms.replace("/", " OR ").strip()
        while match := re.search(r"\(([^()]*)\)", terms):
            terms = terms[:match.start()] + ("MIT" if holds(match[1]) else "refused") + terms[match.end():]
        return any(all(term.split(" WITH ")[0].strip() in allowed for term in part.split(" AND ")) for part in terms.split(" OR "))
    for package in packages:
        name = f"{package['name']} {package['version']}"
        if not holds(package["license"] or ""):
            yield f"{name}: terms that deny.toml does not allow: {package['license']}"
        if not package["source"].startswith("registry+"):
            yield f"{name}: not from a registry: {package['source']}"

def main():
    packages = built_in()
    users, order = defaultdict(list), []
    for package in packages:
        for name, text in texts(package):
            key = re.sub(r"\s+", " ", text)
            if key not in users: order.append((key, text))
            users[key].append(f"{package['name']} {package['version']}" + (f" ({name})" if "/" in name else ""))
    lines = ["# Third-party notices", "", "What kaitei hands out holds the work of others. This page is made by `dist/notices.py`.", "",
             "| crate | version | licence | source |", "|---|---|---|---|"]
    lines += [f"| {p['name']} | {p['version']} | {p['license'] or '–'} | {p['repository'] or ''} |" for p in packages]
    lines += ["", "| data | by | in | licence |", "|---|---|---|---|"] + [f"| {a} | {b} | {c} | {d} |" for a, b, c, d in DATA]
    for key, text in order:
        fence = "~~~~"
        lines += ["", "## " + ", ".join(users[key]), "", fence, text, fence]
    page = "\n".join(lines) + "\n"
    if "--check" in sys.argv:
        have = open(OUT, encoding="utf-8").read() if os.path.exists(OUT) else ""
        if have != page:
            print("THIRD-PARTY-NOTICES.md is stale: python3 dist/notices.py")
        found = list(objections(packages))
        print(*found, sep="\n", end="\n" if found else "")
        sys.exit(have != page or bool(found))
    open(OUT, "w", encoding="utf-8").write(page)

main()
