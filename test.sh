#!/bin/sh
# Builds everything, checks its formatting and runs all tests. Does its own set-up; the last line is "N passed, N failed[, N skipped]".
set -u
root=$(cd -P -- "$(dirname -- "$0")" && pwd)
cd "$root" || exit 1
. eng/setup.sh

results=artifacts/test-results
passed=0 failed=0 skipped=0

finish() {
    line="$passed passed, $failed failed"
    [ "$skipped" = 0 ] || line="$line, $skipped skipped"
    printf '\n%s\n' "$line"
    [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
    exit
}

# A step before the tests that fails is a failure as much as a test is.
give_up() {
    complain "$1"
    failed=$((failed + 1))
    finish
}

count() { sed -n "s/.*<Counters[^>]* $2=\"\([0-9]*\)\".*/\1/p" "$1" | head -n 1; }

# Runs one test program; what it says goes to the screen, what it counted is read from its report.
run() {
    report=$results/$1.trx
    printf '\n== %s\n' "$1"
    timeout --kill-after=30 60m "artifacts/bin/$1/release/$1" -noLogo -noColor -result-trx "$report"
    status=$?
    if [ ! -s "$report" ] || [ -z "$(count "$report" total)" ]; then
        complain "$1 ended with status $status and left no report"
        failed=$((failed + 1))
        return
    fi
    ran_failed=$(count "$report" failed)
    passed=$((passed + $(count "$report" passed)))
    failed=$((failed + ran_failed))
    skipped=$((skipped + $(count "$report" total) - $(count "$report" passed) - ran_failed))
    # A status that its failures do not explain (a time-out, a crash at the end) is a failure of its own.
    if [ "$ran_failed" = 0 ] && [ "$status" != 0 ]; then
        complain "$1 ended with status $status"
        failed=$((failed + 1))
    fi
}

# Feeds the readers of strangers' input with broken input, the same each time, so that a change is blamed for what it breaks; each reader
# counts as a test.
fuzz() {
    printf '\n== Turnstone.Fuzz\n'
    log=$results/fuzz.log
    timeout --kill-after=30 10m artifacts/bin/Turnstone.Fuzz/release/Turnstone.Fuzz --minutes 2 --seed 1 --found "$results/fuzz" >"$log" 2>&1
    status=$?
    cat "$log"
    summary=$(tail -n 1 "$log")
    case $summary in
        *" passed, "*" failed")
            passed=$((passed + ${summary%% *}))
            summary=${summary#*, }
            failed=$((failed + ${summary%% *})) ;;
        *)
            complain "Turnstone.Fuzz ended with status $status"
            failed=$((failed + 1)) ;;
    esac
}

# Clients nobody here wrote, and a validator of schemas. Where they cannot be had, the tests that need them are skipped and say so.
# Dovecot is installed by the tests themselves, the way the demo does it.
wanted=
command -v davmail >/dev/null 2>&1 || wanted="$wanted davmail"
command -v xmllint >/dev/null 2>&1 || wanted="$wanted libxml2-utils"
python3 -c 'import exchangelib' >/dev/null 2>&1 || wanted="$wanted python3-exchangelib"
# One by one: a package this release of Debian or Ubuntu lacks must not cost the others.
for package in $wanted; do
    install_packages "$package" || complain "going on without $package; tests that need it are skipped"
done

require_icu || give_up "no ICU"
require_sdk || give_up "no SDK"
prepare_home
rm -rf "$results"
mkdir -p "$results"

"$dotnet" build Turnstone.slnx -c Release -v quiet --nologo --disable-build-servers || give_up "the build failed"

# Code style is the build's business (EnforceCodeStyleInBuild); white space alone needs no compiler and takes seconds.
"$dotnet" format whitespace . --folder --include src tests bench --verify-no-changes || give_up "formatting differs: run 'dotnet format'"

run Turnstone.Tests
run Turnstone.Scripts
fuzz
run Turnstone.EndToEnd
finish
