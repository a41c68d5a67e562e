#!/bin/bash
# Whether Caravan is ready. The image has neither curl nor wget, so bash asks by itself.
set -euo pipefail

exec 3<>"/dev/tcp/127.0.0.1/${CARAVAN_PORT:-8080}"
printf 'GET /actuator/health/readiness HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r _ status _ <&3
[[ "$status" == 200 ]]
