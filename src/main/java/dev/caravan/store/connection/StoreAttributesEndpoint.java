package dev.caravan.store.connection;

import dev.caravan.platform.ApiException;
import dev.caravan.platform.Caller;
import dev.caravan.store.CredentialsException;
import dev.caravan.store.Store;
import dev.caravan.store.StoresApi;
import dev.caravan.store.address.AllowedAddresses;
import dev.caravan.store.doctor.StoreProbe;
import dev.caravan.woocommerce.CallFault;
import dev.caravan.woocommerce.GlobalAttributes;
import dev.caravan.woocommerce.StoreEndpoints;
import java.util.List;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.springframework.stereotype.Component;

/** Adapter of {@code …/connections/{id}/woocommerce-attributes}: asks the store itself, for 15 s at most. */
@Component
class StoreAttributesEndpoint {

    private final StoresApi stores;
    private final StoreProbe probe;
    private final AllowedAddresses addresses;

    StoreAttributesEndpoint(StoresApi stores, StoreProbe probe, AllowedAddresses addresses) {
        this.stores = stores;
        this.probe = probe;
        this.addresses = addresses;
    }

    /** All of them: WooCommerce does not page this list [attribute-get-all]. */
    List<GlobalAttributes.Shown> list(@ExchangeProperty(Caller.PROPERTY) Caller caller, @Header("id") long id) {
        Store store = stores.get(caller, id);
        addresses.check(store.storeUrl());
        StoreProbe.Result result = ask(store);
        CallFault fault = result.fault();
        if (fault != null || result.answer() == null) {
            throw ApiException.badGateway(
                    "The store could not be asked: " + (fault == null ? "no answer" : fault.reason()));
        }
        return GlobalAttributes.shown(result.answer())
                .orElseThrow(() ->
                        ApiException.badGateway("The store could not be asked: its answer is no list of attributes"));
    }

    private StoreProbe.Result ask(Store store) {
        try {
            return probe.get(store.storeUrl(), StoreEndpoints.ATTRIBUTES, null, stores.key(store));
        } catch (CredentialsException e) {
            throw ApiException.conflict(e.getMessage() + " (enter consumerKey and consumerSecret again)");
        }
    }
}
