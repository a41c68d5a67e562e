#!/bin/sh
# Nothing is sent to a paused store, but to the others. Its changes wait, and are sent when it is resumed.
. "$(dirname "$0")/lib/caravan.sh"

id=$(product EXAMPLE-PAUSED '"price":"10.00"')
export_to 1 "$id"
export_to 2 "$id"

step "pause Sandbox North, and change a price"
call POST $woo/connections/1/pause >/dev/null
finally 'ask POST $woo/connections/1/resume'
call PATCH "/products/$id" '{"price":"11.00"}' >/dev/null
await "Sandbox South should show 11.00" shows "$south" EXAMPLE-PAUSED regular_price 11.00

shows "$north" EXAMPLE-PAUSED regular_price 10.00 || fail "Sandbox North is paused and should still show 10.00."
is 1 "$id" pending || fail "The change should wait for Sandbox North."
[ "$(call GET $woo/connections/1 | member reason)" = paused ] || fail "The connection should say that it is paused."

step "resume it"
call POST $woo/connections/1/resume >/dev/null
await "Sandbox North should show 11.00" shows "$north" EXAMPLE-PAUSED regular_price 11.00
done_with "the change waited for Sandbox North only."
