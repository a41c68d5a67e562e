package dev.caravan.sync.settle;

import static dev.caravan.sync.Given.NOW;
import static dev.caravan.sync.Given.heldStore;
import static dev.caravan.sync.Given.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.caravan.store.DoctorFinding;
import dev.caravan.store.Hold;
import dev.caravan.store.HoldReason;
import dev.caravan.store.Store;
import dev.caravan.store.StoreHealthApi;
import dev.caravan.sync.Given;
import dev.caravan.sync.settle.FaultPolicy.StoreHold;
import dev.caravan.sync.settle.StoreHolds.Advice;
import dev.caravan.testing.LogLines;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.CallFailedException;
import dev.caravan.woocommerce.CallFault;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StoreHoldsTest {

    private static final Answer PAGE = new Answer(500, Map.of(), new byte[0]);
    private static final CallFault BROKEN = new CallFault.Ambiguous("the store failed (500)", false);
    private static final CallFailedException FAILED = new CallFailedException(BROKEN, PAGE);
    private static final String LOOK_AT_LOG = "look into the log of the store";

    @RegisterExtension
    final LogLines log = LogLines.of(StoreHolds.class);

    private final StoreHealthApi health = mock(StoreHealthApi.class);
    private final StoreHolds holds = new StoreHolds(health, Given.CLOCK);

    @BeforeEach
    void knowARemedy() {
        when(health.remedy(any(), any(), any())).thenReturn("turn the store on");
        when(health.remedy(any(), any(CallFault.Ambiguous.class), any())).thenReturn(LOOK_AT_LOG);
    }

    @Test
    void leavesAStoreAloneThatIsNotAtFault() {
        holds.hold(store(), null, null);

        verifyNoInteractions(health);
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void holdsAStoreAndSaysWhyAndForHowLong() {
        holds.hold(store(), hold(Duration.ofSeconds(30)), LOOK_AT_LOG);

        verify(health).hold(1, HoldReason.UNREACHABLE, "broken", LOOK_AT_LOG, NOW.plusSeconds(30));
        assertThat(log.lines())
                .containsExactly("WARN Store A (connection 1) is on hold, unreachable: broken; next probe in 30 s");
    }

    @ParameterizedTest(name = "{0} ms: {1} lines")
    @CsvSource({"0, 0", "499, 0", "500, 1"})
    void logsNoHoldOfAMoment(long millis, int lines) {
        holds.hold(store(), hold(Duration.ofMillis(millis)), null);

        assertThat(log.lines()).hasSize(lines);
    }

    @Test
    void findsTheRemedyByTheFaultOfTheCallBehindAFailure() {
        assertThat(holds.remedy(store(), new IllegalStateException(FAILED))).isEqualTo(LOOK_AT_LOG);

        verify(health).remedy(store(), BROKEN, PAGE);
    }

    @Test
    void findsTheRemedyForAConnectionThatWasRefused() {
        assertThat(holds.remedy(store(), new IllegalStateException(new ConnectException("refused"))))
                .isEqualTo("turn the store on");

        verify(health).remedy(any(), any(CallFault.NotReached.class), any());
    }

    @Test
    void knowsNoRemedyForAFaultOfItsOwn() {
        assertThat(holds.remedy(store(), new IllegalStateException("no such column")))
                .isNull();
    }

    @Test
    void asksTheDoctorWhenAProbeFailsForTheFirstTime() {
        when(health.lookAgain(any())).thenReturn(new DoctorFinding("a plugin is broken", true));

        assertThat(holds.lookCloser(held(1, "broken", LOOK_AT_LOG), "broken", FAILED))
                .isEqualTo(new Advice("a plugin is broken", true));
    }

    @Test
    void keepsTheAdviceWhileAStoreFailsInTheSameWay() {
        assertThat(holds.lookCloser(held(2, "broken", "a plugin is broken"), "broken", FAILED))
                .isEqualTo(new Advice("a plugin is broken", false));

        verify(health, never()).lookAgain(any());
    }

    static Stream<Store> withoutAdvice() {
        return Stream.of(held(2, "redirected", "correct the address"), held(2, "broken", null), heldStore(2, null));
    }

    @ParameterizedTest
    @MethodSource("withoutAdvice")
    void asksTheDoctorAgainIfThereIsNoAdviceForThisFailure(Store store) {
        when(health.lookAgain(store)).thenReturn(new DoctorFinding("a plugin is broken", false));

        assertThat(holds.lookCloser(store, "broken", FAILED)).isEqualTo(new Advice("a plugin is broken", false));
    }

    @Test
    void keepsTheRemedyOfTheFaultIfTheDoctorFindsNothing() {
        when(health.lookAgain(any())).thenReturn(new DoctorFinding(null, false));

        assertThat(holds.lookCloser(store(), "broken", FAILED)).isEqualTo(new Advice(LOOK_AT_LOG, false));
    }

    static Stream<CallFault> noAnswers() {
        return Stream.of(
                new CallFault.NotReached("connection refused"),
                new CallFault.NotAllowed("private address"),
                new CallFault.AsksForTime("429", Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @MethodSource("noAnswers")
    void sparesAStoreThatDoesNotAnswerOrAsksForTime(CallFault fault) {
        assertThat(holds.lookCloser(store(), "broken", new CallFailedException(fault, PAGE)))
                .isEqualTo(new Advice("turn the store on", false));

        verify(health, never()).lookAgain(any());
    }

    @Test
    void doesNotAskTheDoctorAboutAFaultOfItsOwn() {
        assertThat(holds.lookCloser(store(), "broken", new IllegalStateException("no such column")))
                .isEqualTo(Advice.NONE);

        verify(health, never()).lookAgain(any());
    }

    @Test
    void keepsTheRemedyOfTheFaultIfTheDoctorFails() {
        when(health.lookAgain(any())).thenThrow(new IllegalStateException("no such column"));

        assertThat(holds.lookCloser(store(), "broken", FAILED)).isEqualTo(new Advice(LOOK_AT_LOG, false));
        assertThat(log.lines()).containsExactly("WARN The store doctor could not look at connection 1");
    }

    private static StoreHold hold(Duration time) {
        return new StoreHold(HoldReason.UNREACHABLE, "broken", NOW.plus(time));
    }

    private static Store held(int failures, String detail, @Nullable String remedy) {
        return heldStore(failures, new Hold(HoldReason.UNREACHABLE, detail, NOW, NOW, remedy));
    }
}
