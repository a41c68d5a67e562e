package dev.caravan.faults;

import dev.caravan.sandbox.SandboxSettings;
import dev.caravan.sandbox.host.SandboxStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs several sandbox stores in a process of their own, which ends with the one that started it. */
final class ShopsMain {

    private ShopsMain() {}

    /** @param args how many stores */
    public static void main(String[] args) throws IOException {
        List<SandboxStore> stores = new ArrayList<>();
        for (int i = 1; i <= Integer.parseInt(args[0]); i++) {
            SandboxStore store = SandboxStore.start(SandboxSettings.forTests("Shop " + i));
            stores.add(store);
            System.out.println(
                    String.join(" ", "SHOP", store.url().toString(), store.consumerKey(), store.consumerSecret()));
        }
        while (System.in.read() >= 0) {
            continue; // the end of the input is the end of its owner
        }
        stores.forEach(SandboxStore::close);
        System.exit(0);
    }
}
