package dev.caravan.store.doctor;

import dev.caravan.store.StoreCredentials;
import dev.caravan.store.doctor.DoctorReport.Check;
import dev.caravan.store.doctor.DoctorReport.StoreInfo;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.Authentication;
import dev.caravan.woocommerce.StoreEndpoints;
import dev.caravan.woocommerce.StoreIndex;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Calls a store as a delivery would, and reports problems and their remedies. Changes nothing in the store. */
@Component
public class StoreDoctor {

    private static final Check KEY_MISSING =
            Check.failed(KeyChecks.GIVEN, "The address is right; the key is still missing", Remedies.NEW_KEY);

    private final StoreProbe probe;
    private final KeyDiagnosis keys;
    private final StoreFacts facts;
    private final Clock clock;

    StoreDoctor(StoreProbe probe, KeyDiagnosis keys, StoreFacts facts, Clock clock) {
        this.probe = probe;
        this.keys = keys;
        this.facts = facts;
        this.clock = clock;
    }

    /**
     * Makes up to eight calls, each with a time limit; checks that depend on a failed one are left out.
     *
     * @param setting how the key is to be sent; {@code AUTO}: find the way that works
     */
    public DoctorReport examine(URI storeUrl, StoreCredentials credentials, Authentication setting) {
        return look(storeUrl, credentials, setting).without(credentials);
    }

    /** Looks at the address only, without a key: makes one call, or two. */
    public DoctorReport examine(URI storeUrl) {
        Front front = front(storeUrl);
        StoreInfo info = front.info();
        return DoctorReport.of(info == null ? front.checks() : with(front.checks(), KEY_MISSING), info, null);
    }

    private static List<Check> with(List<Check> checks, Check last) {
        List<Check> all = new ArrayList<>(checks);
        all.add(last);
        return all;
    }

    /** What a call without a key shows. @param info null: the store cannot be reached, so the last check has failed */
    private record Front(
            List<Check> checks,
            StoreProbe.Result index,
            @Nullable StoreInfo info) {}

    private Front front(URI storeUrl) {
        StoreProbe.Result index = probe.get(
                storeUrl, StoreEndpoints.INDEX, "_fields=name,home,namespaces,gmt_offset,timezone_string", null);
        List<Check> checks = new ArrayList<>(FrontDoor.checks(storeUrl, index));
        Answer answer = index.answer();
        if (answer == null || !last(checks).ok() || index.fault() != null) {
            Optional<Check> otherScheme = OtherScheme.check(probe, storeUrl, index);
            if (otherScheme.isPresent()) {
                return new Front(List.of(otherScheme.get()), index, null);
            }
        }
        if (answer == null || !last(checks).ok()) {
            return new Front(checks, index, null);
        }
        StoreIndex about = StoreIndex.of(answer);
        FrontDoor.notice(index).ifPresent(checks::add);
        return new Front(checks, index, StoreInfo.of(about.name(), about.home(), timeZone(about)));
    }

    private DoctorReport look(URI storeUrl, StoreCredentials credentials, Authentication setting) {
        Front front = front(storeUrl);
        StoreInfo info = front.info();
        Answer answer = front.index().answer();
        if (info == null || answer == null) {
            return DoctorReport.of(front.checks(), null, null);
        }
        List<Check> checks = new ArrayList<>(front.checks());
        KeyDiagnosis.Finding key = keys.examine(new StoreVisitor(storeUrl, credentials, setting, info.address()));
        boolean signed = key.works() == Authentication.OAUTH
                || (key.works() == null && storeUrl.getScheme().equals("http"));
        ClockCheck.of(answer, clock.instant(), signed).ifPresent(checks::add);
        checks.removeIf(check -> key.checks().stream()
                .anyMatch(later -> later.name().equals(check.name()))); // the later check was the more exact one
        checks.addAll(key.checks());
        if (key.reads() != null) {
            StoreFacts.Facts read = facts.read(storeUrl, key.reads(), info);
            checks.addAll(read.checks());
            checks.replaceAll(check -> withVersion(check, read.info()));
            info = read.info();
        }
        return DoctorReport.of(checks, info, key.works());
    }

    private static Check withVersion(Check check, StoreInfo info) {
        return check.name().equals(FrontDoor.WOOCOMMERCE) && info.wooVersion() != null
                ? Check.passed(check.name(), "WooCommerce " + info.wooVersion() + " is active")
                : check;
    }

    private static @Nullable String timeZone(StoreIndex about) {
        String name = about.timeZone();
        String offset = about.offset();
        if (name != null || offset == null) {
            return name;
        }
        return offset.startsWith("-") ? "UTC" + offset : "UTC+" + offset;
    }

    private static Check last(List<Check> checks) {
        return checks.get(checks.size() - 1);
    }
}
