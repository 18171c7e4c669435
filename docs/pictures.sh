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
"$program" --quiet -C "$folder/office" template --period 2024-6T --as-of 2024-03-04 >/dev/null
"$program" --quiet -C "$folder/office" consolidate --period 2024-6T --as-of 2024-05-06 --exit-zero >/dev/null
results=$folder/office/ket-qua/2024-6T

pdf() {
    soffice --headless "-env:UserInstallation=file://$folder/profile" --convert-to pdf --outdir "$folder" "$1" >/dev/null 2>&1
}
# picture FILE.pdf PAGE NAME: one page, small
picture() {
    pdftoppm -png -r "${4:-64}" -f "$2" -l "$2" -singlefile "$folder/$1" "$out/$3"
}

pdf "$results/bao-cao.docx"
for page in 1 2 3 4; do
    picture bao-cao.pdf "$page" "bao-cao-$page"
done
pdf "$results/don-doc/qua-han-so-nganh.docx"
picture qua-han-so-nganh.pdf 1 cong-van-don-doc
pdf "$results/tra-lai/H-HATRUNG.docx"
picture H-HATRUNG.pdf 1 cong-van-tra-lai
pdf "$folder/office/mau/2024-6T/cong-van.docx"
picture cong-van.pdf 1 cong-van-gui-bieu-mau
pdf "$results/tra-lai/H-HATRUNG.xlsx"
picture H-HATRUNG.pdf 1 bieu-mau-gui-tra
pdf "$results/tong-hop.xlsx"
for page in 1 2 3; do
    picture tong-hop.pdf "$page" "tong-hop-$page"
done
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1366,1500 \
    --user-data-dir="$folder/chromium" --screenshot="$out/bang-theo-doi.png" "file://$results/bang-theo-doi.html" >/dev/null 2>&1
du -ch "$out"/*.png | tail -1
