#!/bin/sh
# Measures Turnstone against what each server gives and takes alone and against what people would pick instead. Does its own set-up.
#   ./bench.sh              what docs/performance.md shows, and writes it there; about an hour
#   ./bench.sh quick        the same comparisons on less mail, in minutes; written below artifacts/bench
#   ./bench.sh scale        a hundred mailboxes, two thousand folders, a million messages; into docs/performance.md; long
#   ./bench.sh quick "no change"   only scenarios with this in their title; the page is left alone
#   ./bench.sh serve        what the control plane answers with 10,000 mailboxes in a project, on either database; into docs/performance.md
#   ./bench.sh page         a project's page with 10,000 mailboxes in Debian's Chromium, which has to be there; into docs/performance.md
#   ./bench.sh micro        the small parts, with BenchmarkDotNet; options go to it
#   ./bench.sh hold small 16000 [tls]   sets both servers up and prints the command, for a look with a profiler
set -u
root=$(cd -P -- "$(dirname -- "$0")" && pwd)
cd "$root" || exit 1
. eng/setup.sh

# Dovecot and DavMail are installed by the program itself, the way the demo does it.
case "${1:-}" in
    micro | serve | page) ;;
    *) command -v mbsync >/dev/null 2>&1 || install_packages isync || exit 1 ;;
esac

require_icu || exit 1
require_sdk || exit 1
prepare_home
for project in src/Turnstone.Cli bench/Turnstone.Benchmarks; do
    "$dotnet" build "$project" -c Release -v quiet --nologo --disable-build-servers || { complain "the build failed"; exit 1; }
done

if [ -z "${DOTNET_ROOT:-}" ]; then
    DOTNET_ROOT=$(dirname -- "$(readlink -f -- "$dotnet")")
    export DOTNET_ROOT
fi
exec artifacts/bin/Turnstone.Benchmarks/release/Turnstone.Benchmarks "$@"
