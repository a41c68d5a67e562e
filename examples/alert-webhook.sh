#!/bin/sh
# An alert is raised once and sent as a signed webhook, and so is its end. Here the inbox of Sandbox North receives them; start
# Caravan with these settings for it:
#   CARAVAN_ALERT_WEBHOOK_URL=http://127.0.0.1:8081/sandbox/inbox
#   CARAVAN_ALERT_WEBHOOK_ALLOW_PRIVATE=127.0.0.0/8
#   CARAVAN_ALERT_WEBHOOK_SECRET=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
. "$(dirname "$0")/lib/caravan.sh"

id=$(product EXAMPLE-ALERT '"price":"10.00"')
export_to 2 "$id"

step "let Sandbox South refuse the key of the connection, and change a price"
was=$(faults "$south")
misbehave "$south" '{"always":{"fault":{"type":"status","code":401}}}'
finally 'misbehave "$south" "$was"; ask POST $woo/connections/2/resume'
call PATCH "/products/$id" "{\"price\":\"1$(date +%S).00\"}" >/dev/null
raised() {
    alert=$(call GET "$woo/alerts?kind=store_unauthorized&connectionId=2&state=open")
    [ -n "$(printf '%s' "$alert" | member id)" ]
}
await "There should be an alert that the store refuses the key" raised
number=$(printf '%s' "$alert" | member id)
if [ "$(printf '%s' "$alert" | member webhooks)" = '[]' ]; then
    printf 'SKIPPED: alert %s was raised, but Caravan sends no webhooks: start it with the settings at the top of %s.\n' "$number" "$0"
    exit 0
fi

received() { # TYPE: whether the inbox has a webhook of that type about the alert
    curl --silent --show-error "$north/sandbox/inbox" | grep -o '{"headers":{[^}]*},"body":{[^}]*}' |
        grep "\"type\":\"$1\"" | grep "\"alertId\":$number," | grep -q '"webhook-signature":"v1,'
}
await "A signed webhook should tell of alert $number" received caravan.store.unauthorized

step "let it take the key again"
misbehave "$south" "$was"
call POST $woo/connections/2/resume >/dev/null
await "A second webhook should tell that alert $number is over" received caravan.store.unauthorized.closed
await "The change should have arrived" is 2 "$id" synced
done_with "alert $number was raised and closed, and both came as signed webhooks."
