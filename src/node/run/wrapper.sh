#!/bin/sh
# A run on its target: starts it once, keeps it apart from whoever looks on, tells of it, and ends it.
# POSIX sh with ps, awk, tail, head, wc, grep, uname and date; one of setsid, python3 and perl.
#
#   iterlog.sh start  R PARALLEL LIMIT "GPU GPU ..." [GRACE]   once; a second call only tells
#   iterlog.sh task   R SS LIMIT [GRACE]                       one task, in this process, once
#   iterlog.sh status R ...
#   iterlog.sh attach R POLL SS.o:OFFSET SS.e:OFFSET ...
#   iterlog.sh cancel R GRACE
#
# R is the directory of the run, absolute; LIMIT is in seconds, 0 for none. What R holds, and who writes it:
#   submitted  the claim: `direct PID` by start; anything else was written by who submits to a scheduler
#   cancelled  a cancel was asked for: nothing new starts
#   pid host   of the coordinator
#   SS/cmd.sh  the command          SS/claim pid host started   by the leader of the task, before the command starts
#   SS/group   of the command       SS/out err                  what it writes
#   SS/ended exit                   written last; they have their place on the disk before the command starts
#   SS/timed-out cancelled stopped  why the leader ended the command, if it did
#
# status prints, a line each:
#   R <directory>
#   C STATE PID HOST FLAGS     STATE: missing none starting alive dead foreign job;  FLAGS: cancelled
#   J <what the scheduler calls it>
#   T SS STATE EXIT STARTED ENDED OUT-SIZE ERR-SIZE PID HOST FLAGS
#                              STATE: none starting running exited lost foreign;  FLAGS: timed-out,cancelled,stopped
# with `-` for nothing. attach prints frames: `D SS o N` and N bytes, `T SS o SIZE` for an output that became shorter,
# `S ` and a line as above when it changed, `K` now and then, `E` when nothing more can come.

self=$0 op=$1 d=$2
case $d in
/*) ;;
*)
  echo 'E the directory of a run is absolute' >&2
  exit 64
  ;;
esac

# v = the first line of a file, empty without one
get() {
  v=
  [ -f "$1" ] && { read -r v <"$1"; } 2>/dev/null
  :
}

put() { echo "$2" 2>/dev/null >"$1.tmp" && mv "$1.tmp" "$1"; }

# A file that keeps its place on the disk, so that it can be written when the disk is full
reserve() { printf '%-31s\n' '' 2>/dev/null >"$1.tmp"; }
note() {
  printf '%-31s\n' "$2" 1<>"$1.tmp"
  mv "$1.tmp" "$1"
}

nap() { sleep "$1" 2>/dev/null || sleep 1; }

# Whether a process is there and is of this run: numbers are used again, but not with this directory among the arguments
ours() {
  [ -n "$1" ] && kill -0 "$1" 2>/dev/null || return 1
  if [ -d "/proc/$1" ]; then
    # Lines of NUL: without it the grep of busybox sees the first argument alone
    grep -zqF -- "$d" "/proc/$1/cmdline" 2>/dev/null
  else
    ps -ww -p "$1" -o args= 2>/dev/null | grep -qF -- "$d"
  fi
}

# Whether anything of a process group is left. Only `kill -s SIG -- -GROUP` is understood by every shell.
group_lives() {
  kill -s 0 -- "-$1" 2>/dev/null || return 1
  [ -r /proc/self/stat ] || {
    ps -A -o pgid= -o stat= 2>/dev/null | awk -v g="$1" '$1 == g && $2 !~ /^Z/ { n++ } END { exit !n }'
    return
  }
  # `pid (name) state parent group ...`, where the name may hold anything: what has ended and waits to be noticed counts not
  for f in /proc/[0-9]*/stat; do
    get "$f"
    v=${v##*) }
    case $v in
    Z*) ;;
    *" $1 "*) [ "$(group_of $v)" != "$1" ] || return 0 ;;
    esac
  done
  return 1
}

group_of() { echo "$3"; }

# TERM to a group, and KILL after so many seconds
end_group() {
  kill -s TERM -- "-$1" 2>/dev/null
  n=$(($2 * 5))
  while [ "$n" -gt 0 ] && group_lives "$1"; do
    nap 0.2
    n=$((n - 1))
  done
  group_lives "$1" && kill -s KILL -- "-$1" 2>/dev/null
  :
}

# The processes whose environment says that they are of this run (of task $1, if given), wherever they went, and, of the
# whole run, the wrapper's own
marked() {
  [ -n "$1" ] || own
  for f in $(grep -lzxF "ITERLOG_RUN=${d##*/}" /proc/[0-9]*/environ 2>/dev/null); do
    p=${f#/proc/}
    p=${p%/environ}
    [ "$p" = "$$" ] && continue
    [ -z "$1" ] || grep -qzxF "ITERLOG_TASK=$1" "$f" 2>/dev/null || continue
    grep -q '^State:[[:space:]]*Z' "/proc/$p/status" 2>/dev/null || echo "$p"
  done
}

own() {
  for f in $(grep -lzF -- "$d" /proc/[0-9]*/cmdline 2>/dev/null); do
    p=${f#/proc/}
    grep -qzxE 'task|_coordinate|_exec' "$f" 2>/dev/null && echo "${p%/cmdline}"
  done
}

# Ends whatever `marked` finds: TERM, two seconds, KILL
sweep() {
  for s in TERM KILL; do
    n=10
    while m=$(marked "$1") && [ -n "$m" ] && [ "$n" -gt 0 ]; do
      [ "$n" = 10 ] && for p in $m; do kill -s "$s" "$p" 2>/dev/null; done
      nap 0.2
      n=$((n - 1))
    done
  done
}

# Becomes a command in a session of its own
detached() {
  if command -v setsid >/dev/null 2>&1; then
    exec setsid "$@"
  elif command -v python3 >/dev/null 2>&1; then
    exec python3 -c 'import os,sys
os.setsid()
os.execvp(sys.argv[1],sys.argv[1:])' "$@"
  else
    exec perl -e 'use POSIX; POSIX::setsid(); exec @ARGV' "$@"
  fi
}

# c_state, c_line: the coordinator
coordinator() {
  c_state=none c_pid=- c_host=- c_flags=-
  [ -e "$d/cancelled" ] && c_flags=cancelled
  if [ ! -d "$d" ]; then
    c_state=missing
  elif [ -f "$d/submitted" ]; then
    get "$d/submitted"
    case $v in
    direct* | '') coordinator_state ;;
    *) c_state=job ;;
    esac
    [ ! -s "$d/jobid" ] || c_state=job
  fi
  c_line="C $c_state $c_pid $c_host $c_flags"
}

coordinator_state() {
  get "$d/host"
  c_host=${v:--}
  get "$d/pid"
  c_pid=${v:--}
  if [ "$c_pid" = - ]; then
    # A start takes moments, unless it was killed amid them
    c_state=starting
    [ -z "$(find "$d/submitted" -mmin +2 2>/dev/null)" ] || c_state=dead
  elif [ "$c_host" != "$here" ]; then
    c_state=foreign
  elif ours "$c_pid"; then
    c_state=alive
  else
    c_state=dead
  fi
}

# t_state and its like: one task
task_state() {
  t=$d/$1 t_state=none t_exit=- t_pid=- t_host=- t_flags=
  for f in timed-out cancelled stopped; do [ -e "$t/$f" ] && t_flags=$t_flags,$f; done
  t_flags=${t_flags#,}
  get "$t/started"
  t_started=${v:--}
  if [ -e "$t/claim" ]; then
    get "$t/claim"
    t_pid=${v%% *} t_host=${v#* }
    [ -n "$v" ] || t_pid=- t_host=-
    claimed_state
  fi
  get "$t/ended"
  t_ended=${v:--}
  t_line="$t_exit $t_started $t_ended"
  t_tail="$t_pid $t_host ${t_flags:--}"
}

claimed_state() {
  get "$t/exit"
  if [ -n "$v" ]; then
    t_state=exited t_exit=$v
  elif [ "$t_pid" = - ]; then
    t_state=starting
    [ "$c_state" = dead ] && t_state=lost
  elif [ "$t_host" != "$here" ]; then
    t_state=foreign
  else
    t_state=running
    get "$t/group"
    # Looked at again, since it may have ended between the two looks
    ours "$t_pid" || ours "$v" || {
      get "$t/exit"
      t_state=lost
      [ -z "$v" ] || t_state=exited t_exit=$v
    }
  fi
}

size() {
  v=$({ wc -c <"$1"; } 2>/dev/null) || v=
  v=$((${v:-0}))
}

report() {
  echo "R $d"
  coordinator
  echo "$c_line"
  get "$d/jobid"
  [ -z "$v" ] || echo "J $v"
  for f in "$d"/[0-9][0-9]; do
    [ -d "$f" ] || continue
    s=${f##*/}
    task_state "$s"
    size "$t/out"
    o=$v
    size "$t/err"
    echo "T $s $t_state $t_line $o $v $t_tail"
  done
}

# --- start

start() {
  if [ ! -e "$d/cancelled" ] && (set -C && : >"$d/submitted") 2>/dev/null; then
    echo "direct $$" >"$d/submitted" || {
      rm -f "$d/submitted"
      exit 74
    }
    command -v setsid >/dev/null 2>&1 || command -v python3 >/dev/null 2>&1 || command -v perl >/dev/null 2>&1 || {
      rm -f "$d/submitted"
      echo 'E none of setsid, python3 and perl is there, so that a run cannot be kept apart' >&2
      exit 70
    }
    detached sh "$self" _coordinate "$d" "$@" </dev/null >/dev/null 2>>"$d/errors" &
    c=$! n=600
    while [ ! -s "$d/pid" ] && [ "$n" -gt 0 ]; do
      ours "$c" || [ "$n" -gt 580 ] || [ -s "$d/pid" ] || {
        # It ended before it began: nothing was started, and another start may try
        rm -f "$d/submitted"
        cat "$d/errors" >&2
        echo 'E the run could not note its process' >&2
        exit 74
      }
      nap 0.1
      n=$((n - 1))
    done
  fi
  report
}

coordinate() {
  trap '' HUP
  trap 'end_leaders; exit 143' TERM
  put "$d/host" "$here" && put "$d/pid" "$$" || exit 74
  i=0
  while [ "$i" -lt "$1" ]; do
    work "$(pick "$i" "$3")" "$2" "$4" &
    i=$((i + 1))
  done
  wait
}

# The GPU of worker $1 among those named by $2
pick() {
  i=$1
  # shellcheck disable=SC2086
  set -- $2
  [ $# -gt 0 ] || return 0
  shift $((i % $#))
  echo "$1"
}

work() {
  [ -z "$1" ] || {
    CUDA_VISIBLE_DEVICES=$1
    export CUDA_VISIBLE_DEVICES
  }
  for f in "$d"/[0-9][0-9]; do
    [ -e "$f/claim" ] && continue
    # $$ is the coordinator: without it nothing new starts
    ours $$ || exit 0
    sh "$self" task "$d" "${f##*/}" "$2" $3
  done
}

end_leaders() {
  for f in "$d"/[0-9][0-9]; do
    get "$f/pid"
    [ -e "$f/exit" ] || { ours "$v" && kill -s TERM "$v"; }
  done
}

# --- task

run_task() {
  t=$d/$1 limit=$2 grace=${3:-10} end=
  [ -f "$t/cmd.sh" ] && [ ! -e "$d/cancelled" ] || exit 75
  (set -C && echo "$$ $here" >"$t/claim") 2>/dev/null || exit 75
  trap '' HUP
  trap 'end=1' TERM INT
  reserve "$t/exit" && reserve "$t/ended" && put "$t/host" "$here" && put "$t/started" "$(date +%s)" &&
    put "$t/pid" "$$" || exit 74
  detached sh "$self" _exec "$d" "$1" </dev/null &
  c=$!
  watch &
  w=$!
  wait_for_command "$1"
  note "$t/ended" "$(date +%s)"
  note "$t/exit" "$code"
  exit "$code"
}

# code = how the command ended, which may be by us
wait_for_command() {
  code=143
  [ -n "$end" ] || {
    wait "$c"
    code=$?
  }
  kill "$w" 2>/dev/null
  if [ -n "$end" ]; then
    why
    get "$d/cancelled"
    end_group "$c" "${v:-$grace}"
    sweep "$1"
    wait "$c"
    n=$?
    [ "$n" = 127 ] || code=$n
  elif group_lives "$c"; then
    # What a command leaves behind would keep its GPU
    end_group "$c" 5
  fi
}

why() {
  [ -e "$t/timed-out" ] && return
  if [ -e "$d/cancelled" ]; then : >"$t/cancelled"; else : >"$t/stopped"; fi
}

# Ends the leader's wait when the time is up or the run is cancelled, from wherever; again, should it not wait yet
watch() {
  trap - TERM INT
  n=0
  while nap 1 && ours $$; do
    n=$((n + 1))
    if [ "$limit" -gt 0 ] && [ "$n" -ge "$limit" ]; then
      : >"$t/timed-out"
      kill -s TERM $$
    elif [ -e "$d/cancelled" ]; then
      kill -s TERM $$
    fi
  done
}

become_command() {
  t=$d/$1
  put "$t/group" "$$"
  ITERLOG_RUN=${d##*/} ITERLOG_TASK=$1 PYTHONUNBUFFERED=1
  export ITERLOG_RUN ITERLOG_TASK PYTHONUNBUFFERED
  exec sh "$t/cmd.sh" >"$t/out" 2>"$t/err" </dev/null
}

# --- attach

attach() {
  poll=$1 beat=0 said_C=
  shift
  for a in "$@"; do
    case $a in
    [0-9][0-9].[oe]:*[!0-9]* | [0-9][0-9].[oe]:) exit 64 ;;
    [0-9][0-9].[oe]:*) eval "at_${a%%.*}_$(letter "$a")=${a#*:}" ;;
    *) exit 64 ;;
    esac
  done
  cd "$d" 2>/dev/null || {
    coordinator
    echo "S $c_line"
    echo E
    exit 0
  }
  while :; do
    look
    pump "$@"
    [ -z "$news" ] || printf '%s' "$news" || exit 1
    [ -z "$more" ] || continue
    [ -n "$open" ] || {
      echo E
      exit 0
    }
    beat=$((beat + 1))
    [ $((beat % 4)) -ne 0 ] || echo K || exit 1
    nap "$poll"
  done
}

letter() {
  v=${1%%:*}
  echo "${v#*.}"
}

# news = what changed; open = something may still come. Before the output is read, so that an end implies all of it.
look() {
  news= open=
  coordinator
  [ "$c_line" = "$said_C" ] || news="S $c_line
"
  said_C=$c_line
  for s in [0-9][0-9]; do
    [ -d "$s" ] || continue
    task_state "$s"
    case $t_state/$c_state/$c_flags in
    exited/* | lost/* | none/dead/* | none/*/cancelled) ;;
    *) open=1 ;;
    esac
    v="$t_state $t_line $t_tail"
    eval "[ \"\$v\" = \"\${said_$s-}\" ]" && continue
    eval "said_$s=\$v"
    size "$t/out"
    o=$v
    size "$t/err"
    news="${news}S T $s $t_state $t_line $o $v $t_tail
"
  done
}

# Sends what came since the offsets, of each output a piece; more = there is more of one
pump() {
  more= names=
  for a in "$@"; do
    s=${a%%.*}
    case $a in *.o:*) f=$s/out ;; *) f=$s/err ;; esac
    [ -f "$f" ] && names="$names $f"
  done
  [ -n "$names" ] || return 0
  # shellcheck disable=SC2086
  set -- $(wc -c $names 2>/dev/null)
  while [ $# -ge 2 ]; do
    case $2 in
    [0-9][0-9]/out) send "${2%/out}" o "$1" "$2" ;;
    [0-9][0-9]/err) send "${2%/err}" e "$1" "$2" ;;
    esac
    shift 2
  done
}

send() {
  eval "v=\$at_$1_$2"
  if [ "$3" -lt "$v" ]; then
    echo "T $1 $2 $3" || exit 1
    v=0
  fi
  n=$(($3 - v))
  [ "$n" -le 262144 ] || n=262144 more=1
  if [ "$n" -gt 0 ]; then
    echo "D $1 $2 $n" && tail -c "+$((v + 1))" "$4" | head -c "$n" || exit 1
  fi
  eval "at_$1_$2=$((v + n))"
}

# --- cancel

cancel() {
  [ ! -d "$d" ] || put "$d/cancelled" "$1" || : >"$d/cancelled"
  n=$((($1 + 4) * 5))
  end_leaders
  end_groups TERM
  while [ "$n" -gt 0 ] && busy; do
    nap 0.2
    n=$((n - 1))
  done
  end_groups KILL
  n=15
  while [ "$n" -gt 0 ] && busy; do
    nap 0.2
    n=$((n - 1))
  done
  end_rest
  report
  for p in $(marked ''); do echo "X $p $(arguments "$p")"; done
}

arguments() {
  if [ -d "/proc/$1" ]; then tr '\0' ' ' <"/proc/$1/cmdline"; else ps -ww -p "$1" -o args=; fi 2>/dev/null
}

# The groups whose leader is gone, with TERM; all of them, with KILL
end_groups() {
  for f in "$d"/[0-9][0-9]; do
    get "$f/pid"
    [ "$1" = KILL ] || ! ours "$v" || continue
    get "$f/group"
    [ -e "$f/exit" ] || { ours "$v" && kill -s "$1" -- "-$v" 2>/dev/null; }
  done
}

# Whether a task or the coordinator has not ended yet, here or elsewhere
busy() {
  coordinator
  [ "$c_state" != alive ] || return 0
  for f in "$d"/[0-9][0-9]; do
    [ -d "$f" ] || continue
    task_state "${f##*/}"
    case $t_state in running | foreign) return 0 ;; esac
  done
  return 1
}

# Whatever the gentle way has left, and the exit codes that nobody could write
end_rest() {
  get "$d/pid"
  ours "$v" && kill -s KILL "$v" 2>/dev/null
  for f in "$d"/[0-9][0-9]; do
    get "$f/pid"
    ours "$v" && kill -s KILL "$v" 2>/dev/null
  done
  sweep ''
  coordinator
  for f in "$d"/[0-9][0-9]; do
    [ -d "$f" ] || continue
    task_state "${f##*/}"
    [ "$t_state" = lost ] || continue
    : >"$t/cancelled"
    note "$t/ended" "$(date +%s)"
    note "$t/exit" 137
  done
}

here=$(uname -n)
case $op in
start | task | _coordinate | _exec) ;;
*)
  LC_ALL=C
  export LC_ALL
  ;;
esac
case $op in
status)
  shift
  for d in "$@"; do report; done
  ;;
start | attach | cancel)
  shift 2
  "$op" "$@"
  ;;
task)
  shift 2
  run_task "$@"
  ;;
_coordinate)
  shift 2
  coordinate "$@"
  ;;
_exec) become_command "$3" ;;
*)
  echo "E there is no operation $op" >&2
  exit 64
  ;;
esac
