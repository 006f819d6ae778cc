# What ./turnstone and ./test.sh share: the way to the .NET SDK, to its ICU, and to Debian's packages. Sourced, never run.
# Callers set $root, the repository's root, before.

complain() { printf 'turnstone: %s\n' "$*" >&2; }

# Installs Debian packages, with sudo when not root; fails with a word why where that cannot be done.
install_packages() {
    if ! command -v apt-get >/dev/null 2>&1; then
        complain "cannot install $*: there is no apt-get here"
        return 1
    fi
    as_root=
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null 2>&1; then
            complain "cannot install $*: not root, and there is no sudo"
            return 1
        fi
        as_root=sudo
    fi
    complain "installing $* with ${as_root:+$as_root }apt-get"
    # A fresh machine has no package lists yet; without them nothing is found.
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 ||
        { $as_root apt-get update -qq >/dev/null 2>&1
          $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1; } ||
        { complain "apt-get could not install $*"; return 1; }
}

# .NET compares and normalises names with ICU and does not start without it. Only Debian's slim images lack it.
require_icu() {
    [ "$(uname -s)" = Linux ] || return 0
    for library in /usr/lib/*/libicuuc.so.* /usr/lib/libicuuc.so.* /usr/lib64/libicuuc.so.* /lib/*/libicuuc.so.*; do
        [ -e "$library" ] && return 0
    done
    package=$(apt-cache --names-only search '^libicu[0-9]+$' 2>/dev/null | cut -d' ' -f1 | sort -V | tail -n 1)
    install_packages "${package:-libicu-dev}" || { complain "install ICU (libicu) by hand, .NET needs it"; return 1; }
}

# Finds a dotnet whose SDK is the one global.json asks for.
require_sdk() {
    for dotnet in "$(command -v dotnet 2>/dev/null)" "${DOTNET_ROOT:-/nowhere}/dotnet" "${HOME:-/nowhere}/.dotnet/dotnet" /usr/lib/dotnet/dotnet /usr/share/dotnet/dotnet; do
        if [ -x "$dotnet" ] && (cd "$root" && "$dotnet" --version) >/dev/null 2>&1; then
            return 0
        fi
    done
    complain "the .NET 10 SDK is missing: install it with 'apt-get install dotnet-sdk-10.0' or from https://dot.net/download"
    return 1
}

# The SDK and NuGet write to the home folder; without a usable one they get a folder of the build's own.
prepare_home() {
    if [ -z "${HOME:-}" ] || [ ! -d "$HOME" ] || [ ! -w "$HOME" ]; then
        HOME=$root/artifacts/home
        mkdir -p "$HOME"
    fi
    export HOME
    export DOTNET_CLI_HOME="${DOTNET_CLI_HOME:-$HOME}" DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
}
