#!/bin/sh
# Runs one instance in a session of its own and remembers how it ended, whatever becomes of the agent.
# Usage: wrapper.sh <instance> <run> <folder for what is remembered> <output file> <command...>
instance=$1 run=$2 runs=$3 output=$4
shift 4
exec >>"$output" 2>&1 </dev/null
# Whoever ends the session must not end the one that writes the exit code down.
trap : HUP INT TERM

remember() {
    printf '%s\n' "$2" >"$runs/$instance.$1.new" && mv -f "$runs/$instance.$1.new" "$runs/$instance.$1"
}

# The 22nd field of stat, counted behind the name, which may hold blanks.
begun() {
    shift 19
    printf '%s' "$1"
}

read -r boot </proc/sys/kernel/random/boot_id
read -r stat <"/proc/$$/stat"
# shellcheck disable=SC2086
remember started "$run $$ $(begun ${stat##*) }) $boot"
"$@"
code=$?
# What is left of the session is killed once this is read; nobody is to stop the writing, nor to read of it in the output.
trap '' HUP INT TERM
exec >/dev/null 2>&1
remember ended "$run $code"
