#!/usr/bin/env python3
"""The zip that is handed out to people on Windows.

  pack.py KAITEI.EXE OUT.zip

Names are marked as UTF-8 (APPNOTE.TXT 4.4.4, bit 11), which Windows' own Explorer reads. Same program, same bytes.
"""
import os, sys, time, zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))

def main():
    exe, out = sys.argv[1:]
    date = time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", "315532800")))[:6]
    read = lambda *path: open(os.path.join(*path), "rb").read()
    # Notepad of old Windows versions needs the mark of UTF-8 and CR LF.
    letter = "はじめにお読みください.txt"
    text = "\ufeff" + read(HERE, letter).decode("utf-8").replace("\n", "\r\n")
    entries = [
        ("kaitei.exe", read(exe)),
        (letter, text.encode("utf-8")),
        ("改定前/", b""), ("改定後/", b""), ("結果/", b""),
        ("ライセンス/LICENSE-MIT.txt", read(ROOT, "LICENSE-MIT")),
        ("ライセンス/LICENSE-APACHE.txt", read(ROOT, "LICENSE-APACHE")),
        ("ライセンス/THIRD-PARTY-NOTICES.txt", read(ROOT, "THIRD-PARTY-NOTICES.md")),
    ]
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in entries:
            info = zipfile.ZipInfo("kaitei/" + name, date)
            # Unix: for archives of MS-DOS some programs take names for those of a code page, whatever the mark says. The folder of MS-DOS
            # (0x10) is told beside the modes.
            info.create_system = 3
            info.external_attr = 0o40755 << 16 | 0x10 if name.endswith("/") else 0o100644 << 16
            info.compress_type = zipfile.ZIP_STORED if name.endswith("/") else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)

main()
