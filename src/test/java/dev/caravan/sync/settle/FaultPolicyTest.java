package dev.caravan.sync.settle;

import static dev.caravan.sync.Given.NOW;
import static dev.caravan.sync.Given.store;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.store.HoldReason;
import dev.caravan.store.OnMissing;
import dev.caravan.sync.Given;
import dev.caravan.sync.settle.FaultPolicy.Blame;
import dev.caravan.sync.settle.FaultPolicy.StoreHold;
import dev.caravan.sync.settle.FaultPolicy.Verdict;
import dev.caravan.woocommerce.CallFault;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FaultPolicyTest {

    private final FaultPolicy policy = new FaultPolicy(Given.CLOCK, Given.BACKOFF, Given.SETTINGS);

    /** Fault, failures so far, hold (null: none), its least and most seconds, blame, seconds that the rows wait, code. */
    static Stream<Arguments> faults() {
        CallFault.Ambiguous broken = new CallFault.Ambiguous("why", false);
        CallFault.Ambiguous slow = new CallFault.Ambiguous("why", true);
        CallFault.NotReached away = new CallFault.NotReached("why");
        return Stream.of(
                Arguments.of(away, 0, HoldReason.UNREACHABLE, 4, 6, Blame.NONE, 0, "unreachable"),
                Arguments.of(away, 20, HoldReason.UNREACHABLE, 2880, 3600, Blame.NONE, 0, "unreachable"),
                Arguments.of(
                        new CallFault.AsksForTime("why", Duration.ofSeconds(77)),
                        5,
                        HoldReason.ASKS_FOR_TIME,
                        77,
                        77,
                        Blame.NONE_BUT_UNKNOWN,
                        0,
                        "asks_for_time"),
                maintenance(600, 0, 30),
                maintenance(600, 1, 60),
                maintenance(600, 9, 60),
                maintenance(20, 0, 20),
                Arguments.of(
                        new CallFault.Unauthorized("no_key", "why"),
                        5,
                        HoldReason.UNAUTHORIZED,
                        180,
                        180,
                        Blame.NONE,
                        0,
                        "no_key"),
                Arguments.of(
                        new CallFault.WrongAddress("why"),
                        1,
                        HoldReason.WRONG_ADDRESS,
                        8,
                        12,
                        Blame.NONE_BUT_UNKNOWN,
                        0,
                        "wrong_address"),
                Arguments.of(new CallFault.TooLarge("why"), 0, null, 0, 0, Blame.REFUSED, 0, "too_large"),
                Arguments.of(new CallFault.Refused("bad", "why"), 0, null, 0, 0, Blame.REFUSED, 0, "bad"),
                // asked at once whether it is well; from the second failure on after a while
                Arguments.of(broken, 0, HoldReason.UNREACHABLE, 0, 0, Blame.UNKNOWN, 0, "no_clear_answer"),
                Arguments.of(broken, 1, HoldReason.UNREACHABLE, 4, 6, Blame.UNKNOWN, 0, "no_clear_answer"),
                Arguments.of(slow, 0, HoldReason.UNREACHABLE, 0, 0, Blame.UNKNOWN, 50, "no_clear_answer"));
    }

    private static Arguments maintenance(int asked, int failures, int held) {
        CallFault fault = new CallFault.AsksForTime("why", Duration.ofSeconds(asked), true);
        return Arguments.of(
                fault, failures, HoldReason.ASKS_FOR_TIME, held, held, Blame.NONE_BUT_UNKNOWN, 0, "asks_for_time");
    }

    @ParameterizedTest(name = "{0} after {1} failures")
    @MethodSource("faults")
    void decidesByFault(
            CallFault fault,
            int failures,
            @Nullable HoldReason reason,
            long least,
            long most,
            Blame blame,
            long pause,
            String code) {
        Verdict verdict = policy.judge(fault, store(OnMissing.RECREATE, failures, null));

        if (reason == null) {
            assertThat(verdict.hold()).isNull();
        } else {
            StoreHold hold = Objects.requireNonNull(verdict.hold());
            assertThat(hold.reason()).isEqualTo(reason);
            assertThat(hold.detail()).isEqualTo("why");
            assertThat(Duration.between(NOW, hold.until()))
                    .isBetween(Duration.ofSeconds(least), Duration.ofSeconds(most));
        }
        assertThat(verdict.blame()).isEqualTo(blame);
        assertThat(verdict.pause()).hasSeconds(pause);
        assertThat(verdict.code()).isEqualTo(code);
        assertThat(verdict.reason()).isEqualTo("why");
    }

    @Test
    void goesOnHoldingAStoreThatAnswersAProbeWithARefusal() {
        Verdict refused = policy.judge(new CallFault.Refused("http_405", "no POST here"), store());

        StoreHold hold =
                Objects.requireNonNull(policy.stillUnhealthy(refused, store()).hold());

        assertThat(hold.reason()).isEqualTo(HoldReason.UNREACHABLE);
        assertThat(hold.detail()).isEqualTo("no POST here");
        assertThat(hold.until()).isAfter(NOW.plusSeconds(3));
    }

    @Test
    void asksLessOftenTheLongerAStoreRefusesItsProbes() {
        Verdict refused = policy.judge(new CallFault.Refused("http_405", "no POST here"), store());

        StoreHold hold = Objects.requireNonNull(policy.stillUnhealthy(refused, store(OnMissing.RECREATE, 3, null))
                .hold());

        assertThat(hold.until()).as("8 times 5 s").isBetween(NOW.plusSeconds(32), NOW.plusSeconds(48));
    }

    @Test
    void leavesAProbesOwnHoldAsItIs() {
        Verdict verdict = policy.judge(new CallFault.Unauthorized("no_key", "why"), store());

        assertThat(policy.stillUnhealthy(verdict, store())).isSameAs(verdict);
    }

    @Test
    void holdsAStoreWhoseCredentialsCannotBeOpened() {
        Verdict verdict = policy.withoutCredentials("no key");

        assertThat(Objects.requireNonNull(verdict.hold()).reason()).isEqualTo(HoldReason.UNAUTHORIZED);
        assertThat(verdict.blame()).isEqualTo(Blame.NONE);
    }

    @Test
    void countsWhatWasSentAsUnknownAfterAFaultOfOurOwn() {
        assertThat(policy.internal(true).blame()).isEqualTo(Blame.NONE_BUT_UNKNOWN);
        assertThat(policy.internal(true).pause()).hasSeconds(50);
        assertThat(policy.internal(true).hold()).isNull();
        assertThat(policy.internal(false).blame()).isEqualTo(Blame.NONE);
        assertThat(policy.internal(false).pause()).isPositive();
    }

    @Test
    void blamesNeitherStoreNorRowsIfCaravanStops() {
        Verdict underWay = policy.stopping(true);
        Verdict before = policy.stopping(false);

        assertThat(underWay.hold()).isNull();
        assertThat(underWay.blame()).as("the call may still run").isEqualTo(Blame.NONE_BUT_UNKNOWN);
        assertThat(underWay.pause()).hasSeconds(50);
        assertThat(before.blame()).isEqualTo(Blame.NONE);
        assertThat(before.pause()).isZero();
    }

    static Stream<Arguments> sizes() {
        return Stream.of(
                Arguments.of(new CallFault.TooLarge("413"), true),
                Arguments.of(new CallFault.Ambiguous("timed out", true), true),
                Arguments.of(new CallFault.Refused("http_406", "not like this"), false),
                Arguments.of(new CallFault.NotReached("connection refused"), false));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("sizes")
    void knowsWhenASmallerCallMaySucceed(CallFault fault, boolean tooMuch) {
        assertThat(policy.judge(fault, store()).tooMuch()).isEqualTo(tooMuch);
    }
}
