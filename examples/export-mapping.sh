#!/bin/sh
# An export mapping sets what one store shows: here prices with 19 % added that end in .99. The other store is
# not changed.
. "$(dirname "$0")/lib/caravan.sh"

id=$(product EXAMPLE-MAPPED '"price":"20.00","tags":["ours"]')
export_to 1 "$id"
export_to 2 "$id"

step "give Sandbox South a mapping with price rules"
mapping=$(call POST $woo/connections/2/export-mappings '{"selectedFields":["status","price","stockQuantity"],
    "priceRules":{"multiplier":"1.19","rounding":".99"},"isActive":true}' | member id)
finally 'ask DELETE "$woo/connections/export-mappings/$mapping"'

await "Sandbox South should show 23.99" shows "$south" EXAMPLE-MAPPED regular_price 23.99
shows "$north" EXAMPLE-MAPPED regular_price 20.00 || fail "Sandbox North should still show 20.00."

step "remove the mapping"
call DELETE "$woo/connections/export-mappings/$mapping" >/dev/null
await "Sandbox South should show 20.00 again" shows "$south" EXAMPLE-MAPPED regular_price 20.00
done_with "Sandbox South showed 23.99 for as long as it had the mapping, Sandbox North always 20.00."
