package dev.caravan.store.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.api.JsonBody;
import dev.caravan.store.CredentialsException;
import dev.caravan.store.Hold;
import dev.caravan.store.HoldReason;
import dev.caravan.store.Store;
import dev.caravan.store.StoreCredentials;
import dev.caravan.store.StoreHealthApi;
import dev.caravan.store.StoresApi;
import dev.caravan.store.address.AccessRules;
import dev.caravan.store.address.AllowedAddresses;
import dev.caravan.store.address.StoreUrl;
import dev.caravan.store.doctor.DoctorReport;
import dev.caravan.store.doctor.DoctorReport.Check;
import dev.caravan.store.doctor.KeyChecks;
import dev.caravan.store.doctor.StoreDoctor;
import dev.caravan.woocommerce.Authentication;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of {@code …/connections/test} and {@code …/connections/{id}/test}. */
@Component
class DoctorEndpoint {

    /** A store that is not saved. Without a key its address is examined. */
    record TestBody(
            @NotNull String storeUrl,

            @Pattern(regexp = ConnectionBody.KEY, message = ConnectionBody.KEY_RULE) @Nullable String consumerKey,

            @Pattern(regexp = ConnectionBody.KEY, message = ConnectionBody.KEY_RULE) @Nullable String consumerSecret,

            @Nullable Authentication authentication) {

        TestBody {
            consumerKey = ConnectionBody.strip(consumerKey);
            consumerSecret = ConnectionBody.strip(consumerSecret);
        }

        /** @return null: there is none @throws ApiException 400 for half a key */
        @Nullable StoreCredentials credentials() {
            if (consumerKey != null && consumerSecret != null) {
                return new StoreCredentials(consumerKey, consumerSecret);
            }
            if (consumerKey == null && consumerSecret == null) {
                return null;
            }
            throw ApiException.invalid(
                    consumerKey == null ? "consumerKey" : "consumerSecret",
                    "is needed with the other half of the key; leave both out to examine the address only");
        }

        @Override
        public String toString() {
            return "TestBody[hidden]";
        }
    }

    /** Clients send the whole body of a connection; what the doctor does not need is ignored. */
    private static final Set<String> KNOWN = Arrays.stream(ConnectionBody.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> NEEDED = Arrays.stream(TestBody.class.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toUnmodifiableSet());

    private final StoreDoctor doctor;
    private final StoresApi stores;
    private final StoreHealthApi health;
    private final FoundAccess found;
    private final AllowedAddresses addresses;
    private final AccessRules access;
    private final JsonBody json;

    DoctorEndpoint(
            StoreDoctor doctor,
            StoresApi stores,
            StoreHealthApi health,
            FoundAccess found,
            AllowedAddresses addresses,
            AccessRules access,
            JsonBody json) {
        this.doctor = doctor;
        this.stores = stores;
        this.health = health;
        this.found = found;
        this.addresses = addresses;
        this.access = access;
        this.json = json;
    }

    DoctorReport testNew(@Body ObjectNode object) {
        object.remove(KNOWN.stream().filter(name -> !NEEDED.contains(name)).toList());
        TestBody body = json.read(object, TestBody.class);
        Authentication setting = body.authentication() == null ? Authentication.AUTO : body.authentication();
        StoreCredentials credentials = body.credentials();
        URI storeUrl = StoreUrl.normalise(body.storeUrl());
        addresses.check(storeUrl);
        access.check(storeUrl, setting);
        return credentials == null ? doctor.examine(storeUrl) : doctor.examine(storeUrl, credentials, setting);
    }

    /**
     * Uses the way of authentication that the doctor found from now on. If the store was held because of its key and
     * now takes it, the hold ends.
     */
    DoctorReport test(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        Store store = stores.get(caller, id);
        try {
            addresses.check(store.storeUrl());
            DoctorReport report = doctor.examine(
                    store.storeUrl(), stores.credentials(id), store.access().setting());
            found.note(store, report.authentication());
            Hold hold = store.hold();
            if (report.success() && hold != null && hold.reason() == HoldReason.UNAUTHORIZED) {
                health.release(id); // it has just taken the key for an empty write
            }
            return FoundAccess.isBack(store, report.authentication())
                    ? report.with(Check.passed(KeyChecks.ARRIVES, FoundAccess.BACK))
                    : report;
        } catch (ApiException e) {
            return failed("address-allowed", e, "Change the store's address, or the setting");
        } catch (CredentialsException e) {
            return failed("credentials-open", e, "Enter consumerKey and consumerSecret again");
        }
    }

    private static DoctorReport failed(String check, Exception e, String remedy) {
        return DoctorReport.of(List.of(Check.failed(check, String.valueOf(e.getMessage()), remedy)), null, null);
    }
}
