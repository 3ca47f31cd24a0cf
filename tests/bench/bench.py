#!/usr/bin/env python3
"""How fast kaitei is, beside other programs in the same run: the tables of BENCHMARKS.md, and the plot of growth.

  bench.py KAITEI [--corpus FOLDER] [--rows PROGRAM] [--largest ROWS] [--plot FILE.svg]

KAITEI is a release build. Programs are run in turn, round by round, so that a busy moment meets all of them; a figure is the median of the rounds.
Extraction and the whole job need the corpus, poppler-utils and qpdf (mupdf-tools where installed); growth needs the example `rows` (PROGRAM).
Nothing here is a test: figures of a busy machine say little, ratios say more.
"""
import argparse, math, os, statistics, subprocess, sys, tempfile, time
from pathlib import Path

ROUNDS = 5

def run(command):
    """Seconds and MiB of one run; the program's output goes nowhere."""
    with open(os.devnull, "wb") as nowhere:
        begin = time.monotonic()
        process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - begin
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 1):
        sys.exit(f"exit {code}: {' '.join(map(str, command))}")
    return seconds, usage.ru_maxrss / 1024

def side_by_side(jobs, rounds=ROUNDS):
    """Median seconds and largest MiB of each job; a job is a list of commands that are run one after the other."""
    times, memory = {name: [] for name in jobs}, dict.fromkeys(jobs, 0.0)
    for _ in range(rounds):
        for name, commands in jobs.items():
            ran = [run(command) for command in commands]
            times[name].append(sum(seconds for seconds, _ in ran))
            memory[name] = max([memory[name]] + [mib for _, mib in ran])
    return {name: (statistics.median(times[name]), memory[name]) for name in jobs}

def has(program):
    return subprocess.run(["which", program], capture_output=True).returncode == 0

def pages(pdf):
    out = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True).stdout
    return int(next(line.split()[1] for line in out.splitlines() if line.startswith("Pages:")))

def joined(files, times, out):
    """One PDF of all files, again and again."""
    # qpdf ends with 3 where it mended something.
    subprocess.run(["qpdf", "--empty", "--pages", *(files * times), "--", out], capture_output=True)
    return out

def extraction(kaitei, corpus, folder):
    print("| file | pages | kaitei | memory | pdftotext | ratio | mutool | ratio |\n|---|---:|---:|---:|---:|---:|---:|---:|")
    guideline = corpus / "guideline"
    files = [guideline / f"{name}.pdf" for name in ("work-rules-h30", "work-rules-r4", "dispensing-notice-r2", "dispensing-notice-r4")]
    whole = [f for f in sorted(guideline.glob("*.pdf")) if subprocess.run(["qpdf", "--check", f], capture_output=True).returncode == 0]
    each = sum(pages(f) for f in whole)
    files.append(joined(whole, math.ceil(1000 / each), folder / "joined.pdf"))
    for file in files:
        jobs = {"kaitei": [[kaitei, "extract", file, "--as", "text", "--quiet"]], "pdftotext": [["pdftotext", "-q", file, "-"]]}
        if has("mutool"):
            jobs["mutool"] = [["mutool", "draw", "-q", "-F", "text", "-o", "-", file]]
        found = side_by_side(jobs)
        (ours, mib), (theirs, _) = found["kaitei"], found["pdftotext"]
        mutool = f"{found['mutool'][0] * 1000:.0f} ms | {ours / found['mutool'][0]:.2f}" if "mutool" in found else "| "
        print(f"| {file.name} | {pages(file)} | {ours * 1000:.0f} ms | {mib:.0f} MiB | {theirs * 1000:.0f} ms | {ours / theirs:.2f} | {mutool} |")

def whole_job(kaitei, corpus, folder):
    print("| pair | pages | kaitei diff | memory | pdftotext, twice, and diff | ratio |\n|---|---:|---:|---:|---:|---:|")
    guideline, specimens = corpus / "guideline", Path(__file__).resolve().parents[2] / "fixtures/editions"
    sides = [[guideline / f"{name}.pdf" for name in names] for names in (
        ("work-rules-h30", "dispensing-notice-r2", "dispensing-table-r2"), ("work-rules-r4", "dispensing-notice-r4", "dispensing-table-r4"))]
    times = math.ceil(1300 / sum(pages(f) for side in sides for f in side))
    big = [joined(side, times, folder / f"{name}.pdf") for side, name in zip(sides, ("large-old", "large-new"))]
    pairs = {"work-rules h30 → r4": (guideline / "work-rules-h30.pdf", guideline / "work-rules-r4.pdf"),
             "dispensing-notice r2 → r4": (guideline / "dispensing-notice-r2.pdf", guideline / "dispensing-notice-r4.pdf"),
             f"six documents joined, {times} times": tuple(big)}
    for name, (old, new) in pairs.items():
        jobs = {"kaitei": [[kaitei, "--quiet", "diff", "--old", old, "--new", new, "--out", folder / "out"]],
                "diff": [["pdftotext", "-q", old, folder / "a"], ["pdftotext", "-q", new, folder / "b"], ["diff", folder / "a", folder / "b"]]}
        found = side_by_side(jobs)
        (ours, mib), (theirs, _) = found["kaitei"], found["diff"]
        print(f"| {name} | {pages(old)} + {pages(new)} | {ours:.2f} s | {mib:.0f} MiB | {theirs:.2f} s | {ours / theirs:.1f} |")
    job = {"kaitei": [[kaitei, "--quiet", "diff", "--old", specimens / "r7", "--new", specimens / "r8", "--out", folder / "specimens"]]}
    seconds, mib = side_by_side(job)["kaitei"]
    print(f"| the specimens: 19 documents, all usual reports | | {seconds:.2f} s | {mib:.0f} MiB | | |")

def growth(kaitei, rows, largest, plot, folder):
    print("| rows a side | random: time | memory | much alike: time | memory |\n|---:|---:|---:|---:|---:|")
    sizes = [size for size in (1000, 3000, 10000, 30000, 100000) if size <= largest]
    found = {"random": [], "alike": []}
    for size in sizes:
        for kind, points in found.items():
            data = folder / f"{kind}-{size}"
            subprocess.run([rows, kind, str(size), data], check=True, capture_output=True)
            command = [kaitei, "--quiet", "diff", "--old", data / "old.json", "--new", data / "new.json", "--out", data / "out", "--formats", "json"]
            points.append(side_by_side({"kaitei": [command]}, rounds=3 if size < 100000 else 1)["kaitei"])
        cells = " | ".join(f"{points[-1][0]:.2f} s | {points[-1][1]:.0f} MiB" for points in found.values())
        print(f"| {size:,} | {cells} |", flush=True)
    if plot and len(sizes) > 1:
        Path(plot).write_text(drawing(sizes, found), encoding="utf-8")

def drawing(sizes, found):
    """Seconds by rows, both logarithmic, beside a line that grows as n log n."""
    width, height, left, right, top = 660, 360, 60, 40, 20
    low, high = 0.1, 100
    x = lambda size: left + (width - left - right) * math.log(size / sizes[0]) / math.log(sizes[-1] / sizes[0])
    y = lambda seconds: top + (height - top - 50) * (1 - math.log(seconds / low) / math.log(high / low))
    line = lambda values, style: f'<polyline fill="none" {style} points="{" ".join(f"{x(s):.1f},{y(v):.1f}" for s, v in zip(sizes, values))}"/>'
    first = found["random"][0][0]
    ideal = [first * s * math.log(s) / (sizes[0] * math.log(sizes[0])) for s in sizes]
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12" role="img" '
             f'aria-label="Seconds by rows a side, logarithmic">', f'<rect width="{width}" height="{height}" fill="#fff"/>']
    for seconds in (0.1, 1, 10, 100):
        parts.append(f'<path stroke="#ddd" d="M{left} {y(seconds):.1f}H{width - right}"/><text x="{left - 8}" y="{y(seconds) + 4:.1f}" text-anchor="end">{seconds} s</text>')
    for size in sizes:
        parts.append(f'<path stroke="#ddd" d="M{x(size):.1f} {top}V{height - 50}"/><text x="{x(size):.1f}" y="{height - 32}" text-anchor="middle">{size:,}</text>')
    parts += [line(ideal, 'stroke="#999" stroke-dasharray="4 4"'), line([t for t, _ in found["random"]], 'stroke="#0057b7" stroke-width="2"'),
              line([t for t, _ in found["alike"]], 'stroke="#b35900" stroke-width="2"')]
    for k, (color, words) in enumerate((("#0057b7", "random rows"), ("#b35900", "rows much alike"), ("#999", "n log n"))):
        parts.append(f'<path stroke="{color}" stroke-width="2" d="M{left + 20} {top + 16 + 18 * k}h24"/><text x="{left + 52}" y="{top + 20 + 18 * k}">{words}</text>')
    parts += [f'<text x="{(left + width) / 2:.0f}" y="{height - 10}" text-anchor="middle">rows a side</text>', "</svg>\n"]
    return "\n".join(parts)

def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kaitei")
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--rows")
    parser.add_argument("--largest", type=int, default=100000)
    parser.add_argument("--plot")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        if options.corpus:
            print("## Extraction\n"); extraction(options.kaitei, options.corpus, folder)
            print("\n## The whole job\n"); whole_job(options.kaitei, options.corpus, folder)
        if options.rows:
            print("\n## Growth\n"); growth(options.kaitei, options.rows, options.largest, options.plot, folder)

if __name__ == "__main__":
    main()
