#!/usr/bin/env bash
# Pictures of what the program writes for the shipped example, into docs/anh/: docs/pictures.sh PROGRAM
# Needs LibreOffice, pdftoppm and chromium.
set -euo pipefail
program=$(realpath "$1")
cd "$(dirname "$0")/.."
out=$PWD/docs/anh
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

cp -r examples/thanh-hoa-2024 "$folder/office"
rm -rf "$folder/office/ket-qua" "$out"
mkdir -p "$out"
"$program" --quiet -C "$folder/office" consolidate --period 2024-6T --as-of 2024-05-06 --exit-zero >/dev/null
results=$folder/office/ket-qua/2024-6T

# picture FILE NAME OPTIONS...: the first page of a result
picture() {
    local file=$1 name=$2
    shift 2
    soffice --headless "-env:UserInstallation=file://$folder/profile" --convert-to pdf --outdir "$folder" "$results/$file" >/dev/null 2>&1
    pdftoppm -png -f 1 -l 1 -singlefile "$@" "$folder/$(basename "${file%.*}").pdf" "$out/$name"
}

picture tong-hop.xlsx tong-hop -r 138 -x 165 -y 90 -W 1280 -H 780
picture bao-cao.docx bao-cao -r 64
picture don-doc/qua-han-so-nganh.docx cong-van-don-doc -r 64
picture tra-lai/H-HATRUNG.docx cong-van-tra-lai -r 64
picture tra-lai/H-HATRUNG.xlsx bieu-mau-gui-tra -r 64
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1280,780 \
    --user-data-dir="$folder/chromium" --screenshot="$out/bang-theo-doi.png" "file://$results/bang-theo-doi.html" >/dev/null 2>&1
du -ch "$out"/*.png | tail -1
