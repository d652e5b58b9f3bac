# The Debian packages that the build and the tests need, and how to get what is missing of them.

BUILD_PACKAGES="g++ cmake ninja-build pkg-config gettext libcli11-dev libfmt-dev libtomlplusplus-dev
 libsqlite3-dev libssl-dev libsodium-dev openssh-client libpugixml-dev zlib1g-dev libutf8proc-dev nlohmann-json3-dev
 libxlsxwriter-dev"
TEST_PACKAGES="doctest-dev mandoc sqlite3 jq python3 python3-openpyxl"

# Servers that tests/prometheus.sh unpacks into its own folder, so that nothing is started by an installation.
SERVER_PACKAGES="prometheus victoria-metrics"

# Installs those of its arguments that are not there, as root or through sudo.
install_missing() {
  missing=
  for package; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' ||
      missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  echo "installing:$missing"
  as_root=
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { echo "install these packages first, or run as root:$missing" >&2; exit 77; }
    as_root=sudo
  fi
  export DEBIAN_FRONTEND=noninteractive
  $as_root apt-get update -q
  $as_root apt-get install -y -q --no-install-recommends $missing
}
