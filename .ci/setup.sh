# Shared by .ci/try and .ci/check: what the system must have, and the virtual environment.
# Sourced by sh; "die" ends the script with one sentence.

set -eu

LIBRARIES="libglib2.0-0 libgl1 libegl1 libx11-6 libdbus-1-3 libfontconfig1 libfreetype6 libxkbcommon0
 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0 fonts-wqy-microhei"

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }

installed() { # is a Debian package installed, by this name or by one that provides it?
    dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'ok installed' ||
        dpkg-query -W -f='${Status} ${Provides}\n' 2>/dev/null | grep 'ok installed' | grep -q "[ ,]$1[ ,(]"
}

need_packages() { # install the Debian packages that are missing
    command -v apt-get >/dev/null 2>&1 || {
        say "This is no Debian system: if the window does not open, install the counterparts of:" $1
        return 0
    }
    missing=""
    for package in $1; do installed "$package" || missing="$missing $package"; done
    [ -z "$missing" ] && return 0
    if [ "$(id -u)" -eq 0 ]; then as_root=""
    elif command -v sudo >/dev/null 2>&1; then as_root="sudo"
    else die "These packages are missing, and installing them needs an administrator:$missing. Have them run: apt-get install$missing"
    fi
    say "Installing:$missing"
    $as_root apt-get update -q >/dev/null || die "The package lists could not be fetched. Check the connection and run this again."
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing >/dev/null ||
        die "These packages could not be installed:$missing. See the message above, and run this again."
}

find_python() { # print a Python that is new enough
    for one in python3.11 python3.12 python3.13 python3.14 python3; do
        if command -v "$one" >/dev/null 2>&1 && "$one" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
            command -v "$one"; return 0
        fi
    done
    return 1
}

need_environment() { # make .venv and install the program into it; $1: "" or the extras, such as [dev]
    python=$(find_python) || die "Curriplan needs Python 3.11 or newer, and there is none on this machine."
    version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
    stamp="$version $(cksum < pyproject.toml) $PWD"
    for extras in "$1" "[dev]"; do # what the checks need holds what trying needs
        [ "$(cat ".venv/.installed$extras" 2>/dev/null || true)" = "$stamp" ] && return 0
    done
    "$python" -c 'import ensurepip, venv' 2>/dev/null || need_packages "python$version-venv"
    [ -x .venv/bin/python ] && .venv/bin/python -c "import pip, sys; sys.exit('%d.%d' % sys.version_info[:2] != '$version')" 2>/dev/null ||
        { say "Making .venv with Python $version"; "$python" -m venv --clear .venv; }
    say "Installing Curriplan and its libraries into .venv (some minutes the first time)"
    .venv/bin/python -m pip install -q --disable-pip-version-check -e ".$1" ||
        die "The libraries could not be installed. Check the connection and run this again."
    say "$stamp" > ".venv/.installed$1"
}
