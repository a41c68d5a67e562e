package dev.caravan.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the store doctor found; shows no credential. */
record DoctorReport(
        boolean success, String message, @Nullable StoreInfo storeInfo, List<Check> checks) {

    private static final String WELL = "The store answers, and takes the key for writing";

    /** @param remedy what helps; null if all is well */
    record Check(
            String name,
            boolean ok,
            String detail,
            @Nullable String remedy) {

        static Check passed(String name, String detail) {
            return new Check(name, true, detail, null);
        }

        static Check failed(String name, String detail, String remedy) {
            return new Check(name, false, detail, remedy);
        }
    }

    /** What is not known is null: versions can be read with an administrator's key only. */
    record StoreInfo(
            @Nullable String wpVersion,
            @Nullable String wooVersion,
            @Nullable String storeName) {}

    static DoctorReport of(List<Check> checks, @Nullable StoreInfo storeInfo) {
        return checks.stream()
                .filter(check -> !check.ok())
                .findFirst()
                .map(check -> new DoctorReport(false, check.detail(), storeInfo, checks))
                .orElseGet(() -> new DoctorReport(true, WELL, storeInfo, checks));
    }

    /** The same, should the store have repeated a credential in what it said. */
    DoctorReport without(StoreCredentials credentials) {
        List<Check> clean = checks.stream()
                .map(check ->
                        new Check(check.name(), check.ok(), credentials.removeFrom(check.detail()), check.remedy()))
                .toList();
        return new DoctorReport(success, credentials.removeFrom(message), storeInfo, clean);
    }
}
