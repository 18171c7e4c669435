#!/usr/bin/env bash
# Packs a built program for those who run it: .ci/pack.sh PROGRAM NAME FOLDER makes FOLDER/NAME.tar.gz (or .zip of an .exe) and
# its checksum. In it: the program, a workspace with the scripts to double-click, the guide and its examples, licences (those of
# libraries where cargo-about is at hand), completions, the manual page in both languages, the checksums of all these.
set -euo pipefail
program=$1 name=$2 folder=$3
cd "$(dirname "$0")/.."

# Runs the packed program; that for Windows under Wine where this is Linux.
run() {
    local wine=()
    [[ $program != *.exe || $(uname -s) != Linux ]] || wine=(wine)
    "${wine[@]}" "$packed/$(basename "$program")" "$@"
}

packed="$folder/$name"
rm -rf "$packed"
mkdir -p "$packed/completions" "$packed/man/man1" "$packed/man/en/man1"
cp "$program" README.md CHANGELOG.md LICENSE "$packed/"
cp -r docs "$packed/"
git ls-files -z -- examples ':!*.rs' ':!examples/made' ':!examples/specimens' | xargs -0 cp --parents -t "$packed"
run --quiet init "$packed/ban-chi-dao"
for shell in bash zsh fish powershell; do
    run completions "$shell" >"$packed/completions/tonghop.$shell"
done
run man --lang vi >"$packed/man/man1/tonghop.1"
run man --lang en >"$packed/man/en/man1/tonghop.1"
if command -v cargo-about >/dev/null; then
    cargo about generate --locked --config .ci/about.toml --output-file "$packed/LICENSES.txt" .ci/about.hbs
else
    echo "cargo-about is not here: the licences of libraries were not packed"
fi
(cd "$packed" && find . -type f ! -name SHA256SUMS -print0 | LC_ALL=C sort -z | xargs -0 sha256sum >SHA256SUMS)

cd "$folder"
case "$program" in
*.exe)
    archive="$name.zip"
    rm -f "$archive"
    # names marked as UTF-8, or Windows shows other letters
    if command -v 7z >/dev/null; then
        7z a -bd -mcu=on "$archive" "$name" >/dev/null
    else
        python3 -m zipfile -c "$archive" "$name"
    fi
    ;;
*)
    archive="$name.tar.gz"
    tar --create --gzip --file "$archive" --owner 0 --group 0 --sort name "$name"
    ;;
esac
sha256sum "$archive" | tee "$archive.sha256"
