package dev.caravan.store.doctor;

import dev.caravan.store.StoreCredentials;
import dev.caravan.woocommerce.Authentication;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The store doctor's findings, without any credential. @param authentication the way of authentication that works;
 * null: none does
 */
public record DoctorReport(
        boolean success,
        String message,
        @Nullable StoreInfo storeInfo,
        List<Check> checks,
        @Nullable Authentication authentication) {

    private static final String WELL = "The store answers, and takes the key for writing";

    /**
     * @param remedy what helps, or would be better; null if there is no problem
     * @param address where the store was found, if it is another address; otherwise null
     */
    public record Check(
            String name,
            boolean ok,
            String detail,
            @Nullable String remedy,
            @Nullable URI address) {

        public static Check passed(String name, String detail) {
            return new Check(name, true, detail, null, null);
        }

        static Check advised(String name, String detail, String remedy) {
            return new Check(name, true, detail, remedy, null);
        }

        public static Check failed(String name, String detail, String remedy) {
            return new Check(name, false, detail, remedy, null);
        }

        /** The store is at another address. */
        static Check moved(String name, String detail, URI address) {
            return new Check(name, false, detail, Remedies.moveTo(address), address);
        }
    }

    /**
     * Unknown values are null: all but the name can be read with a key only, most of them only with an
     * administrator's.
     *
     * @param address the store's own, as it knows itself
     * @param weightUnit of the numbers in {@code weight}, such as kg
     */
    record StoreInfo(
            @Nullable String wpVersion,
            @Nullable String wooVersion,
            @Nullable String storeName,
            @Nullable String address,
            @Nullable String timeZone,
            @Nullable String currency,
            @Nullable Integer priceDecimals,
            @Nullable String weightUnit,
            @Nullable String dimensionUnit) {

        /** What a caller without a key learns. */
        public static StoreInfo of(@Nullable String storeName, @Nullable String address, @Nullable String timeZone) {
            return new StoreInfo(null, null, storeName, address, timeZone, null, null, null, null);
        }
    }

    public static DoctorReport of(
            List<Check> checks, @Nullable StoreInfo storeInfo, @Nullable Authentication authentication) {
        List<Check> all = List.copyOf(checks);
        return failure(all)
                .map(check -> new DoctorReport(false, check.detail(), storeInfo, all, authentication))
                .orElseGet(() -> new DoctorReport(true, WELL, storeInfo, all, authentication));
    }

    /** The first check that did not pass. */
    public Optional<Check> failure() {
        return failure(checks);
    }

    private static Optional<Check> failure(List<Check> checks) {
        return checks.stream().filter(check -> !check.ok()).findFirst();
    }

    /** The same report, with the check of this name replaced. */
    public DoctorReport with(Check check) {
        List<Check> changed = checks.stream()
                .map(each -> each.name().equals(check.name()) ? check : each)
                .toList();
        return new DoctorReport(success, message, storeInfo, changed, authentication);
    }

    private static boolean shows(StoreCredentials credentials, @Nullable URI address) {
        return address != null && !credentials.removeFrom(address.toString()).equals(address.toString());
    }

    /** The same report without credentials, in case the store has repeated one in its answers. */
    DoctorReport without(StoreCredentials credentials) {
        List<Check> clean = checks.stream()
                .map(check -> new Check(
                        check.name(),
                        check.ok(),
                        credentials.removeFrom(check.detail()),
                        check.remedy() == null ? null : credentials.removeFrom(check.remedy()),
                        shows(credentials, check.address()) ? null : check.address()))
                .toList();
        return new DoctorReport(success, credentials.removeFrom(message), storeInfo, clean, authentication);
    }
}
