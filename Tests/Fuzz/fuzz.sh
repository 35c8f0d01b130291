#!/bin/sh
# Builds the fuzz program and lets libFuzzer work on each format for so many seconds, from the samples as its first inputs.
#   fuzz.sh SECONDS [FORMAT…]
# What crashed, hung or grew too large lies in .build-fuzz/found/ afterwards; exit 1 then.
set -eu
cd "$(dirname "$0")/../.."
seconds=$1
shift
formats=${*:-ubl finvoice csv ktl camt}
library=$(find "$(dirname "$(readlink -f "$(command -v "${SWIFT:-swift}")")")/../lib" -name 'libclang_rt.fuzzer_no_main-x86_64.a' | head -n 1)
[ -n "$library" ] || { echo "fuzz: this toolchain has no libFuzzer" >&2; exit 1; }
PERILLE_FUZZ=1 "${SWIFT:-swift}" build --configuration release --scratch-path .build-fuzz --product perille-fuzz --sanitize address \
  -Xswiftc -sanitize-coverage=edge,inline-8bit-counters,pc-table -Xlinker "$library" -Xlinker -lstdc++
# A trap is for the sanitizer to tell, not for the runtime.
export SWIFT_BACKTRACE=enable=no
failed=0
for format in $formats; do
  case $format in
    ubl | finvoice) seeds=$(find Samples -name '*.xml' -path '*inbox*') ;;
    csv) seeds=$(find Samples -name '*.csv') ;;
    ktl | camt) seeds=$(find Samples -type f -path '*returns*') ;;
  esac
  mkdir -p ".build-fuzz/corpus/$format" ".build-fuzz/found" ".build-fuzz/seeds/$format"
  for seed in $seeds; do cp "$seed" ".build-fuzz/seeds/$format/$(basename "$seed")"; done
  echo "fuzz: $format for $seconds s"
  .build-fuzz/release/perille-fuzz "$format" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -max_len=32768 \
    -artifact_prefix=".build-fuzz/found/$format-" -print_final_stats=1 -verbosity=0 \
    ".build-fuzz/corpus/$format" ".build-fuzz/seeds/$format" >".build-fuzz/$format.log" 2>&1 || failed=1
  grep -E "stat::number_of_executed_units|SUMMARY|ERROR" ".build-fuzz/$format.log" || tail -n 5 ".build-fuzz/$format.log"
done
exit $failed
