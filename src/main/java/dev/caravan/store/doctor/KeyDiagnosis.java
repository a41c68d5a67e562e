package dev.caravan.store.doctor;

import dev.caravan.store.address.AccessRules;
import dev.caravan.store.doctor.DoctorReport.Check;
import dev.caravan.woocommerce.Authentication;
import dev.caravan.woocommerce.CallFault;
import dev.caravan.woocommerce.CallKey;
import dev.caravan.woocommerce.StoreEndpoints;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Whether the key is accepted, in which way, and what it may do. Uses error codes where it can, because messages are
 * translated.
 */
@Component
class KeyDiagnosis {

    private static final Check IS_KNOWN = Check.passed(KeyChecks.KNOWN, "The store knows the key");
    private static final String READ_WRITE = "Set its permissions to Read/Write. " + Remedies.NEW_KEY;

    private final StoreProbe probe;
    private final AccessRules rules;
    private final Clock clock;

    KeyDiagnosis(StoreProbe probe, AccessRules rules, Clock clock) {
        this.probe = probe;
        this.rules = rules;
        this.clock = clock;
    }

    /** @param reads the key that can read; null: none @param works the way of authentication that may be used */
    record Finding(
            List<Check> checks,
            @Nullable CallKey reads,
            @Nullable Authentication works) {}

    /** One way that was tried. */
    private record Try(Authentication way, StoreProbe.Result result) {

        /** WordPress itself refused the key; then another way may still work. */
        boolean isRefused() {
            return result.fault() instanceof CallFault.Unauthorized refused
                    && !refused.code().startsWith("http_");
        }

        /** The store has received a key, and says why it refuses it. */
        boolean saysWhy() {
            return result.fault() instanceof CallFault.Unauthorized refused
                    && refused.code().startsWith("woocommerce_rest_authentication");
        }

        /** The key is right, but its user lacks the right [auth-customer-post]. */
        boolean userMayNot() {
            return isRefused() && result.answer() != null && result.answer().status() == 403;
        }
    }

    /** Up to three writes that change nothing, one for each way, and one read. */
    Finding examine(StoreVisitor visitor) {
        List<Try> tries = new ArrayList<>();
        for (Authentication way : ways(visitor)) {
            CallKey key = visitor.credentials().key(way, clock);
            Try last = new Try(way, probe.post(visitor.storeUrl(), StoreEndpoints.PRODUCTS_BATCH, key, "{}"));
            if (last.result().fault() == null) {
                return letIn(visitor, last, key);
            }
            if (!last.isRefused()) {
                return stopped(visitor, last);
            }
            tries.add(last);
        }
        return Stream.<Predicate<Try>>of(
                        Try::userMayNot, tried -> tried.saysWhy() && tried.way().sendsSecret(), Try::saysWhy)
                .flatMap(telling -> tries.stream().filter(telling))
                .findFirst()
                .map(telling -> refused(visitor, telling))
                .orElseGet(() -> unknown(visitor, tries));
    }

    /** The way of the setting comes first; the others show what would work. */
    private List<Authentication> ways(StoreVisitor visitor) {
        List<Authentication> ways = rules.ways(visitor.storeUrl());
        return visitor.setting() == Authentication.AUTO
                ? ways
                : Stream.concat(Stream.of(visitor.setting()), ways.stream())
                        .distinct()
                        .toList();
    }

    private Finding letIn(StoreVisitor visitor, Try success, CallKey key) {
        Check arrives = arrives(visitor, success.way());
        StoreProbe.Result read = read(visitor, key);
        Check mayRead = mayRead(visitor, read);
        List<Check> checks = new ArrayList<>(
                List.of(arrives, IS_KNOWN, mayRead, Check.passed(KeyChecks.MAY_WRITE, "The key may write products")));
        FrontDoor.notice(read).ifPresent(checks::add);
        return new Finding(checks, key, arrives.ok() ? success.way() : null);
    }

    private static Check mayRead(StoreVisitor visitor, StoreProbe.Result read) {
        CallFault fault = read.fault();
        if (fault == null) {
            return Check.passed(KeyChecks.MAY_READ, "The key may read products");
        }
        return fault instanceof CallFault.Unauthorized
                ? Check.failed(KeyChecks.MAY_READ, "The key may write only: " + fault.reason(), READ_WRITE)
                : Check.failed(
                        KeyChecks.MAY_READ, fault.reason(), Remedies.of(fault, visitor.storeUrl(), read.answer()));
    }

    /** The problem is not the key. */
    private static Finding stopped(StoreVisitor visitor, Try last) {
        CallFault fault = Objects.requireNonNull(last.result().fault());
        boolean onlyOnWrites = fault instanceof CallFault.Ambiguous
                || fault instanceof CallFault.TooLarge
                || fault instanceof CallFault.Refused;
        Check failure = onlyOnWrites && last.result().answer() != null
                ? Check.failed(
                        KeyChecks.MAY_WRITE,
                        fault.reason(),
                        Remedies.of(fault, visitor.storeUrl(), last.result().answer()))
                : FrontDoor.failure(visitor.storeUrl(), last.result());
        return new Finding(List.of(failure), null, null);
    }

    private Finding refused(StoreVisitor visitor, Try telling) {
        Check arrives = arrives(visitor, telling.way());
        CallKey key = visitor.credentials().key(telling.way(), clock);
        if (telling.userMayNot()) {
            return new Finding(
                    List.of(
                            arrives,
                            IS_KNOWN,
                            Check.failed(
                                    KeyChecks.MAY_WRITE,
                                    "The key is right, but its user may not manage products",
                                    "Make the key for a user with the role Shop manager or Administrator")),
                    null,
                    null);
        }
        // a read-only key and a wrong secret are the same code on a write
        StoreProbe.Result read = read(visitor, key);
        if (read.fault() == null) {
            return new Finding(
                    List.of(
                            arrives,
                            IS_KNOWN,
                            Check.passed(KeyChecks.MAY_READ, "The key may read products"),
                            Check.failed(KeyChecks.MAY_WRITE, "The key may read only", READ_WRITE)),
                    key,
                    null);
        }
        Check wrong = telling.way() == Authentication.OAUTH
                ? SignatureDiagnosis.check(visitor, telling.result())
                : Check.failed(
                        KeyChecks.KNOWN,
                        "The consumer secret does not belong to the consumer key",
                        visitor.credentials().areExchanged() ? Remedies.EXCHANGED : Remedies.NEW_KEY);
        boolean onTheWay = wrong.name().equals(KeyChecks.ARRIVES);
        return new Finding(onTheWay ? List.of(wrong) : List.of(arrives, wrong), null, null);
    }

    /** WooCommerce treats an unknown key as no key at all [auth-wrong-key]. */
    private static Finding unknown(StoreVisitor visitor, List<Try> tries) {
        boolean both = tries.stream().anyMatch(tried -> tried.way() == Authentication.QUERY);
        boolean swapped = visitor.credentials().areExchanged();
        String detail = "The store does not know the consumer key"
                + (both ? ", neither in the Authorization header nor in the query string" : "");
        String remedy = swapped ? Remedies.EXCHANGED : Remedies.NEW_KEY;
        return new Finding(List.of(Check.failed(KeyChecks.KNOWN, detail, remedy)), null, null);
    }

    private static Check arrives(StoreVisitor visitor, Authentication way) {
        Authentication setting = visitor.setting();
        if (setting == Authentication.BASIC && way == Authentication.QUERY) {
            return Check.failed(
                    KeyChecks.ARRIVES,
                    "The store's web server removes the Authorization header: the store takes the key in the query string only, but the"
                            + " connection is set to basic",
                    "Better " + Remedies.PASS_HEADER + ", or set the connection's authentication to auto");
        }
        if (setting != Authentication.AUTO && setting != way) {
            return Check.failed(
                    KeyChecks.ARRIVES,
                    "The store takes the key by " + way.text() + ", but the connection is set to " + setting.text(),
                    "Set the connection's authentication to auto, or to " + way.text());
        }
        return switch (way) {
            case QUERY ->
                Check.advised(
                        KeyChecks.ARRIVES,
                        "The store's web server removes the Authorization header; the key goes in the query string",
                        "Better " + Remedies.PASS_HEADER + ". It is tried again each day");
            case OAUTH -> Check.passed(KeyChecks.ARRIVES, "Calls are signed (OAuth 1.0a); the secret is not sent");
            default -> Check.passed(KeyChecks.ARRIVES, "The store sees the Authorization header");
        };
    }

    private StoreProbe.Result read(StoreVisitor visitor, CallKey key) {
        return probe.get(visitor.storeUrl(), StoreEndpoints.PRODUCTS, "per_page=1&_fields=id", key);
    }
}
