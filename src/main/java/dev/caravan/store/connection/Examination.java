package dev.caravan.store.connection;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.ApiException.FieldError;
import dev.caravan.store.StoreCredentials;
import dev.caravan.store.doctor.DoctorReport;
import dev.caravan.store.doctor.DoctorReport.Check;
import dev.caravan.store.doctor.KeyChecks;
import dev.caravan.store.doctor.StoreDoctor;
import dev.caravan.woocommerce.Authentication;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The store doctor's check before a connection is saved. It makes calls, so it must not run inside a transaction. */
@Component
class Examination {

    private static final Set<String> OF_THE_KEY = Set.of(KeyChecks.KNOWN, KeyChecks.MAY_READ, KeyChecks.MAY_WRITE);

    private final StoreDoctor doctor;

    Examination(StoreDoctor doctor) {
        this.doctor = doctor;
    }

    /**
     * @return the way of authentication that works
     * @throws ApiException 400 with each check that failed
     */
    @Nullable Authentication pass(URI storeUrl, StoreCredentials credentials, Authentication setting) {
        DoctorReport report = doctor.examine(storeUrl, credentials, setting);
        List<FieldError> errors = report.checks().stream()
                .filter(check -> !check.ok())
                .map(check -> new FieldError(field(check), message(check)))
                .toList();
        if (!errors.isEmpty()) {
            throw ApiException.invalid(errors);
        }
        return report.authentication();
    }

    private static String field(Check check) {
        if (check.name().equals(KeyChecks.ARRIVES)) {
            return "authentication";
        }
        return OF_THE_KEY.contains(check.name()) ? "consumerKey" : "storeUrl";
    }

    private static String message(Check check) {
        return "does not pass the test " + check.name() + ": " + sentence(check.detail()) + " "
                + sentence(String.valueOf(check.remedy())) + " (?force=true saves it all the same)";
    }

    private static String sentence(String text) {
        return text.endsWith("?") || text.endsWith(".") ? text : text + ".";
    }
}
