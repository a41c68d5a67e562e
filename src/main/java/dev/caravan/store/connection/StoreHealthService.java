package dev.caravan.store.connection;

import dev.caravan.store.DoctorFinding;
import dev.caravan.store.HoldReason;
import dev.caravan.store.Store;
import dev.caravan.store.StoreHealthApi;
import dev.caravan.store.StoresApi;
import dev.caravan.store.address.AccessRules;
import dev.caravan.store.doctor.DoctorReport;
import dev.caravan.store.doctor.Remedies;
import dev.caravan.store.doctor.StoreDoctor;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.Authentication;
import dev.caravan.woocommerce.CallFault;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Keeps reports about stores, and lets the store doctor examine one that is on hold. */
@Component
class StoreHealthService implements StoreHealthApi {

    private final HoldTable holds;
    private final StoresApi stores;
    private final AccessRules access;
    private final StoreDoctor doctor;
    private final FoundAccess found;

    StoreHealthService(HoldTable holds, StoresApi stores, AccessRules access, StoreDoctor doctor, FoundAccess found) {
        this.holds = holds;
        this.stores = stores;
        this.access = access;
        this.doctor = doctor;
        this.found = found;
    }

    @Override
    public void hold(
            long connectionId, HoldReason reason, String detail, @Nullable String remedy, @Nullable Instant until) {
        if (reason == HoldReason.PAUSED) {
            throw new IllegalArgumentException("only an operator pauses a store");
        }
        holds.hold(connectionId, reason, detail, remedy, until);
    }

    @Override
    public String remedy(Store store, CallFault fault, @Nullable Answer answer) {
        boolean showsHeader = access.inUse(store.storeUrl(), store.access()) == Authentication.BASIC;
        return Remedies.of(fault, store.storeUrl(), answer, showsHeader);
    }

    @Override
    public DoctorFinding lookAgain(Store store) {
        DoctorReport report = doctor.examine(
                store.storeUrl(), stores.credentials(store.id()), store.access().setting());
        boolean news = found.note(store, report.authentication());
        String remedy = report.failure()
                .map(check -> check.detail() + ". " + check.remedy())
                .orElse(null);
        return new DoctorFinding(remedy, news && report.success());
    }

    @Override
    public void noteNotice(long connectionId, String text) {
        holds.noteNotice(connectionId, stores.credentials(connectionId).removeFrom(text));
    }

    @Override
    public void release(long connectionId) {
        holds.release(connectionId);
    }

    @Override
    public void succeeded(long connectionId) {
        holds.succeeded(connectionId);
    }
}
