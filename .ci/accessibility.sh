#!/usr/bin/env bash
# The status board in both languages, judged by axe in Chromium at three widths: .ci/accessibility.sh PROGRAM
# Where Chromium or the npm package axe-core cannot be had, this says that nothing was judged.
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")/.."

skip() {
    echo "not judged by axe: $1"
    exit 0
}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || skip "Chromium is missing"
command -v npm >/dev/null || skip "npm is missing"
command -v python3 >/dev/null || skip "Python is missing"
npm install --silent --no-audit --no-fund --prefix "$folder/npm" axe-core@4.10.2 >/dev/null 2>&1 ||
    skip "npm could not fetch axe-core"

for lang in vi en; do
    cp -r examples/thanh-hoa-2024 "$folder/$lang"
    "$program" --quiet --lang "$lang" -C "$folder/$lang" consolidate --period 2024-6T --as-of 2024-05-06 --exit-zero >/dev/null
    for width in 390 1366 1920; do
        # the page states its violations as its title
        {
            cat "$folder/$lang/ket-qua/2024-6T/bang-theo-doi.html"
            echo "<script>"
            cat "$folder/npm/node_modules/axe-core/axe.min.js"
            echo "</script><script>axe.run().then((r) => { document.title = 'AXE ' + JSON.stringify(r.violations.map((v) => [v.id, v.nodes.map((n) => n.html).slice(0, 3)])) + ' ' + r.passes.length; })</script>"
        } >"$folder/page.html"
        "$browser" --headless --no-sandbox --disable-gpu --disable-background-networking --user-data-dir="$folder/profile" \
            --window-size="$width,1000" --virtual-time-budget=20000 --dump-dom "file://$folder/page.html" 2>/dev/null >"$folder/dom.html"
        python3 - "$folder/dom.html" "$lang at $width px" <<'PYTHON'
import html, re, sys
title = html.unescape(re.search(r"<title>(.*?)</title>", open(sys.argv[1], encoding="utf-8").read(), re.S).group(1))
said = re.fullmatch(r"AXE (.*) (\d+)", title, re.S)
if said is None:
    sys.exit(f"axe did not finish: {sys.argv[2]}")
if said.group(1) != "[]" or int(said.group(2)) < 10:
    sys.exit(f"{sys.argv[2]}: {title}")
PYTHON
    done
done
echo "axe finds nothing on the board in either language"
