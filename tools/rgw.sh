#!/usr/bin/env bash
# A real Ceph Object Gateway (S3, STS and IAM) on this machine, for the integration tests: from Debian's packages, unpacked
# into a folder, without root and without touching the system.
#
#   tools/rgw.sh install    download and unpack the newest Ceph that Debian has (once; about 200 MB)
#   tools/rgw.sh start      install if need be, start, and print what the tests need, one NAME=value a line
#   tools/rgw.sh restart    end the gateway and start it again; the data stays
#   tools/rgw.sh stop       end what it started; with the memory store the data is gone
#   tools/rgw.sh wipe       stop, and remove the data
#   tools/rgw.sh env        print the lines of start again
#   tools/rgw.sh admin ...  radosgw-admin
#
# Environment:
#   RGW_HOME        packages and data (default ~/.cache/holdfast-rgw)
#   RGW_ROOT        a folder with packages already unpacked (default $RGW_HOME/root)
#   RGW_PORT        first of five ports: monitor (2), S3, key server, S3 over TLS (default 19100)
#   RGW_TLS=1       serve S3 over TLS as well, with a certificate of its own
#   RGW_STORE       memstore (default) or bluestore, which survives a stop
#   RGW_STORE_GB    size of the store (default 8)
#   RGW_LC_SECONDS  length of a day for lifecycle rules, in seconds
#   RGW_SUITES      Debian suites to try (default "forky sid trixie")
#   RGW_MIRROR      Debian mirror (default: the one that apt uses here)
set -euo pipefail

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
HOME_DIR=${RGW_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/holdfast-rgw}
ROOT=${RGW_ROOT:-$HOME_DIR/root}
DATA=$HOME_DIR/data
PORT=${RGW_PORT:-19100}
S3_PORT=$((PORT + 2)) KEY_PORT=$((PORT + 3)) TLS_PORT=$((PORT + 4))
STORE=${RGW_STORE:-memstore}
ACCESS_KEY=HOLDFASTTESTACCESS SECRET_KEY=holdfast-test-secret KMS_KEY=testkey-1
LIB=$ROOT/usr/lib/$(uname -m)-linux-gnu
export CEPH_CONF=$DATA/ceph.conf

say() { echo "rgw.sh: $*" >&2; }
fail() { say "$@"; exit 1; }

# --- packages ---------------------------------------------------------------------------------------------------------

mirror() {
  if [ -n "${RGW_MIRROR:-}" ]; then echo "$RGW_MIRROR"; return; fi
  {
    awk '/^URIs:/ { print $2 }' /etc/apt/sources.list.d/*.sources 2>/dev/null || true
    awk '/^deb / { for (i = 2; i <= NF; i++) if ($i ~ /^https?:/) print $i }' /etc/apt/sources.list 2>/dev/null || true
  } | grep -E '/debian/?$' | head -n 1
}

# apt-get with a state of its own, as on a machine where nothing is installed: it downloads the whole closure, libc too.
apt_in() {
  local state=$1; shift
  apt-get -o Dir::Etc::SourceList="$state/sources.list" -o Dir::Etc::SourceParts=/dev/null \
    -o Dir::Etc::Preferences=/dev/null -o Dir::Etc::PreferencesParts=/dev/null \
    -o Dir::State="$state" -o Dir::State::Lists="$state/lists" -o Dir::State::status=/dev/null \
    -o Dir::Cache="$state" -o Dir::Cache::archives="$state/debs" -o Dir::Log="$state" \
    -o Debug::NoLocking=1 -o APT::Sandbox::User= -o Acquire::Languages=none -o Acquire::Retries=3 "$@"
}

download() {
  local suite=$1 state=$HOME_DIR/apt-$1
  mkdir -p "$state/lists/partial" "$state/debs/partial"
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(mirror) $suite main" > "$state/sources.list"
  apt_in "$state" update > "$state/log" 2>&1 &&
    apt_in "$state" -y --no-install-recommends --download-only install radosgw ceph-mon ceph-osd >> "$state/log" 2>&1
}

unpack() {
  local debs=$1 fresh=$HOME_DIR/root.new dir deb
  rm -rf "$fresh"
  mkdir -p "$fresh"/usr/{bin,sbin,lib,lib64}
  for dir in bin sbin lib lib64; do ln -s "usr/$dir" "$fresh/$dir"; done
  for deb in "$debs"/*.deb; do
    dpkg-deb --fsys-tarfile "$deb" | tar -x -C "$fresh" --no-same-owner --keep-directory-symlink \
      --exclude './usr/share/doc*' --exclude './usr/share/man*' --exclude './usr/share/locale*' \
      --exclude './usr/lib/systemd*' --exclude '*/ceph-*-tool' --exclude '*/libLLVM*' --exclude '*/librgw.so*'
  done
  mv "$fresh" "$ROOT"
}

install() {
  if [ -x "$ROOT/usr/bin/radosgw" ]; then return; fi
  mkdir -p "$HOME_DIR"
  local suite
  for suite in ${RGW_SUITES:-forky sid trixie}; do
    say "downloading Ceph from Debian $suite"
    if download "$suite"; then
      unpack "$HOME_DIR/apt-$suite/debs"
      rm -rf "$HOME_DIR/apt-$suite/debs"
      say "installed: $(run radosgw --version)"
      return
    fi
    say "suite $suite failed: $(tail -n 2 "$HOME_DIR/apt-$suite/log")"
  done
  fail "no suite of Debian could be downloaded"
}

# --- processes --------------------------------------------------------------------------------------------------------

# Programs run with the libraries they came with, through their own dynamic loader.
loader() { ls "$ROOT"/usr/lib64/ld-linux-*.so.* "$ROOT"/usr/lib/ld-linux-*.so.* 2>/dev/null | head -n 1; }
run() { local program=$1; shift; "$(loader)" --library-path "$LIB:$LIB/ceph" "$ROOT/usr/bin/$program" "$@"; }

# Starts a process apart from this shell and remembers its id.
background() {
  local name=$1; shift
  setsid "$@" > "$DATA/log/$name.out" 2>&1 < /dev/null &
  echo $! > "$DATA/$name.pid"
}
background_ceph() { local name=$1 program=$2; shift 2; background "$name" "$(loader)" --library-path "$LIB:$LIB/ceph" "$ROOT/usr/bin/$program" "$@"; }

# A remembered id counts only while it is one of these programs: ids are used again.
alive() {
  local pid
  pid=$(cat "$DATA/$1.pid" 2>/dev/null) || return 1
  tr '\0' ' ' < "/proc/$pid/cmdline" 2>/dev/null | grep -qE 'ceph-mon|ceph-osd|radosgw|key-server'
}

end() {
  local name=$1 signal=${2:-TERM} pid
  if alive "$name"; then
    pid=$(cat "$DATA/$name.pid")
    kill "-$signal" "$pid"
    for _ in $(seq 250); do alive "$name" || break; sleep 0.02; done
    if alive "$name"; then kill -KILL "$pid"; fi
  fi
  rm -f "$DATA/$name.pid"
}

wait_for_port() {
  local name=$1 port=$2
  for _ in $(seq 1500); do
    if (exec 3<> "/dev/tcp/127.0.0.1/$port") 2>/dev/null; then return; fi
    alive "$name" || break
    sleep 0.02
  done
  tail -n 5 "$DATA/log/$name.out" >&2
  fail "$name did not start"
}

# The project's own Node runs TypeScript; an older one on the PATH may not.
node_binary() { if [ -x "$HERE/../node_modules/.bin/node" ]; then echo "$HERE/../node_modules/.bin/node"; else command -v node; fi; }

# --- configuration ----------------------------------------------------------------------------------------------------

frontends() {
  local line="beast endpoint=127.0.0.1:$S3_PORT tcp_nodelay=1"
  if [ "${RGW_TLS:-0}" = 1 ]; then
    openssl req -x509 -newkey rsa:2048 -nodes -keyout "$DATA/tls.key" -out "$DATA/tls.crt" -days 30 -subj /CN=localhost \
      -addext 'subjectAltName=DNS:localhost,IP:127.0.0.1' 2> /dev/null
    line="$line ssl_endpoint=127.0.0.1:$TLS_PORT ssl_certificate=$DATA/tls.crt ssl_private_key=$DATA/tls.key"
  fi
  echo "$line"
}

configure() {
  mkdir -p "$DATA"/{mon,osd,run,log}
  local fsid key_server=http://127.0.0.1:$KEY_PORT monitors="[v2:127.0.0.1:$PORT,v1:127.0.0.1:$((PORT + 1))]"
  fsid=$(cat /proc/sys/kernel/random/uuid)
  cat > "$CEPH_CONF" <<CONF
[global]
fsid = $fsid
mon_host = $monitors
public_addr = 127.0.0.1
cluster_addr = 127.0.0.1
ms_bind_ipv6 = false
# No cephx: all are processes of one user on the loopback. The mode "secure" would need it.
auth_cluster_required = none
auth_service_required = none
auth_client_required = none
auth_allow_insecure_global_id_reclaim = false
ms_mon_client_mode = crc
ms_mon_service_mode = crc
ms_mon_cluster_mode = crc
run_dir = $DATA/run
admin_socket = $DATA/run/\$name.asok
log_file = $DATA/log/\$name.log
crash_dir = $DATA/log
mon_cluster_log_to_file = false
plugin_dir = $LIB/ceph
erasure_code_dir = $LIB/ceph/erasure-code
osd_class_dir = $LIB/rados-classes
# One disk, one copy, few placement groups.
osd_pool_default_size = 1
osd_pool_default_min_size = 1
osd_pool_default_pg_num = 8
osd_pool_default_pgp_num = 8
osd_pool_default_pg_autoscale_mode = off
osd_crush_chooseleaf_type = 0
mon_allow_pool_size_one = true
mon_warn_on_pool_no_redundancy = false
mon_max_pg_per_osd = 2000
mon_data_avail_crit = 1
mon_data_avail_warn = 1
# A monitor of one node may answer at once.
paxos_propose_interval = 0.02
paxos_min_wait = 0.01
mon_tick_interval = 1
debug_ms = 0/0
debug_mon = 0/0
debug_osd = 0/0
debug_rgw = 0/0
debug_objecter = 0/0
debug_rocksdb = 0/0
debug_bluestore = 0/0
[mon.a]
mon_data = $DATA/mon
[osd.0]
osd_data = $DATA/osd
osd_objectstore = $STORE
osd_fast_shutdown = false
osd_tick_interval = 0.2
osd_mon_report_interval = 1
osd_op_num_shards = 2
osd_op_num_threads_per_shard = 2
osd_memory_target = 1073741824
osd_mclock_skip_benchmark = true
osd_numa_auto_affinity = false
memstore_device_bytes = $((${RGW_STORE_GB:-8} * 1073741824))
bluestore_block_size = $((${RGW_STORE_GB:-8} * 1073741824))
bluestore_block_create = true
[client.rgw]
rgw_frontends = $(frontends)
rgw_enable_apis = s3, sts, iam, admin
rgw_sts_key = holdfast-sts-key
rgw_s3_auth_use_sts = true
rgw_run_sync_thread = false
rgw_dynamic_resharding = false
rgw_lc_debug_interval = ${RGW_LC_SECONDS:--1}
rgw_crypt_require_ssl = false
rgw_crypt_s3_kms_backend = vault
rgw_crypt_vault_auth = agent
rgw_crypt_vault_addr = $key_server
rgw_crypt_vault_prefix = /v1/transit
rgw_crypt_vault_secret_engine = transit
rgw_crypt_sse_s3_backend = vault
rgw_crypt_sse_s3_vault_auth = agent
rgw_crypt_sse_s3_vault_addr = $key_server
rgw_crypt_sse_s3_vault_prefix = /v1/transit
rgw_crypt_sse_s3_vault_secret_engine = transit
CONF
  local release
  release=$(run ceph-mon --version | sed -n 's/^ceph version \([0-9]*\).*/\1/p')
  run monmaptool --create --fsid "$fsid" --addv a "$monitors" --set-min-mon-release "$release" "$DATA/monmap" > /dev/null
  run ceph-mon -i a --mkfs --monmap "$DATA/monmap"
}

make_store() {
  local uuid python
  uuid=$(cat /proc/sys/kernel/random/uuid)
  python=$(ls "$ROOT"/usr/bin/python3.[0-9]* | head -n 1)
  PYTHONHOME=$ROOT/usr PYTHONPATH=$ROOT/usr/lib/python3/dist-packages PYTHONDONTWRITEBYTECODE=1 \
    run "$(basename "$python")" "$ROOT/usr/bin/ceph" osd new "$uuid" 0 > /dev/null
  run ceph-osd -i 0 --mkfs --osd-uuid "$uuid" > "$DATA/log/mkfs.out" 2>&1
}

admin() { run radosgw-admin -n client.rgw "$@"; }

make_user() {
  admin user create --uid=holdfast --display-name=holdfast --access-key="$ACCESS_KEY" --secret="$SECRET_KEY" \
    --caps='roles=*;oidc-provider=*;user-policy=*;users=*;buckets=*' > "$DATA/log/user.out" 2>&1 ||
    { tail -n 5 "$DATA/log/user.out" >&2; fail "the test user could not be made"; }
  local class
  for class in STANDARD_IA GLACIER; do
    admin zonegroup placement add --rgw-zonegroup default --placement-id default-placement --storage-class $class
    admin zone placement add --rgw-zone default --placement-id default-placement --storage-class $class \
      --data-pool default.rgw.buckets.data
  done > "$DATA/log/classes.out" 2>&1
}

# --- commands ---------------------------------------------------------------------------------------------------------

print_env() {
  cat <<ENV
HOLDFAST_TEST_SERVER=rgw
HOLDFAST_TEST_ENDPOINT=http://127.0.0.1:$S3_PORT
HOLDFAST_TEST_KMS_KEY=$KMS_KEY
AWS_ACCESS_KEY_ID=$ACCESS_KEY
AWS_SECRET_ACCESS_KEY=$SECRET_KEY
AWS_REGION=us-east-1
ENV
  if [ -f "$DATA/tls.crt" ]; then
    echo "HOLDFAST_TEST_TLS_ENDPOINT=https://127.0.0.1:$TLS_PORT"
    echo "HOLDFAST_TEST_CA=$DATA/tls.crt"
  fi
}

start() {
  if alive rgw; then print_env; return; fi
  install
  stop
  if [ "$STORE" = memstore ] || [ ! -f "$DATA/ready" ]; then rm -rf "$DATA"; configure; fi
  background keys "$(node_binary)" "$HERE/key-server.ts" $KEY_PORT $KMS_KEY
  background_ceph mon ceph-mon -i a -f
  wait_for_port mon "$PORT"
  if [ ! -f "$DATA/ready" ]; then make_store; fi
  background_ceph osd ceph-osd -i 0 -f
  if [ ! -f "$DATA/ready" ]; then make_user; fi
  background_ceph rgw radosgw -n client.rgw -f
  wait_for_port rgw $S3_PORT
  touch "$DATA/ready"
  print_env
}

restart() {
  alive osd || fail "it is not running"
  end rgw
  background_ceph rgw radosgw -n client.rgw -f
  wait_for_port rgw $S3_PORT
  print_env
}

stop() { local name; for name in rgw osd mon keys; do end $name "$@"; done; }

case ${1:-} in
  install) install ;;
  start) start ;;
  restart) restart ;;
  stop) stop ;;
  wipe) stop KILL; rm -rf "$DATA" ;;
  env) print_env ;;
  admin) shift; admin "$@" ;;
  *) say "usage: tools/rgw.sh install|start|restart|stop|wipe|env|admin"; exit 2 ;;
esac
