# What the examples share. Each of them begins with: . "$(dirname "$0")/lib/caravan.sh"
set -eu

caravan=${CARAVAN:-http://localhost:8080}
woo=/integration/woocommerce
key= # an API key to call with instead of the admin's password

fail() { # SENTENCE: ends the example
    printf 'FAILED: %s\n' "$1" >&2
    exit 1
}

done_with() { # SENTENCE: the last line of an example
    printf 'OK: %s\n' "$1"
}

step() { # SENTENCE: what comes next
    printf -- '- %s\n' "$1"
}

[ -n "${PASSWORD:-}" ] || fail "say the password of admin, which the first start of Caravan has shown: PASSWORD=… sh $0"

# METHOD PATH [BODY [CONTENT-TYPE [HEADER]]]: calls Caravan, and sets status and answer
ask() {
    method=$1
    path=$2
    body=${3:-}
    type=${4:-application/json}
    header=${5:-X-Example: 1}
    set -- --silent --show-error --max-time 60 --request "$method" --write-out '\n%{http_code}' --header "$header"
    if [ -n "$body" ]; then
        set -- "$@" --header "Content-Type: $type" --data-binary "$body"
    fi
    if [ -n "$key" ]; then
        set -- "$@" --header "Authorization: Bearer $key"
    else
        set -- "$@" --user "admin:$PASSWORD"
    fi
    answer=$(curl "$@" "$caravan$path") || fail "Caravan does not answer at $caravan. Is it started (./mvnw spring-boot:run)?"
    status=$(printf '%s' "$answer" | tail -n 1)
    answer=$(printf '%s' "$answer" | sed '$d')
}

# The same, and prints the answer; an answer that is no success ends the example
call() {
    ask "$@"
    case $status in
        2*) printf '%s' "$answer" ;;
        401) fail "Caravan does not know the password of admin: set PASSWORD." ;;
        *) fail "$method $path was answered $status: $answer" ;;
    esac
}

# STATUS METHOD PATH …: calls Caravan, which must answer with this status
expect() {
    expected=$1
    shift
    ask "$@"
    [ "$status" = "$expected" ] || fail "$method $path should be answered $expected, but was answered $status: $answer"
}

# NAME: prints the value of the first member of that name in the JSON that it reads; nothing if there is none
member() {
    grep -oE "\"$1\": ?(\"([^\"\\\\]|\\\\.)*\"|\\[[^]]*\\]|[^],}]*)" | head -n 1 | sed -e 's/^"[^"]*": *//' -e 's/^"//' -e 's/"$//'
}

# SENTENCE COMMAND…: repeats a command until it succeeds; after half a minute the sentence ends the example
await() {
    sentence=$1
    shift
    tries=0
    until "$@"; do
        tries=$((tries + 1))
        [ "$tries" -lt 150 ] || fail "$sentence"
        sleep 0.2
    done
}

# SKU [MEMBERS]: makes or changes a product, and prints its id
product() {
    line="{\"sku\":\"$1\",\"name\":\"Example $1\",\"status\":\"complete\"${2:+,$2}}"
    call POST /products/bulk "$line" application/x-ndjson >/dev/null
    call GET "/products/sku/$1" | member id
}

# CONNECTION PRODUCT…: brings products to a store, and waits until they are there
export_to() {
    connection=$1
    shift
    wanted=$(printf '%s,' "$@")
    exported=$(call POST $woo/connections/export "{\"connectionId\":$connection,\"productIds\":[${wanted%,}]}")
    [ "$(printf '%s' "$exported" | member success)" = true ] || fail "The export ended otherwise than with success: $exported"
}

# CONNECTION: prints the address of the store
store() {
    call GET "$woo/connections/$1" | member storeUrl
}

# STORE SKU: prints what a sandbox store shows of a product; nothing if it does not have it
shown() {
    curl --silent --show-error --get --data-urlencode "sku=$2" "$1/sandbox/products" | grep '"sku":' || true
}

# STORE SKU FIELD VALUE: whether the store shows the value
shows() {
    [ "$(shown "$1" "$2" | member "$3")" = "$4" ]
}

# STORE SKU: whether the store offers the product: it is there, and neither a draft nor in the trash
sells() {
    shows "$1" "$2" status publish
}

# CONNECTION PRODUCT STATUS: whether Caravan says of the product in this store: pending, synced or error
is() {
    [ "$(call GET "$woo/connections/$1/sync-status?productIds=$2" | member syncStatus)" = "$3" ]
}

# STORE: prints how a sandbox store misbehaves now
faults() {
    curl --silent --show-error --fail "$1/sandbox/faults" || fail "The sandbox store at $1 does not answer."
}

# STORE JSON: sets how a sandbox store misbehaves; {} is not at all
misbehave() {
    curl --silent --show-error --fail --output /dev/null --request PUT --header 'Content-Type: application/json' \
        --data "$2" "$1/sandbox/faults" || fail "The sandbox store at $1 did not take the faults."
}

# COMMAND…: what is done at the end of the example, however it ends
finally() {
    trap "$*" EXIT
    trap 'exit 1' INT TERM
}

north=$(store 1)
south=$(store 2)
