#!/bin/sh
# Tells Caravan of the store next door, through the API that everyone uses. Already connected is fine.
set -eu

body=$(cat <<JSON
{"storeName": "Compose store", "storeUrl": "http://wordpress", "isDefault": true,
 "consumerKey": "$WOO_CONSUMER_KEY", "consumerSecret": "$WOO_CONSUMER_SECRET"}
JSON
)
status=$(curl --silent --show-error --output /tmp/answer --write-out '%{http_code}' \
    --user "admin:$ADMIN_PASSWORD" --header 'Content-Type: application/json' --data "$body" \
    http://caravan:8080/integration/woocommerce/connections)

case "$status" in
    201) echo "The store is connected." ;;
    409) echo "The store was connected before." ;;
    *)
        echo "Caravan answered $status:" >&2
        cat /tmp/answer >&2
        exit 1
        ;;
esac
