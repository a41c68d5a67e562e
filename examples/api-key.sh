#!/bin/sh
# A program gets a key of its own with only the rights that it needs. The key is refused as soon as it is
# revoked.
. "$(dirname "$0")/lib/caravan.sh"

id=$(product EXAMPLE-KEY '"price":"10.00"')

step "make a key that works with Sandbox North only"
made=$(call POST /api-keys '{"name":"example","role":"operator","connectionIds":[1]}')
number=$(printf '%s' "$made" | member id)
finally 'key=; ask DELETE "/api-keys/$number"'
secret=$(printf '%s' "$made" | member key)

step "use it"
key=$secret
[ "$(call GET /me | member role)" = operator ] || fail "The key should be an operator's."
export_to 1 "$id"
expect 404 GET $woo/connections/2
expect 403 PATCH "/products/$id" '{"price":"11.00"}'

step "revoke it"
key=
call DELETE "/api-keys/$number" >/dev/null
key=$secret
expect 401 GET /me
done_with "the key exported to its store, saw no other, could not change the catalogue, and works no more."
