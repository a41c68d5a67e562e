package dev.caravan.store;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.platform.JsonBody;
import dev.caravan.store.DoctorReport.Check;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.apache.camel.Body;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Adapter of {@code …/connections/test} and {@code …/connections/{id}/test}. */
@Component
class DoctorEndpoint {

    /** A store that is not saved. */
    record TestBody(
            @NotNull String storeUrl,

            @NotNull @Pattern(regexp = ConnectionBody.KEY, message = ConnectionBody.KEY_RULE) String consumerKey,

            @NotNull @Pattern(regexp = ConnectionBody.KEY, message = ConnectionBody.KEY_RULE) String consumerSecret) {

        @SuppressWarnings("NullAway") // absent fields come as null, and are refused when the record is checked
        TestBody {
            consumerKey = ConnectionBody.strip(consumerKey);
            consumerSecret = ConnectionBody.strip(consumerSecret);
        }

        StoreCredentials credentials() {
            return new StoreCredentials(consumerKey, consumerSecret);
        }

        @Override
        public String toString() {
            return "TestBody[hidden]";
        }
    }

    private final StoreDoctor doctor;
    private final StoresApi stores;
    private final AllowedAddresses addresses;
    private final JsonBody json;

    DoctorEndpoint(StoreDoctor doctor, StoresApi stores, AllowedAddresses addresses, JsonBody json) {
        this.doctor = doctor;
        this.stores = stores;
        this.addresses = addresses;
        this.json = json;
    }

    DoctorReport testNew(@Body @Nullable InputStream input) {
        TestBody body = json.read(input, TestBody.class);
        URI storeUrl = StoreUrl.normalise(body.storeUrl());
        addresses.check(storeUrl);
        return doctor.examine(storeUrl, body.credentials());
    }

    DoctorReport test(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        Store store = stores.get(caller.accountId(), id);
        try {
            addresses.check(store.storeUrl());
            return doctor.examine(store.storeUrl(), stores.credentials(id));
        } catch (ApiException e) {
            return failed("address-allowed", e, "Change the store's address, or the setting");
        } catch (CredentialsException e) {
            return failed("credentials-open", e, "Enter consumerKey and consumerSecret again");
        }
    }

    private static DoctorReport failed(String check, Exception e, String remedy) {
        return DoctorReport.of(List.of(Check.failed(check, String.valueOf(e.getMessage()), remedy)), null);
    }
}
