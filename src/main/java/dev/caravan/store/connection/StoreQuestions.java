package dev.caravan.store.connection;

import dev.caravan.platform.ApiException;
import dev.caravan.store.CredentialsException;
import dev.caravan.store.Store;
import dev.caravan.store.StoresApi;
import dev.caravan.store.address.AllowedAddresses;
import dev.caravan.store.doctor.StoreProbe;
import dev.caravan.woocommerce.Answer;
import dev.caravan.woocommerce.CallFault;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks a store itself for what an operation answers, for 15 s at most. */
@Component
class StoreQuestions {

    private final StoresApi stores;
    private final StoreProbe probe;
    private final AllowedAddresses addresses;

    StoreQuestions(StoresApi stores, StoreProbe probe, AllowedAddresses addresses) {
        this.stores = stores;
        this.probe = probe;
        this.addresses = addresses;
    }

    /** @throws ApiException 502 with the reason without a usable answer, 409 if the keys do not open */
    Answer ask(Store store, String path, @Nullable String query) {
        addresses.check(store.storeUrl());
        StoreProbe.Result result = result(store, path, query);
        CallFault fault = result.fault();
        Answer answer = result.answer();
        if (fault != null || answer == null) {
            throw failed(fault == null ? "no answer" : fault.reason());
        }
        return answer;
    }

    /** The 502 for an answer that is not what was asked for. */
    static ApiException failed(String reason) {
        return ApiException.badGateway("The store could not be asked: " + reason);
    }

    private StoreProbe.Result result(Store store, String path, @Nullable String query) {
        try {
            return probe.get(store.storeUrl(), path, query, stores.key(store));
        } catch (CredentialsException e) {
            throw ApiException.conflict(e.getMessage() + " (enter consumerKey and consumerSecret again)");
        }
    }
}
